//! A loud signal that only one channel carries: it may be one place where everybody says the same.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::rules::signal::misplaced_stage;

pub static RULE: Rule = rule!("single-source", Signal, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        if signal.is_loud() && signal.channels.len() == 1 && !misplaced_stage::is_misplaced(signal)
        {
            let message = Message::new("single-source").with("people", signal.people.value);
            let finding = Finding::new(&RULE, signal.stage.span, message);
            report.push(finding.with_hint(Message::new("hint-single-source")));
        }
    }
}
