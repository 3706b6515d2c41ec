//! A rise or a fall told of a change that the margin of error covers.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::figures::sober::is_within_margin;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::changes::find_stated_changes;
use crate::lint::figures::{has_matching_text, is_told, passages_of_figures};
use crate::lint::words::compile_pattern;
use crate::lint::{Context, Passage};

pub static RULE: Rule = rule!("change-within-margin", Figure, Warning, check);

/// Words that tell a rise or a fall, and those that deny one just before.
static MOVED: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)(?P<denied>\b(?:pas|ni|sans|aucune?|peu|guère|not|no|nor|neither|without|hardly|little)\s+(?:\w+\s+){0,2})?\b(?P<word>hausses?|augment(?:é|ée|ent|e|ation)|progress(?:é|ée|ent|e|ion)|baisses?|baiss(?:é|ée|ent)|recul(?:é|ée|ent|e)?|diminu(?:é|ée|ent|e|tion)|chut(?:é|ée|ent|e)|repli|rose|risen|rises?|increased?|grew|grown|growth|fell|fallen|falls?|dropped|decreased?|declined?|fewer)\b",
    )
});

/// Words by which a figure owns that the change is not clear.
static NOTED: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)\bmarges?\b|\bmargins?\b|significati|\bstable|pas de changement net|no clear change|dans l['’]incertitude|\bchance\b|hasard",
    )
});

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
    let mut words = MOVED.captures_iter(text);
    let told = words.find(|words| words.name("denied").is_none())?;
    Some(told.name("word")?.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tells(text: &str) -> bool {
        let mut words = MOVED.captures_iter(text);
        words.any(|words| words.name("denied").is_none())
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
