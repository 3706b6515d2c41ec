//! A share or a rate that does not state how many were counted.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Figure, Nature};

pub static RULE: Rule = rule!("missing-base", Figure, Error, check);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if is_proportion(figure) && figure.base.is_none() {
            let message = Message::new("missing-base").with("id", figure.id.value.as_str());
            let finding = Finding::new(&RULE, figure.value.span, message);
            report.push(finding.with_hint(Message::new("hint-missing-base")));
        }
    }
}

fn is_proportion(figure: &Figure) -> bool {
    matches!(figure.nature, Some(Nature::Share | Nature::Rate))
}
