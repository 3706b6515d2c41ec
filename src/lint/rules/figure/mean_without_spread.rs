//! An average that states neither how many values it is of, nor how much they vary.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Figure, Nature};

pub static RULE: Rule = rule!("mean-without-spread", Figure, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if figure.nature == Some(Nature::Mean) && is_bare(figure) {
            let value = figure.value.value.to_string();
            let message = Message::new("mean-without-spread").with("value", value);
            let finding = Finding::new(&RULE, figure.value.span, message);
            report.push(finding.with_hint(Message::new("hint-mean-without-spread")));
        }
    }
}

fn is_bare(figure: &Figure) -> bool {
    let uncertainty = figure.uncertainty.as_ref();
    let has_spread = uncertainty.is_some_and(|uncertainty| uncertainty.interval.is_some());
    figure.base.is_none() && !has_spread
}
