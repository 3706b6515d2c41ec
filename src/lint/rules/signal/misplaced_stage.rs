//! A stage that is too high for the people counted, or too low.

use chrono::NaiveDate;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Channel, Signal, Stage};
use crate::period::Period;

pub static RULE: Rule = rule!("misplaced-stage", Signal, Warning, check);

/// The fewest people of a murmur, and of an echo that comes through two channels.
const MURMUR: u64 = 3;
const ECHO: u64 = 5;
/// A din has more people than this, unless it came through the press or a public meeting.
const DIN: u64 = 20;

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let Some((message, hint)) = stage_fault(signal) else {
            continue;
        };
        let stage = context.sources.slice(signal.stage.span);
        let message = Message::new(message)
            .with("stage", stage.trim_matches(['"', '\'']))
            .with("people", signal.people.value)
            .with("channels", signal.channels.len());
        let finding = Finding::new(&RULE, signal.stage.span, message);
        report.push(finding.with_hint(Message::new(hint)));
    }
}

/// Whether the stage of a signal is too high or too low for the people counted.
pub(super) fn is_misplaced(signal: &Signal) -> bool {
    stage_fault(signal).is_some()
}

fn stage_fault(signal: &Signal) -> Option<(&'static str, &'static str)> {
    let (people, channels) = (signal.people.value, signal.channels.len());
    let is_public = signal.has_channel(Channel::Press) || signal.has_channel(Channel::Meeting);
    let too_high = |hint| Some(("stage-too-high", hint));
    let too_low = |hint| Some(("stage-too-low", hint));
    match signal.stage.value {
        Stage::Noise if people >= MURMUR => too_low("hint-stage-murmur"),
        Stage::Murmur if people < MURMUR && channels < 2 => too_high("hint-stage-murmur"),
        Stage::Murmur if people >= ECHO && channels >= 2 => too_low("hint-stage-echo"),
        Stage::Echo if people < ECHO && !is_recurring(signal) => too_high("hint-stage-echo"),
        Stage::Voice if people < MURMUR && !is_public => too_high("hint-stage-voice"),
        Stage::Din if people <= DIN && !is_public => too_high("hint-stage-din"),
        _ => None,
    }
}

/// Whether it was heard in two quarters, or follows a signal of an earlier deck.
fn is_recurring(signal: &Signal) -> bool {
    let quarter = |date: Option<NaiveDate>| date.map(Period::of_quarter);
    signal.earlier.is_some() || quarter(signal.first) != quarter(signal.last)
}
