//! The end of what is said of one file.

use crate::finding::rules::TOO_MANY_FINDINGS;
use crate::finding::{Finding, Message};
use crate::source::Span;

/// How many findings one file may raise: a file with more is another kind of file, and nobody reads so many.
pub(super) const MOST: usize = 100;

/// The last finding of a file that has too many.
pub(super) fn too_many(span: Span) -> Finding {
    let message = Message::new("too-many-findings").with("most", MOST);
    Finding::new(&TOO_MANY_FINDINGS, span, message)
        .with_hint(Message::new("hint-too-many-findings"))
}
