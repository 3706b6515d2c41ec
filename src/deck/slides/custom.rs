//! A slide that the project draws itself.

use serde::Serialize;

use crate::deck::compose::Composer;
use crate::project::CustomFile;
use crate::schema::Text;
use crate::source::SourceId;

/// What a slide of the project's own shows: the Typst file that draws it.
#[derive(Debug, Serialize)]
pub struct Custom {
    /// Its path from the folder of the manuscript, such as `/2026-T3/slides/plan.typ`.
    file: String,
    /// Its text.
    #[serde(skip)]
    source: SourceId,
}

impl Custom {
    /// Its path from the project's root.
    pub fn path(&self) -> &str {
        &self.file[1..]
    }

    /// Its text.
    pub fn source_id(&self) -> SourceId {
        self.source
    }
}

/// Composes a slide of the project's own; its path is the only text that the manuscript holds of it.
pub fn compose_custom(composer: &mut Composer, named: &Text, file: &CustomFile) -> Custom {
    composer.texts.push(named.clone());
    Custom { file: format!("/{}", file.path), source: file.source }
}
