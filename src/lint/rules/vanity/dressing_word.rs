//! A word that dresses a number or a success.

use crate::finding::rules::rule;
use crate::finding::{Message, Report, Rule};
use crate::lexicon::Subject;
use crate::lint::Context;
use crate::lint::boasts::finding_of_matches;

pub static RULE: Rule = rule!("dressing-word", Vanity, Info, check);

/// A sentence that counts attention is told of that, and its adjectives go with it.
fn check(context: &Context, report: &mut Report) {
    for boast in context.lexicon_sentences().iter().filter(|boast| !boast.has_attention_match()) {
        let passage = &context.passages[boast.passage];
        let found = boast.matches_about(Subject::Dressing);
        let message = Message::new("dressing-word");
        report.extend(finding_of_matches(&RULE, message, &found, passage, context));
    }
}
