//! A voice that differs from what was said.

use std::collections::HashSet;
use std::ops::Range;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::integrity::{Alteration, Altered};
use crate::lint::{Context, Verdict};
use crate::people::{find_traces, mask_identifiers};
use crate::text::words;

pub static RULE: Rule = rule!("altered-quote", Voice, Error, check);

fn check(context: &Context, report: &mut Report) {
    for passage in &context.passages {
        // The verdict's bytes are those of the words without marks, which the passage has and maps to the file.
        let quote = context.quotes_by_span().get(&passage.leaf.text.span);
        let Some(Verdict::Altered { altered, original }) = quote.map(|quote| &quote.verdict) else {
            continue;
        };
        let (key, hint) = message_keys(altered.kind);
        let shown = altered.shown.clone();
        let message =
            Message::new(key).with("shown", truncate_text(&passage.plain.words[shown.clone()]));
        let finding = Finding::new(&RULE, passage.span_of_words(shown, context.sources), message);
        let quote = passage.plain.words.as_ref();
        report.push(
            add_nearest_passage(finding, altered, quote, original).with_hint(Message::new(hint)),
        );
    }
}

/// The keys of the message and of the hint for an alteration.
fn message_keys(kind: Alteration) -> (&'static str, &'static str) {
    match kind {
        Alteration::Changed => ("quote-changed", "hint-quote-changed"),
        Alteration::Unmarked => ("quote-unmarked", "hint-quote-unmarked"),
        Alteration::Sign => ("quote-sign", "hint-quote-sign"),
        Alteration::Moved => ("quote-moved", "hint-quote-moved"),
        Alteration::Absent => ("quote-absent", "hint-quote-absent"),
    }
}

fn add_nearest_passage(
    finding: Finding,
    altered: &Altered,
    quote: &str,
    original: &str,
) -> Finding {
    let nearest = altered.nearest.clone();
    let nearest = nearest.map(|nearest| mask_passage(original, nearest, quote));
    match nearest.filter(|nearest| !nearest.is_empty()) {
        Some(nearest) => {
            finding.with_hint(Message::new("hint-nearest-passage").with("passage", nearest))
        }
        None => finding,
    }
}

/// A passage of a message without anything that leads to a person, since many people may read a finding.
///
/// A word with a capital may be somebody's name: it is shown only when the quote has it too.
fn mask_passage(original: &str, passage: Range<usize>, quote: &str) -> String {
    let known: HashSet<String> = words(quote).map(|word| quote[word].to_lowercase()).collect();
    let is_secret = |word: &Range<usize>| {
        let word = &original[word.clone()];
        word.starts_with(char::is_uppercase) && !known.contains(&word.to_lowercase())
    };
    let capitals = words(&original[passage.clone()])
        .map(|word| passage.start + word.start..passage.start + word.end)
        .filter(is_secret);
    let mut secrets: Vec<Range<usize>> =
        find_traces(original).into_iter().map(|trace| trace.range).chain(capitals).collect();
    secrets.sort_by_key(|range| range.start);
    // The secrets are sorted and may overlap: `at` is the end of what was copied or hidden so far.
    let (mut blurred, mut at) = (String::new(), passage.start);
    for secret in secrets {
        if secret.end > at && secret.start < passage.end {
            blurred.push_str(original.get(at..secret.start).unwrap_or_default());
            blurred.push_str("[…]");
            at = secret.end;
        }
    }
    blurred.push_str(original.get(at..passage.end).unwrap_or_default());
    let words: Vec<&str> = blurred.split_whitespace().collect();
    truncate_text(&mask_identifiers(&words.join(" ")))
}

/// The most characters of a text that a message repeats.
const LONGEST: usize = 80;

fn truncate_text(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_string(),
    }
}
