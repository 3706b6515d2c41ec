//! Options of which one alone has a price, or which do not pair with their prices.

use rust_decimal::Decimal;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::Context;
use crate::narrative::{Answer, Decision};

/// A warning when the prices do not pair with the options: the slide would show a price beside another option.
pub static RULE: Rule =
    rule!("uncosted-option", Decision, Info, check).or_severities(&[Severity::Warning]);

/// From so many options on each needs its own price: of two, the other is mostly to do without.
const SEVERAL: usize = 3;

fn check(context: &Context, report: &mut Report) {
    for decision in context.decisions().filter(|decision| !decision.is_followed_up()) {
        report.extend(find_fault(decision));
    }
}

fn find_fault(decision: &Decision) -> Option<Finding> {
    let (options, costs) = (decision.options.len(), decision.option_costs.len());
    if let Some(first) = decision.option_costs.first().filter(|_| costs != options) {
        let message = Message::new("unpaired-costs").with("costs", costs).with("options", options);
        let finding =
            Finding::new(&RULE, first.span, message).with_hint(Message::new("hint-unpaired-costs"));
        return Some(Finding { severity: Severity::Warning, ..finding });
    }
    let single = decision.cost.as_ref().or(decision.yearly.as_ref());
    // In an opinion, the options say what the board thinks, and cost it nothing.
    let is_choice = decision.answer == Answer::Vote && options >= SEVERAL;
    let single = single.filter(|cost| is_choice && costs == 0 && cost.value > Decimal::ZERO)?;
    let message = Message::new("uncosted-option").with("options", options);
    let finding = Finding::new(&RULE, single.span, message);
    Some(finding.with_hint(Message::new("hint-uncosted-option")))
}
