//! One channel supplies more than half of the voices of a deck.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{CHANNELS, Channel, Voice};

pub static RULE: Rule = rule!("dominant-channel", Voice, Warning, check);

/// The fewest voices for which the share of a channel means something.
const SEVERAL: usize = 5;

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let voices = showing.voices();
        let language = showing.file.language.unwrap_or(context.project.language());
        if let Some((channel, n)) = dominant_channel(&voices).filter(|_| voices.len() >= SEVERAL) {
            let message = Message::new("dominant-channel")
                .with("n", n)
                .with("voices", voices.len())
                .with("channel", channel.name().in_language(language));
            let finding = Finding::new(&RULE, showing.file.title.span, message);
            report.push(finding.with_hint(Message::new("hint-dominant-channel")));
        }
    }
}

/// The channel that more than half of the voices came through, and how many did.
fn dominant_channel(voices: &[&Voice]) -> Option<(Channel, usize)> {
    let of = |channel| voices.iter().filter(|voice| voice.channel == Some(channel)).count();
    let mut counts = CHANNELS.iter().map(|channel| (channel.value, of(channel.value)));
    counts.find(|(_, n)| n * 2 > voices.len())
}
