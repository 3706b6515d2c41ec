//! A photo of people whom somebody could recognise, without their permission.

use crate::finding::rules::rule;
use crate::finding::{Report, Rule};
use crate::gate::Reason;
use crate::lint::Context;

pub static RULE: Rule = rule!("unpermitted-photo", Voice, Error, check);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back().filter(|held| !held.is_voice()) {
        let words = match held.reason() {
            Reason::Unpermitted => ("photo-permission", "hint-photo-permission"),
            Reason::NotYet(_) => ("permission-not-yet", "hint-consent-not-yet"),
            Reason::OtherAudience => ("permission-for-others", "hint-permission-for-others"),
            _ => continue,
        };
        held.report_barrier(&RULE, words, context, report);
    }
}
