//! A French word that starts with a capital and has lost its accent there.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::{compile_pattern, word_list};
use crate::text::is_apart;

pub static RULE: Rule = rule!("unaccented-capital", Language, Info, check);

#[derive(Deserialize)]
struct CapitalLists {
    anywhere: BTreeMap<String, String>,
    first: BTreeMap<String, String>,
}

static LISTS: LazyLock<CapitalLists> = LazyLock::new(|| word_list("unaccented-capital"));

/// Every word of the lists, the longest first.
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let mut words: Vec<&String> = LISTS.anywhere.keys().chain(LISTS.first.keys()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let words: Vec<String> = words.into_iter().map(|word| word.replace('\'', "['’]")).collect();
    compile_pattern(&format!("(?:{})", words.join("|")))
});

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_french_of_ours()) {
        for (range, write) in find_unaccented_words(&passage.plain.words) {
            let found = &passage.plain.words[range.clone()];
            let message = Message::new("unaccented-capital").with("found", found);
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-write").with("value", write)));
        }
    }
}

fn find_unaccented_words(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let found = WORDS.find_iter(text).filter_map(|found| {
        let range = found.range();
        if !is_bounded(text, range.clone()) {
            return None;
        }
        let word = found.as_str().replace('’', "'");
        let anywhere = LISTS.anywhere.get(&word);
        let first = || LISTS.first.get(&word).filter(|_| starts_sentence(&text[..range.start]));
        anywhere.or_else(first).map(|write| (range, write.as_str()))
    });
    found.collect()
}

/// Whether no letter touches it from outside, but for those after an apostrophe and the s of a plural.
fn is_bounded(text: &str, range: Range<usize>) -> bool {
    let after = &text[range.end..];
    let is_open = text[range.clone()].ends_with(['\'', '’']);
    let ends = range.end..range.end + usize::from(after.starts_with('s'));
    is_apart(text, &(range.start..ends.end))
        || is_apart(text, &range)
        || (is_open && is_apart(text, &(range.start..text.len())))
}

fn starts_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(['«', '“', '"', '(', ' ', '\u{a0}', '\u{202f}']);
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_accents_are_found() {
        for (text, word, write) in [
            ("A la gare, rien.", "A la", "À la"),
            ("Merci. A l’île, on attend.", "A l’", "À l’"),
            ("« Ca ira. »", "Ca", "Ça"),
            ("aide de l'Etat", "Etat", "État"),
            ("les Ecoles du bourg", "Ecole", "École"),
            ("Ile-de-France", "Ile", "Île"),
        ] {
            assert_eq!(
                find_unaccented_words(text)
                    .into_iter()
                    .map(|(range, write)| (&text[range], write))
                    .collect::<Vec<_>>(),
                [(word, write)],
                "{text}"
            );
        }
    }

    #[test]
    fn innocent_capitals_are_left_alone() {
        for text in [
            "À la gare",
            "A reçu douze lettres",
            "A. Durand",
            "le plan A la semaine prochaine",
            "Etatique",
            "École, État, Île",
            "Caen et Cahors",
        ] {
            assert_eq!(find_unaccented_words(text), [], "{text}");
        }
    }
}
