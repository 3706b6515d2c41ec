//! A story in which nobody but us speaks.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("voiceless-story", Story, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for story in context.stories().filter(|story| story.voices.is_empty()) {
        let finding = Finding::new(&RULE, story.title.span, Message::new("voiceless-story"));
        report.push(finding.with_hint(Message::new("hint-voiceless-story")));
    }
}
