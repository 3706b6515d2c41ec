//! A minor who is quoted, or a child who can be recognised, without the consent of the parents.

use crate::finding::rules::rule;
use crate::finding::{Report, Rule};
use crate::gate::Reason;
use crate::lint::Context;

pub static RULE: Rule = rule!("minor-without-consent", Voice, Error, check);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back() {
        let words = match (held.reason(), held.is_voice()) {
            (Reason::Minor, true) => ("minor-voice", "hint-minor-voice"),
            (Reason::Minor, false) => ("minor-photo", "hint-minor-photo"),
            _ => continue,
        };
        held.report_barrier(&RULE, words, context, report);
    }
}
