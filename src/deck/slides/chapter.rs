//! A chapter: one sentence on an almost empty page.

use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::shown::ShownItems;
use crate::narrative::{Chapter, Options};
use crate::schema::{Text, slug};
use crate::source::Span;

/// A chapter to come.
#[derive(Debug)]
pub struct PlannedChapter<'a> {
    /// The sentence that opens it.
    pub title: &'a Text,
}

impl<'a> ShownKind<'a> for PlannedChapter<'a> {
    type Written = Chapter;
    type Slide = ChapterSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.plan_chapter(written, options, origin);
    }

    fn own_name(&self) -> Option<String> {
        Some(slug(&self.title.value))
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Chapter(&self.title.value)
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // The slides it opens are planned as slides of their own.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // The slides it opens are planned as slides of their own.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        _planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        compose_chapter(composer, self.title)
    }
}

/// The slide that opens a chapter.
#[derive(Debug, Serialize)]
pub struct ChapterSlide {
    title: Line,
}

/// Composes the opening of a chapter from its title.
fn compose_chapter(composer: &mut Composer, title: &Text) -> ChapterSlide {
    ChapterSlide { title: composer.line(title, None) }
}
