//! A consent or a permission that ended before the meeting.

use crate::finding::{Category, Report, Rule, Severity};
use crate::gate::Reason;
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("expired-consent.md"),
        fr: include_str!("expired-consent.fr.md"),
    },
};

static RULE: Rule = Rule::new("expired-consent", Category::Voice, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back() {
        if let Reason::Expired(_) = held.reason() {
            let words = ("expired-consent", "hint-expired-consent");
            held.tell(&RULE, words, context, report);
        }
    }
}
