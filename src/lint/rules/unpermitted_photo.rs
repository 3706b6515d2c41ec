//! A photo of people whom somebody could name, without their permission.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
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
    for photo in context.photos() {
        if let Some(people) = photo.unpermitted() {
            let finding = Finding::new(&RULE, people, Message::new("photo-permission"));
            report.push(finding.hint(Message::new("hint-photo-permission")));
        }
    }
}
