//! Voices that were not compared with their originals, because those are on another machine.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Showing, Verdict};
use crate::narrative::Status;

/// Only information in a draft: git does not carry originals, so a colleague or a server cannot have them. A warning in
/// a final deck, which somebody who has them must have checked.
pub static RULE: Rule =
    rule!("unchecked-voices", Voice, Info, check).or_severities(&[Severity::Warning]);

fn check(context: &Context, report: &mut Report) {
    report.extend(context.showings.iter().filter_map(|showing| build_finding(showing, context)));
}

/// The finding for a deck, which counts its unchecked voices; none when all were checked.
fn build_finding(showing: &Showing, context: &Context) -> Option<Finding> {
    let voices = showing.folder.narratives.voices.iter();
    let quotes = voices.filter_map(|voice| context.quotes_by_span().get(&voice.text.span));
    let mut unchecked = quotes.filter(|quote| matches!(quote.verdict, Verdict::Unchecked));
    let file = &unchecked.next()?.stored.file;
    let message = Message::new("unchecked-voices")
        .with("n", 1 + unchecked.count())
        .with("file", file.value.as_str());
    let mut finding = Finding::new(&RULE, file.span, message);
    let is_final = showing.status == Status::Final;
    if is_final {
        finding.severity = Severity::Warning;
    }
    let hint = if is_final { "hint-unchecked-final" } else { "hint-unchecked-voices" };
    Some(finding.with_hint(Message::new(hint)))
}
