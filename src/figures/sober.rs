//! What of a number may be told: its digits, its base, its changes. Rules ask it of what was typed, slides of what they print.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::narrative::{Figure, FigureStatus, Nature, Operation, known_unit};
use crate::schema::Text;

/// Below so many, the cases are told, not counted in percent.
pub const FEW: u64 = 10;
/// Below, "9 of 28" says it better than a percentage; about thirty is the usual judgement.
pub const SOME: u64 = 30;
/// Below, the Scottish Household Survey prints no percentage.
pub const SMALL: u64 = 50;
/// Below, a percentage only indicates: older editions of the same survey stopped here.
pub const FAIR: u64 = 100;
/// From so many answers on, a tenth of a percent is more than one of them.
const TENTHS: u64 = 1000;
/// The decimals of money.
const CENTS: u32 = 2;
/// The digits an estimate carries.
pub const DIGITS: u32 = 3;
/// Below so many, a percentage of change hides how few there were.
const TINY: u64 = 20;

/// A figure's number as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedNumber {
    /// With the digits it may carry.
    Number(Decimal),
    /// So many of so many, rather than a percentage of few.
    Cases(Decimal, u64),
}

/// What is printed of a figure's number. A rate is told in cases only when they are known: the base of an occupancy rate
/// is hotels, and so many percent of their rooms are not so many hotels.
pub fn printed_number(figure: &Figure) -> PrintedNumber {
    let calculation = figure.calculation.as_ref();
    // The cases of a share that was computed are known. Those of a typed percentage are worked out, where a whole number of
    // cases gives it.
    let counted = calculation.and_then(|calculation| calculation.cases_of_share());
    let few = |(_, n): &(Decimal, u64)| *n < SMALL;
    match counted.or_else(|| typed_cases(figure)).filter(few) {
        Some((cases, n)) if is_percent(figure) => PrintedNumber::Cases(cases, n),
        _ => PrintedNumber::Number(round_value(figure, figure.value.value)),
    }
}

/// How many of its base a typed percentage stands for.
fn typed_cases(figure: &Figure) -> Option<(Decimal, u64)> {
    let is_part = matches!(figure.nature, None | Some(Nature::Share)) && is_percent(figure);
    let n = figure.base.as_ref().filter(|_| is_part)?.n.value;
    Some((cases_of_percentage(figure.value.value, n)?, n))
}

/// A value of a figure with no more digits than it may carry.
pub fn round_value(figure: &Figure, value: Decimal) -> Decimal {
    let n = figure.base.as_ref().map(|base| base.n.value);
    if is_percent(figure) {
        half_up(value, percent_decimals(value, n))
    } else if figure.status == Some(FigureStatus::Estimated) {
        round_significant(value)
    } else if known_unit(&figure.unit) == Some("euros") {
        half_up(value, CENTS)
    } else {
        value
    }
}

/// A value of a series as a chart prints it: with as many decimals as the others, two where some have more, and never
/// fewer than leave two digits of the smallest.
pub fn round_point(figure: &Figure, value: Decimal) -> Decimal {
    with_decimals(figure, value, point_decimals(figure))
}

/// The same value as a sentence says it, without the zeros that make a column even.
pub fn round_said_point(figure: &Figure, value: Decimal) -> Decimal {
    half_up(round_value(figure, value), point_decimals(figure))
}

/// The decimals of the values of a chart.
fn point_decimals(figure: &Figure) -> u32 {
    let scales: Vec<u32> = series_values(figure).map(|one| one.scale()).collect();
    let most = scales.iter().copied().max().unwrap_or_default();
    let is_even = scales.iter().all(|scale| *scale == most);
    let least = series_values(figure).map(decimals_for_two_digits).max().unwrap_or_default();
    // What was written alike is printed as it was written.
    if is_even { most } else { most.min(least.max(2)) }
}

/// A value of a series as a table prints it: as it was written, with as many decimals as the others.
pub fn pad_point(figure: &Figure, value: Decimal) -> Decimal {
    let most = series_values(figure).map(|one| one.scale()).max().unwrap_or_default();
    with_decimals(figure, value, most)
}

/// All values of a figure's series, of both periods.
fn series_values(figure: &Figure) -> impl Iterator<Item = Decimal> {
    let points = figure.series.iter().flat_map(|point| [Some(point.value), point.compared]);
    points.flatten().map(|value| value.value)
}

/// How many decimals leave two digits of a number below ten; none of zero.
fn decimals_for_two_digits(value: Decimal) -> u32 {
    let size = value.abs();
    let leaves_two = |decimals: &u32| size >= Decimal::new(1, *decimals) * Decimal::TEN;
    if size.is_zero() { 0 } else { (0..Decimal::MAX_SCALE).find(leaves_two).unwrap_or(0) }
}

/// A value with so many decimals. Percentages and estimates have those that they may carry.
fn with_decimals(figure: &Figure, value: Decimal, decimals: u32) -> Decimal {
    let rounded = round_value(figure, value);
    if is_percent(figure) || figure.status == Some(FigureStatus::Estimated) {
        return rounded;
    }
    let mut even = half_up(rounded, decimals);
    even.rescale(decimals);
    even
}

/// A number just computed, with the digits that what it was computed from can give: those of the terms for a sum or a
/// mean, three for a ratio, for a share those of its base.
pub fn round_computed(
    figure: &Figure,
    operation: Operation,
    exact: Decimal,
    terms: u32,
) -> Decimal {
    let most = match operation {
        Operation::Mean => terms,
        Operation::Share => 2,
        Operation::Ratio => return round_value(figure, round_significant(exact)).normalize(),
        _ => return round_value(figure, exact).normalize(),
    };
    if is_percent(figure) {
        let n = figure.base.as_ref().map(|base| base.n.value);
        return round_percent(exact, n, most).normalize();
    }
    round_value(figure, half_up(exact, most)).normalize()
}

/// So many decimals at most; halves away from zero, as people round.
pub fn half_up(value: Decimal, decimals: u32) -> Decimal {
    if value.scale() > decimals {
        value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
    } else {
        value
    }
}

/// The digits that an estimate carries.
pub fn round_significant(value: Decimal) -> Decimal {
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    value.round_sf_with_strategy(DIGITS, strategy).unwrap_or(value)
}

/// A computed percentage of so many as it is printed, with so many decimals at most. It is rounded once: 12.4496 % is 12.4 %,
/// which by way of 12.45 would be 12.5.
fn round_percent(exact: Decimal, n: Option<u64>, most: u32) -> Decimal {
    half_up(exact, percent_decimals(exact, n).min(most))
}

/// The decimals that a percentage of so many may carry: one near the ends or of a thousand, two where one is all.
pub fn percent_decimals(percent: Decimal, n: Option<u64>) -> u32 {
    let size = percent.abs();
    // Near 0 and near 100, a tenth is a large part of what is left, and below 1 even a hundredth is.
    let is_near_end = size < Decimal::TEN || size > Decimal::from(90);
    if size < Decimal::ONE { 2 } else { u32::from(is_near_end || n.is_none_or(|n| n >= TENTHS)) }
}

/// Whether a figure counts in percent.
pub fn is_percent(figure: &Figure) -> bool {
    is_percentage(&figure.unit)
}

/// Whether a unit is percent, by name or by its sign.
pub fn is_percentage(unit: &Text) -> bool {
    known_unit(unit) == Some("percent") || unit.value.trim_start().starts_with('%')
}

/// How many of `n` a percentage stands for, when some whole number of them gives it as it is written.
pub fn cases_of_percentage(percent: Decimal, n: u64) -> Option<Decimal> {
    let n = Decimal::from(n);
    // To the nearest whole number of cases, and back: what comes out must round to what was written.
    let cases = percent.checked_mul(n)? / Decimal::ONE_HUNDRED;
    let cases = cases.round();
    let written = cases.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(n)?.checked_sub(percent)?;
    (written.abs() <= half_step(percent)).then_some(cases)
}

/// Half of the last digit written: how far rounding may have moved a number.
pub fn half_step(number: Decimal) -> Decimal {
    // Zeros that were written count: `12.50` is exact to half a hundredth.
    Decimal::new(5, (number.scale() + 1).min(Decimal::MAX_SCALE))
}

/// Standard errors that hold 19 draws out of 20.
const DEVIATIONS: f64 = 1.96;

/// Between which two percentages the share of everybody lies, 19 times out of 20, when so many drawn at random give this one:
/// Wilson's interval (1927). The usual “± 1.96 standard errors” is too narrow for few answers, and nothing at all for 0% and
/// 100% (Brown, Cai and DasGupta, 2001).
pub fn interval_of_share(percent: Decimal, n: u64) -> Option<(f64, f64)> {
    let share = percent.to_f64()? / 100.0;
    if n == 0 || !(0.0..=1.0).contains(&share) {
        return None;
    }
    let (n, squared) = (n as f64, DEVIATIONS * DEVIATIONS);
    let whole = 1.0 + squared / n;
    let middle = (share + squared / (2.0 * n)) / whole;
    let spread = share * (1.0 - share) / n + squared / (4.0 * n * n);
    let half = DEVIATIONS / whole * spread.sqrt();
    Some((100.0 * (middle - half).max(0.0), 100.0 * (middle + half).min(1.0)))
}

/// A figure's change since the period it is compared with, as it may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedChange {
    /// In percent of what it was.
    Percent(Decimal),
    /// In points, between two percentages.
    Points(Decimal),
    /// From so few that saying both is shorter.
    FromTo(Decimal, Decimal),
    /// Within the margin of error.
    Stable,
}

/// How a figure's change may be told; none without a comparison, for a rank, and from zero.
pub fn printed_change(figure: &Figure) -> Option<PrintedChange> {
    let before = figure.comparison.as_ref()?.value.value;
    let is_ranked = figure.nature == Some(Nature::Rank);
    let is_of_few = matches!(printed_number(figure), PrintedNumber::Cases(..));
    if is_ranked || is_of_few {
        return None;
    }
    if is_within_margin(figure) {
        return Some(PrintedChange::Stable);
    }
    if is_tiny(figure) {
        return Some(PrintedChange::FromTo(before, figure.value.value));
    }
    if is_percent(figure) || known_unit(&figure.unit) == Some("points") {
        // Both are rounded as they are printed, so that the change is the one that a reader finds between the two.
        let points =
            round_value(figure, figure.value.value).checked_sub(round_value(figure, before))?;
        return Some(PrintedChange::Points(points.normalize()));
    }
    let change = half_up(figure.relative_change()?, 1);
    // From zero or from below it, a percentage says nothing.
    (before > Decimal::ZERO).then(|| PrintedChange::Percent(change.normalize()))
}

/// Whether a figure counts, and is compared with very few.
pub fn is_tiny(figure: &Figure) -> bool {
    let counts = matches!(figure.nature, None | Some(Nature::Volume | Nature::People));
    let comparison = figure.comparison.as_ref();
    let is_few = comparison.is_some_and(|comparison| {
        let before = comparison.value.value;
        before.is_integer() && before.abs() < Decimal::from(TINY)
    });
    counts && is_few && !is_percent(figure) && !counts_by_thousands(&figure.unit)
}

/// Units of which few are many.
fn counts_by_thousands(unit: &Text) -> bool {
    const LARGE: [&str; 7] = ["millier", "million", "milliard", "thousand", "billion", "k€", "m€"];
    let unit = unit.value.trim_start().to_lowercase();
    LARGE.iter().any(|large| unit.starts_with(large))
}

/// Whether what it is compared with lies inside the figure's own interval, or nearer than chance alone would put it.
pub fn is_within_margin(figure: &Figure) -> bool {
    let Some(comparison) = &figure.comparison else {
        return false;
    };
    let before = comparison.value.value;
    let uncertainty = figure.uncertainty.as_ref();
    // An interval that the writer gives goes before the one of a random draw.
    match uncertainty.and_then(|uncertainty| uncertainty.interval) {
        Some((low, high)) => low <= before && before <= high,
        None => is_chance(figure, before),
    }
}

/// Whether another draw of as many people could give what was before; the other period's own error is not even counted.
fn is_chance(figure: &Figure, before: Decimal) -> bool {
    let is_drawn = figure.nature == Some(Nature::Share) && is_percent(figure);
    let base = figure.base.as_ref().filter(|_| is_drawn);
    let interval = base.and_then(|base| interval_of_share(figure.value.value, base.n.value));
    interval.zip(before.to_f64()).is_some_and(|((low, high), before)| low < before && before < high)
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
        assert_eq!(cases_of_percentage(number("32"), 28), Some(number("9")));
        assert_eq!(cases_of_percentage(number("32.1"), 28), Some(number("9")));
        assert_eq!(cases_of_percentage(number("64"), 11), Some(number("7")));
        assert_eq!(cases_of_percentage(number("50"), 11), None);
        assert_eq!(cases_of_percentage(number("0.64"), 80), None);
        assert_eq!(cases_of_percentage(number("12"), 0), None);
    }

    /// Asserts the two ends of an interval, to a twentieth of a point.
    fn assert_interval(percent: &str, n: u64, low: f64, high: f64) {
        let found = interval_of_share(number(percent), n).expect("an interval");
        let is_near = (found.0 - low).abs() < 0.06 && (found.1 - high).abs() < 0.06;
        assert!(is_near, "{percent}% of {n}: {found:?}");
    }

    #[test]
    fn the_interval_of_a_half_is_as_wide_on_both_sides() {
        for (n, points) in [(50, 13.4), (100, 9.6), (400, 4.9), (1000, 3.1)] {
            assert_interval("50", n, 50.0 - points, 50.0 + points);
        }
        assert_eq!(interval_of_share(number("50"), 0), None);
        assert_eq!(interval_of_share(number("140"), 80), None);
        assert_eq!(interval_of_share(number("-1"), 80), None);
    }

    /// With z² = 3.8416: 0 of 10 gives 0 and z²/(10 + z²); 32% of 28 gives (0.32 + 0.0686 ± 1.96 √(0.007771 + 0.001225)) / 1.1372.
    #[test]
    fn the_interval_of_few_is_wilsons_computed_by_hand() {
        assert_interval("0", 10, 0.0, 27.8);
        assert_interval("100", 10, 72.2, 100.0);
        assert_interval("32", 28, 17.8, 50.5);
        assert_interval("64", 412, 59.3, 68.5);
        assert_interval("0.04", 12000, 0.02, 0.1);
    }

    #[test]
    fn changes_are_in_percent_of_what_was() {
        assert_eq!(relative_change(number("80"), number("60")), Some(number("-25.00")));
        assert_eq!(relative_change(number("0"), number("60")), None);
    }

    #[test]
    fn the_largest_and_the_smallest_numbers_do_no_harm() {
        let smallest = number("0.0000000000000000000000000001");
        for value in [Decimal::MAX, Decimal::MIN, smallest] {
            half_step(value);
            cases_of_percentage(value, u64::MAX);
            cases_of_percentage(value, 1);
            relative_change(value, Decimal::MIN);
            relative_change(value, Decimal::MAX);
            interval_of_share(value, u64::MAX);
            interval_of_share(value, 1);
        }
    }

    #[test]
    fn a_computed_percentage_is_rounded_once() {
        assert_eq!(round_percent(number("12.4496"), None, 2), number("12.4"));
        assert_eq!(round_percent(number("49.4994"), Some(899), 2), number("49"));
        assert_eq!(round_percent(number("12.46"), None, 0), number("12"));
    }

    #[test]
    fn a_percentage_has_no_more_digits_than_its_base() {
        for (percent, n, most) in [
            ("32.1", Some(28), 0),
            ("51.0", Some(2400), 1),
            ("4.2", Some(300), 1),
            ("98.6", Some(300), 1),
            ("0.04", Some(12000), 2),
            ("51.0", None, 1),
        ] {
            assert_eq!(percent_decimals(number(percent), n), most, "{percent} of {n:?}");
        }
    }
}
