//! Coverage in the press or online, priced at what it would have cost as advertising.

use crate::finding::rules::rule;
use crate::finding::{Message, Report, Rule, Severity};
use crate::lexicon::Subject;
use crate::lint::Context;
use crate::lint::boasts::{finding_of_matches, raise_in_headline};

pub static RULE: Rule =
    rule!("advertising-value", Vanity, Warning, check).or_severities(&[Severity::Error]);

fn check(context: &Context, report: &mut Report) {
    for boast in context.lexicon_sentences() {
        let passage = &context.passages[boast.passage];
        let found = boast.matches_about(Subject::Price);
        let message = Message::new("advertising-value");
        if let Some(finding) = finding_of_matches(&RULE, message, &found, passage, context) {
            report.push(raise_in_headline(finding, passage));
        }
    }
}
