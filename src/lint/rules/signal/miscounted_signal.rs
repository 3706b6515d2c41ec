//! More people than messages: messages were counted, or people were guessed.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("miscounted-signal", Signal, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let people = &signal.people;
        let Some(messages) = &signal.messages else {
            continue;
        };
        if messages.value < people.value {
            let message = Message::new("fewer-messages-than-people")
                .with("people", people.value)
                .with("messages", messages.value);
            let finding = Finding::new(&RULE, messages.span, message);
            report.push(finding.with_hint(Message::new("hint-fewer-messages-than-people")));
        }
    }
}
