//! The chart of a figure, ready to be drawn: the words of each value, and where it lies on the scale.

mod form;
mod pair;
mod scale;
mod words;

pub use pair::{PairDrawing, compose_pair};

use minijinja::Value;
use rust_decimal::Decimal;
use serde::Serialize;

use super::compose::{Composer, Line};
use crate::figures::sober::{pad_point, round_point, round_said_point};
use crate::narrative::{Chart, ChartFault, ChartKind, Figure, Point};
use crate::period::Period;
use crate::schema::Text;

use form::ChartForm;
use scale::ChartScale;

/// A chart as the theme draws it.
#[derive(Debug, Serialize)]
pub struct ChartDrawing {
    kind: &'static str,
    alt: String,
    caption: Line,
    points: Vec<DrawnSeries>,
    seasons: Option<Seasons>,
    zero: f64,
    /// Whether the scale does not start at zero, which the theme marks.
    broken: bool,
    /// What a reader must be told of the scale.
    note: Option<String>,
}

/// One point of the series, with the value of the period compared if it has one.
#[derive(Debug, Serialize)]
struct DrawnSeries {
    label: Line,
    now: ChartMark,
    before: Option<ChartMark>,
    /// Whether it is one of those that the chart is about; all are where it names none.
    emphasis: bool,
}

/// A number in words, and where it lies on the scale, from 0 to 1.
#[derive(Debug, Serialize)]
struct ChartMark {
    number: String,
    share: f64,
}

/// The words for the two periods of a chart that compares.
#[derive(Debug, Serialize)]
struct Seasons {
    now: Season,
    before: Season,
}

/// A period named alone, and as it is named after a number.
#[derive(Debug, Serialize)]
struct Season {
    name: Line,
    after: Line,
}

/// The chart of a figure; none when it has none, or one with a fault that keeps it from being drawn.
pub fn compose_chart(composer: &mut Composer, figure: &Figure) -> Option<ChartDrawing> {
    let chart = figure.chart.as_ref()?;
    if chart.kind.value == ChartKind::None || figure.chart_fault().is_some() {
        return None;
    }
    let form = ChartForm::of_figure(figure, chart.kind.value);
    // One scale for both periods, or their marks could not be compared.
    let scale = ChartScale::from_series(form.kind(), &figure.series);
    let points = figure.series.iter();
    let points = points.map(|point| compose_point(composer, figure, point, form, &scale)).collect();
    Some(ChartDrawing {
        kind: form.key(),
        alt: compose_alternative_text(composer, figure, chart),
        caption: compose_caption(composer, figure, chart),
        points,
        seasons: compose_seasons(composer, figure),
        zero: scale.share_of_range(Decimal::ZERO),
        broken: scale.is_broken,
        note: compose_note(composer, figure, form, &scale),
    })
}

/// That a scale does not start at zero, or between which values a line is flat: where little changes, words say it best.
fn compose_note(
    composer: &Composer,
    figure: &Figure,
    form: ChartForm,
    scale: &ChartScale,
) -> Option<String> {
    if scale.is_broken {
        return Some(composer.word("chart-broken"));
    }
    let (low, high) = scale.flat.filter(|_| form == ChartForm::Written(ChartKind::Line))?;
    let amount = |value| composer.format_amount(round_said_point(figure, value), &figure.unit);
    let [low, high] = [low, high].map(|value| Value::from(amount(value)));
    Some(composer.format_sentence("chart-flat", [("low", low), ("high", high)]))
}

fn compose_alternative_text(composer: &mut Composer, figure: &Figure, chart: &Chart) -> String {
    match &chart.alt {
        Some(alt) => composer.line(alt, figure.language.as_ref()).plain_text(),
        None => words::describe_chart(composer, figure, chart),
    }
}

/// What the values are, and by what they are grouped.
fn compose_caption(composer: &mut Composer, figure: &Figure, chart: &Chart) -> Line {
    let label = composer.capitalised_line(&figure.label, figure.language.as_ref());
    let label = composer.without_full_stop(label);
    match &chart.by {
        None => label,
        Some(by) => {
            let by = Value::from(composer.plain_words(by));
            let by = composer.program_line(&composer.format_sentence("chart-by", [("by", by)]));
            composer.join_lines(vec![label, by])
        }
    }
}

fn compose_point(
    composer: &mut Composer,
    figure: &Figure,
    point: &Point,
    form: ChartForm,
    scale: &ChartScale,
) -> DrawnSeries {
    let label = composer.capitalised_line(&point.label, figure.language.as_ref());
    let mark = |value: Decimal| ChartMark {
        number: composer.number_and_unit(round_point(figure, value), &figure.unit).0,
        share: scale.share_of_range(value),
    };
    // Where nothing is named, all values count alike and none is grey.
    let chart = figure.chart.as_ref().filter(|chart| !chart.emphasis.is_empty());
    DrawnSeries {
        now: mark(point.value.value),
        before: point.compared.map(|compared| mark(compared.value)),
        label: form.label_of_point(composer, point, label),
        emphasis: chart.is_none_or(|chart| chart.is_emphasised(point)),
    }
}

/// The two series of a chart that compares: by their own names, else by their periods, of which the years alone where they
/// tell them apart.
fn compose_seasons(composer: &Composer, figure: &Figure) -> Option<Seasons> {
    figure.series.iter().find_map(|point| point.compared)?;
    if let Some((now, other)) = figure.chart.as_ref().and_then(Chart::series_names) {
        return Some(Seasons {
            now: season_of_name(composer, now),
            before: season_of_name(composer, other),
        });
    }
    let (now, before) = (figure.period.value, figure.comparison.as_ref()?.period.value);
    // The years alone tell them apart only when one is the other a year later: summer 2025 and summer 2026.
    let years = now.single_year().zip(before.single_year()).filter(|_| now.year_before() == before);
    Some(match years {
        Some((now, before)) => {
            Seasons { now: season_of_year(composer, now), before: season_of_year(composer, before) }
        }
        None => Seasons {
            now: season_of_period(composer, now),
            before: season_of_period(composer, before),
        },
    })
}

/// A series by the name that its writer gave it.
fn season_of_name(composer: &Composer, name: &Text) -> Season {
    let name = composer.plain_words(name);
    let after = composer.format_sentence("chart-season", [("period", Value::from(name.as_str()))]);
    Season {
        name: composer.program_line(&name).capitalised(),
        after: composer.program_line(&after),
    }
}

fn season_of_year(composer: &Composer, year: i32) -> Season {
    Season {
        name: composer.program_line(&year.to_string()),
        after: composer
            .program_line(&composer.format_sentence("chart-year", [("year", Value::from(year))])),
    }
}

fn season_of_period(composer: &Composer, period: Period) -> Season {
    let name = composer.format_period(period);
    let after = composer.format_sentence("chart-season", [("period", Value::from(name.as_str()))]);
    Season { name: composer.program_line(&name), after: composer.program_line(&after) }
}

/// The values of a figure's series as a table, for the annex.
#[derive(Debug, Serialize)]
pub struct Values {
    head: Vec<Line>,
    rows: Vec<ChartRow>,
    /// What the rows add up to; none where their sum means nothing.
    total: Option<ChartRow>,
}

impl Values {
    /// The numbers of a sum under the period of the figure, with their sum.
    pub fn from_sum(composer: &mut Composer, figure: &Figure, parts: &[(Period, Decimal)]) -> Self {
        let line = |words: String| composer.program_line(&words).capitalised();
        let head = vec![
            composer.program_line(&composer.word("head-point")),
            line(composer.format_period(figure.period.value)),
        ];
        let digits = |value| composer.number_and_unit(value, &figure.unit).0;
        let row = |(period, value): &(Period, Decimal)| ChartRow {
            label: line(composer.format_period(*period)),
            numbers: vec![Some(digits(*value))],
        };
        let rows = parts.iter().map(row).collect();
        let sum = parts.iter().map(|(_, value)| *value).sum();
        Self { head, rows, total: Some(total_row(composer, vec![Some(digits(sum))])) }
    }
}

impl Values {
    /// Whether its rows add up to something.
    pub fn has_total(&self) -> bool {
        self.total.is_some()
    }
}

/// The row under all others.
fn total_row(composer: &Composer, numbers: Vec<Option<String>>) -> ChartRow {
    ChartRow { label: composer.program_line(&composer.word("total")), numbers }
}

/// The totals of a series whose values add up to the number of its figure, and to that of the period compared.
fn total_of_series(composer: &Composer, figure: &Figure, columns: usize) -> Option<ChartRow> {
    let sum = |of: fn(&Point) -> Option<Decimal>| figure.series.iter().map(of).sum::<Option<_>>();
    let now = sum(|point| Some(point.value.value))?;
    if figure.series.len() < 2 || now != figure.value.value {
        return None;
    }
    let before = sum(|point| point.compared.as_ref().map(|value| value.value));
    let before = before
        .filter(|sum| figure.comparison.as_ref().is_some_and(|other| other.value.value == *sum));
    let digits = |value: Decimal| composer.number_and_unit(value, &figure.unit).0;
    let numbers = [Some(now), before].into_iter().take(columns);
    Some(total_row(composer, numbers.map(|value| value.map(digits)).collect()))
}

#[derive(Debug, Serialize)]
struct ChartRow {
    label: Line,
    numbers: Vec<Option<String>>,
}

/// The table of a figure's series; none without a series, or with more values than its chart may have.
pub fn compose_value_table(composer: &mut Composer, figure: &Figure) -> Option<Values> {
    let is_too_long = matches!(figure.chart_fault(), Some((ChartFault::TooManyPoints(_), _)));
    if figure.series.is_empty() || is_too_long {
        return None;
    }
    let by = figure.chart.as_ref().and_then(|chart| chart.by.as_ref());
    let first = match by {
        Some(by) => composer.capitalised_line(by, None),
        None => composer.program_line(&composer.word("head-point")),
    };
    let head: Vec<Line> = [first].into_iter().chain(value_heads(composer, figure)).collect();
    let row = |point: &Point| ChartRow {
        label: composer.capitalised_line(&point.label, figure.language.as_ref()),
        // One number for each period in the head: the second only where the chart compares.
        numbers: [Some(point.value), point.compared][..head.len() - 1]
            .iter()
            .map(|value| value.map(|value| pad_point(figure, value.value)))
            .map(|value| value.map(|value| composer.number_and_unit(value, &figure.unit).0))
            .collect(),
    };
    let columns = head.len() - 1;
    let rows = figure.series.iter().map(row).collect();
    Some(Values { rows, total: total_of_series(composer, figure, columns), head })
}

/// The words over the columns of values: the names of both series, or the periods; the second only where the chart compares.
fn value_heads(composer: &Composer, figure: &Figure) -> Vec<Line> {
    let compares = figure.series.iter().any(|point| point.compared.is_some());
    let heads = match figure.chart.as_ref().and_then(Chart::series_names) {
        Some((now, other)) => {
            [Some(now), Some(other)].map(|name| name.map(|name| composer.plain_words(name)))
        }
        None => {
            let other = figure.comparison.as_ref().map(|other| other.period.value);
            [Some(figure.period.value), other]
                .map(|period| period.map(|period| composer.format_period(period)))
        }
    };
    let heads = heads.into_iter().take(if compares { 2 } else { 1 }).flatten();
    heads.map(|words| composer.program_line(&words).capitalised()).collect()
}
