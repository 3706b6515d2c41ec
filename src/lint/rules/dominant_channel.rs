//! One channel supplies more than half of the voices of a deck.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::{CHANNELS, Channel, Voice};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("dominant-channel.md"),
        fr: include_str!("dominant-channel.fr.md"),
    },
};

static RULE: Rule = Rule::new("dominant-channel", Category::Voice, Severity::Warning);

/// From how many voices on it can be seen where they come from.
const SEVERAL: usize = 5;

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let voices = showing.voices();
        let language = showing.file.language.unwrap_or(context.project.language());
        if let Some((channel, n)) = dominant(&voices).filter(|_| voices.len() >= SEVERAL) {
            let message = Message::new("dominant-channel")
                .with("n", n)
                .with("voices", voices.len())
                .with("channel", channel.name().in_language(language));
            let finding = Finding::new(&RULE, showing.file.title.span, message);
            report.push(finding.hint(Message::new("hint-dominant-channel")));
        }
    }
}

/// The channel of more than half of the voices, and how many it has.
fn dominant(voices: &[&Voice]) -> Option<(Channel, usize)> {
    let of = |channel| voices.iter().filter(|voice| voice.channel == Some(channel)).count();
    let mut counts = CHANNELS.iter().map(|channel| (channel.value, of(channel.value)));
    counts.find(|(_, n)| n * 2 > voices.len())
}
