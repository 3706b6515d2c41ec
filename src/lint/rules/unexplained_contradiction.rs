//! A measure that says the contrary of a signal, and nothing that explains it.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("unexplained-contradiction.md"),
        fr: include_str!("unexplained-contradiction.fr.md"),
    },
};

static RULE: Rule = Rule::new("unexplained-contradiction", Category::Signal, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let Some(observatory) = &signal.observatory else {
            continue;
        };
        if observatory.contradicts() && signal.against.is_none() {
            let message =
                Message::new("contradiction-unexplained").with("id", signal.id.value.as_str());
            let finding = Finding::new(&RULE, observatory.reading.span, message);
            report.push(finding.hint(Message::new("hint-contradiction-unexplained")));
        }
    }
}
