//! The handout: every page of the slides, two a sheet, with lines to write on.

use serde::Serialize;

use super::Laid;

/// What the handout shows.
#[derive(Debug, Serialize)]
pub struct Handout {
    pages: usize,
    ratio: f64,
}

/// Composes the handout.
pub(super) fn compose_handout(laid: &Laid) -> Handout {
    Handout { pages: laid.pages, ratio: laid.ratio }
}
