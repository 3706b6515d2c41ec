//! What opens and closes a deck: its cover, its agenda, its contact page.

use super::Planner;
use crate::deck::held_back::GatedItem;
use crate::deck::passages::count_passages;
use crate::deck::planned::Shows;
use crate::deck::slides::{PlannedContact, PlannedCover, has_contacts};
use crate::finding::rules::NOT_SHOWN;
use crate::finding::{Finding, Message};
use crate::narrative::{MOST_PARTNERS, Options, Partner};
use crate::source::Span;

/// The fewest parts of a deck that an agenda is worth a slide for.
const FEWEST_PARTS: usize = 2;

impl<'a> Planner<'a, '_> {
    /// The cover, with its photo when that may be shown, and the partners of the deck, else of the project.
    pub(in crate::deck) fn plan_cover(&mut self, options: &Options, origin: Span) {
        let photo = self.file.photo.as_ref();
        let photo = photo.filter(|photo| self.may_show(GatedItem::Photo(photo), photo.span));
        // One deck may have partners that the others have not.
        let own: &'a [Partner] = &self.file.partners;
        let partners = if own.is_empty() { &self.project.settings.partners } else { own };
        let partners = &partners[..partners.len().min(MOST_PARTNERS)];
        self.add_slide(Shows::Cover(PlannedCover { photo, partners }), options, origin);
    }

    /// The contact page, when the settings say how the organisation is reached.
    pub(in crate::deck) fn plan_contact(&mut self, options: &Options, origin: Span) {
        if has_contacts(&self.project.settings) {
            self.add_slide(Shows::Contact(PlannedContact), options, origin);
            return;
        }
        let finding = Finding::new(&NOT_SHOWN, origin, Message::new("nothing-to-show"));
        self.report.push(finding.with_hint(Message::new("hint-contact")));
    }

    /// Takes out the agenda of a deck that has no parts to name, and reports it.
    pub(super) fn drop_empty_agendas(&mut self) {
        if count_passages(&self.planned) >= FEWEST_PARTS {
            return;
        }
        // Only now are all parts known, as an agenda stands before them.
        let report = &mut *self.report;
        self.planned.retain(|planned| {
            let is_agenda = matches!(planned.shows, Shows::Agenda(_));
            if is_agenda {
                let finding =
                    Finding::new(&NOT_SHOWN, planned.origin, Message::new("nothing-to-show"));
                report.push(finding.with_hint(Message::new("hint-agenda")));
            }
            !is_agenda
        });
    }
}
