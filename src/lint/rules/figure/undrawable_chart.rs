//! A chart that would mislead, or that has nothing to draw.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{ChartFault, Figure};

pub static RULE: Rule = rule!("undrawable-chart", Figure, Error, check);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if let Some((fault, span)) = figure.chart_fault() {
            let finding = Finding::new(&RULE, span, fault_message(fault, figure));
            report.push(finding.with_hint(Message::new(fault_hint(fault))));
        }
    }
}

fn fault_message(fault: ChartFault, figure: &Figure) -> Message {
    match fault {
        ChartFault::NoSeries => Message::new("chart-without-series"),
        ChartFault::OnePoint => Message::new("chart-of-one-point"),
        ChartFault::TooManyPoints(most) => Message::new("chart-of-too-many-points")
            .with("points", figure.series.len())
            .with("most", most),
        ChartFault::NoStart => Message::new("slope-without-start"),
        ChartFault::NegativeBar => Message::new("negative-bar"),
        ChartFault::NoPeriod => Message::new("comparison-without-period"),
        ChartFault::NotTwoNames => Message::new("names-of-two-series")
            .with("n", figure.chart.as_ref().map_or(0, |chart| chart.names.len())),
        ChartFault::NoSecondSeries => Message::new("chart-without-second-series"),
        ChartFault::UnknownEmphasis => Message::new("unknown-emphasis"),
    }
}

fn fault_hint(fault: ChartFault) -> &'static str {
    match fault {
        ChartFault::NoSeries => "hint-chart-without-series",
        ChartFault::OnePoint => "hint-chart-of-one-point",
        ChartFault::TooManyPoints(_) => "hint-fewer-points",
        ChartFault::NoStart => "hint-slope-without-start",
        ChartFault::NegativeBar => "hint-negative-bar",
        ChartFault::NoPeriod => "hint-comparison-without-period",
        ChartFault::NotTwoNames => "hint-names-of-two-series",
        ChartFault::NoSecondSeries => "hint-chart-without-second-series",
        ChartFault::UnknownEmphasis => "hint-unknown-emphasis",
    }
}
