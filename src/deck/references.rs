//! What ids name, and those that name nothing.

use std::collections::HashMap;

use super::index::Index;
use crate::finding::rules::DANGLING_REFERENCE;
use crate::finding::{Finding, Message, Report};
use crate::narrative::Figure;
use crate::source::Spanned;

/// Tells which of some ids nobody wrote.
pub(super) fn known<'i, T>(
    map: &HashMap<&str, &T>,
    ids: impl IntoIterator<Item = &'i Spanned<String>>,
    of: &'static str,
    report: &mut Report,
) {
    for id in ids {
        find(map, id, of, report);
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
    find(&index.figures, id, "figure", report)
}

/// What an id names; an id that nobody wrote is told.
pub(super) fn find<'a, T>(
    map: &HashMap<&'a str, &'a T>,
    id: &Spanned<String>,
    of: &'static str,
    report: &mut Report,
) -> Option<&'a T> {
    let found = map.get(id.value.as_str()).copied();
    if found.is_none() {
        // Past a thousand findings nobody reads what is near a name, and looking for it takes long.
        let names = map.keys().copied().filter(|_| report.len() < 1_000);
        let finding = dangling(id, of, &mut names.collect::<Vec<_>>().into_iter());
        report.push(finding);
    }
    found
}

/// An id that nobody wrote, with the nearest one that somebody did.
pub(super) fn dangling(
    id: &Spanned<String>,
    of: &'static str,
    known: &mut dyn Iterator<Item = &str>,
) -> Finding {
    let none = match of {
        "story" => "no-story",
        "voice" => "no-voice",
        "figure" => "no-figure",
        "signal" => "no-signal",
        _ => "no-decision",
    };
    let message =
        Message::new("dangling-reference").with("id", id.value.as_str()).kind("nothing", none);
    let finding = Finding::new(&DANGLING_REFERENCE, id.span, message);
    let near = known.map(|known| (strsim::damerau_levenshtein(&id.value, known), known)).min();
    match near {
        Some((distance, near)) if distance <= (id.value.len() / 3).max(1) => {
            finding.hint(Message::new("hint-nearest").with("value", near))
        }
        _ => finding.hint(Message::new("hint-dangling").kind("of", of)),
    }
}
