//! Voices without a word about how they were chosen.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::Selection;
use crate::source::Span;

pub static RULE: Rule = rule!("untold-selection", Voice, Warning, check);

/// The fewest voices among which there was a choice to make.
const SEVERAL: usize = 2;

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let narratives = &showing.folder.narratives;
        let written = &narratives.voices;
        if narratives.selections.is_empty() && written.len() >= SEVERAL {
            let message = Message::new("untold-selection").with("n", written.len());
            report.push(build_finding(written[0].id.span, message));
        }
        for selection in &narratives.selections {
            if let Some(key) = missing_detail(selection) {
                report.push(build_finding(selection.kept.span, Message::new(key)));
            }
        }
    }
}

fn missing_detail(selection: &Selection) -> Option<&'static str> {
    if selection.method.is_none() {
        Some("selection-without-method")
    } else if selection.by.is_empty() {
        Some("selection-without-choosers")
    } else if selection.critical.is_none() {
        Some("selection-without-critical")
    } else {
        None
    }
}

fn build_finding(span: Span, message: Message) -> Finding {
    Finding::new(&RULE, span, message).with_hint(Message::new("hint-untold-selection"))
}
