//! More minutes than the meeting gives.

use rust_decimal::Decimal;

use crate::deck::Planned;
use crate::finding::rules::OVER_TIME;
use crate::finding::{Finding, Message, Report};
use crate::narrative::DeckFile;

/// Tells when the slides of a deck take longer than its meeting gives them.
pub fn over_time(file: &DeckFile, planned: &[Planned], report: &mut Report) {
    let Some(allowed) = &file.meeting.minutes else {
        return;
    };
    let total: Decimal = planned.iter().filter_map(Planned::minutes).sum();
    if total <= Decimal::from(allowed.value) {
        return;
    }
    let message = Message::new("over-time")
        .with("total", total.to_string())
        .with("allowed", allowed.value);
    let finding = Finding::new(&OVER_TIME, allowed.span, message);
    report.push(finding.hint(Message::new("hint-over-time")));
}
