//! A story that no independent person can confirm.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("missing-witness", Story, Warning, check);

/// A story without a contribution is left to `unshared-credit`.
fn check(context: &Context, report: &mut Report) {
    for contribution in context.stories().filter_map(|story| story.contribution.as_ref()) {
        let (span, key) = match contribution.witnesses.first() {
            _ if contribution.witnesses.iter().any(|witness| witness.is_independent) => {
                continue;
            }
            Some(witness) => (witness.role.span, "no-independent-witness"),
            None => (contribution.span, "no-witness"),
        };
        let finding = Finding::new(&RULE, span, Message::new(key));
        report.push(finding.with_hint(Message::new("hint-missing-witness")));
    }
}
