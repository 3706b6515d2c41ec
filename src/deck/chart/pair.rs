//! A number beside the one it is compared with: two bars from zero, and the difference in words.
//!
//! A large number alone says nothing of what changed, and a line between two numbers says more than there is. Two lengths from
//! one zero are compared by the eye as the numbers are. The words say how far they lie apart, in the unit of the figure; a
//! percentage is added only where the writer stated one, and never within the margin of error.

use std::cmp::Ordering;

use minijinja::Value;
use rust_decimal::Decimal;
use serde::Serialize;

use super::scale::ChartScale;
use crate::deck::compose::{Composer, Line};
use crate::figures::sober::{self, PrintedChange, PrintedNumber};
use crate::narrative::{ChartKind, Comparison, Figure, Nature};
use crate::period::Period;

/// Below this share of the greater number, in percent, a difference is almost none.
const SLIGHT: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Two numbers as bars, and how far they lie apart.
#[derive(Debug, Serialize)]
pub struct PairDrawing {
    now: PairBar,
    before: PairBar,
    unit: Line,
    change: Option<Line>,
}

/// A period, its number, and the length of its bar, from 0 to 1.
#[derive(Debug, Serialize)]
struct PairBar {
    label: Line,
    number: String,
    share: f64,
}

/// The two numbers of a figure as bars; none without a comparison, for a rank, for very few cases, and for numbers that have
/// no length: below zero, or both at zero.
pub fn compose_pair(composer: &Composer, figure: &Figure) -> Option<PairDrawing> {
    let comparison = figure.comparison.as_ref()?;
    // "9 of 28" and a percentage have no length in common.
    let PrintedNumber::Number(now) = sober::printed_number(figure) else {
        return None;
    };
    let before = sober::round_value(figure, comparison.value.value);
    let has_length = now.min(before) >= Decimal::ZERO && now.max(before) > Decimal::ZERO;
    if figure.nature == Some(Nature::Rank) || !has_length {
        return None;
    }
    let scale = ChartScale::from_values(ChartKind::Bars, [now, before].into_iter());
    let bar = |period: Period, value: Decimal| PairBar {
        label: composer.program_line(&composer.format_period(period)).capitalised(),
        number: composer.number_and_unit(value, &figure.unit).0,
        share: scale.share_of_range(value),
    };
    Some(PairDrawing {
        now: bar(figure.period.value, now),
        before: bar(comparison.period.value, before),
        unit: composer.program_line(&composer.number_and_unit(now, &figure.unit).1),
        change: compose_difference(composer, figure, comparison),
    })
}

/// "33 tickets fewer", with the change in percent where somebody stated one: within the margin of error, that there is no
/// clear change.
fn compose_difference(
    composer: &Composer,
    figure: &Figure,
    comparison: &Comparison,
) -> Option<Line> {
    let change = sober::printed_change(figure);
    if change == Some(PrintedChange::Stable) {
        return Some(composer.program_line(&composer.word("stable")).capitalised());
    }
    let now = sober::round_value(figure, figure.value.value);
    let before = sober::round_value(figure, comparison.value.value);
    let words = format_difference(composer, figure, now, before)?;
    // A percentage that nobody stated is not volunteered: of a small number it sounds like a great change.
    let stated = comparison.change.as_ref().and(change);
    let words = match stated {
        Some(PrintedChange::Percent(percent)) => {
            let change = Value::from(composer.format_change(percent));
            words + &composer.format_sentence("annex-change", [("change", change)])
        }
        _ => words,
    };
    Some(composer.program_line(&words).capitalised())
}

/// How much more or less one number is than another, in words.
fn format_difference(
    composer: &Composer,
    figure: &Figure,
    now: Decimal,
    before: Decimal,
) -> Option<String> {
    let difference = now.checked_sub(before)?;
    let key = match difference.cmp(&Decimal::ZERO) {
        Ordering::Greater => "difference-more",
        Ordering::Less => "difference-less",
        Ordering::Equal => return Some(composer.word("difference-none")),
    };
    let amount = composer.format_distance(difference.abs().normalize(), &figure.unit);
    let words = composer.format_sentence(key, [("amount", Value::from(amount))]);
    let share = difference.abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(now.max(before))?;
    // Points between percentages stay as they are: two points may be much of three, and little of ninety.
    if share >= SLIGHT || sober::is_percent(figure) {
        return Some(words);
    }
    Some(composer.format_sentence("difference-slight", [("difference", Value::from(words))]))
}
