//! The scale of a chart: it starts at zero, so that a small change never looks like a climb. Dots alone may lie on a scale that
//! starts elsewhere, where zero would put them all in one place: nothing joins them, and nothing is read from their height.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::narrative::{ChartKind, Point};

/// The least range, as a share of the highest value, that is still visible on a scale from zero: a fifth.
const LEAST_RANGE: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
/// The share of the range left free below the lowest value of a broken scale: a quarter.
const MARGIN: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// The values at both ends of a scale.
#[derive(Debug, PartialEq)]
pub(super) struct ChartScale {
    low: Decimal,
    high: Decimal,
    /// The lowest and the highest value, where they are so close that they look alike from zero.
    pub(super) flat: Option<(Decimal, Decimal)>,
    /// Whether it does not start at zero, which the theme marks.
    pub(super) is_broken: bool,
}

impl ChartScale {
    /// The scale for all values of a series, those of the period compared included.
    pub(super) fn from_series(kind: ChartKind, series: &[Point]) -> Self {
        let values = series.iter().flat_map(|point| [Some(point.value), point.compared]);
        let values = values.flatten().map(|value| value.value);
        Self::from_values(kind, values)
    }

    pub(super) fn from_values(
        kind: ChartKind,
        values: impl Iterator<Item = Decimal> + Clone,
    ) -> Self {
        let low = values.clone().min().unwrap_or_default();
        let high = values.max().unwrap_or_default();
        let range = high.saturating_sub(low);
        // Values that differ by less than a fifth of the highest would all look alike on a scale from zero.
        let is_flat = range > Decimal::ZERO && range < high.saturating_mul(LEAST_RANGE);
        // A bar is read by its length, a line by its height. Values on both sides of zero have it on the scale in any case.
        let is_broken = kind == ChartKind::Dots && low > Decimal::ZERO && is_flat;
        Self {
            flat: (low > Decimal::ZERO && is_flat).then_some((low, high)),
            low: if is_broken {
                // Still above zero: the margin is a quarter of a range that is less than a fifth of the highest value.
                low - range.saturating_mul(MARGIN)
            } else {
                low.min(Decimal::ZERO)
            },
            high: high.max(Decimal::ZERO),
            is_broken,
        }
    }

    /// Where a value lies: 0 at the low end, 1 at the high one, rounded to five decimals.
    pub(super) fn share_of_range(&self, value: Decimal) -> f64 {
        let number = |value: Decimal| value.to_f64().unwrap_or_default();
        let range = number(self.high) - number(self.low);
        if range == 0.0 {
            return 0.0;
        }
        let share = (number(value) - number(self.low)) / range;
        (share.clamp(0.0, 1.0) * 100_000.0).round() / 100_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(kind: ChartKind, values: &[&str]) -> (ChartScale, Vec<f64>) {
        let values: Vec<Decimal> =
            values.iter().map(|value| value.parse().expect("a number")).collect();
        let scale = ChartScale::from_values(kind, values.iter().copied());
        let shares = values.iter().map(|value| scale.share_of_range(*value)).collect();
        (scale, shares)
    }

    #[test]
    fn bars_start_at_zero_however_alike_they_are() {
        let (scale, shares) = scale(ChartKind::Bars, &["98", "99", "100"]);
        assert!(!scale.is_broken);
        assert_eq!(shares, [0.98, 0.99, 1.0]);
    }

    #[test]
    fn a_line_and_a_slope_start_at_zero_however_alike_their_values_are() {
        let (even, _) = scale(ChartKind::Line, &["48", "56", "63"]);
        assert_eq!(even.flat, None);
        for kind in [ChartKind::Line, ChartKind::Slope] {
            let (flat, shares) = scale(kind, &["98", "99", "100"]);
            assert!(!flat.is_broken);
            assert_eq!(flat.flat, Some((Decimal::from(98), Decimal::from(100))));
            assert_eq!(shares, [0.98, 0.99, 1.0]);
        }
    }

    #[test]
    fn dots_start_at_zero_unless_that_puts_them_in_one_place() {
        let (even, _) = scale(ChartKind::Dots, &["48", "56", "63"]);
        assert!(!even.is_broken);
        let (flat, shares) = scale(ChartKind::Dots, &["98", "99", "100"]);
        assert!(flat.is_broken);
        assert_eq!(shares, [0.2, 0.6, 1.0]);
        assert_eq!(flat.share_of_range(Decimal::ZERO), 0.0);
    }

    #[test]
    fn equal_values_lie_on_one_line_and_zeros_on_the_ground() {
        let (equal, shares) = scale(ChartKind::Line, &["7", "7", "7"]);
        assert!(!equal.is_broken);
        assert_eq!(shares, [1.0, 1.0, 1.0]);
        let (_, shares) = scale(ChartKind::Dots, &["0", "0"]);
        assert_eq!(shares, [0.0, 0.0]);
    }

    #[test]
    fn zero_is_on_the_scale_of_negative_values() {
        let (scale, shares) = scale(ChartKind::Line, &["-5", "15"]);
        assert_eq!(shares, [0.0, 1.0]);
        assert_eq!(scale.share_of_range(Decimal::ZERO), 0.25);
        let (_, shares) = self::scale(ChartKind::Dots, &["-4", "-3"]);
        assert_eq!(shares, [0.0, 0.25]);
    }

    #[test]
    fn huge_and_tiny_values_stay_on_the_scale() {
        let huge = Decimal::MAX.to_string();
        let (_, shares) = scale(ChartKind::Bars, &["0.0000001", &huge]);
        assert_eq!(shares, [0.0, 1.0]);
        let low = Decimal::MIN.to_string();
        let (_, shares) = scale(ChartKind::Line, &[&low, &huge]);
        assert_eq!(shares, [0.0, 1.0]);
        let (_, shares) = scale(ChartKind::Bars, &["0.0000001", "0.0000002"]);
        assert_eq!(shares, [0.5, 1.0]);
    }
}
