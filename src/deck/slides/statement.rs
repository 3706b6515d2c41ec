//! A statement: one sentence, large.

use serde::Serialize;

use crate::deck::compose::{Composer, Line};
use crate::schema::Text;

/// What a statement shows.
#[derive(Debug, Serialize)]
pub struct Statement {
    title: Line,
}

/// Composes a statement.
pub fn compose_statement(composer: &mut Composer, sentence: &Text) -> Statement {
    Statement { title: composer.line(sentence, None) }
}
