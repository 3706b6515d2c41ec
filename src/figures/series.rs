//! The series of a figure that is computed from a file: what its chart draws when nobody typed it.

use rust_decimal::Decimal;

use crate::locale::{Language, dates};
use crate::narrative::{Calculation, ChartKind, Figure, Origin, Point};
use crate::period::Period;
use crate::schema::Text;
use crate::schema::yaml::WrittenStyle;
use crate::source::Spanned;

/// Gives a figure with a chart the values its number was computed from, each beside that of the period compared.
pub(super) fn fill_series(figure: &mut Figure, language: Language) {
    let Some(kind) = figure.chart.as_ref().map(|chart| chart.kind) else {
        return;
    };
    if kind.value == ChartKind::None || !figure.series.is_empty() {
        return;
    }
    let Some(now) = figure.calculation.as_ref().and_then(values_by_period) else {
        return;
    };
    let comparison = figure.comparison.as_ref();
    let before =
        comparison.and_then(|comparison| values_by_period(comparison.calculation.as_ref()?));
    let before = before.filter(|before| before.len() == now.len());
    let is_one_year = figure.period.value.single_year().is_some();
    let point = |(at, (period, value)): (usize, &(Period, Decimal))| Point {
        label: Text {
            value: axis_label(*period, is_one_year, language),
            span: kind.span,
            style: WrittenStyle::Plain,
        },
        value: Spanned::new(*value, figure.value.span),
        compared: before
            .as_ref()
            .and_then(|before| before.get(at))
            .zip(comparison)
            .map(|((_, value), comparison)| Spanned::new(*value, comparison.value.span)),
    };
    figure.series = now.iter().enumerate().map(point).collect();
}

/// What was read of each period; of each month, when it was read of each day.
fn values_by_period(calculation: &Calculation) -> Option<Vec<(Period, Decimal)>> {
    let Origin::File(reading) = &calculation.from else {
        return None;
    };
    let mut parts: Vec<(Period, Decimal)> = Vec::new();
    for (period, value) in reading.values_by_period() {
        let period = match period? {
            day @ Period::Range(..) => day.months().next()?,
            period => period,
        };
        match parts.last_mut() {
            Some((last, sum)) if *last == period => *sum = sum.checked_add(value)?,
            _ => parts.push((period, value)),
        }
    }
    (parts.len() > 1).then_some(parts)
}

/// A month without its year, when all are of one year; any other period whole.
fn axis_label(period: Period, is_one_year: bool, language: Language) -> String {
    let words = dates::format_period(period, language);
    match period {
        Period::Month(year, _) if is_one_year => {
            let month = words.trim_end_matches(&year.to_string());
            month.trim_end().to_string()
        }
        _ => words,
    }
}
