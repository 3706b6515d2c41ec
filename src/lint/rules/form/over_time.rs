//! Slides that take more minutes than the meeting has for them.

use rust_decimal::Decimal;

use crate::deck::Planned;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("over-time", Form, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let Some(allowed) = &showing.file.meeting.minutes else {
            continue;
        };
        let minutes = showing.slides.iter().filter_map(Planned::minutes);
        let total = minutes.fold(Decimal::ZERO, Decimal::saturating_add);
        if total <= Decimal::from(allowed.value) {
            continue;
        }
        let message = Message::new("over-time")
            .with("total", total.to_string())
            .with("allowed", allowed.value);
        let finding = Finding::new(&RULE, allowed.span, message);
        report.push(finding.with_hint(Message::new("hint-over-time")));
    }
}
