//! The agenda: the parts of a deck, with what the board is asked in each, made from the running order alone.

use std::ops::Range;

use rust_decimal::Decimal;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::passages::part_passages;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
use crate::narrative::{Answer, Options};
use crate::source::Span;

/// An agenda to come.
#[derive(Debug)]
pub struct PlannedAgenda;

impl<'a> ShownKind<'a> for PlannedAgenda {
    type Written = ();
    type Slide = AgendaSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        _written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.add_slide(Shows::Agenda(Self), options, origin);
    }

    fn own_name(&self) -> Option<String> {
        None
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // It names the parts of the deck, and shows nothing of what is in them.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // It is made of what the other slides show.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        let title = composer.title_or_default(planned.options.title.as_ref(), "title-agenda");
        let parts = part_passages(composer, material.slides).into_iter();
        let parts: Vec<_> = parts.filter(|(_, slides)| !is_annex(material, slides)).collect();
        let minutes: Option<Decimal> = parts
            .iter()
            .filter_map(|(_, slides)| sum_minutes(&material.slides[slides.clone()]))
            .reduce(add);
        AgendaSlide {
            title,
            head: AgendaHead::new(composer, minutes.is_some()),
            rows: parts.into_iter().map(|part| compose_row(composer, material, part)).collect(),
            total: minutes.map(|minutes| format_minutes(composer, minutes)),
        }
    }
}

/// The slide that names the parts of a deck.
#[derive(Debug, Serialize)]
pub struct AgendaSlide {
    title: Line,
    head: AgendaHead,
    rows: Vec<AgendaRow>,
    /// The minutes of all parts; none when no slide says its own.
    total: Option<String>,
}

/// The words over the columns.
#[derive(Debug, Serialize)]
struct AgendaHead {
    part: String,
    asked: String,
    /// None when no slide says its minutes.
    minutes: Option<String>,
    page: String,
    total: String,
}

impl AgendaHead {
    fn new(composer: &Composer, is_timed: bool) -> Self {
        Self {
            part: composer.word("head-part"),
            asked: composer.word("head-asked"),
            minutes: is_timed.then(|| composer.word("head-minutes")),
            page: composer.word("head-page"),
            total: composer.word("total"),
        }
    }
}

/// One part of the deck.
#[derive(Debug, Serialize)]
struct AgendaRow {
    name: Line,
    /// The id of its first slide, to which the row leads.
    first: String,
    /// What the board does: decide, give an opinion, listen.
    asked: String,
    /// Whether a decision is asked, which a box to tick shows.
    decides: bool,
    minutes: Option<String>,
}

fn compose_row(
    composer: &Composer,
    material: &DeckMaterial,
    (name, slides): (Line, Range<usize>),
) -> AgendaRow {
    let part = &material.slides[slides.clone()];
    // A part is named by the most that is asked in it: a vote, then an opinion.
    let answers: Vec<Answer> = part.iter().filter_map(answer_asked).collect();
    let decides = answers.contains(&Answer::Vote);
    let asked = match (decides, answers.contains(&Answer::Opinion)) {
        (true, _) => "agenda-decide",
        (false, true) => "agenda-opinion",
        (false, false) => "agenda-hear",
    };
    AgendaRow {
        name,
        first: material.ids[slides.start].clone(),
        asked: composer.word(asked),
        decides,
        minutes: sum_minutes(part).map(|minutes| format_minutes(composer, minutes)),
    }
}

fn is_annex(material: &DeckMaterial, slides: &Range<usize>) -> bool {
    matches!(material.slides[slides.start].shows, Shows::Annex(_))
}

/// What a slide asks of the board, if it asks anything.
fn answer_asked(planned: &Planned) -> Option<Answer> {
    match &planned.shows {
        Shows::Decision(asked) => Some(asked.decision.answer),
        _ => None,
    }
}

/// The minutes of some slides; none when none of them says its own.
fn sum_minutes(slides: &[Planned]) -> Option<Decimal> {
    slides.iter().filter_map(Planned::minutes).reduce(add)
}

fn add(one: Decimal, other: Decimal) -> Decimal {
    one.saturating_add(other)
}

fn format_minutes(composer: &Composer, minutes: Decimal) -> String {
    let minutes = composer.format_number(minutes.normalize());
    composer.format_sentence("duration-minutes", [("minutes", minutes.into())])
}
