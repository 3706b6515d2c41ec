//! A day that has passed by the meeting, of something that nobody says is done.

use chrono::NaiveDate;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Decision, Narratives, State};
use crate::source::Spanned;

pub static RULE: Rule = rule!("passed-deadline", Decision, Warning, check);

/// A day by which something is to be done, and the hint for when it has passed.
type Deadline = (Spanned<NaiveDate>, &'static str);

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let meeting = showing.file.meeting.date;
        let deadlines = deadlines_of_deck(&showing.folder.narratives).into_iter();
        // On the day itself nothing is late yet.
        for (day, hint) in deadlines.filter(|(day, _)| day.value < meeting.value) {
            let message = Message::new("passed-deadline")
                .with("day", day.value.to_string())
                .with("meeting", meeting.value.to_string());
            let finding = Finding::new(&RULE, day.span, message);
            report.push(finding.with_hint(Message::new(hint)));
        }
    }
}

/// The days of what a deck says is to come: steps of decisions, of stories and of signals.
fn deadlines_of_deck(narratives: &Narratives) -> Vec<Deadline> {
    let stories = narratives.stories.iter().filter_map(|story| story.next.as_ref()?.by);
    let signals = narratives.signals.iter().filter_map(|signal| signal.action.as_ref()?.by);
    let planned = stories.chain(signals).map(|day| (day, "hint-passed-plan"));
    narratives.decisions.iter().filter_map(deadline_of_decision).chain(planned).collect()
}

/// The day of a decision: of its next step once it was taken, and otherwise of what is asked. What is done or dropped has
/// none.
fn deadline_of_decision(decision: &Decision) -> Option<Deadline> {
    match &decision.follow_up {
        Some(follow_up) if matches!(follow_up.state, State::InProgress | State::Blocked) => {
            Some((follow_up.by?, "hint-passed-step"))
        }
        None if decision.taken.is_none() => Some((decision.by?, "hint-passed-request")),
        _ => None,
    }
}
