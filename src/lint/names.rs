//! Names of rules, in settings and in `allow`, that no rule has.

use super::{Context, RULES};
use crate::finding::rules::UNKNOWN_VALUE;
use crate::finding::{Finding, Message, Report, Rule};
use crate::source::Span;
use crate::text::nearest;

/// Reports the names of rules in a project that no rule has.
pub(super) fn check_rule_names(context: &Context, report: &mut Report) {
    let policy = &context.project.settings.policy;
    let weights = policy.rules.iter();
    let mut names: Vec<(&str, Span)> =
        weights.map(|weight| (weight.rule.value.as_str(), weight.rule.span)).collect();
    let allowances = context.project.allowances();
    names.extend(allowances.map(|allowance| (allowance.rule.value.as_str(), allowance.rule.span)));
    for (name, span) in names {
        if Rule::find_by_name(name).is_none() {
            let message = Message::new("unknown-rule").with("value", name);
            report.push(
                Finding::new(&UNKNOWN_VALUE, span, message).with_hint(nearest_rule_hint(name)),
            );
        }
    }
}

/// A hint for a name that no rule has: the nearest known name, or else how to list them all.
pub fn nearest_rule_hint(name: &str) -> Message {
    match nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => Message::new("hint-nearest").with("value", near),
        None => Message::new("hint-unknown-rule"),
    }
}
