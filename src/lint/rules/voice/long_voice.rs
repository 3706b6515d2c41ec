//! A quote longer than a room can listen to.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::{byte_after_words, count_words};

pub static RULE: Rule = rule!("long-voice", Voice, Warning, check);

/// The most words of a quote: what one slide can hold beside a story (Ithaca College: 40 to 45 words a slide).
const MOST: usize = 40;

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_quoted()) {
        let text = passage.plain.words.as_ref();
        if let Some(from) = byte_after_words(text, MOST) {
            let message =
                Message::new("long-voice").with("words", count_words(text)).with("most", MOST);
            let rest = from..text.trim_end().len();
            let finding =
                Finding::new(&RULE, passage.span_of_words(rest, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-long-voice")));
        }
    }
}
