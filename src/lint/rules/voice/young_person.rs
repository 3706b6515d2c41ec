//! Somebody under fifteen whose age is stated.

use crate::finding::rules::rule;
use crate::finding::{Report, Rule};
use crate::lint::Context;
use crate::lint::traced::report_traces as say;
use crate::people::Identifier;

pub static RULE: Rule = rule!("young-person", Voice, Warning, check);

fn check(context: &Context, report: &mut Report) {
    say(context, report, &RULE, |kind| match kind {
        Identifier::YoungAge => Some(("young-person", "hint-young-person")),
        _ => None,
    });
}
