//! A signal or a decision that counts with words nobody can check: many, everybody, more and more.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::words::word_list;
use crate::lint::{Context, Passage, Phrases};
use crate::locale::Language;
use crate::text::Sentence;

pub static RULE: Rule = rule!("vague-quantity", Signal, Warning, check);

#[derive(Deserialize)]
struct QuantityLists {
    vague: QuantityPatterns,
    counting: QuantityPatterns,
}

#[derive(Deserialize)]
struct QuantityPatterns {
    fr: Vec<String>,
    en: Vec<String>,
}

/// The vague words and the counting words of a language.
struct QuantityWords {
    vague: Phrases,
    counting: Phrases,
}

static FRENCH: LazyLock<QuantityWords> =
    LazyLock::new(|| QuantityWords::from_lists(|words| &words.fr));
static ENGLISH: LazyLock<QuantityWords> =
    LazyLock::new(|| QuantityWords::from_lists(|words| &words.en));

impl QuantityWords {
    fn from_lists(own: fn(&QuantityPatterns) -> &Vec<String>) -> Self {
        let lists: QuantityLists = word_list("quantities");
        let phrases = |words| Phrases::from_list(own(words).iter().map(String::as_str));
        Self { vague: phrases(&lists.vague), counting: phrases(&lists.counting) }
    }

    /// The vague words of a text whose sentences state no count.
    fn find_uncounted_words(&self, text: &str, sentences: &[Sentence]) -> Vec<Range<usize>> {
        let is_uncounted = |range: &Range<usize>| {
            let holds =
                |one: &&Sentence| one.range.start <= range.start && range.end <= one.range.end;
            let sentence = sentences.iter().find(holds);
            sentence.is_none_or(|one| !self.has_count(&text[one.range.clone()]))
        };
        self.vague.find_whole_words(text).filter(is_uncounted).collect()
    }

    fn has_count(&self, sentence: &str) -> bool {
        sentence.bytes().any(|byte| byte.is_ascii_digit())
            || self.counting.find_whole_words(sentence).next().is_some()
    }
}

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| is_claim(passage)) {
        let words = match passage.language {
            Some(Language::Fr) => &FRENCH,
            Some(Language::En) => &ENGLISH,
            None => continue,
        };
        let text = &passage.plain.words;
        for range in words.find_uncounted_words(text, passage.sentences()) {
            let message = Message::new("vague-quantity").with("word", &text[range.clone()]);
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-vague-quantity")));
        }
    }
}

/// Whether a text is a claim of ours to the board; what people said stays as they said it.
fn is_claim(passage: &Passage) -> bool {
    let claims = [
        ("signal", "title"),
        ("signal", "against"),
        ("decision", "ask"),
        ("decision", "context"),
        ("decision", "grounds"),
    ];
    claims.iter().any(|(of, key)| passage.is_under_key(of, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sentences;

    fn uncounted(words: &QuantityWords, text: &str) -> Vec<String> {
        let sentences: Vec<_> = sentences(text, false).collect();
        let found = words.find_uncounted_words(text, &sentences).into_iter();
        found.map(|range| text[range].to_string()).collect()
    }

    #[test]
    fn a_sentence_that_counts_may_say_many() {
        for text in [
            "Beaucoup, dont 12 riverains, le disent.",
            "Sur quarante réponses, beaucoup sont brèves.",
            "Un beaucouple",
        ] {
            assert_eq!(uncounted(&FRENCH, text), [""; 0], "{text}");
        }
        assert_eq!(uncounted(&ENGLISH, "Twelve, many with a pram."), [""; 0]);
        assert_eq!(uncounted(&ENGLISH, "Twelve came. Many complained."), ["Many"]);
    }
}
