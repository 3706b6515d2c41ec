//! Titles: what is shown in large letters at the head of a slide, and what it is the title of.

use std::collections::HashMap;

use super::{Context, Passage};
use crate::narrative::{RunningOrderEntry, SlideKind};
use crate::source::Span;

/// What a title is the title of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleScope {
    /// The deck as a whole, by the title in its file.
    Deck,
    /// A chapter, which is several slides.
    Chapter,
    /// A slide with words of ours.
    Slide,
    /// A slide with what people say: a signal, or voices.
    Heard,
    /// A slide that asks something of the board.
    Ask,
    /// A photo or the annex, whose title is only a caption.
    Caption,
}

/// Every title of every deck, and what it is the title of.
pub fn deck_titles<'c, 'a>(
    context: &'c Context<'a>,
) -> impl Iterator<Item = (&'c Passage<'a>, TitleScope)> + use<'c, 'a> {
    let entries = context.entries().into_iter();
    let titled = entries
        .filter_map(|entry| Some((entry.options.title.as_ref()?.span, scope_of_entry(entry))));
    // A passage does not hold its entry, so the titles of a running order are found by their span.
    let entries: HashMap<Span, TitleScope> = titled.collect();
    context.passages.iter().filter_map(move |passage| {
        let over = match (passage.leaf.of, passage.leaf.key) {
            ("deck", "title") => TitleScope::Deck,
            ("entry", "chapter") => TitleScope::Chapter,
            ("entry", "title") => *entries.get(&passage.leaf.text.span)?,
            ("story" | "figure" | "points", "title") => TitleScope::Slide,
            ("signal", "title") => TitleScope::Heard,
            ("decision", "ask") => TitleScope::Ask,
            _ => return None,
        };
        Some((passage, over))
    })
}

/// What the title of an entry of a running order is the title of.
fn scope_of_entry(entry: &RunningOrderEntry) -> TitleScope {
    match &entry.kind {
        SlideKind::Photo(_) | SlideKind::Photos(_) | SlideKind::Annex => TitleScope::Caption,
        SlideKind::Voices(_) | SlideKind::Signal(_) | SlideKind::Signals => TitleScope::Heard,
        SlideKind::Decision(_) | SlideKind::Decisions => TitleScope::Ask,
        _ => TitleScope::Slide,
    }
}
