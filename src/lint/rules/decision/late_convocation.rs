//! A notice of meeting sent later than the board asks for.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{DeckFile, Occasion};
use crate::project::Policy;
use crate::text::fold_name;

pub static RULE: Rule = rule!("late-convocation", Decision, Warning, check);

/// The days between the notice and the meeting of a council, neither of which counts: of a commune of 3,500 people or more
/// (CGCT, article L. 2121-12).
const COUNCIL: u64 = 5;
/// The same for a département or a region (CGCT, articles L. 3121-19 and L. 4132-18).
const LARGE_COUNCIL: u64 = 12;

/// How the names of those councils are told, folded.
const LARGE: [&str; 3] = ["departemental", "regional", "conseil general"];

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let meeting = &showing.file.meeting;
        let least = required_days(showing.file, &context.project.settings.policy);
        let (Some(sent), Some(least)) = (&meeting.notice_sent, least) else {
            continue;
        };
        // Clear days: neither the day of the notice nor that of the meeting counts.
        let days = ((meeting.date.value - sent.value).num_days() - 1).max(0) as u64;
        if days < least {
            let message = Message::new("late-convocation").with("days", days).with("least", least);
            let hint =
                Message::new("hint-late-convocation").with("board", meeting.board.value.as_str());
            report.push(Finding::new(&RULE, sent.span, message).with_hint(hint));
        }
    }
}

/// The clear days that the board of a deck asks for: those of the policy, or else those of the law for a council; none for
/// another body, whose statutes decide.
fn required_days(file: &DeckFile, policy: &Policy) -> Option<u64> {
    let board = fold_name(&file.meeting.board.value);
    // What somebody declared wins over the law: it may be shorter for a small commune, longer by statutes.
    let own = policy.clear_days.iter().find(|(name, _)| fold_name(&name.value) == board);
    let is_council =
        matches!(&file.occasion, Some(occasion) if occasion.value == Occasion::Council);
    let is_large = LARGE.iter().any(|name| board.contains(name));
    let by_law = if is_large { LARGE_COUNCIL } else { COUNCIL };
    own.map(|(_, days)| *days).or(is_council.then_some(by_law))
}
