//! An echo that only one channel carries: it may be one place where everybody says the same.

use super::misplaced_stage;
use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("single-source.md"), fr: include_str!("single-source.fr.md") },
};

static RULE: Rule = Rule::new("single-source", Category::Signal, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let mut channels = signal.channels.clone();
        channels.sort_unstable();
        channels.dedup();
        if signal.is_loud() && channels.len() == 1 && !misplaced_stage::is_misplaced(signal) {
            let message = Message::new("single-source").with("people", signal.people.value);
            let finding = Finding::new(&RULE, signal.stage.span, message);
            report.push(finding.hint(Message::new("hint-single-source")));
        }
    }
}
