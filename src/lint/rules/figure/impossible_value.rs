//! A number that cannot be: a share beyond its whole, fewer than none, a fraction written as a percentage, a
//! value outside its interval.

use rust_decimal::Decimal;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::figures::{cases_of_percentage, is_percent};
use crate::narrative::{Figure, Nature};
use crate::source::Spanned;

pub static RULE: Rule = rule!("impossible-value", Figure, Error, check);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        let found = impossible_share(figure)
            .or_else(|| negative_count(figure))
            .or_else(|| fraction_as_percent(figure))
            .or_else(|| value_outside_interval(figure));
        if let Some((value, message, hint)) = found {
            let message = message.with("value", value.value.to_string());
            report.push(Finding::new(&RULE, value.span, message).with_hint(hint));
        }
    }
}

type ImpossibleValue = Option<(Spanned<Decimal>, Message, Message)>;

/// A share is never negative, nor larger than its whole.
fn impossible_share(figure: &Figure) -> ImpossibleValue {
    if figure.nature != Some(Nature::Share) {
        return None;
    }
    let n = figure.base.as_ref().map(|base| Decimal::from(base.n.value));
    // A share in percent has 100 as its whole; one that counts people has its base. The base of the period compared is
    // not known, so its number is checked in percent only.
    let whole = if is_percent(figure) { Decimal::ONE_HUNDRED } else { n? };
    let series = figure.series.iter();
    let series = series.flat_map(|point| [Some(point.value), point.compared]);
    let compared = figure.comparison.as_ref().map(|comparison| comparison.value);
    let values = [Some(figure.value), compared.filter(|_| is_percent(figure))];
    let beyond = |value: &Spanned<Decimal>| value.value < Decimal::ZERO || value.value > whole;
    let value = values.into_iter().chain(series).flatten().find(beyond)?;
    let message = if value.value < Decimal::ZERO {
        Message::new("negative-share")
    } else {
        Message::new("share-beyond-whole").with("whole", whole.to_string())
    };
    Some((value, message, Message::new("hint-impossible-share")))
}

/// Nobody counts fewer than none; what was computed as a difference, or is money, may be below zero.
fn negative_count(figure: &Figure) -> ImpossibleValue {
    let is_count = matches!(figure.nature, Some(Nature::Volume | Nature::People | Nature::Rank));
    if !is_count {
        return None;
    }
    let typed = figure.calculation.is_none().then_some(figure.value);
    let compared = figure.comparison.as_ref().filter(|compared| compared.calculation.is_none());
    let series = figure.series.iter().map(|point| point.value);
    let values = typed.into_iter().chain(compared.map(|compared| compared.value)).chain(series);
    let value = { values }.find(|value| value.value < Decimal::ZERO)?;
    Some((value, Message::new("negative-count"), Message::new("hint-negative-count")))
}

/// 0.64 where 64 % is meant: with so few people counted, no number of them gives so small a percentage.
fn fraction_as_percent(figure: &Figure) -> ImpossibleValue {
    let value = figure.value;
    let is_ratio =
        matches!(figure.nature, Some(Nature::Share | Nature::Rate)) && is_percent(figure);
    let is_small = value.value > Decimal::ZERO && value.value < Decimal::ONE;
    let n = figure.base.as_ref().filter(|_| is_ratio && is_small)?.n.value;
    if cases_of_percentage(value.value, n).is_some_and(|cases| !cases.is_zero()) {
        return None;
    }
    let percent = (value.value * Decimal::ONE_HUNDRED).normalize();
    let hint = Message::new("hint-fraction").with("percent", percent.to_string());
    Some((value, Message::new("fraction-as-percent").with("n", n), hint))
}

/// A value must be within its own interval.
fn value_outside_interval(figure: &Figure) -> ImpossibleValue {
    let (low, high) = figure.uncertainty.as_ref()?.interval?;
    let is_inside = low <= figure.value.value && figure.value.value <= high;
    let message = Message::new("outside-interval")
        .with("low", low.to_string())
        .with("high", high.to_string());
    (!is_inside).then(|| (figure.value, message, Message::new("hint-outside-interval")))
}
