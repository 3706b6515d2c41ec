//! What would make the chart of a figure lie or fail: such a chart is not drawn.

use rust_decimal::Decimal;

use super::chart::{ChartKind, MOST_POINTS};
use super::figure::Figure;
use crate::source::Span;
use crate::text::fold_name;

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
    /// Its series have another number of names than two.
    NotTwoNames,
    /// It has names for two series, and no value of the second.
    NoSecondSeries,
    /// What is to be seen first is no label of its values.
    UnknownEmphasis,
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
        .or_else(|| self.misnamed_series())
        .or_else(|| self.comparison_without_period())
        .or_else(|| self.unknown_emphasis())
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

    /// Names are for two series: one alone, or three, would leave a reader to guess which is which.
    fn misnamed_series(&self) -> Option<(ChartFault, Span)> {
        let chart = self.chart.as_ref()?;
        let first = chart.names.first()?;
        // One value of the second series is enough: others may be missing, as in a month that was not counted.
        let has_second = self.series.iter().any(|point| point.compared.is_some());
        match chart.series_names() {
            None => Some((ChartFault::NotTwoNames, first.span)),
            Some((_, second)) if !has_second => Some((ChartFault::NoSecondSeries, second.span)),
            Some(_) => None,
        }
    }

    /// A label that no value has: a slip in it would leave the whole chart grey.
    fn unknown_emphasis(&self) -> Option<(ChartFault, Span)> {
        let labels: Vec<String> =
            self.series.iter().map(|point| fold_name(&point.label.value)).collect();
        let mut emphasis = self.chart.iter().flat_map(|chart| &chart.emphasis);
        let unknown = emphasis.find(|text| !labels.contains(&fold_name(&text.value)))?;
        Some((ChartFault::UnknownEmphasis, unknown.span))
    }

    fn comparison_without_period(&self) -> Option<(ChartFault, Span)> {
        let is_named = self.chart.as_ref().is_some_and(|chart| chart.series_names().is_some());
        if self.comparison.is_some() || is_named {
            return None;
        }
        let compared = self.series.iter().find_map(|point| point.compared)?;
        Some((ChartFault::NoPeriod, compared.span))
    }
}
