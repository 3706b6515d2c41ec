//! What is wrong with a PDF, told at what it was made from. The words themselves are never repeated.

use std::collections::{BTreeMap, BTreeSet};

use super::raw::UnreadReason;
use super::{Faults, Leak, Spread, Texts};
use crate::deck::Deck;
use crate::finding::rules::{
    LEAKED_METADATA, LEAKED_TEXT, MISSING_QUOTE, RUNAWAY_FILE, UNREAD_DRAWING, UNREAD_RAW_FILE,
};
use crate::finding::{Finding, Message, Report, Rule};
use crate::source::Span;

/// The rules of the proof.
pub static RULES: [&Rule; 4] = [&LEAKED_TEXT, &LEAKED_METADATA, &UNREAD_DRAWING, &MISSING_QUOTE];

/// Tells what is wrong with a PDF of a deck, spread over pages so. Of a file, each place of the PDF is told once, by its
/// first line.
pub fn tell(faults: &Faults, spread: &Spread, deck: &Deck, report: &mut Report) {
    let mut told = BTreeSet::new();
    for leak in &faults.leaks {
        let is_first = told.insert((leak.kind, &leak.path, leak.place, leak.page));
        let span = spread.place(leak.page, deck).filter(|_| is_first);
        report.extend(span.map(|span| leaked(leak, span)));
    }
    for (page, of) in &faults.revealed {
        let message = paged("leaked-metadata", *page).kind("of", of.key());
        let hint = Message::new("hint-leaked-metadata");
        let span = spread.place(*page, deck);
        report.extend(span.map(|span| Finding::new(&LEAKED_METADATA, span, message).hint(hint)));
    }
    let mut reasons = BTreeSet::new();
    for unread in &faults.unread {
        let is_first = reasons.insert(unread.why);
        let message = paged("unread-drawing", unread.page).kind("why", unread.why.key());
        let hint = Message::new("hint-unread-drawing");
        let span = spread.place(unread.page, deck).filter(|_| is_first);
        report.extend(span.map(|span| Finding::new(&UNREAD_DRAWING, span, message).hint(hint)));
    }
    for quote in &faults.missing {
        let message = Message::new("missing-quote");
        let finding = Finding::new(&MISSING_QUOTE, quote.span, message);
        report.push(finding.hint(Message::new("hint-missing-quote")));
    }
}

/// How many files a message names; outputs for programs name them all.
const NAMED: usize = 3;

/// Tells at a deck which raw messages cannot be looked for in its PDFs, those of one reason together, and which of them ended
/// an earlier attempt.
pub fn tell_unread(texts: &Texts, deck: Span, report: &mut Report) {
    let mut all: BTreeMap<UnreadReason, Vec<&str>> = BTreeMap::new();
    for unread in &texts.unread {
        all.entry(unread.why).or_default().push(&unread.path);
    }
    for (why, paths) in all {
        let named = paths.iter().take(NAMED).map(|path| format!("`{path}`"));
        let message = Message::new("unread-raw-file")
            .with("list", named.collect::<Vec<_>>().join(", "))
            .with("n", paths.len())
            .with("more", paths.len().saturating_sub(NAMED))
            .kind("why", why.key());
        let mut finding = Finding::new(&UNREAD_RAW_FILE, deck, message);
        finding.files = paths.into_iter().map(str::to_string).collect();
        report.push(finding.hint(Message::new(why.hint())));
    }
    for (path, cause) in &texts.stopped {
        let finding = Finding::new(&RUNAWAY_FILE, deck, cause.message(path));
        report.push(finding.hint(Message::new("hint-runaway-raw")));
    }
}

fn leaked(leak: &Leak, span: Span) -> Finding {
    let message = paged("leaked-text", leak.page)
        .kind("where", leak.place.key())
        .kind("why", leak.kind.key())
        .with("path", leak.path.as_str())
        .with("line", leak.line);
    let finding = Finding::new(&LEAKED_TEXT, span, message);
    finding.hint(Message::new("hint-leaked-text"))
}

/// A sentence with the number of a page, 0 for none.
fn paged(key: &'static str, page: Option<usize>) -> Message {
    Message::new(key).with("page", page.unwrap_or_default())
}
