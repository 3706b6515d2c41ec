//! What is wrong with a PDF, reported at what it was made from. The words themselves are never repeated.

use std::collections::{BTreeMap, BTreeSet};

use super::raw::UnreadReason;
use super::{Faults, Leak, PageLayout, Texts};
use crate::deck::Deck;
use crate::finding::rules::{
    LEAKED_METADATA, LEAKED_TEXT, MISSING_GLYPH, MISSING_QUOTE, RUNAWAY_FILE, UNREAD_DRAWING,
    UNREAD_RAW_FILE,
};
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::source::Span;

/// The rules of the proof.
pub static RULES: [&Rule; 4] = [&LEAKED_TEXT, &LEAKED_METADATA, &UNREAD_DRAWING, &MISSING_QUOTE];

/// Reports what is wrong with a PDF of a deck, spread over pages so. Of a file, each place of the PDF is named once, by its
/// first line.
pub fn report_faults(faults: &Faults, spread: &PageLayout, deck: &Deck, report: &mut Report) {
    let mut known = BTreeSet::new();
    for leak in &faults.leaks {
        let is_first = known.insert((leak.kind, &leak.path, leak.place, leak.page));
        let span = spread.span_of_page(leak.page, deck).filter(|_| is_first);
        report.extend(span.map(|span| leak_finding(leak, span)));
    }
    for (page, of) in &faults.revealed {
        let message = page_message("leaked-metadata", *page).with_kind("of", of.catalogue_key());
        let hint = Message::new("hint-leaked-metadata");
        let span = spread.span_of_page(*page, deck);
        report
            .extend(span.map(|span| Finding::new(&LEAKED_METADATA, span, message).with_hint(hint)));
    }
    let mut reasons = BTreeSet::new();
    for unread in &faults.unread {
        let is_first = reasons.insert(unread.why);
        let message = page_message("unread-drawing", unread.page)
            .with_kind("why", unread.why.catalogue_key());
        let hint = Message::new("hint-unread-drawing");
        let span = spread.span_of_page(unread.page, deck).filter(|_| is_first);
        report
            .extend(span.map(|span| Finding::new(&UNREAD_DRAWING, span, message).with_hint(hint)));
    }
    for quote in &faults.missing {
        // Numbers stand in place of letters that no font has: the quote was told of by its letters.
        if report.findings().iter().any(|told| is_of_letters(told, quote.span)) {
            continue;
        }
        let message = Message::new("missing-quote");
        let finding = Finding::new(&MISSING_QUOTE, quote.span, message);
        report.push(finding.with_hint(Message::new("hint-missing-quote")));
    }
}

/// Whether a finding tells that letters of some text cannot be drawn.
fn is_of_letters(told: &Finding, text: Span) -> bool {
    let is_within = told.span.source == text.source
        && text.start <= told.span.start
        && told.span.end <= text.end;
    is_within && told.rule.name == MISSING_GLYPH.name && told.severity == Severity::Error
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
            .with_kind("why", why.catalogue_key());
        let mut finding = Finding::new(&UNREAD_RAW_FILE, deck, message);
        finding.files = paths.into_iter().map(str::to_string).collect();
        report.push(finding.with_hint(Message::new(why.hint_key())));
    }
    for (path, cause) in &texts.stopped {
        let finding = Finding::new(&RUNAWAY_FILE, deck, cause.message(path));
        report.push(finding.with_hint(Message::new("hint-runaway-raw")));
    }
}

fn leak_finding(leak: &Leak, span: Span) -> Finding {
    let message = page_message("leaked-text", leak.page)
        .with_kind("where", leak.place.catalogue_key())
        .with_kind("why", leak.kind.catalogue_key())
        .with("path", leak.path.as_str())
        .with("line", leak.line);
    let finding = Finding::new(&LEAKED_TEXT, span, message);
    finding.with_hint(Message::new("hint-leaked-text"))
}

/// A sentence with the number of a page, 0 for none.
fn page_message(key: &'static str, page: Option<usize>) -> Message {
    Message::new(key).with("page", page.unwrap_or_default())
}
