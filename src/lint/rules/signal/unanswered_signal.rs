//! A loud signal without an action, or with an action that has no owner or no day.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Signal, Stage};

pub static RULE: Rule = rule!("unanswered-signal", Signal, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        if signal.stage.value.loudness() >= Stage::Voice.loudness() {
            check_answer(signal, report);
        }
    }
}

fn check_answer(signal: &Signal, report: &mut Report) {
    let mut tell = |span, message, hint| {
        let message = Message::new(message).with("people", signal.people.value);
        report.push(Finding::new(&RULE, span, message).with_hint(Message::new(hint)));
    };
    let Some(action) = &signal.action else {
        tell(signal.stage.span, "signal-without-action", "hint-signal-without-action");
        return;
    };
    if action.who.is_none() {
        tell(action.what.span, "action-without-owner", "hint-action-without-owner");
    }
    if action.by.is_none() {
        tell(action.what.span, "action-without-day", "hint-action-without-day");
    }
}
