//! A rise or a fall told of a change that the margin of error covers.

use std::ops::Range;
use std::sync::LazyLock;

use crate::figures::sober::is_within_margin;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::changes::find_stated_changes;
use crate::lint::figures::{has_matching_text, is_told, passages_of_figures};
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::{Context, Passage};

pub static RULE: Rule = rule!("change-within-margin", Figure, Warning, check);

/// Words that tell a rise or a fall.
static MOVED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("change-within-margin").in_any("moved"));

/// What denies such a word just before it.
static DENIED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("change-within-margin").in_any("denied"));

/// Words by which a figure owns that the change is not clear.
static NOTED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("change-within-margin").in_any("noted"));

fn check(context: &Context, report: &mut Report) {
    let passages = passages_of_figures(context).filter(|(_, passage)| is_told(passage));
    for (figure, passage) in passages.filter(|(figure, _)| is_within_margin(figure)) {
        if let Some(words) = words_of_change(passage).filter(|_| !has_matching_text(figure, &NOTED))
        {
            let word = &passage.plain.words[words.clone()];
            let message = Message::new("change-within-margin").with("word", word);
            let span = passage.span_of_words(words, context.sources);
            let hint = Message::new("hint-change-within-margin");
            report.push(Finding::new(&RULE, span, message).with_hint(hint));
        }
    }
}

/// The words that tell a rise or a fall; under `change`, the change itself does.
fn words_of_change(passage: &Passage) -> Option<Range<usize>> {
    let text = &passage.plain.words;
    if passage.is_under_key("comparison", "change") {
        return find_stated_changes(text).into_iter().next().map(|stated| stated.words);
    }
    moved_words(text)
}

/// The first word that tells a rise or a fall and is not denied.
fn moved_words(text: &str) -> Option<Range<usize>> {
    MOVED.find_all(text).find(|word| !DENIED.is_last(&text[..word.start]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tells(text: &str) -> bool {
        moved_words(text).is_some()
    }

    #[test]
    fn rises_and_falls_are_heard_and_denials_too() {
        for text in [
            "La part a progressé",
            "Une baisse de trois points",
            "The share rose again",
            "Fewer people ask",
        ] {
            assert!(tells(text), "{text}");
        }
        for text in [
            "Pas de hausse nette cette année",
            "Ni hausse, ni baisse",
            "Il n'y a pas vraiment de progression",
            "No clear rise",
            "Hardly any growth",
            "Plus de monde au bord de l'eau",
        ] {
            assert!(!tells(text), "{text}");
        }
    }
}
