//! Words from a public page shown to the public: a search engine finds who wrote them.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::count_words;
use crate::narrative::{Audience, Basis, Channel, Voice};

pub static RULE: Rule = rule!("searchable-voice", Voice, Warning, check);

/// Channels whose pages search engines read.
const OPEN: [Channel; 4] =
    [Channel::Facebook, Channel::Instagram, Channel::GoogleReview, Channel::Tripadvisor];

/// Bases of consent under which the person did not agree to be found.
const UNASKED: [Basis; 2] = [Basis::Informed, Basis::Anonymous];

/// The fewest words of a sentence that most likely exists only once on the web.
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
