//! A place compared with its neighbours rather than with itself.

use crate::finding::rules::rule;
use crate::finding::{Message, Report, Rule};
use crate::lexicon::Subject;
use crate::lint::Context;
use crate::lint::boasts::{finding_of_matches, raise_in_headline};

pub static RULE: Rule = rule!("neighbour-comparison", Vanity, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for boast in context.lexicon_sentences() {
        let passage = &context.passages[boast.passage];
        let found = boast.matches_about(Subject::Neighbours);
        let message = Message::new("neighbour-comparison");
        if let Some(finding) = finding_of_matches(&RULE, message, &found, passage, context) {
            report.push(raise_in_headline(finding, passage));
        }
    }
}
