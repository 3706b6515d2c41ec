//! The requests of a deck in short, once it is known which of them its audience is shown.

use super::Planner;
use crate::deck::planned::{Planned, Shows};
use crate::deck::shown::ShownItems;
use crate::deck::slides::PlannedAsks;
use crate::narrative::{Decision, Options};
use crate::source::Span;

/// So many requests stand on a slide: a board keeps four in mind, and four hold in the least type.
const ON_A_SLIDE: usize = 4;

impl<'a> Planner<'a, '_> {
    /// A slide of requests, if the deck asks for something; `settle_asks` fills it.
    pub(in crate::deck) fn add_asks(&mut self, options: &Options, origin: Span) {
        if self.asked_decisions().any(|decision| decision.ask.is_some()) {
            let decisions = Vec::new();
            self.add_slide(Shows::Asks(PlannedAsks { decisions }), options, origin);
        }
    }

    /// Fills the slides of requests. What has a slide for other audiences alone is not told to this one.
    pub(super) fn settle_asks(&mut self) {
        let (here, elsewhere) =
            (ShownItems::from_slides(&self.planned), ShownItems::from_slides(&self.elsewhere));
        let may_tell = |decision: &&Decision| {
            let id = decision.id.value.as_str();
            here.decisions.contains(id) || !elsewhere.decisions.contains(id)
        };
        let asked = self.asked_decisions().filter(|decision| decision.ask.is_some());
        let told: Vec<&'a Decision> = asked.filter(may_tell).collect();
        let planned = std::mem::take(&mut self.planned);
        self.planned = planned.into_iter().flat_map(|slide| fill_asks(slide, &told)).collect();
    }
}

/// A slide of requests as so many as they take; any other slide as it is.
fn fill_asks<'a>(slide: Planned<'a>, told: &[&'a Decision]) -> Vec<Planned<'a>> {
    if !matches!(slide.shows, Shows::Asks(_)) {
        return vec![slide];
    }
    let mut filled = Vec::new();
    for (number, decisions) in told.chunks(ON_A_SLIDE).enumerate() {
        let mut options = slide.options.clone();
        if number > 0 {
            // What is said goes with the first.
            (options.notes, options.minutes) = (None, None);
        }
        let shows = Shows::Asks(PlannedAsks { decisions: decisions.to_vec() });
        filled.push(Planned {
            shows,
            chapter: slide.chapter,
            options,
            origin: slide.origin,
            beside: slide.beside,
            opens: slide.opens.filter(|_| number == 0),
        });
    }
    filled
}
