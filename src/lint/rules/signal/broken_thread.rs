//! A signal that jumps more than one stage from one deck to the next, or disappears without a word.

use std::collections::{HashMap, HashSet};

use crate::deck::previous_deck;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::{Context, Showing};
use crate::narrative::Signal;

pub static RULE: Rule = rule!("broken-thread", Signal, Warning, check);

fn check(context: &Context, report: &mut Report) {
    // The signal that another continues may be in any earlier deck, not only in the one just before.
    let known: HashMap<&str, &Signal> =
        context.signals().map(|signal| (signal.id.value.as_str(), signal)).collect();
    for signal in context.signals() {
        let earlier = signal.earlier.as_ref();
        if let Some(before) = earlier.and_then(|id| known.get(id.value.as_str())) {
            report_stage_leap(before, signal, context, report);
        }
    }
    let readable = |showing: &&Showing| showing.folder.is_readable;
    for showing in context.showings.iter().filter(readable) {
        report_lost_signals(showing, context, report);
    }
}

/// Reports a step of more than one stage between two decks.
fn report_stage_leap(before: &Signal, signal: &Signal, context: &Context, report: &mut Report) {
    let (from, to) = (&before.stage, &signal.stage);
    let (Some(start), Some(end)) = (from.value.loudness(), to.value.loudness()) else {
        return;
    };
    if start.abs_diff(end) > 1 {
        let message = Message::new("stage-leap")
            .with("from", context.sources.slice(from.span))
            .with("to", context.sources.slice(to.span));
        let finding = Finding::new(&RULE, to.span, message)
            .with_label(from.span, Message::new("label-stage-before"))
            .with_hint(Message::new("hint-stage-leap"));
        report.push(finding);
    }
}

/// Reports loud signals of the previous deck that no signal of this deck continues.
fn report_lost_signals(showing: &Showing, context: &Context, report: &mut Report) {
    let Some(deck) = previous_deck(context.project, showing.folder, showing.file) else {
        return;
    };
    let here = &showing.folder.narratives.signals;
    let followed: HashSet<&str> =
        here.iter().filter_map(|signal| Some(signal.earlier.as_ref()?.value.as_str())).collect();
    for signal in &deck.narratives.signals {
        let id = signal.id.value.as_str();
        if signal.is_loud() && !followed.contains(id) {
            let message = Message::new("signal-gone").with("id", id);
            let hint = Message::new("hint-signal-gone").with("id", id);
            let finding = Finding::new(&RULE, showing.file.title.span, message)
                .with_label(signal.id.span, Message::new("label-signal-before"));
            report.push(finding.with_hint(hint));
        }
    }
}
