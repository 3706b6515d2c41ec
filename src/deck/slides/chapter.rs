//! A chapter: one sentence on an almost empty page.

use serde::Serialize;

use crate::deck::compose::{Composer, Line};
use crate::schema::Text;

/// The slide that opens a chapter.
#[derive(Debug, Serialize)]
pub struct Chapter {
    title: Line,
}

/// Composes the opening of a chapter from its title.
pub fn compose_chapter(composer: &mut Composer, title: &Text) -> Chapter {
    Chapter { title: composer.line(title, None) }
}
