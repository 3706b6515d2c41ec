//! A chapter: one sentence, much paper.

use serde::Serialize;

use crate::deck::compose::{Composer, Line};
use crate::schema::Text;

/// What a chapter shows.
#[derive(Debug, Serialize)]
pub struct Chapter {
    title: Line,
}

/// Composes a chapter.
pub fn compose_chapter(composer: &mut Composer, title: &Text) -> Chapter {
    Chapter { title: composer.line(title, None) }
}
