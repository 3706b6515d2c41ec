//! What is asked, in short and before all else: what it costs, by when, what happens otherwise, and where each is decided.

use serde::Serialize;

use super::decision;
use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line, LineOrProse, Prose};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::shown::ShownItems;
use crate::narrative::{Answer, Decision, Options};
use crate::schema::Text;
use crate::source::Span;

/// The requests of one slide to come.
#[derive(Debug)]
pub struct PlannedAsks<'a> {
    /// The decisions asked, four at most.
    pub decisions: Vec<&'a Decision>,
}

impl<'a> ShownKind<'a> for PlannedAsks<'a> {
    type Written = ();
    type Slide = AsksSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        _written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.add_asks(options, origin);
    }

    fn own_name(&self) -> Option<String> {
        None
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Named("kicker-asks")
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // Each request has a slide of its own, on which the board answers: that one shows it.
    }

    fn entry_spans(&self) -> Vec<Span> {
        self.decisions.iter().map(|decision| decision.span).collect()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        compose_asks(composer, planned.options.title.as_ref(), &self.decisions)
    }
}

/// The slide with one row for each request.
#[derive(Debug, Serialize)]
pub struct AsksSlide {
    kicker: Line,
    title: Line,
    head: AsksHead,
    rows: Vec<Ask>,
}

/// The words over the columns.
#[derive(Debug, Serialize)]
struct AsksHead {
    what: String,
    cost: String,
    otherwise: String,
    page: String,
}

/// One request in short.
#[derive(Debug, Serialize)]
struct Ask {
    what: Line,
    /// What the board is to give: a vote, an opinion.
    answer: String,
    cost: Option<LineOrProse>,
    by: Option<Line>,
    otherwise: Option<Prose>,
    /// The slide on which it is decided.
    slide: String,
}

fn compose_asks(
    composer: &mut Composer,
    title: Option<&Text>,
    decisions: &[&Decision],
) -> AsksSlide {
    let title = composer.title_or_default(title, "title-asks");
    let head = AsksHead {
        what: composer.word("head-ask"),
        cost: composer.word("head-ask-cost"),
        otherwise: composer.word("otherwise"),
        page: composer.word("head-page"),
    };
    let asked = decisions.iter().filter_map(|decision| compose_ask(composer, decision));
    let rows = asked.collect();
    AsksSlide { kicker: composer.program_line(&composer.word("kicker-asks")), title, head, rows }
}

fn compose_ask(composer: &mut Composer, decision: &Decision) -> Option<Ask> {
    let own = decision.language.as_ref();
    Some(Ask {
        what: composer.line(decision.ask.as_ref()?, own),
        answer: composer.word(answer_key(decision.answer)),
        cost: decision::compose_cost(composer, decision),
        by: decision
            .by
            .map(|by| composer.program_line(&composer.format_deadline(by.value)).capitalised()),
        otherwise: decision.otherwise.as_ref().map(|text| composer.prose(text, own)),
        slide: format!("decision-{}", decision.id.value),
    })
}

/// The key of the word for what the board is to give.
fn answer_key(answer: Answer) -> &'static str {
    match answer {
        Answer::Vote => "ask-vote",
        Answer::Opinion => "ask-opinion",
        Answer::Note => "ask-note",
    }
}
