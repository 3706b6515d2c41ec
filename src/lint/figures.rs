//! What several rules ask about a figure: its texts, its unit, how far it moved, what it says of itself.

use std::collections::HashMap;

use regex::Regex;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Context, Passage};
use crate::narrative::{Figure, Text, known_unit};
use crate::source::Span;

/// Every text that belongs to a figure, with the figure.
pub fn told<'c, 'a>(
    context: &'c Context<'a>,
) -> impl Iterator<Item = (&'a Figure, &'c Passage<'a>)> {
    let figures: HashMap<Span, &Figure> = context
        .figures()
        .map(|figure| (figure.span, figure))
        .collect();
    let passages = context.passages.iter();
    let of_figures = passages.filter(|passage| passage.leaf.entry_of == "figure");
    of_figures.filter_map(move |passage| Some((*figures.get(&passage.leaf.entry)?, passage)))
}

/// Whether a passage says what a figure means, in its title or its sentence.
pub fn is_told(passage: &Passage) -> bool {
    passage.is("figure", "title") || passage.is("figure", "means")
}

/// Whether one of a figure's own texts has such words.
pub fn says(figure: &Figure, words: &Regex) -> bool {
    let uncertainty = figure.uncertainty.as_ref();
    let may_be = [
        figure.title.as_ref(),
        figure.source.title.as_ref(),
        figure.base.as_ref().map(|base| &base.population),
        uncertainty.and_then(|uncertainty| uncertainty.unknown.as_ref()),
    ];
    let always = [
        &figure.label,
        &figure.means,
        &figure.perimeter,
        &figure.unit,
    ];
    let texts = may_be.into_iter().flatten().chain(always);
    texts.into_iter().any(|text| words.is_match(&text.value))
}

/// Whether a figure counts in percent.
pub fn is_percent(figure: &Figure) -> bool {
    is_unit(&figure.unit, "percent") || figure.unit.value.trim_start().starts_with('%')
}

/// Whether a unit is the one of an English name.
pub fn is_unit(unit: &Text, name: &str) -> bool {
    known_unit(unit) == Some(name)
}

/// The sum of a figure's series.
pub fn sum(figure: &Figure) -> Option<Decimal> {
    let mut values = figure.series.iter().map(|point| point.value.value);
    values.try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// How many of `n` a percentage stands for, when some whole number of them gives it as it is written.
pub fn cases(percent: Decimal, n: u64) -> Option<Decimal> {
    let n = Decimal::from(n);
    let cases = percent.checked_mul(n)? / Decimal::ONE_HUNDRED;
    let cases = cases.round();
    let written = cases
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(n)?
        .checked_sub(percent)?;
    (written.abs() <= half_step(percent)).then_some(cases)
}

/// Half of the last digit written: how far rounding may have moved a number.
pub fn half_step(number: Decimal) -> Decimal {
    Decimal::new(5, (number.scale() + 1).min(Decimal::MAX_SCALE))
}

/// The error on a percentage of so many answers drawn at random, in points, 19 times out of 20.
pub fn margin(percent: Decimal, n: u64) -> Option<f64> {
    let share = percent.to_f64()? / 100.0;
    let spread = share * (1.0 - share) / n as f64;
    (spread >= 0.0 && n > 0).then(|| 196.0 * spread.sqrt())
}

/// The sentence that holds a byte of a text.
pub fn sentence(text: &str, byte: usize) -> &str {
    let ends = ['.', '!', '?', ';', '\n'];
    let start = text[..byte].rfind(ends).map_or(0, |end| end + 1);
    let length = text[byte..].find(ends).unwrap_or(text.len() - byte);
    &text[start..byte + length]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::relative_change;

    fn number(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn a_percentage_stands_for_cases_when_a_whole_number_of_them_gives_it() {
        assert_eq!(cases(number("32"), 28), Some(number("9")));
        assert_eq!(cases(number("32.1"), 28), Some(number("9")));
        assert_eq!(cases(number("64"), 11), Some(number("7")));
        assert_eq!(cases(number("50"), 11), None);
        assert_eq!(cases(number("0.64"), 80), None);
        assert_eq!(cases(number("12"), 0), None);
    }

    #[test]
    fn the_margin_of_a_half_is_that_of_the_tables() {
        for (n, points) in [(50, 13.9), (100, 9.8), (400, 4.9), (1000, 3.1)] {
            let margin = margin(number("50"), n).expect("a margin");
            assert!((margin - points).abs() < 0.06, "{n}: {margin}");
        }
        assert_eq!(margin(number("50"), 0), None);
        assert_eq!(margin(number("140"), 80), None);
    }

    #[test]
    fn changes_are_in_percent_of_what_was() {
        assert_eq!(
            relative_change(number("80"), number("60")),
            Some(number("-25.00"))
        );
        assert_eq!(relative_change(number("0"), number("60")), None);
    }

    #[test]
    fn the_largest_and_the_smallest_numbers_do_no_harm() {
        let smallest = number("0.0000000000000000000000000001");
        for value in [Decimal::MAX, Decimal::MIN, smallest] {
            half_step(value);
            cases(value, u64::MAX);
            cases(value, 1);
            relative_change(value, Decimal::MIN);
            relative_change(value, Decimal::MAX);
            margin(value, u64::MAX);
        }
    }
}
