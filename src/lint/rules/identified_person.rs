//! Somebody called by their name in what people said, in a signal or in a note.

use crate::finding::{Category, Report, Rule, Severity};
use crate::lint::traced::report as say;
use crate::lint::{Context, Lint, Pages, Raised};
use crate::people::Identifier;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("identified-person.md"),
        fr: include_str!("identified-person.fr.md"),
    },
};

static RULE: Rule = Rule::new("identified-person", Category::Voice, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    say(context, report, &RULE, |kind| match kind {
        Identifier::Name => Some(("identified-person", "hint-identified-person")),
        _ => None,
    });
}
