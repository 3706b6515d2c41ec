//! A timeline of one event.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("lone-event.md"), fr: include_str!("lone-event.fr.md") },
};

static RULE: Rule = Rule::new("lone-event", Category::Form, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for timeline in context.timelines() {
        if let [event] = timeline.events.as_slice() {
            let finding = Finding::new(&RULE, event.span, Message::new("lone-event"));
            report.push(finding.hint(Message::new("hint-lone-event")));
        }
    }
}
