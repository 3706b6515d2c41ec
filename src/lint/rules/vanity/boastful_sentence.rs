//! A sentence whose words boast together, though none of them does alone.

use crate::finding::rules::rule;
use crate::finding::{Message, Report, Rule};
use crate::lexicon::Subject;
use crate::lint::Context;
use crate::lint::boasts::finding_of_matches;

pub static RULE: Rule = rule!("boastful-sentence", Vanity, Info, check);

/// Keys that describe whom or what was counted: no text there is a boast.
const DESCRIBES: [&str; 2] = ["scope", "population"];

fn check(context: &Context, report: &mut Report) {
    for boast in context.lexicon_sentences() {
        let passage = &context.passages[boast.passage];
        if DESCRIBES.contains(&passage.leaf.key) {
            continue;
        }
        let found = boast.matches_about(Subject::Tone);
        let message = Message::new("boastful-sentence").with("n", found.len());
        report.extend(finding_of_matches(&RULE, message, &found, passage, context));
    }
}
