//! An honest count that stands alone and says nothing of what it changes.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lexicon::{TokenKind, fold};
use crate::lint::boasts::{Boast, Subject, place, question, quoted};
use crate::lint::{Context, Lint, Pages, Passage, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("bare-count.md"),
        fr: include_str!("bare-count.fr.md"),
    },
};

static RULE: Rule = Rule::new("bare-count", Category::Vanity, Severity::Info);

/// The most words of a sentence that holds a count and nothing else.
const MOST: usize = 12;

fn check(context: &Context, report: &mut Report) {
    for boast in context.boasts() {
        let passage = &context.passages[boast.passage];
        let found = boast.about(Subject::Bare);
        let Some(first) = found.first().filter(|_| is_alone(boast, passage)) else {
            continue;
        };
        let message = Message::new("bare-count").with("words", quoted(passage, &found));
        let finding = Finding::new(&RULE, place(passage, &found, context), message);
        report.push(finding.hint(question(first.family)));
    }
}

/// Whether a text that ought to tell something is one short sentence around one number.
fn is_alone(boast: &Boast, passage: &Passage) -> bool {
    let tells = [
        ("deck", "title"),
        ("entry", "chapter"),
        ("entry", "statement"),
        ("story", "title"),
        ("story", "change"),
    ];
    let [sentence] = passage.sentences() else {
        return false;
    };
    tells.iter().any(|(of, key)| passage.is(of, key))
        && sentence.words <= MOST
        && boast
            .matches
            .iter()
            .all(|found| !Subject::of(found.family).is_attention())
        && numbers(&passage.plain.words) == 1
}

/// How many numbers a text has, years apart.
fn numbers(text: &str) -> usize {
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
        assert_eq!(numbers("12 400 visiteurs en 2026"), 1);
        assert_eq!(numbers("12 400 visiteurs, dont 310 interrogés"), 2);
    }
}
