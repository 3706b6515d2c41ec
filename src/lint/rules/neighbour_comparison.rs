//! A place compared with its neighbours rather than with itself.

use crate::finding::{Category, Message, Report, Rule, Severity};
use crate::lexicon::Subject;
use crate::lint::boasts::{finding, weighed};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("neighbour-comparison.md"),
        fr: include_str!("neighbour-comparison.fr.md"),
    },
};

static RULE: Rule = Rule::new("neighbour-comparison", Category::Vanity, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for boast in context.boasts() {
        let passage = &context.passages[boast.passage];
        let found = boast.about(Subject::Neighbours);
        let message = Message::new("neighbour-comparison");
        if let Some(finding) = finding(&RULE, message, &found, passage, context) {
            report.push(weighed(finding, passage));
        }
    }
}
