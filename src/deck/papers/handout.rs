//! The handout: every page of the slides, two a sheet, with lines to write on.

use serde::Serialize;

use super::Laid;

/// The handout as its template takes it: how many pages there are, and how wide they are for their height.
#[derive(Debug, Serialize)]
pub struct Handout {
    pages: usize,
    ratio: f64,
}

/// Composes the handout from the pages as laid out.
pub(super) fn compose_handout(laid: &Laid) -> Handout {
    Handout { pages: laid.pages, ratio: laid.ratio }
}
