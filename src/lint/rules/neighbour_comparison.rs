//! A place compared with its neighbours rather than with itself.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::boasts::{Subject, is_headline, place, question, quoted};
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
        let Some(first) = found.first() else { continue };
        let message = Message::new("neighbour-comparison").with("words", quoted(passage, &found));
        let finding = Finding::new(&RULE, place(passage, &found, context), message);
        report.push(Finding {
            severity: match is_headline(passage) {
                true => Severity::Error,
                false => Severity::Warning,
            },
            ..finding.hint(question(first.family))
        });
    }
}
