//! A decision followed up without its state, its owner, or what it changed once done.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Showing};
use crate::narrative::{Decision, FollowUp, Outcome, State};
use crate::schema::{Text, name, slug};

/// An error when an approved decision is left without a word at the very next meeting: that word was promised.
pub static RULE: Rule =
    rule!("incomplete-follow-up", Decision, Warning, check).or_severities(&[Severity::Error]);

fn check(context: &Context, report: &mut Report) {
    for decision in context.decisions() {
        let follow_up = decision.follow_up.as_ref();
        let is_approved =
            decision.taken.as_ref().is_some_and(|taken| taken.result == Outcome::Approved);
        let is_done = follow_up.is_some_and(|follow_up| follow_up.state == State::Done);
        let lacks = |part: fn(&FollowUp) -> &Option<Text>| {
            follow_up.is_some_and(|follow_up| part(follow_up).is_none())
        };
        // Only an approved decision must be followed up, and only a finished one has an effect to tell.
        let is_forgotten = is_approved && follow_up.is_none();
        let holes = [
            (is_forgotten, name("follow-up", "suites")),
            (lacks(|follow_up| &follow_up.owner), name("owner", "pilote")),
            (is_done && lacks(|follow_up| &follow_up.effect), name("effect", "effet")),
        ];
        let Some(keys) = context.format_missing_keys(&holes) else {
            continue;
        };
        let message = Message::new("incomplete-follow-up")
            .with("id", decision.id.value.as_str())
            .with("keys", keys);
        let finding = Finding::new(&RULE, decision.id.span, message);
        let is_promise = is_forgotten && is_next_meeting(decision, context);
        let severity = if is_promise { Severity::Error } else { Severity::Warning };
        report.push(Finding {
            severity,
            ..finding.with_hint(Message::new("hint-incomplete-follow-up"))
        });
    }
}

/// Whether the deck of a decision is for the first meeting of its board after the one that took it: that is when the board
/// asks what became of it.
fn is_next_meeting(decision: &Decision, context: &Context) -> bool {
    let holds = |showing: &&Showing| {
        showing.folder.narratives.decisions.iter().any(|own| own.span == decision.span)
    };
    let (Some(taken), Some(own)) = (&decision.taken, context.showings.iter().find(holds)) else {
        return false;
    };
    let meeting = &own.file.meeting;
    let is_between = |other: &Showing| {
        let day = other.file.meeting.date.value;
        let board = slug(&other.file.meeting.board.value);
        board == slug(&meeting.board.value) && taken.on < day && day < meeting.date.value
    };
    taken.on < meeting.date.value && !context.showings.iter().any(is_between)
}
