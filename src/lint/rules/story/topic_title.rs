//! A title that names a topic and says nothing about it.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::titles::{TitleScope, deck_titles};
use crate::lint::verbs::is_sentence;
use crate::lint::words::word_list;
use crate::locale::{InEach, Language};
use crate::text::fold_name;

pub static RULE: Rule = rule!("topic-title", Story, Warning, check);

/// Titles that are known to be mere topics, `templates/lexicon/topics.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topics {
    /// Titles that are topics as a whole.
    whole: InEach<Titles>,
    /// Beginnings of titles that are topics, whatever follows.
    openings: InEach<Titles>,
}

/// Titles that the list separates with bars, folded as ids are.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Titles(Vec<String>);

impl From<String> for Titles {
    fn from(titles: String) -> Self {
        let titles = titles.split('|');
        Self(titles.map(|title| fold_name(title.trim())).collect())
    }
}

static TOPICS: LazyLock<Topics> = LazyLock::new(|| word_list("topic-title"));

fn check(context: &Context, report: &mut Report) {
    for (passage, over) in deck_titles(context) {
        let text = passage.plain.words.trim();
        let Some(language) = passage.language.filter(|_| !text.starts_with(['«', '“', '"']))
        else {
            continue;
        };
        // Captions and asks may be short. Titles of decks and chapters need no
        // verb, but should say more than a known topic.
        let fault = match over {
            TitleScope::Caption | TitleScope::Ask => None,
            TitleScope::Deck | TitleScope::Chapter => {
                is_known(text, language).then_some("topic-title")
            }
            TitleScope::Slide | TitleScope::Heard => title_fault(text, language),
        };
        if let Some(key) = fault {
            let message = Message::new(key).with("title", text);
            let finding = Finding::new(&RULE, passage.leaf.text.span, message);
            report.push(finding.with_hint(Message::new("hint-topic-title")));
        }
    }
}

fn title_fault(text: &str, language: Language) -> Option<&'static str> {
    if is_known(text, language) || is_opened(text, language) {
        Some("topic-title")
    } else {
        (!is_sentence(text, language)).then_some("title-without-verb")
    }
}

/// Whether a title could stand on any deck, with or without a year after it.
fn is_known(text: &str, language: Language) -> bool {
    let whole = text.trim_end_matches(|sign: char| !sign.is_alphabetic());
    TOPICS.whole.of(language).0.contains(&fold_name(whole))
}

/// Whether a title only announces what follows: "Point sur …".
fn is_opened(text: &str, language: Language) -> bool {
    let folded = fold_name(text);
    let opens = |opening: &String| {
        let rest = folded.strip_prefix(opening.as_str());
        rest.is_some_and(|rest| rest.starts_with(['-', '\'']))
    };
    TOPICS.openings.of(language).0.iter().any(opens)
}
