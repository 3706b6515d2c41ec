//! A photo that tells something, without words for those who do not see it.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("missing-alternative.md"),
        fr: include_str!("missing-alternative.fr.md"),
    },
};

static RULE: Rule = Rule::new("missing-alternative", Category::Access, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for photo in context.photos() {
        if photo.alt.is_none() && !photo.is_decorative {
            let message = Message::new("photo-without-alternative");
            let finding = Finding::new(&RULE, photo.file.span, message);
            report.push(finding.hint(Message::new("hint-photo-alternative")));
        }
    }
}
