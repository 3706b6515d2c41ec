//! Slides that take longer than the meeting gives them.

use rust_decimal::Decimal;

use crate::deck::Planned;
use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("over-time.md"), fr: include_str!("over-time.fr.md") },
};

static RULE: Rule = Rule::new("over-time", Category::Form, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let Some(allowed) = &showing.file.meeting.minutes else {
            continue;
        };
        let total: Decimal = showing.slides.iter().filter_map(Planned::minutes).sum();
        if total <= Decimal::from(allowed.value) {
            continue;
        }
        let message = Message::new("over-time")
            .with("total", total.to_string())
            .with("allowed", allowed.value);
        let finding = Finding::new(&RULE, allowed.span, message);
        report.push(finding.hint(Message::new("hint-over-time")));
    }
}
