//! A number from a sample, or declared by those concerned, that does not state how uncertain it is.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::Context;
use crate::lint::figures::{interval_of_share, is_percent};
use crate::narrative::{Figure, FigureStatus, Nature};

pub static RULE: Rule =
    rule!("missing-uncertainty", Figure, Warning, check).or_severities(&[Severity::Info]);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if is_partial(figure) && !is_said(figure) {
            let message = Message::new("missing-uncertainty").with("id", figure.id.value.as_str());
            let finding = Finding::new(&RULE, figure.value.span, message);
            let severity = severity_of(figure);
            report.push(Finding { severity, ..finding.with_hint(uncertainty_hint(figure)) });
        }
    }
}

/// Only information for what was declared: those who declared it are named with it, and nobody else can know.
fn severity_of(figure: &Figure) -> Severity {
    match figure.status {
        Some(FigureStatus::Declared) => Severity::Info,
        _ => Severity::Warning,
    }
}

/// Whether the number is more than a plain count: an estimate, a declaration, a share of those asked. Of a share of all,
/// chance has no part.
fn is_partial(figure: &Figure) -> bool {
    let of_some = figure.base.as_ref().filter(|base| !base.is_complete);
    let counted = figure.calculation.as_ref().and_then(|calculation| calculation.cases_of_share());
    let is_share = figure.nature == Some(Nature::Share) && of_some.is_some() && counted.is_none();
    let unsure = [Some(FigureStatus::Estimated), Some(FigureStatus::Declared)];
    is_share || unsure.contains(&figure.status)
}

fn is_said(figure: &Figure) -> bool {
    let uncertainty = figure.uncertainty.as_ref();
    uncertainty.is_some_and(|said| said.interval.is_some() || said.unknown.is_some())
}

/// The hint: the interval that chance alone gives, in whole percentages around it, when it can be computed.
fn uncertainty_hint(figure: &Figure) -> Message {
    let n = figure.base.as_ref().map(|base| base.n.value);
    let n = n.filter(|_| is_percent(figure) && figure.nature == Some(Nature::Share));
    match n.and_then(|n| Some((n, interval_of_share(figure.value.value, n)?))) {
        Some((n, (low, high))) => Message::new("hint-margin")
            .with("n", n)
            .with("low", low.floor() as u64)
            .with("high", high.ceil() as u64),
        None => Message::new("hint-missing-uncertainty"),
    }
}
