//! A word that dresses a number or a success.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::boasts::{Subject, place, question, quoted};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("dressing-word.md"),
        fr: include_str!("dressing-word.fr.md"),
    },
};

static RULE: Rule = Rule::new("dressing-word", Category::Vanity, Severity::Info);

/// A sentence that counts attention is told of that, and its adjectives go with it.
fn check(context: &Context, report: &mut Report) {
    for boast in context.boasts() {
        let passage = &context.passages[boast.passage];
        let found = boast.about(Subject::Dressing);
        let counts = |subject| !boast.about(subject).is_empty();
        let Some(first) = found.first() else { continue };
        if counts(Subject::Attention) || counts(Subject::Price) {
            continue;
        }
        let message = Message::new("dressing-word").with("words", quoted(passage, &found));
        let finding = Finding::new(&RULE, place(passage, &found, context), message);
        report.push(finding.hint(question(first.family)));
    }
}
