//! A deck that goes on after its last decision.

use crate::deck::Shows;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("buried-decision", Story, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let is_decision = |shows: &Shows| matches!(shows, Shows::Decision(_));
        let Some(last) = showing.slides.iter().rposition(|planned| is_decision(&planned.shows))
        else {
            continue;
        };
        let after = showing.slides[last + 1..].iter().find(|planned| !is_passed(&planned.shows));
        if let Some(planned) = after {
            let finding = Finding::new(&RULE, planned.origin, Message::new("buried-decision"));
            report.push(finding.with_hint(Message::new("hint-buried-decision")));
        }
    }
}

/// Whether a slide is not presented: the annex is read afterwards, and a chapter only announces.
fn is_passed(shows: &Shows) -> bool {
    matches!(shows, Shows::Annex(_) | Shows::Chapter(_))
}
