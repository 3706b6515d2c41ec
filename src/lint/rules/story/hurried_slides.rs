//! More slides than the meeting has minutes.

use crate::deck::Shows;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("hurried-slides", Story, Warning, check);

/// The least time a slide needs, in seconds (Alley and Neeley, 2005).
const LEAST: u64 = 60;

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let Some(minutes) = showing.file.meeting.minutes else {
            continue;
        };
        let spoken = showing.slides.iter().filter(|planned| is_spoken(&planned.shows));
        let slides = spoken.count() as u64;
        let seconds = minutes.value.saturating_mul(60) / slides.max(1);
        if seconds < LEAST && slides > 0 {
            let message = Message::new("hurried-slides")
                .with("slides", slides)
                .with("minutes", minutes.value)
                .with("seconds", seconds);
            let finding = Finding::new(&RULE, minutes.span, message);
            report.push(finding.with_hint(Message::new("hint-hurried-slides")));
        }
    }
}

/// Whether somebody speaks while a slide is shown: covers, chapters and photos pass
/// quickly, and the annex is read afterwards.
fn is_spoken(shows: &Shows) -> bool {
    !matches!(
        shows,
        Shows::Cover(_)
            | Shows::Agenda(_)
            | Shows::Chapter(_)
            | Shows::Contact(_)
            | Shows::Photo(_)
            | Shows::Photos(_)
            | Shows::Annex(_)
    )
}
