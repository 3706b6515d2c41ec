//! Words copied from a public page and shown to the public: a search finds who wrote them.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::count_words;
use crate::narrative::{Audience, Basis, Channel, Voice};

pub static RULE: Rule = rule!("searchable-voice", Voice, Warning, check);

/// Channels that search engines read.
const OPEN: [Channel; 4] =
    [Channel::Facebook, Channel::Instagram, Channel::GoogleReview, Channel::Tripadvisor];

/// Bases on which somebody is quoted who did not agree to be found.
const UNASKED: [Basis; 2] = [Basis::Informed, Basis::Anonymous];

/// The shortest sentence that is most likely the only one of its kind, in words.
const ENOUGH: usize = 6;

fn check(context: &Context, report: &mut Report) {
    let public = context.showings.iter().filter(|showing| showing.audience == Audience::Public);
    for voice in public.flat_map(|showing| showing.voices()) {
        if is_searchable(voice) {
            let finding = Finding::new(&RULE, voice.text.span, Message::new("searchable-voice"));
            report.push(finding.with_hint(Message::new("hint-ask-or-paraphrase")));
        }
    }
}

fn is_searchable(voice: &Voice) -> bool {
    let is_open = voice.channel.is_some_and(|channel| OPEN.contains(&channel));
    is_open
        && UNASKED.contains(&voice.consent.basis.value)
        && count_words(&voice.text.value) >= ENOUGH
}
