//! An `allow` that sets nothing aside.

use crate::finding::{Category, Finding, Message, Rule, Severity};
use crate::lint::{Lint, Pages, Raised};
use crate::narrative::Allowance;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Reading,
    pages: Pages { en: include_str!("unused-allow.md"), fr: include_str!("unused-allow.fr.md") },
};

static RULE: Rule = Rule::new("unused-allow", Category::Form, Severity::Warning);

/// What is said of an `allow` once all else is found.
pub fn finding(allowance: &Allowance) -> Finding {
    let message = Message::new("unused-allow").with("rule", allowance.rule.value.as_str());
    Finding::new(&RULE, allowance.rule.span, message).hint(Message::new("hint-unused-allow"))
}
