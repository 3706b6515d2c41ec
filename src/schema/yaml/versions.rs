//! Two versions of a file that git could not join, and left beside one another in it.

use std::ops::Range;

use crate::finding::rules::BROKEN_YAML;
use crate::finding::{Finding, Message};
use crate::source::Span;

/// Where git left two versions of a text beside one another: the first line of its marks; none where it did not.
pub(super) fn merge_marks(text: &str) -> Option<Range<usize>> {
    const SIGNS: usize = 7;
    let marked = |sign: char| {
        let mark: String = std::iter::repeat_n(sign, SIGNS).collect();
        let mut at = 0;
        let lines = text.split_inclusive('\n').map(move |line| {
            at += line.len();
            (at - line.len(), line.trim_end())
        });
        let is_mark = move |line: &str| {
            line.strip_prefix(mark.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        lines.into_iter().find(|(_, line)| is_mark(line)).map(|(at, line)| at..at + line.len())
    };
    // All three marks must be there: a line of seven signs alone may underline a title.
    let (first, last) = (marked('<')?, marked('>')?);
    (first.start < last.start && marked('=').is_some()).then_some(first)
}

/// What to report of two versions in one file.
pub(super) fn two_versions(span: Span) -> Finding {
    Finding::new(&BROKEN_YAML, span, Message::new("yaml-two-versions"))
        .with_hint(Message::new("hint-two-versions"))
}
