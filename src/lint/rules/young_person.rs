//! The age of somebody under fifteen.

use crate::finding::{Category, Report, Rule, Severity};
use crate::lint::traced::report as say;
use crate::lint::{Context, Lint, Pages, Raised};
use crate::people::Identifier;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("young-person.md"), fr: include_str!("young-person.fr.md") },
};

static RULE: Rule = Rule::new("young-person", Category::Voice, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    say(context, report, &RULE, |kind| match kind {
        Identifier::YoungAge => Some(("young-person", "hint-young-person")),
        _ => None,
    });
}
