//! A minor who is quoted, or a child who can be recognised, without the consent of the parents.

use crate::finding::{Category, Report, Rule, Severity};
use crate::gate::Reason;
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("minor-without-consent.md"),
        fr: include_str!("minor-without-consent.fr.md"),
    },
};

static RULE: Rule = Rule::new("minor-without-consent", Category::Voice, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back() {
        let words = match (held.reason(), held.is_voice()) {
            (Reason::Minor, true) => ("minor-voice", "hint-minor-voice"),
            (Reason::Minor, false) => ("minor-photo", "hint-minor-photo"),
            _ => continue,
        };
        held.tell(&RULE, words, context, report);
    }
}
