//! A title of more words than can be read at a glance.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::titles::{Over, titles};
use crate::lint::words::{after, count};

pub static RULE: Rule = rule!("long-title", Story, Warning, check);

/// The longest title, in words: two lines of a slide. The layout tells when it does not fit, which comes later.
const MOST: usize = 18;

fn check(context: &Context, report: &mut Report) {
    for (passage, _) in titles(context).filter(|(_, over)| *over != Over::Caption) {
        let text = passage.plain.words.as_ref();
        if let Some(from) = after(text, MOST) {
            let message = Message::new("long-title").with("words", count(text)).with("most", MOST);
            let rest = from..text.trim_end().len();
            let finding = Finding::new(&RULE, passage.span(rest, context.sources), message);
            report.push(finding.hint(Message::new("hint-long-title")));
        }
    }
}
