//! A decision followed up without its state, its owner, or what it changed once done.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{FollowUp, Outcome, State};
use crate::schema::{Text, name};

pub static RULE: Rule = rule!("incomplete-follow-up", Decision, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for decision in context.decisions() {
        let result = decision.taken.as_ref().map(|taken| taken.result);
        let follow_up = decision.follow_up.as_ref();
        let is_done = follow_up.is_some_and(|follow_up| follow_up.state == State::Done);
        let lacks = |part: fn(&FollowUp) -> &Option<Text>| {
            follow_up.is_some_and(|follow_up| part(follow_up).is_none())
        };
        // Only an approved decision must be followed up, and only a finished one has an effect to tell.
        let holes = [
            (result == Some(Outcome::Approved) && follow_up.is_none(), name("follow-up", "suites")),
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
        report.push(finding.with_hint(Message::new("hint-incomplete-follow-up")));
    }
}
