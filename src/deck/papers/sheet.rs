//! The contact sheet: all pages small, with their numbers.

use serde::Serialize;

use super::Laid;

/// The contact sheet as its template takes it: how many pages there are, and how wide they are for their height.
#[derive(Debug, Serialize)]
pub struct Sheet {
    pages: usize,
    ratio: f64,
}

/// Composes the contact sheet.
pub(super) fn compose_sheet(laid: &Laid) -> Sheet {
    Sheet { pages: laid.pages, ratio: laid.ratio }
}
