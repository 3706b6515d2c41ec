//! An `allow` that sets nothing aside.

use crate::finding::rules::{Raised, rule};
use crate::finding::{Finding, Message, Rule};
use crate::narrative::Allowance;

pub static RULE: Rule = rule!(".", "unused-allow", Form, Warning, Raised::Reading);

/// What is said of an `allow` once all else is found.
pub fn build_finding(allowance: &Allowance) -> Finding {
    let message = Message::new("unused-allow").with("rule", allowance.rule.value.as_str());
    Finding::new(&RULE, allowance.rule.span, message).with_hint(Message::new("hint-unused-allow"))
}
