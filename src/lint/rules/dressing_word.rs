//! A word that dresses a number or a success.

use crate::finding::{Category, Message, Report, Rule, Severity};
use crate::lexicon::Subject;
use crate::lint::boasts::finding;
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("dressing-word.md"), fr: include_str!("dressing-word.fr.md") },
};

static RULE: Rule = Rule::new("dressing-word", Category::Vanity, Severity::Info);

/// A sentence that counts attention is told of that, and its adjectives go with it.
fn check(context: &Context, report: &mut Report) {
    for boast in context.boasts().iter().filter(|boast| !boast.counts()) {
        let passage = &context.passages[boast.passage];
        let found = boast.about(Subject::Dressing);
        let message = Message::new("dressing-word");
        report.extend(finding(&RULE, message, &found, passage, context));
    }
}
