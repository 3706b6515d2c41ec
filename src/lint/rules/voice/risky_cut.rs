//! A cut in a quote beside a word that denies or turns the sentence round.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::integrity::Cut;
use crate::lint::turns::{is_risky, is_turn};
use crate::lint::words::compile_pattern;
use crate::lint::{Context, Verdict};
use crate::locale::Language;
use crate::text::words;

pub static RULE: Rule = rule!("risky-cut", Voice, Warning, check);

/// `[…]` and what people type for it.
static CUT: LazyLock<Regex> = LazyLock::new(|| compile_pattern(r"[\[(]\s*(?:…|\.{2,})\s*[\])]"));

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_quoted()) {
        let Some(language) = passage.language else {
            continue;
        };
        let text = passage.plain.words.as_ref();
        let mut told = HashSet::new();
        let mut tell = |place: Range<usize>, key, word: &str| {
            if told.insert(place.start) {
                let message = Message::new(key).with("word", word);
                let finding =
                    Finding::new(&RULE, passage.span_of_words(place, context.sources), message);
                report.push(finding.with_hint(Message::new("hint-risky-cut")));
            }
        };
        for cut in CUT.find_iter(text) {
            if let Some(turn) = turn_beside(text, cut.range(), language) {
                tell(cut.range(), "risky-cut", turn);
            }
        }
        let quote = context.quotes_by_span().get(&passage.leaf.text.span);
        if let Some(Verdict::Found(cuts)) = quote.map(|quote| &quote.verdict) {
            for cut in cuts {
                if let Some(turn) = turn_within(cut, language) {
                    tell(cut.shown.clone(), "risky-cut-within", turn);
                }
            }
        }
    }
}

/// The word that touches a cut and turns the sentence; one that ends the sentence before does not count.
fn turn_beside(text: &str, cut: Range<usize>, language: Language) -> Option<&str> {
    let before = words(&text[..cut.start]).last();
    let before = before.filter(|word| !text[word.end..cut.start].contains(['.', '!', '?']));
    let after = words(&text[cut.end..]).next();
    let after = after.map(|word| cut.end + word.start..cut.end + word.end);
    let mut beside = [before, after].into_iter().flatten().map(|word| &text[word]);
    beside.find(|word| is_risky(&word.to_lowercase(), language))
}

/// The word that was cut away and turned what is shown beside it; another sentence does so only by a word such as "but".
fn turn_within(cut: &Cut, language: Language) -> Option<&str> {
    let after = cut.after.as_ref().filter(|edge| {
        let turns = if edge.is_same_sentence { is_risky } else { is_turn };
        turns(&edge.word, language)
    });
    let before = cut.before.as_ref();
    let before = before.filter(|edge| edge.is_same_sentence && is_risky(&edge.word, language));
    after.or(before).map(|edge| edge.word.as_str())
}
