//! More than half of the titles of a deck begin with us.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::titles::{TitleScope, deck_titles};
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::{Context, Passage};

pub static RULE: Rule = rule!("self-centred-titles", Story, Info, check);

/// From how many titles on a habit can be seen.
const SEVERAL: usize = 4;

/// How a title about us begins.
static OURS: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("self-centred-titles").in_any("ours"));

fn check(context: &Context, report: &mut Report) {
    let mut decks: BTreeMap<&str, Vec<&Passage>> = BTreeMap::new();
    for (passage, over) in deck_titles(context) {
        if matches!(over, TitleScope::Slide | TitleScope::Heard) {
            decks.entry(&passage.folder.path).or_default().push(passage);
        }
    }
    for titles in decks.into_values().filter(|titles| titles.len() >= SEVERAL) {
        let begins = |passage: &&&Passage| OURS.find_first(&passage.plain.words).is_some();
        let ours: Vec<_> = titles.iter().filter(begins).collect();
        if ours.len() * 2 > titles.len() {
            let message = Message::new("self-centred-titles")
                .with("n", ours.len())
                .with("titles", titles.len());
            let finding = Finding::new(&RULE, ours[0].leaf.text.span, message);
            report.push(finding.with_hint(Message::new("hint-self-centred-titles")));
        }
    }
}
