//! A signal without anything against it, because nobody looked.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Observatory, Signal, Stage};

pub static RULE: Rule = rule!("unopposed-signal", Signal, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let loudness = signal.stage.value.loudness();
        let is_heard = loudness >= Stage::Murmur.loudness();
        if is_heard && signal.against.is_none() && !is_contradicted(signal) {
            let message = Message::new("signal-unopposed").with("id", signal.id.value.as_str());
            let finding = Finding::new(&RULE, signal.id.span, message);
            report.push(finding.with_hint(Message::new("hint-signal-unopposed")));
        }
    }
}

/// Whether a measure contradicts it: another rule asks to explain that, and the explanation is what speaks against it.
fn is_contradicted(signal: &Signal) -> bool {
    let observatory = signal.observatory.as_ref();
    observatory.is_some_and(Observatory::is_contrary)
}
