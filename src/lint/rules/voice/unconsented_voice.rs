//! A voice that nobody agreed to have quoted: from private words, on this day, or for this audience.

use crate::finding::rules::rule;
use crate::finding::{Report, Rule};
use crate::gate::Reason;
use crate::lint::Context;

pub static RULE: Rule = rule!("unconsented-voice", Voice, Error, check);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back().filter(|held| held.is_voice()) {
        let words = match held.reason() {
            Reason::Private => ("private-voice", "hint-ask-or-paraphrase"),
            Reason::NotYet(_) => ("consent-not-yet", "hint-consent-not-yet"),
            Reason::OtherAudience => ("consent-for-others", "hint-consent-for-others"),
            _ => continue,
        };
        held.report_barrier(&RULE, words, context, report);
    }
}
