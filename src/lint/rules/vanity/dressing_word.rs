//! A word that makes a number or a success sound larger.

use crate::finding::rules::rule;
use crate::finding::{Message, Report, Rule};
use crate::lexicon::Subject;
use crate::lint::Context;
use crate::lint::boasts::finding_of_matches;

pub static RULE: Rule = rule!("dressing-word", Vanity, Info, check);

/// Sentences that count attention are left to `vanity-metric`: when the count is deleted, its adjectives go with it.
fn check(context: &Context, report: &mut Report) {
    for boast in context.lexicon_sentences().iter().filter(|boast| !boast.has_attention_match()) {
        let passage = &context.passages[boast.passage];
        let found = boast.matches_about(Subject::Dressing);
        let message = Message::new("dressing-word");
        report.extend(finding_of_matches(&RULE, message, &found, passage, context));
    }
}
