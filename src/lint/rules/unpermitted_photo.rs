//! A photo of people whom somebody could name, without their permission.

use crate::finding::{Category, Report, Rule, Severity};
use crate::gate::Reason;
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("unpermitted-photo.md"),
        fr: include_str!("unpermitted-photo.fr.md"),
    },
};

static RULE: Rule = Rule::new("unpermitted-photo", Category::Voice, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back().filter(|held| !held.is_voice()) {
        let words = match held.reason() {
            Reason::Unpermitted => ("photo-permission", "hint-photo-permission"),
            Reason::NotYet(_) => ("permission-not-yet", "hint-consent-not-yet"),
            Reason::OtherAudience => ("permission-for-others", "hint-permission-for-others"),
            _ => continue,
        };
        held.tell(&RULE, words, context, report);
    }
}
