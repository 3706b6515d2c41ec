//! A deck whose voices are nearly all favourable, or none of whose voices is critical.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Tone, Voice};

pub static RULE: Rule = rule!("one-sided-voices", Voice, Warning, check);

/// The fewest voices from which on a deck is expected to have a critical one.
const SEVERAL: usize = 4;

/// The percentage of favourable voices from which on the others hardly count.
const NEARLY_ALL: usize = 80;

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let voices = showing.voices();
        if let Some(message) = one_sided_message(&voices).filter(|_| voices.len() >= SEVERAL) {
            let finding = Finding::new(&RULE, showing.file.title.span, message);
            report.push(finding.with_hint(Message::new("hint-one-sided-voices")));
        }
    }
}

fn one_sided_message(voices: &[&Voice]) -> Option<Message> {
    let count = |tone| voices.iter().filter(|voice| voice.tone == Some(tone)).count();
    let favourable = count(Tone::Supportive);
    let key = if count(Tone::Critical) + count(Tone::Mixed) == 0 {
        "no-critical-voice"
    } else if favourable * 100 >= voices.len() * NEARLY_ALL {
        "favourable-voices"
    } else {
        return None;
    };
    let message = Message::new(key).with("favourable", favourable);
    Some(message.with("voices", voices.len()))
}
