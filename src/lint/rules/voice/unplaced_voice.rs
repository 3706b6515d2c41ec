//! A voice that does not say where it was heard, or says neither when nor about what.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::Voice;

pub static RULE: Rule = rule!("unplaced-voice", Voice, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for voice in context.voices() {
        if let Some(key) = missing_detail(voice) {
            let message = Message::new(key).with("id", voice.id.value.as_str());
            let finding = Finding::new(&RULE, voice.id.span, message);
            report.push(finding.with_hint(Message::new("hint-unplaced-voice")));
        }
    }
}

/// The message for what a reader cannot know; a date or a context is enough, not both are needed.
fn missing_detail(voice: &Voice) -> Option<&'static str> {
    if voice.channel.is_none() {
        return Some("voice-without-channel");
    }
    let is_adrift = voice.date.is_none() && voice.context.is_none();
    is_adrift.then_some("voice-without-moment")
}
