//! An average that says neither of how many it is, nor how far they lie apart.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::{Figure, Nature};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("mean-without-spread.md"),
        fr: include_str!("mean-without-spread.fr.md"),
    },
};

static RULE: Rule = Rule::new("mean-without-spread", Category::Figure, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if figure.nature == Some(Nature::Mean) && is_bare(figure) {
            let value = figure.value.value.to_string();
            let message = Message::new("mean-without-spread").with("value", value);
            let finding = Finding::new(&RULE, figure.value.span, message);
            report.push(finding.hint(Message::new("hint-mean-without-spread")));
        }
    }
}

fn is_bare(figure: &Figure) -> bool {
    let uncertainty = figure.uncertainty.as_ref();
    let has_spread = uncertainty.is_some_and(|uncertainty| uncertainty.interval.is_some());
    figure.base.is_none() && !has_spread
}
