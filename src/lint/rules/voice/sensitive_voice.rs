//! A voice on a sensitive subject, without the explicit consent of its speaker.

use crate::finding::rules::rule;
use crate::finding::{Report, Rule};
use crate::gate::Reason;
use crate::lint::Context;

pub static RULE: Rule = rule!("sensitive-voice", Voice, Error, check);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back() {
        if held.reason() == Reason::Sensitive {
            let words = ("sensitive-voice", "hint-ask-or-paraphrase");
            held.report_barrier(&RULE, words, context, report);
        }
    }
}
