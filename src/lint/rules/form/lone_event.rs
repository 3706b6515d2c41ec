//! A timeline with a single event.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("lone-event", Form, Info, check);

fn check(context: &Context, report: &mut Report) {
    for timeline in context.timelines() {
        if let [event] = timeline.events.as_slice() {
            let finding = Finding::new(&RULE, event.span, Message::new("lone-event"));
            report.push(finding.with_hint(Message::new("hint-lone-event")));
        }
    }
}
