//! A share or a rate that does not say how many were counted.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::{Figure, Nature};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("missing-base.md"), fr: include_str!("missing-base.fr.md") },
};

static RULE: Rule = Rule::new("missing-base", Category::Figure, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if is_proportion(figure) && figure.base.is_none() {
            let message = Message::new("missing-base").with("id", figure.id.value.as_str());
            let finding = Finding::new(&RULE, figure.value.span, message);
            report.push(finding.hint(Message::new("hint-missing-base")));
        }
    }
}

fn is_proportion(figure: &Figure) -> bool {
    matches!(figure.nature, Some(Nature::Share | Nature::Rate))
}
