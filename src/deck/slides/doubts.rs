//! The doubts: what failed and what is not known.

use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, LabelledText, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::shown::ShownItems;
use crate::narrative::{Doubt, Options};
use crate::schema::Text;
use crate::source::Span;

/// The doubts to come.
#[derive(Debug)]
pub struct PlannedDoubts<'a> {
    /// All doubts of the deck.
    pub doubts: &'a [Doubt],
}

impl<'a> ShownKind<'a> for PlannedDoubts<'a> {
    type Written = ();
    type Slide = DoubtsSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        _written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.add_doubts(options, origin);
    }

    fn own_name(&self) -> Option<String> {
        None
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Named("kicker-doubts")
    }

    fn add_to_shown(&self, shown: &mut ShownItems<'a>) {
        shown.doubts = true;
    }

    fn entry_spans(&self) -> Vec<Span> {
        self.doubts.iter().map(|doubt| doubt.span).collect()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        compose_doubts(composer, planned.options.title.as_ref(), self.doubts)
    }
}

/// The slide that admits doubts.
#[derive(Debug, Serialize)]
pub struct DoubtsSlide {
    kicker: Line,
    title: Line,
    doubts: Vec<Admitted>,
}

/// One doubt, with why and what will be done when somebody wrote that.
#[derive(Debug, Serialize)]
struct Admitted {
    what: Line,
    rows: Vec<LabelledText>,
}

/// Composes the slide of doubts.
fn compose_doubts(composer: &mut Composer, title: Option<&Text>, doubts: &[Doubt]) -> DoubtsSlide {
    let title = composer.title_or_default(title, "title-doubts");
    DoubtsSlide {
        kicker: composer.program_line(&composer.word("kicker-doubts")),
        title,
        doubts: doubts.iter().map(|doubt| compose_doubt(composer, doubt)).collect(),
    }
}

fn compose_doubt(composer: &mut Composer, doubt: &Doubt) -> Admitted {
    let own = doubt.language.as_ref();
    let what = composer.line(&doubt.what, own);
    let mut rows = Vec::new();
    rows.extend(doubt.why.as_ref().map(|why| composer.labelled_row("doubt-why", why, own)));
    rows.extend(doubt.next.as_ref().map(|next| composer.labelled_row("doubt-next", next, own)));
    Admitted { what, rows }
}
