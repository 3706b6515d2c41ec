//! The alternative text of a chart, written from its values when its writer gives none.

use minijinja::Value;
use rust_decimal::Decimal;

use crate::deck::compose::Composer;
use crate::figures::sober::round_said_point;
use crate::narrative::{Chart, Comparison, Figure, Point};

/// One sentence about the values, and one about those compared.
pub(super) fn describe_chart(composer: &Composer, figure: &Figure, chart: &Chart) -> String {
    let now = ChartWords::from_values(composer, figure, |point| Some(point.value.value));
    let before = ChartWords::from_values(composer, figure, |point| {
        point.compared.map(|compared| compared.value)
    });
    let now = now.map(|said| describe_values(composer, figure, chart, said));
    let before = figure
        .comparison
        .as_ref()
        .zip(before)
        .map(|(comparison, said)| describe_compared(composer, comparison, said));
    let sentences: Vec<String> = [now, before].into_iter().flatten().collect();
    sentences.join(" ")
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

fn describe_values(
    composer: &Composer,
    figure: &Figure,
    chart: &Chart,
    said: ChartWords,
) -> String {
    let kind = Value::from(composer.choice_name("charts", chart.kind.value.key()));
    let what = Value::from(composer.plain_words(&figure.label));
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

fn describe_compared(composer: &Composer, comparison: &Comparison, said: ChartWords) -> String {
    let period = Value::from(composer.format_period(comparison.period.value));
    match said.equal {
        Some(value) => composer.format_sentence(
            "chart-alt-compared-equal",
            [("period", period), ("value", Value::from(value))],
        ),
        None => composer.format_sentence(
            "chart-alt-compared",
            [
                ("period", period),
                ("high", Value::from(said.high)),
                ("low", Value::from(said.low)),
                ("first", Value::from(said.first)),
                ("last", Value::from(said.last)),
            ],
        ),
    }
}
