//! A title that asks a question where it could give the answer.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::titles::{TitleScope, deck_titles};

pub static RULE: Rule = rule!("question-title", Story, Info, check);

/// Questions of people and questions to the board are left alone.
fn check(context: &Context, report: &mut Report) {
    for (passage, _) in deck_titles(context).filter(|(_, over)| *over == TitleScope::Slide) {
        if passage.plain.words.trim_end().ends_with('?') {
            let message = Message::new("question-title");
            let finding = Finding::new(&RULE, passage.leaf.text.span, message);
            report.push(finding.with_hint(Message::new("hint-question-title")));
        }
    }
}
