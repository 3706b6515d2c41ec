//! A council called less than five clear days before it sits.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::Occasion;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("late-convocation.md"),
        fr: include_str!("late-convocation.fr.md"),
    },
};

static RULE: Rule = Rule::new("late-convocation", Category::Decision, Severity::Info);

/// Neither the day of the call nor that of the sitting counts (CGCT, article L. 2121-12).
const CLEAR_DAYS: i64 = 5;

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let file = showing.file;
        let is_council =
            matches!(&file.occasion, Some(occasion) if occasion.value == Occasion::Council);
        let Some(convened) = file.meeting.convened.as_ref().filter(|_| is_council) else {
            continue;
        };
        let days = (file.meeting.date.value - convened.value).num_days() - 1;
        if days < CLEAR_DAYS {
            let message = Message::new("late-convocation")
                .with("days", days.max(0))
                .with("least", CLEAR_DAYS);
            let finding = Finding::new(&RULE, convened.span, message);
            report.push(finding.hint(Message::new("hint-late-convocation")));
        }
    }
}
