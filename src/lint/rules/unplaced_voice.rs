//! A voice that does not say where it was heard, or neither when nor about what.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::Voice;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("unplaced-voice.md"),
        fr: include_str!("unplaced-voice.fr.md"),
    },
};

static RULE: Rule = Rule::new("unplaced-voice", Category::Voice, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for voice in context.voices() {
        if let Some(key) = lack(voice) {
            let message = Message::new(key).with("id", voice.id.value.as_str());
            let finding = Finding::new(&RULE, voice.id.span, message);
            report.push(finding.hint(Message::new("hint-unplaced-voice")));
        }
    }
}

/// What a reader could not tell; a date may do without a context, and a context without a date.
fn lack(voice: &Voice) -> Option<&'static str> {
    if voice.channel.is_none() {
        return Some("voice-without-channel");
    }
    let is_adrift = voice.date.is_none() && voice.context.is_none();
    is_adrift.then_some("voice-without-moment")
}
