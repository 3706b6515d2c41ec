//! A percentage of few people, which one answer more would move by many points.

use std::sync::LazyLock;

use crate::figures::sober::{FAIR, FEW, SMALL, SOME};
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::Context;
use crate::lint::figures::{cases_of_percentage, has_matching_text, is_percent};
use crate::lint::wording::{WordFile, WordPattern};
use crate::narrative::{Figure, Nature};

pub static RULE: Rule =
    rule!("small-base", Figure, Error, check).or_severities(&[Severity::Warning]);

/// Words by which a figure owns that it only indicates.
static INDICATIVE: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("small-base").in_any("indicative"));

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        let Some(base) = &figure.base else { continue };
        let is_fair = base.n.value >= FAIR || (base.n.value >= SMALL && is_owned(figure));
        let is_share = !matches!(figure.nature, Some(Nature::Index | Nature::Mean));
        if is_percent(figure) && is_share && !is_fair && !is_counted(figure) {
            report.push(build_finding(figure, base.n.value));
        }
    }
}

/// Whether a share was computed from the cases, which are then printed.
fn is_counted(figure: &Figure) -> bool {
    let calculation = figure.calculation.as_ref();
    let cases = calculation.and_then(|calculation| calculation.cases_of_share());
    cases.is_some_and(|(_, n)| (FEW..SMALL).contains(&n))
}

/// Whether a figure says that it only indicates, or how far it may be from the truth.
fn is_owned(figure: &Figure) -> bool {
    let uncertainty = figure.uncertainty.as_ref();
    let has_interval = uncertainty.is_some_and(|uncertainty| uncertainty.interval.is_some());
    has_interval || has_matching_text(figure, &INDICATIVE)
}

fn build_finding(figure: &Figure, n: u64) -> Finding {
    let message = Message::new("small-base")
        .with("value", figure.value.value.to_string())
        .with("n", n)
        .with("points", ((100 + n / 2) / n.max(1)).max(1));
    let hint = match (n, cases_of_percentage(figure.value.value, n)) {
        (..FEW, _) => Message::new("hint-tell-cases"),
        (FEW..SMALL, Some(cases)) => {
            Message::new("hint-write-cases").with("cases", cases.to_string()).with("n", n)
        }
        (FEW..SMALL, None) => Message::new("hint-count-cases").with("n", n),
        _ => Message::new("hint-indicative"),
    };
    let severity = if n < SOME { Severity::Error } else { Severity::Warning };
    Finding { severity, ..Finding::new(&RULE, figure.value.span, message).with_hint(hint) }
}
