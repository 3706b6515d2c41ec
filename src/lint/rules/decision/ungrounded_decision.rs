//! A decision asked for without its context, its grounds or its implications.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Answer, Decision};
use crate::schema::name;

pub static RULE: Rule = rule!("ungrounded-decision", Decision, Error, check);

fn check(context: &Context, report: &mut Report) {
    for decision in context.decisions() {
        let Some(ask) = decision.ask.as_ref().filter(|_| !decision.is_followed_up()) else {
            continue;
        };
        // Taking note has no implications and needs no grounds.
        let is_noted = decision.answer == Answer::Note;
        let holes = [
            (decision.context.is_none(), name("context", "contexte")),
            (decision.grounds.is_none() && !is_noted, name("grounds", "motifs")),
            (!has_implications(decision) && !is_noted, name("implications", "incidences")),
        ];
        let Some(keys) = context.format_missing_keys(&holes) else {
            continue;
        };
        let message = Message::new("ungrounded-decision")
            .with("id", decision.id.value.as_str())
            .with("keys", keys);
        let finding = Finding::new(&RULE, ask.span, message);
        report.push(finding.with_hint(Message::new("hint-ungrounded-decision")));
    }
}

fn has_implications(decision: &Decision) -> bool {
    decision.cost.is_some()
        || decision.yearly.is_some()
        || decision.staff.is_some()
        || !decision.communes.is_empty()
}
