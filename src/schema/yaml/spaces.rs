//! Spaces that YAML does not take for spaces, though nobody sees the difference.

use std::ops::Range;

use crate::finding::rules::BROKEN_YAML;
use crate::finding::{Finding, Message};
use crate::source::Span;

/// Whether a character is a no-break space, which YAML takes for a letter.
pub(super) fn is_special_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// A no-break space that hides where YAML wants a space.
pub(super) fn special_space(span: Span) -> Finding {
    Finding::new(&BROKEN_YAML, span, Message::new("yaml-special-space"))
        .with_hint(Message::new("hint-special-space"))
}

/// A no-break space in a line where YAML wants a space: in the indentation, or after the colon or the dash that opens the line.
pub(super) fn misplaced_in_line(line: &str) -> Option<Range<usize>> {
    // Anywhere else such a space belongs to a text, as French wants it before some signs.
    let (at, space) = line.char_indices().find(|(at, c)| {
        let before = line[..*at].trim_start_matches([' ', '-']);
        let follows_key = before.find(':').is_some_and(|colon| colon + 1 == before.len());
        is_special_space(*c) && (before.is_empty() || follows_key)
    })?;
    Some(at..at + space.len_utf8())
}
