//! A story that credits nobody and nothing else for the change.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("unshared-credit", Story, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for story in context.stories() {
        let (span, key) = match &story.contribution {
            None => (story.title.span, "story-without-contribution"),
            Some(contribution) if contribution.others.is_empty() => {
                (contribution.span, "contribution-without-others")
            }
            Some(_) => continue,
        };
        let finding = Finding::new(&RULE, span, Message::new(key));
        report.push(finding.with_hint(Message::new("hint-unshared-credit")));
    }
}
