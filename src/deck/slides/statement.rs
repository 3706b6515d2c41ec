//! A statement: one sentence, large.

use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
use crate::narrative::Options;
use crate::schema::{Text, slug};
use crate::source::Span;

/// A statement to come.
#[derive(Debug)]
pub struct PlannedStatement<'a> {
    /// The sentence, which stands alone on its slide.
    pub sentence: &'a Text,
}

impl<'a> ShownKind<'a> for PlannedStatement<'a> {
    type Written = Text;
    type Slide = StatementSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.add_slide(Shows::Statement(Self { sentence: written }), options, origin);
    }

    fn own_name(&self) -> Option<String> {
        Some(slug(&self.sentence.value))
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // It is written in the running order, and cannot be shown a second time.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // Its entry of the running order holds all of it, and that is where the slide was asked for.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        _planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        compose_statement(composer, self.sentence)
    }
}

/// The slide of one sentence.
#[derive(Debug, Serialize)]
pub struct StatementSlide {
    title: Line,
}

/// Composes the slide of a statement.
fn compose_statement(composer: &mut Composer, sentence: &Text) -> StatementSlide {
    StatementSlide { title: composer.line(sentence, None) }
}
