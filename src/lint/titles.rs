//! What is shown in large letters at the head of a page, and over what.

use std::collections::HashMap;

use super::{Context, Passage};
use crate::narrative::{Entry, Kind};
use crate::source::Span;

/// What a title stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// A whole deck.
    Deck,
    /// Several slides.
    Chapter,
    /// A slide of our own words.
    Slide,
    /// What people say: a signal, or voices.
    Heard,
    /// What the board is asked.
    Ask,
    /// A photo, or the annex: a caption.
    Caption,
}

/// Every title of every deck, and what it stands over.
pub fn titles<'c, 'a>(
    context: &'c Context<'a>,
) -> impl Iterator<Item = (&'c Passage<'a>, Over)> + use<'c, 'a> {
    let entries = context.entries().into_iter();
    let titled =
        entries.filter_map(|entry| Some((entry.options.title.as_ref()?.span, over(entry))));
    let entries: HashMap<Span, Over> = titled.collect();
    context.passages.iter().filter_map(move |passage| {
        let over = match (passage.leaf.of, passage.leaf.key) {
            ("deck", "title") => Over::Deck,
            ("entry", "chapter") => Over::Chapter,
            ("entry", "title") => *entries.get(&passage.leaf.text.span)?,
            ("story" | "figure", "title") => Over::Slide,
            ("signal", "title") => Over::Heard,
            ("decision", "ask") => Over::Ask,
            _ => return None,
        };
        Some((passage, over))
    })
}

/// What the title of an entry stands over.
fn over(entry: &Entry) -> Over {
    match &entry.kind {
        Kind::Photo(_) | Kind::Annex => Over::Caption,
        Kind::Voices(_) | Kind::Signal(_) | Kind::Signals => Over::Heard,
        Kind::Decision(_) | Kind::Decisions => Over::Ask,
        _ => Over::Slide,
    }
}
