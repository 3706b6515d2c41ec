//! More figures in a deck than the organisation allows; those of one slide are left to `crowded-story`.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::{Context, Showing};
use crate::narrative::Figure;

pub static RULE: Rule = rule!("too-many-figures", Figure, Warning, check);

/// The most figures a deck shows, unless the policy says otherwise.
const IN_A_DECK: u64 = 8;

fn check(context: &Context, report: &mut Report) {
    let policy = &context.project.settings.policy;
    for showing in &context.showings {
        check_deck(showing, policy.figures_per_deck.unwrap_or(IN_A_DECK), report);
    }
}

fn check_deck(showing: &Showing, most: u64, report: &mut Report) {
    let figures = &showing.shown.figures;
    let own = |figure: &&&Figure| {
        showing.folder.narratives.figures.iter().any(|own| own.span == figure.span)
    };
    // The place is the first figure past the limit that this deck wrote itself; a
    // figure of another deck cannot be marked here.
    let past = figures.iter().skip(most as usize);
    if figures.len() as u64 > most {
        let span = past.into_iter().find(own).map(|figure| figure.id.span);
        let message = Message::new("too-many-figures-deck")
            .with("deck", showing.folder.name())
            .with("n", figures.len())
            .with("most", most);
        let finding = Finding::new(&RULE, span.unwrap_or(showing.file.title.span), message);
        report.push(finding.with_hint(Message::new("hint-too-many-figures-deck")));
    }
}
