//! A consent or a permission that ended before the meeting.

use crate::finding::rules::rule;
use crate::finding::{Report, Rule};
use crate::gate::Reason;
use crate::lint::Context;

pub static RULE: Rule = rule!("expired-consent", Voice, Error, check);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back() {
        if let Reason::Expired(_) = held.reason() {
            let words = ("expired-consent", "hint-expired-consent");
            held.report_barrier(&RULE, words, context, report);
        }
    }
}
