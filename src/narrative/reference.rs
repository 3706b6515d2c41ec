//! What is said of an id that nobody wrote.

use crate::finding::rules::DANGLING_REFERENCE;
use crate::finding::{Finding, Message};
use crate::source::Spanned;
use crate::text::nearest;

/// An id that names none of the things `of` such a kind, with the nearest of the known ids of that kind. Of voices none is
/// proposed: what stands under the next id was said by another person.
pub fn dangling_reference<'k>(
    id: &Spanned<String>,
    of: &'static str,
    known: impl IntoIterator<Item = &'k str>,
) -> Finding {
    let nothing = match of {
        "story" => "no-story",
        "voice" => "no-voice",
        "figure" => "no-figure",
        "signal" => "no-signal",
        _ => "no-decision",
    };
    let message = Message::new("dangling-reference")
        .with("id", id.value.as_str())
        .with_kind("nothing", nothing);
    let hint = match nearest(&id.value, known) {
        _ if of == "voice" => Message::new("hint-voice-gone"),
        Some(near) => Message::new("hint-nearest").with("value", near),
        None => Message::new("hint-dangling").with_kind("of", of),
    };
    Finding::new(&DANGLING_REFERENCE, id.span, message).with_hint(hint)
}
