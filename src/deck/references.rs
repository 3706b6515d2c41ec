//! What ids name, and those that name nothing.

use std::collections::HashMap;

use super::index::Index;
use crate::finding::Report;
use crate::narrative::{Figure, dangling_reference};
use crate::source::Spanned;

/// Tells which of some ids nobody wrote.
pub(super) fn report_dangling_ids<'i, T>(
    map: &HashMap<&str, &T>,
    ids: impl IntoIterator<Item = &'i Spanned<String>>,
    of: &'static str,
    report: &mut Report,
) {
    for id in ids {
        find_entry(map, id, of, report);
    }
}

/// Tells which of some ids name no figure.
pub(super) fn known_figures<'i>(
    index: &Index,
    ids: impl IntoIterator<Item = &'i Spanned<String>>,
    report: &mut Report,
) {
    for id in ids {
        find_figure(index, id, report);
    }
}

/// A figure by its id; one that has no number is not there, and needs no word more.
pub(super) fn find_figure<'a>(
    index: &Index<'a>,
    id: &Spanned<String>,
    report: &mut Report,
) -> Option<&'a Figure> {
    if index.uncomputed.contains(id.value.as_str()) {
        return None;
    }
    find_entry(&index.figures, id, "figure", report)
}

/// What an id names; an id that nobody wrote is told.
pub(super) fn find_entry<'a, T>(
    map: &HashMap<&'a str, &'a T>,
    id: &Spanned<String>,
    of: &'static str,
    report: &mut Report,
) -> Option<&'a T> {
    let found = map.get(id.value.as_str()).copied();
    if found.is_none() {
        // Past a thousand findings nobody reads what is near a name, and looking for it takes long.
        let names = map.keys().copied().filter(|_| report.len() < 1_000);
        let finding = dangling_reference(id, of, names);
        report.push(finding);
    }
    found
}
