//! A story told with more than two figures.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("crowded-story", Story, Warning, check);

/// The most figures of one story (Society of General Internal Medicine: two facts a slide).
const MOST: usize = 2;

fn check(context: &Context, report: &mut Report) {
    for story in context.stories() {
        if let Some(third) = story.figures.get(MOST) {
            let message = Message::new("crowded-story")
                .with("figures", story.figures.len())
                .with("most", MOST);
            let finding = Finding::new(&RULE, third.span, message);
            report.push(finding.with_hint(Message::new("hint-crowded-story")));
        }
    }
}
