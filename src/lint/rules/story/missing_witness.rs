//! A story that no independent person can confirm.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::Context;
use crate::narrative::StoryKind;

pub static RULE: Rule =
    rule!("missing-witness", Story, Warning, check).or_severities(&[Severity::Info]);

/// Only information for a story that owns a fault or asks a question: nobody needs a witness to what they admit. A story
/// without a contribution is left to `unshared-credit`.
fn check(context: &Context, report: &mut Report) {
    for story in context.stories() {
        let Some(contribution) = &story.contribution else {
            continue;
        };
        let (span, key) = match contribution.witnesses.first() {
            _ if contribution.witnesses.iter().any(|witness| witness.is_independent) => {
                continue;
            }
            Some(witness) => (witness.role.span, "no-independent-witness"),
            None => (contribution.span, "no-witness"),
        };
        let admits = story.kind.is_some_and(StoryKind::is_admission);
        let severity = if admits { Severity::Info } else { Severity::Warning };
        let finding = Finding::new(&RULE, span, Message::new(key));
        report
            .push(Finding { severity, ..finding.with_hint(Message::new("hint-missing-witness")) });
    }
}
