//! A slide that the project draws itself, in a Typst file.

use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::Composer;
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
use crate::narrative::Options;
use crate::project::CustomFile;
use crate::schema::{Text, slug};
use crate::source::{SourceId, Span};

/// A slide of the project's own to come.
#[derive(Debug)]
pub struct PlannedCustom<'a> {
    /// The file as its entry names it.
    pub named: &'a Text,
    /// The file that was found.
    pub file: &'a CustomFile,
}

impl<'a> ShownKind<'a> for PlannedCustom<'a> {
    type Written = Text;
    type Slide = CustomSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        // A file that cannot be shown was told when the project was read.
        if let Some(file) = planner.folder.customs.get(&written.span) {
            planner.add_slide(Shows::Custom(Self { named: written, file }), options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        Some(slug(&self.file.path))
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // What it draws is not looked into.
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
        compose_custom(composer, self.named, self.file)
    }
}

/// A slide of the project's own: only where its Typst file is.
#[derive(Debug, Serialize)]
pub struct CustomSlide {
    /// Its path from the folder of the manuscript, such as `/2026-T3/slides/plan.typ`.
    file: String,
    /// The text of that file among the sources.
    #[serde(skip)]
    source: SourceId,
}

impl CustomSlide {
    /// Its path from the project's root.
    pub fn path(&self) -> &str {
        &self.file[1..]
    }

    /// The text of the Typst file among the sources.
    pub fn source_id(&self) -> SourceId {
        self.source
    }
}

/// Composes a slide of the project's own; the manuscript holds the path of its file, and no text of it.
fn compose_custom(composer: &mut Composer, named: &Text, file: &CustomFile) -> CustomSlide {
    composer.texts.push(named.clone());
    CustomSlide { file: format!("/{}", file.path), source: file.source }
}
