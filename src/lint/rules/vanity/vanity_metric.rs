//! Attention that is counted: followers, views, reach, clicks.

use std::collections::HashSet;

use crate::finding::rules::rule;
use crate::finding::{Message, Report, Rule, Severity};
use crate::lexicon::Subject;
use crate::lint::Context;
use crate::lint::boasts::{family_names, finding_of_matches, raise_in_headline};
use crate::source::Span;

pub static RULE: Rule =
    rule!("vanity-metric", Vanity, Warning, check).or_severities(&[Severity::Error]);

/// A sentence that gives attention a price is left to `advertising-value`.
fn check(context: &Context, report: &mut Report) {
    let assumed = justified_figures(context);
    for boast in context.lexicon_sentences() {
        let passage = &context.passages[boast.passage];
        let found = boast.matches_about(Subject::Attention);
        let is_priced = !boast.matches_about(Subject::Price).is_empty();
        if is_priced || assumed.contains(&passage.leaf.entry) {
            continue;
        }
        let message = Message::new("vanity-metric").with_text("families", family_names(&found));
        if let Some(finding) = finding_of_matches(&RULE, message, &found, passage, context) {
            report.push(raise_in_headline(finding, passage));
        }
    }
}

/// The figures that state why they count attention, under the key `vanity`.
fn justified_figures(context: &Context) -> HashSet<Span> {
    let assumed = context.figures().filter(|figure| figure.vanity.is_some());
    assumed.map(|figure| figure.span).collect()
}
