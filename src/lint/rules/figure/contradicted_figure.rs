//! A figure whose title or series gives another number than its value.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::data::{DateForm, read_period};
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::figures::{half_step, is_percent, passages_of_figures, sum_of_series};
use crate::lint::{Context, Passage};
use crate::locale::Language;
use crate::narrative::{Figure, known_unit};
use crate::pattern::compile_pattern;
use crate::text::fold_word;

pub static RULE: Rule = rule!("contradicted-figure", Figure, Warning, check);

/// A number as titles write it, with spaces, points or commas in it, and what follows up to the end of the next word.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?P<number>\d{1,3}(?:[ \u{a0}\u{202f}]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*)[ \u{a0}\u{202f}]?(?P<unit>€|[\p{L}’']+)",
    )
});

/// By how much a number with "nearly" or "more than" before it may lie beside the true one: a sixth.
const ROUGH: Decimal = Decimal::from_parts(6, 0, 0, false, 0);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        report.extend(contradicting_point(figure));
    }
    let titles = passages_of_figures(context);
    for (figure, passage) in titles.filter(|(_, passage)| passage.is_under_key("figure", "title")) {
        for (range, said) in contradicting_numbers(figure, passage) {
            let message = Message::new("contradicted-title")
                .with("said", said.normalize().to_string())
                .with("value", figure.value.value.normalize().to_string());
            let span = passage.span_of_words(range, context.sources);
            let hint = Message::new("hint-contradicted-figure");
            report.push(Finding::new(&RULE, span, message).with_hint(hint));
        }
    }
}

/// The value of a series for the period of the figure itself, when it is another number.
fn contradicting_point(figure: &Figure) -> Option<Finding> {
    let is_own = |label: &str| {
        read_period(label, DateForm::default()).is_some_and(|period| period == figure.period.value)
    };
    let point = figure.series.iter().find(|point| is_own(&point.label.value))?;
    let (value, of_series) = (figure.value.value, point.value.value);
    (!is_close(value, of_series)).then(|| {
        let message = Message::new("contradicted-series")
            .with("said", of_series.normalize().to_string())
            .with("label", point.label.value.as_str())
            .with("value", value.normalize().to_string());
        let finding = Finding::new(&RULE, point.value.span, message);
        finding.with_hint(Message::new("hint-contradicted-figure"))
    })
}

/// The numbers of a title in the unit of its figure that are none of the figure's own; percentages are those of other rules.
fn contradicting_numbers(figure: &Figure, passage: &Passage) -> Vec<(Range<usize>, Decimal)> {
    let Some(language) = passage.language.filter(|_| !is_percent(figure)) else {
        return Vec::new();
    };
    let text = passage.plain.words.as_ref();
    let known = known_numbers(figure);
    let numbers = NUMBER.captures_iter(text).filter_map(|found| {
        let (number, unit) = (found.name("number")?, found.name("unit")?);
        let said = parse_number(number.as_str(), language)?;
        is_unit_of(figure, unit.as_str()).then_some((number.range(), said))
    });
    let is_known = |range: &Range<usize>, said: Decimal| {
        let is_rough = is_rough(&text[..range.start], language);
        known.iter().any(|known| {
            let gap = said.saturating_sub(*known).abs();
            is_close(said, *known) || (is_rough && gap.saturating_mul(ROUGH) <= known.abs())
        })
    };
    numbers.filter(|(range, said)| !is_known(range, *said)).collect()
}

/// The numbers that a title may give of a figure: its own, those it is compared with, made of, or based on.
fn known_numbers(figure: &Figure) -> Vec<Decimal> {
    let compared = figure.comparison.as_ref().map(|comparison| comparison.value.value);
    let base = figure.base.as_ref().map(|base| Decimal::from(base.n.value));
    let series = figure.series.iter().flat_map(|point| {
        [Some(point.value.value), point.compared.as_ref().map(|compared| compared.value)]
    });
    let difference = figure.difference().map(|difference| difference.abs());
    let computed = figure.calculation.iter().flat_map(|calculation| calculation.terms());
    let mut known: Vec<Decimal> = vec![figure.value.value];
    known.extend([compared, base, difference, sum_of_series(figure)].into_iter().flatten());
    known.extend(series.flatten());
    known.extend(computed.map(|term| term.value));
    known
}

/// Whether two numbers are the same as far as the coarser of them is rounded.
fn is_close(one: Decimal, other: Decimal) -> bool {
    let gap = one.saturating_sub(other).abs();
    gap <= half_step(one.normalize()).max(half_step(other.normalize()))
}

fn parse_number(written: &str, language: Language) -> Option<Decimal> {
    let plain: String = written.chars().filter(|sign| !sign.is_whitespace()).collect();
    let plain = match language {
        Language::Fr => plain.replace(',', "."),
        Language::En => plain.replace(',', ""),
    };
    Decimal::from_str_exact(&plain).ok()
}

/// Whether a word is the unit of a figure, in the singular or the plural.
fn is_unit_of(figure: &Figure, word: &str) -> bool {
    let stem = |word: &str| fold_word(word).trim_end_matches(['s', 'x']).to_owned();
    let own = figure.unit.value.split_whitespace().next().unwrap_or_default();
    match known_unit(&figure.unit) {
        Some("euros") => word == "€" || stem(word) == "euro",
        _ => stem(own) == stem(word),
    }
}

/// Whether the words before a number blur it: "nearly", "plus de".
fn is_rough(before: &str, language: Language) -> bool {
    let words: &[&str] = match language {
        Language::Fr => {
            &["environ", "près de", "presque", "plus de", "moins de", "quelque", "à peine"]
        }
        Language::En => {
            &["about", "nearly", "almost", "over", "around", "more than", "less than", "some"]
        }
    };
    let before = before.trim_end().to_lowercase();
    words.iter().any(|word| before.ends_with(word))
}
