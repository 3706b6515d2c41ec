//! An English word for which French has an official term.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::words::word_list;
use crate::lint::{Context, Phrases};

pub static RULE: Rule = rule!("official-term", Language, Info, check);

static TERMS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| word_list("official-term"));
static WORDS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::from_list(TERMS.keys().map(String::as_str)));

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_french_of_ours()) {
        let text = &passage.plain.words;
        for range in WORDS.find_whole_words(text) {
            let word = &text[range.clone()];
            let Some(term) = term_of_word(word) else { continue };
            let message = Message::new("official-term").with("word", word).with("term", term);
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-official-term")));
        }
    }
}

/// The official term for a word, whatever its case, in the singular or with a plural `s`.
fn term_of_word(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase().replace(char::is_whitespace, " ");
    let one = lower.strip_suffix('s').unwrap_or(&lower);
    let known = [word, &lower, one].into_iter().find_map(|word| TERMS.get(word));
    known.map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_term_whatever_its_case_and_number() {
        for (word, wanted) in [
            ("Newsletters", "lettre d’information"),
            ("ROI", "retour sur investissement"),
            ("en live", "en direct"),
        ] {
            assert_eq!(term_of_word(word), Some(wanted), "{word}");
        }
    }

    #[test]
    fn kings_and_living_rooms_are_left_alone() {
        for text in [
            "le roi du port",
            "la vie en rose",
            "un livre",
            "Olive et Live Aid",
            "le report d'une date",
        ] {
            assert_eq!(WORDS.find_whole_words(text).count(), 0, "{text}");
        }
    }
}
