//! A title with more words than can be read at a glance.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::titles::{TitleScope, deck_titles};
use crate::lint::words::{byte_after_words, count_words};

pub static RULE: Rule = rule!("long-title", Story, Info, check);

/// The most words of a title: two lines of a slide. Whether it fits exactly is
/// checked by the layout, which comes later.
const MOST: usize = 18;

fn check(context: &Context, report: &mut Report) {
    for (passage, _) in deck_titles(context).filter(|(_, over)| *over != TitleScope::Caption) {
        let text = passage.plain.words.as_ref();
        if let Some(from) = byte_after_words(text, MOST) {
            let message =
                Message::new("long-title").with("words", count_words(text)).with("most", MOST);
            let rest = from..text.trim_end().len();
            let finding =
                Finding::new(&RULE, passage.span_of_words(rest, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-long-title")));
        }
    }
}
