//! An `allow` that sets nothing aside.

use crate::finding::rules::{Raised, rule};
use crate::finding::{Finding, Message, Rule};
use crate::narrative::Allowance;

pub static RULE: Rule = rule!(".", "unused-allow", Form, Warning, Raised::Reading);

/// The finding for an `allow` that set nothing aside, known once all other findings are.
pub fn build_finding(allowance: &Allowance) -> Finding {
    let message = Message::new("unused-allow").with("rule", allowance.rule.value.as_str());
    Finding::new(&RULE, allowance.rule.span, message).with_hint(Message::new("hint-unused-allow"))
}
