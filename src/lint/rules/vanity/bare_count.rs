//! An honest count that stands alone, without what it changes.

use crate::finding::rules::rule;
use crate::finding::{Message, Report, Rule};
use crate::lexicon::{Subject, TokenKind, fold};
use crate::lint::boasts::{PraiseSentence, finding_of_matches};
use crate::lint::{Context, Passage};

pub static RULE: Rule = rule!("bare-count", Vanity, Info, check);

/// The most words of a sentence that has room for nothing but a count.
const MOST: usize = 12;

fn check(context: &Context, report: &mut Report) {
    for boast in context.lexicon_sentences() {
        let passage = &context.passages[boast.passage];
        if is_alone(boast, passage) {
            let found = boast.matches_about(Subject::Bare);
            let message = Message::new("bare-count");
            report.extend(finding_of_matches(&RULE, message, &found, passage, context));
        }
    }
}

/// Whether a text that should tell something is a single short sentence around a single number.
fn is_alone(boast: &PraiseSentence, passage: &Passage) -> bool {
    let tells = [
        ("deck", "title"),
        ("entry", "chapter"),
        ("entry", "statement"),
        ("story", "title"),
        ("story", "change"),
        ("figure", "title"),
        ("figure", "meaning"),
    ];
    let [sentence] = passage.sentences() else {
        return false;
    };
    tells.iter().any(|(of, key)| passage.is_under_key(of, key))
        && sentence.words <= MOST
        && !boast.has_attention_match()
        && count_numbers(&passage.plain.words) == 1
}

/// How many numbers a text has, without years.
fn count_numbers(text: &str) -> usize {
    // Folded, as a number with its groups and its multiplier is one token then.
    let folded = fold(text);
    let counts = folded.tokens.iter().filter(|token| {
        let written = &text[token.original.clone()];
        let is_year =
            written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
        token.kind == TokenKind::Number && !is_year
    });
    counts.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_digits_are_one_number_and_years_are_none() {
        assert_eq!(count_numbers("12 400 visiteurs en 2026"), 1);
        assert_eq!(count_numbers("12 400 visiteurs, dont 310 interrogés"), 2);
    }
}
