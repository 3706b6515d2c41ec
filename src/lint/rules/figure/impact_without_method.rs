//! Money said to come to the territory, without the way it was computed.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::figures::{is_unit, passages_of_figures, sentence_at};
use crate::lint::words::compile_pattern;
use crate::lint::{Context, Passage};
use crate::narrative::{Figure, Nature};
use crate::source::Span;

pub static RULE: Rule = rule!("impact-without-method", Figure, Warning, check);

/// Words that claim an impact. The first letter alone is folded: every text of a project is searched, and plain
/// beginnings are found many times faster.
static IMPACT: LazyLock<Regex> = LazyLock::new(|| {
    let french = r"[Rr]etombées?\s+(?:économiques?|financières?|directes|indirectes)|(?:[Ii]mpacts?|[Bb]énéfices?)\s+économiques?";
    let english = r"[Ee]conomic\s+(?:impact|benefits?|value|spin-offs?)";
    compile_pattern(&format!("{french}|{english}"))
});

/// An amount of money.
static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(r"(?i)\d\s*(?:k€|m€|md€|€|euros?\b|millions?\b|milliards?\b|billion\b)|€\s*\d")
});

/// Words that name a way of computing.
static METHOD: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)méthod|modèle|multiplicat|enquête|calcul|estimé(?:e|es|s)? (?:selon|d['’]après|à partir)|dépenses? (?:déclarée|moyenne|par)|\bmethod|\bmodel|multiplier|survey|computed|calculated|spending per|based on",
    )
});

fn check(context: &Context, report: &mut Report) {
    let figures =
        passages_of_figures(context).filter(|(figure, passage)| is_amount(figure, passage));
    let figures = figures.map(|(_, passage)| passage);
    let texts = context.passages.iter().filter(|passage| {
        let is_ours = !matches!(passage.leaf.entry_of, "voice" | "figure");
        is_ours && passage.leaf.of != "voice"
    });
    let told: Vec<_> = figures.chain(texts).filter_map(impact_claim).collect();
    if told.is_empty() {
        return;
    }
    let explained = explained_entries(context);
    for (passage, words) in told {
        if !explained.contains(&passage.leaf.entry) {
            let span = passage.span_of_words(words, context.sources);
            let finding = Finding::new(&RULE, span, Message::new("impact-without-method"));
            report.push(finding.with_hint(Message::new("hint-impact-without-method")));
        }
    }
}

/// Whether the figure itself is the amount, and not only a text that has one.
fn is_amount(figure: &Figure, passage: &Passage) -> bool {
    let is_money = figure.nature == Some(Nature::Amount) || is_unit(&figure.unit, "euros");
    is_money && (passage.is_under_key("figure", "label") || passage.is_under_key("figure", "title"))
}

/// The words that claim an impact: any in a figure of money, with an amount beside them elsewhere.
fn impact_claim<'c, 'a>(
    passage: &'c Passage<'a>,
) -> Option<(&'c Passage<'a>, std::ops::Range<usize>)> {
    let text = &passage.plain.words;
    let words = IMPACT.find(text)?;
    let is_counted =
        passage.leaf.entry_of == "figure" || MONEY.is_match(sentence_at(text, words.start()));
    is_counted.then(|| (passage, words.range()))
}

/// The entries that say how something was computed.
fn explained_entries(context: &Context) -> HashSet<Span> {
    let passages = context.passages.iter();
    let methods = passages.filter(|passage| METHOD.is_match(&passage.plain.words));
    methods.map(|passage| passage.leaf.entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impact_is_money_and_not_any_consequence() {
        for text in [
            "2 M€ de retombées économiques",
            "des retombées directes de 240 000 euros",
            "an economic impact of €2 million",
        ] {
            assert!(IMPACT.is_match(text) && MONEY.is_match(text), "{text}");
        }
        for text in [
            "Les retombées presse ont tenu en trois articles",
            "L'impact sur le sentier se voit à 10 m",
            "Personne ne connaît les retombées économiques de la fête",
        ] {
            assert!(!(IMPACT.is_match(text) && MONEY.is_match(text)), "{text}");
        }
    }
}
