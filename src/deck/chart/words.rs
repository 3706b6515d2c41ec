//! The alternative text of a chart, written from its values when its writer gives none.

use minijinja::Value;
use rust_decimal::Decimal;

use crate::deck::compose::Composer;
use crate::figures::sober::rounded;
use crate::narrative::{Chart, Comparison, Figure, Point};

/// One sentence for the values, and one for those compared.
pub(super) fn alternative(composer: &Composer, figure: &Figure, chart: &Chart) -> String {
    let now = ChartWords::of(composer, figure, |point| Some(point.value.value));
    let before =
        ChartWords::of(composer, figure, |point| point.compared.map(|compared| compared.value));
    let now = now.map(|said| values(composer, figure, chart, said));
    let before = figure
        .comparison
        .as_ref()
        .zip(before)
        .map(|(comparison, said)| compared(composer, comparison, said));
    let sentences: Vec<String> = [now, before].into_iter().flatten().collect();
    sentences.join(" ")
}

/// The values that a sentence names, with their labels and units.
struct ChartWords {
    high: String,
    low: String,
    first: String,
    last: String,
    /// The value, when all are equal.
    equal: Option<String>,
}

impl ChartWords {
    fn of(
        composer: &Composer,
        figure: &Figure,
        value: fn(&Point) -> Option<Decimal>,
    ) -> Option<Self> {
        let values: Vec<(&Point, Decimal)> =
            figure.series.iter().filter_map(|point| Some((point, value(point)?))).collect();
        let low = values.iter().min_by_key(|(_, value)| *value)?;
        // Of equal values, the first is named.
        let high = values.iter().rev().max_by_key(|(_, value)| *value)?;
        let amount = |value: Decimal| composer.amount(rounded(figure, value), &figure.unit);
        let said = |(point, value): &(&Point, Decimal)| {
            let label = Value::from(composer.words(&point.label));
            let number = Value::from(amount(*value));
            composer.sentence("chart-point", [("label", label), ("number", number)])
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

fn values(composer: &Composer, figure: &Figure, chart: &Chart, said: ChartWords) -> String {
    let kind = Value::from(composer.choice("charts", chart.kind.value.key()));
    let what = Value::from(composer.words(&figure.label));
    let n = Value::from(figure.series.len());
    match said.equal {
        Some(value) => composer.sentence(
            "chart-alt-equal",
            [("kind", kind), ("what", what), ("n", n), ("value", Value::from(value))],
        ),
        None => composer.sentence(
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

fn compared(composer: &Composer, comparison: &Comparison, said: ChartWords) -> String {
    let period = Value::from(composer.period(comparison.period.value));
    match said.equal {
        Some(value) => composer.sentence(
            "chart-alt-compared-equal",
            [("period", period), ("value", Value::from(value))],
        ),
        None => composer.sentence(
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
