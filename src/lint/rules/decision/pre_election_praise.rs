//! Praise, or people in office, in a public deck of the months before an election.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::words::word_list;
use crate::lint::{Context, Passage, Phrases, Showing};
use crate::narrative::Audience;
use crate::period::Period;
use crate::project::Policy;
use crate::schema::Role;

pub static RULE: Rule = rule!("pre-election-praise", Decision, Warning, check);

#[derive(Deserialize)]
struct PraiseLists {
    praise: PraisePatterns,
    office: PraisePatterns,
}

#[derive(Deserialize)]
struct PraisePatterns {
    fr: Vec<String>,
    en: Vec<String>,
}

/// The words of both languages: a deck may quote in the other one.
struct PraiseWords {
    praise: Phrases,
    office: Phrases,
}

static WORDS: LazyLock<PraiseWords> = LazyLock::new(|| {
    let lists: PraiseLists = word_list("pre-election");
    let phrases = |words: &PraisePatterns| {
        let both = words.fr.iter().chain(&words.en);
        Phrases::from_list(both.map(String::as_str))
    };
    PraiseWords { praise: phrases(&lists.praise), office: phrases(&lists.office) }
});

fn check(context: &Context, report: &mut Report) {
    let guarded: HashSet<&str> = context
        .showings
        .iter()
        .filter(|showing| is_guarded(showing, &context.project.settings.policy))
        .map(|showing| showing.folder.path.as_str())
        .collect();
    if guarded.is_empty() {
        return;
    }
    let shown = |passage: &&Passage| {
        guarded.contains(passage.folder.path.as_str()) && passage.leaf.role != Role::Spoken
    };
    for passage in context.passages.iter().filter(shown) {
        report_praise_words(passage, context, report);
    }
}

/// Whether anybody may see the deck, and the meeting is in months that the project declares as pre-election.
fn is_guarded(showing: &Showing, policy: &Policy) -> bool {
    let day = showing.file.meeting.date.value;
    let is_within = |period: &Period| period.contains(day);
    showing.audience == Audience::Public && policy.pre_election.iter().any(is_within)
}

fn report_praise_words(passage: &Passage, context: &Context, report: &mut Report) {
    let lists = [
        (&WORDS.praise, "praise-before-election", "hint-praise-before-election"),
        (&WORDS.office, "office-before-election", "hint-office-before-election"),
    ];
    for (phrases, message, hint) in lists {
        let text = &passage.plain.words;
        for range in phrases.find_whole_words(text) {
            let message = Message::new(message).with("word", &text[range.clone()]);
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report.push(finding.with_hint(Message::new(hint)));
        }
    }
}
