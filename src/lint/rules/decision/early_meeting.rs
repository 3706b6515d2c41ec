//! A meeting held before the period it is about has begun, or long after.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("early-meeting", Decision, Warning, check);

/// The most days after the end of a period at which its deck is shown: a year, and the time to call a meeting.
const LATEST: i64 = 400;

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let (period, date) = (&showing.file.period, &showing.file.meeting.date);
        let key = if date.value < period.value.first_day() {
            "early-meeting"
        } else if (date.value - period.value.last_day()).num_days() > LATEST {
            "far-meeting"
        } else {
            continue;
        };
        let message = Message::new(key).with("date", date.value.to_string());
        let finding = Finding::new(&RULE, date.span, message);
        let finding = finding.with_label(period.span, Message::new("label-period"));
        report.push(finding.with_hint(Message::new("hint-early-meeting")));
    }
}
