//! A word that dresses a number or a success.

use crate::finding::rules::rule;
use crate::finding::{Message, Report, Rule};
use crate::lexicon::Subject;
use crate::lint::Context;
use crate::lint::boasts::finding;

pub static RULE: Rule = rule!("dressing-word", Vanity, Info, check);

/// A sentence that counts attention is told of that, and its adjectives go with it.
fn check(context: &Context, report: &mut Report) {
    for boast in context.boasts().iter().filter(|boast| !boast.counts()) {
        let passage = &context.passages[boast.passage];
        let found = boast.about(Subject::Dressing);
        let message = Message::new("dressing-word");
        report.extend(finding(&RULE, message, &found, passage, context));
    }
}
