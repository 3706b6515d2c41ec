//! Money that is negative, or none at all.

use rust_decimal::Decimal;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::source::Spanned;

pub static RULE: Rule = rule!("unlikely-amount", Decision, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for spent in context.spending() {
        report_amount(&spent.amount, "hint-spent-nothing", report);
    }
    for decision in context.decisions() {
        for amount in [&decision.cost, &decision.yearly].into_iter().flatten() {
            report_amount(amount, "hint-costs-nothing", report);
        }
    }
    for action in context.signals().filter_map(|signal| signal.action.as_ref()) {
        if let Some(amount) = &action.cost {
            report_amount(amount, "hint-costs-nothing", report);
        }
    }
}

/// Tells of an amount that is not above zero; of none at all, what `if_zero` asks.
fn report_amount(amount: &Spanned<Decimal>, if_zero: &'static str, report: &mut Report) {
    if amount.value > Decimal::ZERO {
        return;
    }
    let (message, hint) = if amount.value.is_zero() {
        ("amount-of-zero", if_zero)
    } else {
        ("negative-amount", "hint-negative-amount")
    };
    let message = Message::new(message).with("amount", amount.value.to_string());
    report.push(Finding::new(&RULE, amount.span, message).with_hint(Message::new(hint)));
}
