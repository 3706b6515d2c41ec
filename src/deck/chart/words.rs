//! The alternative text of a chart, written from its values when its writer gives none.

use minijinja::Value;
use rust_decimal::Decimal;

use super::form::ChartForm;
use crate::deck::compose::Composer;
use crate::figures::sober::round_said_point;
use crate::narrative::{Chart, Figure, Point};

/// One sentence about the values, and one about those compared.
pub(super) fn describe_chart(composer: &Composer, figure: &Figure, chart: &Chart) -> String {
    let now = ChartWords::from_values(composer, figure, |point| Some(point.value.value));
    let before = ChartWords::from_values(composer, figure, |point| {
        point.compared.map(|compared| compared.value)
    });
    let now = now.map(|said| describe_values(composer, figure, chart, said));
    let before = before.and_then(|said| describe_second(composer, figure, chart, said));
    let sentences = [now, before, describe_emphasis(composer, figure, chart)];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    sentences.join(" ")
}

/// The second series, by its own name or by its period.
fn describe_second(
    composer: &Composer,
    figure: &Figure,
    chart: &Chart,
    said: ChartWords,
) -> Option<String> {
    match chart.series_names() {
        Some((_, name)) => {
            let name = composer.program_line(&composer.plain_words(name)).capitalised();
            Some(describe_other(composer, "chart-alt-series", name.plain_text(), said))
        }
        None => {
            let period = figure.comparison.as_ref()?.period.value;
            let period = composer.format_period(period);
            Some(describe_other(composer, "chart-alt-compared", period, said))
        }
    }
}

/// The values that the chart is about.
fn describe_emphasis(composer: &Composer, figure: &Figure, chart: &Chart) -> Option<String> {
    let points = figure.series.iter().filter(|point| chart.is_emphasised(point));
    let said = points.map(|point| {
        let amount = round_said_point(figure, point.value.value);
        let number = Value::from(composer.format_amount(amount, &figure.unit));
        let label = Value::from(composer.plain_words(&point.label));
        composer.format_sentence("chart-emphasised", [("label", label), ("number", number)])
    });
    let said: Vec<String> = said.collect();
    let points = Value::from(composer.format_list(&said));
    (!said.is_empty()).then(|| composer.format_sentence("chart-alt-emphasis", [("points", points)]))
}

/// The values that a sentence names, each with its label and unit.
struct ChartWords {
    high: String,
    low: String,
    first: String,
    last: String,
    /// The value that all points have; none when they differ.
    equal: Option<String>,
}

impl ChartWords {
    fn from_values(
        composer: &Composer,
        figure: &Figure,
        value: fn(&Point) -> Option<Decimal>,
    ) -> Option<Self> {
        // Points without a value for this period are left out, and with no value at all there is no sentence.
        let values: Vec<(&Point, Decimal)> =
            figure.series.iter().filter_map(|point| Some((point, value(point)?))).collect();
        let low = values.iter().min_by_key(|(_, value)| *value)?;
        // Of equal values, the first is named.
        let high = values.iter().rev().max_by_key(|(_, value)| *value)?;
        let amount =
            |value: Decimal| composer.format_amount(round_said_point(figure, value), &figure.unit);
        let said = |(point, value): &(&Point, Decimal)| {
            let label = Value::from(composer.plain_words(&point.label));
            let number = Value::from(amount(*value));
            composer.format_sentence("chart-point", [("label", label), ("number", number)])
        };
        Some(Self {
            high: said(high),
            low: said(low),
            first: said(values.first()?),
            last: said(values.last()?),
            equal: (low.1 == high.1).then(|| amount(low.1)),
        })
    }
}

/// What is counted, and the name of the first of two series:
/// a listener must know which one the numbers that follow belong to.
fn described_series(composer: &Composer, figure: &Figure, chart: &Chart) -> String {
    let what = composer.plain_words(&figure.label);
    match chart.series_names() {
        Some((name, _)) => format!("{what}, {}", composer.plain_words(name)),
        None => what,
    }
}

fn describe_values(
    composer: &Composer,
    figure: &Figure,
    chart: &Chart,
    said: ChartWords,
) -> String {
    let drawn = ChartForm::of_figure(figure, chart.kind.value).kind();
    let kind = Value::from(composer.choice_name("charts", drawn.key()));
    let what = Value::from(described_series(composer, figure, chart));
    let n = Value::from(figure.series.len());
    match said.equal {
        Some(value) => composer.format_sentence(
            "chart-alt-equal",
            [("kind", kind), ("what", what), ("n", n), ("value", Value::from(value))],
        ),
        None => composer.format_sentence(
            "chart-alt",
            [
                ("kind", kind),
                ("what", what),
                ("n", n),
                ("high", Value::from(said.high)),
                ("low", Value::from(said.low)),
                ("first", Value::from(said.first)),
                ("last", Value::from(said.last)),
            ],
        ),
    }
}

/// A sentence about the second series, which `key` begins; one about values that are all equal has its own.
fn describe_other(composer: &Composer, key: &str, name: String, said: ChartWords) -> String {
    let name = Value::from(name);
    match said.equal {
        Some(value) => composer.format_sentence(
            &format!("{key}-equal"),
            [("name", name), ("value", Value::from(value))],
        ),
        None => composer.format_sentence(
            key,
            [
                ("name", name),
                ("high", Value::from(said.high)),
                ("low", Value::from(said.low)),
                ("first", Value::from(said.first)),
                ("last", Value::from(said.last)),
            ],
        ),
    }
}
