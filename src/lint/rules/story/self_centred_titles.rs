//! More than half of the titles of a deck begin with us.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::titles::{TitleScope, deck_titles};
use crate::lint::words::compile_pattern;
use crate::lint::{Context, Passage};

pub static RULE: Rule = rule!("self-centred-titles", Story, Warning, check);

/// From how many titles on a habit can be seen.
const SEVERAL: usize = 4;

static OURS: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)^\s*(?:nous|notre|nos|l['’]office|l['’]équipe|we|our|the (?:office|team|visitor cent(?:re|er)|tourist office))\b",
    )
});

fn check(context: &Context, report: &mut Report) {
    let mut decks: BTreeMap<&str, Vec<&Passage>> = BTreeMap::new();
    for (passage, over) in deck_titles(context) {
        if matches!(over, TitleScope::Slide | TitleScope::Heard) {
            decks.entry(&passage.folder.path).or_default().push(passage);
        }
    }
    for titles in decks.into_values().filter(|titles| titles.len() >= SEVERAL) {
        let begins = |passage: &&&Passage| OURS.is_match(&passage.plain.words);
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
