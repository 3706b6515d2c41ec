//! A heavy expression of official letters where a short word would do.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::words::word_list;
use crate::lint::{Context, Phrases};
use crate::locale::Language;

pub static RULE: Rule = rule!("heavy-words", Language, Info, check);

/// What to write instead of each expression, by language.
static TURNS: LazyLock<BTreeMap<String, BTreeMap<String, String>>> =
    LazyLock::new(|| word_list("heavy-words"));
static FRENCH: LazyLock<Phrases> = LazyLock::new(|| heavy_phrases(Language::Fr));
static ENGLISH: LazyLock<Phrases> = LazyLock::new(|| heavy_phrases(Language::En));

fn heavy_phrases(language: Language) -> Phrases {
    Phrases::from_list(TURNS[language.code()].keys().map(String::as_str))
}

fn check(context: &Context, report: &mut Report) {
    let ours = |passage: &&crate::lint::Passage| !passage.is_quoted();
    for passage in context.passages.iter().filter(ours) {
        let phrases = match passage.language {
            Some(Language::Fr) => &FRENCH,
            Some(Language::En) => &ENGLISH,
            None => continue,
        };
        let text = &passage.plain.words;
        for range in phrases.find_whole_words(text) {
            let words = &text[range.clone()];
            // The phrase matched in any case and with any spaces, so it is looked up again as the list writes it.
            let Some(instead) = plain_replacement(words) else {
                continue;
            };
            let message = Message::new("heavy-words").with("words", words);
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report
                .push(finding.with_hint(Message::new("hint-heavy-words").with("instead", instead)));
        }
    }
}

/// What to write instead of an expression, whatever its case.
fn plain_replacement(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase().replace(char::is_whitespace, " ");
    let known = TURNS.values().find_map(|turns| turns.get(&lower));
    known.map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_found_in_any_case_and_a_frame_in_the_plural_is_left_alone() {
        let found = |text: &str| {
            FRENCH
                .find_whole_words(text)
                .filter_map(|range| plain_replacement(&text[range]))
                .count()
        };
        assert_eq!(found("Dans le cadre de l'été, eu égard au vent"), 2);
        assert_eq!(found("Dans les cadres du musée ; un certain charme ; le cadre est doré"), 0);
    }
}
