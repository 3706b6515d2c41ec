//! A slide that the project draws itself, in a Typst file.

use serde::Serialize;

use crate::deck::compose::Composer;
use crate::project::CustomFile;
use crate::schema::Text;
use crate::source::SourceId;

/// A slide of the project's own: only where its Typst file is.
#[derive(Debug, Serialize)]
pub struct Custom {
    /// Its path from the folder of the manuscript, such as `/2026-T3/slides/plan.typ`.
    file: String,
    /// The text of that file among the sources.
    #[serde(skip)]
    source: SourceId,
}

impl Custom {
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
pub fn compose_custom(composer: &mut Composer, named: &Text, file: &CustomFile) -> Custom {
    composer.texts.push(named.clone());
    Custom { file: format!("/{}", file.path), source: file.source }
}
