//! A statement: one sentence, large.

use serde::Serialize;

use crate::deck::compose::{Composer, Line};
use crate::schema::Text;

/// The slide of one sentence.
#[derive(Debug, Serialize)]
pub struct Statement {
    title: Line,
}

/// Composes the slide of a statement.
pub fn compose_statement(composer: &mut Composer, sentence: &Text) -> Statement {
    Statement { title: composer.line(sentence, None) }
}
