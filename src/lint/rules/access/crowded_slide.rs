//! More points, photos or partners' logos than a slide can show.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{MOST_PARTNERS, MOST_PHOTOS, SlideKind};

pub static RULE: Rule = rule!("crowded-slide", Access, Warning, check);

/// The most points of a slide: an audience keeps about that many in mind (Miller, 1956).
const MOST_POINTS: usize = 7;

fn check(context: &Context, report: &mut Report) {
    for points in context.points() {
        if let Some(beyond) = points.list.get(MOST_POINTS) {
            let message = Message::new("crowded-points")
                .with("points", points.list.len())
                .with("most", MOST_POINTS);
            let finding = Finding::new(&RULE, beyond.span, message);
            report.push(finding.with_hint(Message::new("hint-crowded-points")));
        }
    }
    for entry in context.entries() {
        if let SlideKind::Photos(photos) = &entry.kind
            && let Some(beyond) = photos.get(MOST_PHOTOS)
        {
            let message = Message::new("crowded-photos")
                .with("photos", photos.len())
                .with("most", MOST_PHOTOS);
            let finding = Finding::new(&RULE, beyond.span, message);
            report.push(finding.with_hint(Message::new("hint-crowded-photos")));
        }
    }
    let of_decks = context.showings.iter().map(|showing| &showing.file.partners);
    for partners in of_decks.chain([&context.project.settings.partners]) {
        if let Some(beyond) = partners.get(MOST_PARTNERS) {
            let message = Message::new("crowded-partners")
                .with("partners", partners.len())
                .with("most", MOST_PARTNERS);
            let finding = Finding::new(&RULE, beyond.name.span, message);
            report.push(finding.with_hint(Message::new("hint-crowded-partners")));
        }
    }
}
