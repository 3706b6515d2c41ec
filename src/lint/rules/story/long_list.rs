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

/// The lines that begin an item, of the longest list of a text.
fn item_lines(text: &str) -> Vec<&str> {
    let (mut longest, mut list) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let words = line.trim();
        if words.starts_with("- ") || words.starts_with("* ") {
            list.push(words);
        } else if !words.is_empty() && !line.starts_with(' ') {
            // A line of its own ends a list; an empty one, or one that goes on below an item, does not.
            list.clear();
        }
        if list.len() > longest.len() {
            longest.clone_from(&list);
        }
    }
    if text.contains('\n') { longest } else { Vec::new() }
}

fn span_of_line(text: &Text, line: &str, sources: &Sources) -> Span {
    let start = line.as_ptr() as usize - text.value.as_ptr() as usize;
    locate_part(&text.value, text.style, text.span, start..start + line.len(), sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_of_a_text_is_counted_by_itself() {
        let two = "Le matin :\n- a\n- b\n- c\n\nLe soir :\n- d\n- e\n- f";
        assert_eq!(item_lines(two), ["- a", "- b", "- c"]);
        let one = "Trois choses :\n\n- a\n  sur deux lignes\n\n- b\n- c\n- d\n- e";
        assert_eq!(item_lines(one).len(), 5);
        assert_eq!(item_lines("- a").len(), 0);
    }
}
