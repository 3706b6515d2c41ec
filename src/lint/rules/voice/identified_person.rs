//! Somebody named in what people said, in a signal or in spoken notes.

use crate::finding::rules::rule;
use crate::finding::{Report, Rule};
use crate::lint::Context;
use crate::lint::traced::report_traces as say;
use crate::people::Identifier;

pub static RULE: Rule = rule!("identified-person", Voice, Error, check);

fn check(context: &Context, report: &mut Report) {
    say(context, report, &RULE, |kind| match kind {
        Identifier::Name => Some(("identified-person", "hint-identified-person")),
        _ => None,
    });
}
