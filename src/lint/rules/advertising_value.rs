//! What was seen or read, at the price that it would have cost as advertising.

use crate::finding::{Category, Message, Report, Rule, Severity};
use crate::lexicon::Subject;
use crate::lint::boasts::{finding, weighed};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("advertising-value.md"),
        fr: include_str!("advertising-value.fr.md"),
    },
};

static RULE: Rule = Rule::new("advertising-value", Category::Vanity, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for boast in context.boasts() {
        let passage = &context.passages[boast.passage];
        let found = boast.about(Subject::Price);
        let message = Message::new("advertising-value");
        if let Some(finding) = finding(&RULE, message, &found, passage, context) {
            report.push(weighed(finding, passage));
        }
    }
}
