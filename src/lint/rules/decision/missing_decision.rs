//! A deck for a board or a council that asks for no decision and does not declare that.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::{Context, Showing};
use crate::narrative::Occasion;

pub static RULE: Rule = rule!("missing-decision", Decision, Warning, check);

fn check(context: &Context, report: &mut Report) {
    let readable = |showing: &&Showing| showing.folder.is_readable;
    for showing in context.showings.iter().filter(readable) {
        let file = showing.file;
        let is_declared = file.no_decision.as_ref().filter(|flag| flag.value);
        let decisions = &showing.folder.narratives.decisions;
        // Decisions that are followed up were asked before; they ask for nothing now.
        let asks = decisions.iter().any(|decision| !decision.is_followed_up());
        let (span, message, hint) = match (&file.occasion, is_declared) {
            (_, Some(flag)) if asks => (flag.span, "decision-denied", "hint-decision-denied"),
            (Some(occasion), None) if !asks && is_for_decision(occasion.value) => {
                (occasion.span, "no-decision-asked", "hint-no-decision-asked")
            }
            _ => continue,
        };
        report.push(Finding::new(&RULE, span, Message::new(message)).with_hint(Message::new(hint)));
    }
}

fn is_for_decision(occasion: Occasion) -> bool {
    matches!(occasion, Occasion::Quarterly | Occasion::Council)
}
