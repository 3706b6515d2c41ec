//! A council called less than five clear days before it sits.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::Occasion;

pub static RULE: Rule = rule!("late-convocation", Decision, Info, check);

/// The least number of days between the call and the sitting, neither of which counts (CGCT, article L. 2121-12).
const CLEAR_DAYS: i64 = 5;

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let file = showing.file;
        let is_council =
            matches!(&file.occasion, Some(occasion) if occasion.value == Occasion::Council);
        let Some(convened) = file.meeting.notice_sent.as_ref().filter(|_| is_council) else {
            continue;
        };
        let days = (file.meeting.date.value - convened.value).num_days() - 1;
        if days < CLEAR_DAYS {
            let message = Message::new("late-convocation")
                .with("days", days.max(0))
                .with("least", CLEAR_DAYS);
            let finding = Finding::new(&RULE, convened.span, message);
            report.push(finding.with_hint(Message::new("hint-late-convocation")));
        }
    }
}
