//! In which form the values of a chart are drawn: as its writer asks, unless another form is the honest or the legible one.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::data::{DateForm, read_period};
use crate::deck::compose::{Composer, Line};
use crate::deck::rich::Run;
use crate::locale::dates;
use crate::narrative::{ChartKind, Figure, Point, relative_change};
use crate::period::Period;

/// The most times that bars show one under the other: of more, time runs from left to right, as everybody reads it.
const MOST_ROWS_OF_TIME: usize = 6;

/// The least change, in percent, that is a slope to the eye: below, a line that starts at zero is level, and one that does not
/// makes a few percent a climb.
const LEAST_SLOPE: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChartForm {
    /// As its writer asks.
    Written(ChartKind),
    /// Bars that stand side by side, in the order of time.
    Columns,
    /// Bars in pairs, where a slope would be level.
    Pairs,
}

impl ChartForm {
    /// The form in which the series of a figure is drawn.
    pub(super) fn of_figure(figure: &Figure, kind: ChartKind) -> Self {
        match kind {
            ChartKind::Bars if has_many_times(&figure.series) => Self::Columns,
            ChartKind::Slope if is_level(&figure.series) => Self::Pairs,
            kind => Self::Written(kind),
        }
    }

    /// What sort of chart it is.
    pub(super) fn kind(self) -> ChartKind {
        match self {
            Self::Written(kind) => kind,
            Self::Columns | Self::Pairs => ChartKind::Bars,
        }
    }

    /// Its name in the theme.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            form => form.kind().key(),
        }
    }

    /// The label of a value: under columns, months are cut short.
    pub(super) fn label_of_point(self, composer: &Composer, point: &Point, whole: Line) -> Line {
        match time_of_label(&point.label.value) {
            Some((Period::Month(_, month), false)) if self == Self::Columns => {
                let day = NaiveDate::from_ymd_opt(2000, month.into(), 1);
                let short = day.map(|day| dates::format_short_month(day, composer.language));
                let runs = short.map_or(whole.runs, |short| vec![Run::Plain(short)]);
                Line { runs, ..whole }
            }
            _ => whole,
        }
    }
}

/// Whether the values are of more times, one after the other, than fit one under the other.
fn has_many_times(series: &[Point]) -> bool {
    let is_time = |point: &Point| time_of_label(&point.label.value).is_some();
    series.len() > MOST_ROWS_OF_TIME && series.iter().all(is_time)
}

/// The time that a label names, and whether it names the year of it: `août` does not, `août 2026` does.
fn time_of_label(label: &str) -> Option<(Period, bool)> {
    let read = |text: &str| read_period(text, DateForm::default());
    // A month without its year is no period; any year makes it one, and the year is then forgotten.
    let with_year = read(label).map(|period| (period, true));
    let has_name = label.chars().any(char::is_alphabetic);
    let without =
        || has_name.then(|| read(&format!("{label} 2000")))?.map(|period| (period, false));
    with_year.or_else(without)
}

/// Whether no value changes so much that its line would rise or fall to the eye. Bars cannot show values below zero.
fn is_level(series: &[Point]) -> bool {
    series.iter().all(|point| {
        let (now, before) = (point.value.value, point.compared.map(|value| value.value));
        let change = before.and_then(|before| relative_change(before, now));
        // From zero there is no change in percent; only zero again is level then.
        let is_small = change.is_some_and(|change| change.abs() < LEAST_SLOPE);
        (is_small || before == Some(now)) && now >= Decimal::ZERO
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_time_are_known_with_and_without_their_year() {
        for (label, month, has_year) in [
            ("août", 8, false),
            ("Septembre", 9, false),
            ("août 2026", 8, true),
            ("2026-08", 8, true),
        ] {
            let read = time_of_label(label);
            let is_month = |period| matches!(period, Period::Month(_, known) if known == month);
            assert!(
                read.is_some_and(|(period, year)| is_month(period) && year == has_year),
                "{label}"
            );
        }
        for label in ["Plages et marées", "Se garer", "", "12", "mai ou juin"] {
            assert_eq!(time_of_label(label), None, "{label}");
        }
    }
}
