//! The handout: every page of the slides, two a sheet, with lines to write on.

use serde::Serialize;

use super::Laid;
use crate::deck::Deck;
use crate::deck::slides::SlideContent;

/// The handout as its template takes it: the pages it shows, and how wide they are for their height.
#[derive(Debug, Serialize)]
pub struct Handout {
    /// Their numbers, from 1: not those of chapters and statements, on which nobody has anything to write.
    pages: Vec<usize>,
    ratio: f64,
}

/// Composes the handout from the pages as laid out.
pub(super) fn compose_handout(deck: &Deck, laid: &Laid) -> Handout {
    let shown = deck.slides.iter().enumerate().filter(|(_, slide)| {
        !matches!(slide.content, SlideContent::Chapter(_) | SlideContent::Statement(_))
    });
    Handout { pages: shown.flat_map(|(at, _)| laid.pages_of(at)).collect(), ratio: laid.ratio }
}
