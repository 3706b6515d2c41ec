//! A measure that contradicts a signal, with nothing to explain it.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("unexplained-contradiction", Signal, Error, check);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let Some(observatory) = &signal.observatory else {
            continue;
        };
        if observatory.is_contrary() && signal.against.is_none() {
            let message =
                Message::new("contradiction-unexplained").with("id", signal.id.value.as_str());
            let finding = Finding::new(&RULE, observatory.reading.span, message);
            report.push(finding.with_hint(Message::new("hint-contradiction-unexplained")));
        }
    }
}
