//! Names of rules in settings and in `allow` that no rule has.

use super::{Context, RULES};
use crate::finding::rules::UNKNOWN_VALUE;
use crate::finding::{Finding, Message, Report, Rule};
use crate::source::Span;

/// How many letters a name may miss by and still be taken for another.
const MISS: usize = 4;

/// Tells which names written in a project are those of no rule.
pub(super) fn check(context: &Context, report: &mut Report) {
    let policy = &context.project.settings.policy;
    let weights = policy.rules.iter();
    let mut names: Vec<(&str, Span)> =
        weights.map(|weight| (weight.rule.value.as_str(), weight.rule.span)).collect();
    let allowances = context.project.allowances();
    names.extend(allowances.map(|allowance| (allowance.rule.value.as_str(), allowance.rule.span)));
    for (name, span) in names {
        if Rule::named(name).is_none() {
            let message = Message::new("unknown-rule").with("value", name);
            report.push(Finding::new(&UNKNOWN_VALUE, span, message).hint(hint(name)));
        }
    }
}

/// What to write instead of a name that no rule has: the nearest one, if any is near.
pub fn hint(name: &str) -> Message {
    match near(name) {
        Some(near) => Message::new("hint-nearest").with("value", near),
        None => Message::new("hint-unknown-rule"),
    }
}

fn near(name: &str) -> Option<&'static str> {
    let names = RULES.iter().map(|rule| rule.name);
    let distances = names.map(|known| (strsim::damerau_levenshtein(name, known), known));
    let (distance, near) = distances.min()?;
    (distance <= MISS).then_some(near)
}
