//! What would make the chart of a figure lie or fail: such a chart is not drawn.

use rust_decimal::Decimal;

use super::chart::{ChartKind, MOST_POINTS};
use super::figure::Figure;
use crate::source::Span;

/// Why a chart is not drawn; a rule reports it at the place to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartFault {
    /// It has no values.
    NoSeries,
    /// It has one value.
    OnePoint,
    /// It has more values than its kind shows, which is so many.
    TooManyPoints(usize),
    /// It is a slope, and a value has none to start from.
    NoStart,
    /// It is made of bars, and a value is negative.
    NegativeBar,
    /// Nothing states of which period the compared values are.
    NoPeriod,
}

impl Figure {
    /// The first reason why its series or its chart is not shown, and the place to mend.
    pub fn chart_fault(&self) -> Option<(ChartFault, Span)> {
        let kind = self.chart.as_ref().map(|chart| chart.kind);
        let most = kind.map_or(MOST_POINTS, |kind| kind.value.most_points());
        // Too many values are a fault without a chart too, as the annex has a line for each.
        if let Some(point) = self.series.get(most) {
            return Some((ChartFault::TooManyPoints(most), point.label.span));
        }
        let kind = kind.filter(|kind| kind.value != ChartKind::None)?;
        match (self.series.len(), kind.value) {
            (0, _) => Some((ChartFault::NoSeries, kind.span)),
            (1, _) => Some((ChartFault::OnePoint, kind.span)),
            (_, ChartKind::Slope) => self.point_without_start(),
            (_, ChartKind::Bars) => self.negative_value(),
            _ => None,
        }
        .or_else(|| self.comparison_without_period())
    }

    fn point_without_start(&self) -> Option<(ChartFault, Span)> {
        let point = self.series.iter().find(|point| point.compared.is_none())?;
        Some((ChartFault::NoStart, point.label.span))
    }

    fn negative_value(&self) -> Option<(ChartFault, Span)> {
        let mut values =
            self.series.iter().flat_map(|point| [Some(point.value), point.compared]).flatten();
        let value = values.find(|value| value.value < Decimal::ZERO)?;
        Some((ChartFault::NegativeBar, value.span))
    }

    fn comparison_without_period(&self) -> Option<(ChartFault, Span)> {
        if self.comparison.is_some() {
            return None;
        }
        let compared = self.series.iter().find_map(|point| point.compared)?;
        Some((ChartFault::NoPeriod, compared.span))
    }
}
