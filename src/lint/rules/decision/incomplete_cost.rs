//! A cost that does not say whether VAT is in it, or who pays.

use rust_decimal::Decimal;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::Decision;
use crate::source::Spanned;

pub static RULE: Rule = rule!("incomplete-cost", Decision, Info, check);

fn check(context: &Context, report: &mut Report) {
    for decision in context.decisions().filter(|decision| !decision.is_followed_up()) {
        report.extend(find_gap(decision));
    }
}

/// One finding for both things that may be missing, as one answer in one place gives both.
fn find_gap(decision: &Decision) -> Option<Finding> {
    let cost = first_cost(decision)?;
    let (is_taxed, is_paid) = (decision.funding.tax.is_some(), decision.funding.has_payer());
    let (message, hint) = match (is_taxed, is_paid) {
        (true, true) => return None,
        (true, false) => ("unfunded-cost", "hint-unfunded-cost"),
        (false, true) => ("untaxed-cost", "hint-untaxed-cost"),
        (false, false) => ("bare-cost", "hint-bare-cost"),
    };
    Some(Finding::new(&RULE, cost.span, Message::new(message)).with_hint(Message::new(hint)))
}

/// The first amount that is not zero: what costs nothing is paid by nobody.
fn first_cost(decision: &Decision) -> Option<&Spanned<Decimal>> {
    let single = [&decision.cost, &decision.yearly].into_iter().flatten();
    single.chain(&decision.option_costs).find(|cost| cost.value > Decimal::ZERO)
}
