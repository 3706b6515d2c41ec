//! A quote that contains quotation marks like those printed around it.

use std::ops::Range;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::locale::Language;

pub static RULE: Rule = rule!("nested-quotes", Voice, Warning, check);

/// Signs that open and close a quotation.
const PAIRS: [(char, char); 4] = [('«', '»'), ('“', '”'), ('"', '"'), ('„', '“')];

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_quoted()) {
        let text = passage.plain.words.as_ref();
        let found = enclosing_mark(text).map(|at| (at, "quotes-around", "hint-quotes-around"));
        let found = found.or_else(|| {
            let (at, hint) = nested_mark(text, passage.language?)?;
            Some((at, "quotes-inside", hint))
        });
        if let Some((at, message, hint)) = found {
            let finding = Finding::new(
                &RULE,
                passage.span_of_words(at, context.sources),
                Message::new(message),
            );
            report.push(finding.with_hint(Message::new(hint)));
        }
    }
}

/// The mark that opens a text, when it is closed at the very end and nowhere before.
fn enclosing_mark(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let words = text.trim();
    let mut letters = words.chars();
    let (first, last) = (letters.next()?, letters.next_back()?);
    let (open, close) = PAIRS.into_iter().find(|pair| *pair == (first, last))?;
    let is_whole = !letters.as_str().contains([open, close]);
    is_whole.then_some(start..start + first.len_utf8())
}

/// A mark like those printed around the quote, with the key of its hint; a straight one after a digit may mean inches.
fn nested_mark(text: &str, language: Language) -> Option<(Range<usize>, &'static str)> {
    let (own, hint) = match language {
        Language::Fr => ('«', "hint-quotes-inside-french"),
        Language::En => ('“', "hint-quotes-inside-english"),
    };
    let is_mark = |(at, sign): &(usize, char)| {
        let behind = text[..*at].chars().next_back();
        *sign == own || (*sign == '"' && !behind.is_some_and(|sign| sign.is_ascii_digit()))
    };
    let (at, sign) = text.char_indices().find(is_mark)?;
    Some((at..at + sign.len_utf8(), hint))
}
