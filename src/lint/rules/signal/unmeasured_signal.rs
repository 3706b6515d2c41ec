//! A loud signal for which no measure was looked up, or a measure that does not name its figure.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("unmeasured-signal", Signal, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let (span, message, hint) = match &signal.observatory {
            None if signal.is_loud() => {
                (signal.stage.span, "signal-unmeasured", "hint-signal-unmeasured")
            }
            Some(read) if !read.is_absent() && read.figure.is_none() => {
                (read.reading.span, "reading-without-figure", "hint-reading-without-figure")
            }
            _ => continue,
        };
        let message = Message::new(message).with("id", signal.id.value.as_str());
        report.push(Finding::new(&RULE, span, message).with_hint(Message::new(hint)));
    }
}
