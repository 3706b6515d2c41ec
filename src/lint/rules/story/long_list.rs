//! A list with more items than a room can keep in mind.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::schema::{Role, Text, locate_part};
use crate::source::{Sources, Span};

pub static RULE: Rule = rule!("long-list", Story, Warning, check);

/// The longest list, in items (Alley and Neeley, 2005: two to four).
const MOST: usize = 4;

fn check(context: &Context, report: &mut Report) {
    let shown = context.passages.iter().filter(|passage| passage.leaf.role != Role::Spoken);
    for passage in shown {
        let text = &passage.leaf.text;
        let items = item_lines(&text.value);
        if let Some(fifth) = items.get(MOST) {
            let message = Message::new("long-list").with("items", items.len()).with("most", MOST);
            let finding = Finding::new(&RULE, span_of_line(text, fifth, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-long-list")));
        }
    }
}

/// The lines of a text that begin an item.
fn item_lines(text: &str) -> Vec<&str> {
    let starts = |line: &&str| line.starts_with("- ") || line.starts_with("* ");
    if text.contains('\n') {
        text.lines().map(str::trim).filter(starts).collect()
    } else {
        Vec::new()
    }
}

fn span_of_line(text: &Text, line: &str, sources: &Sources) -> Span {
    let start = line.as_ptr() as usize - text.value.as_ptr() as usize;
    locate_part(&text.value, text.style, text.span, start..start + line.len(), sources)
}
