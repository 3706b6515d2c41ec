//! A deck of stories in which nothing failed and nothing is unknown.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("doubtless-deck", Story, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let stories = &showing.shown.stories;
        let has_doubts = !showing.folder.narratives.doubts.is_empty();
        let is_unsure = stories.iter().any(|story| story.unknown.is_some());
        if !stories.is_empty() && !has_doubts && !is_unsure {
            let finding =
                Finding::new(&RULE, showing.file.title.span, Message::new("doubtless-deck"));
            report.push(finding.with_hint(Message::new("hint-doubtless-deck")));
        }
    }
}
