//! What decks ask to show and may not, for the rules that say why.

use super::{Context, Showing, deck_of};
use crate::deck::{GatedItem, HeldBack};
use crate::finding::{Finding, Message, Report, Rule};
use crate::gate::{Barrier, Reason};
use crate::source::Span;

/// A voice or a photo that a deck asks to show, and one thing that keeps it back.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeldItem<'c, 'a> {
    /// The deck.
    showing: &'c Showing<'a>,
    held: &'c HeldBack<'a>,
    barrier: Barrier,
}

impl<'a> Context<'a> {
    /// What decks ask to show and may not. That something is not meant for an audience other than the meeting's is no
    /// fault of what is written: the summary of the build tells it.
    pub(super) fn held_back<'c>(&'c self) -> impl Iterator<Item = HeldItem<'c, 'a>> {
        let all = self.showings.iter().flat_map(|showing| {
            let of = move |held: &'c HeldBack<'a>| {
                let barriers = held.barriers.iter();
                barriers.map(move |barrier| HeldItem { showing, held, barrier: *barrier })
            };
            showing.held_back.iter().flat_map(of)
        });
        all.filter(|held| held.is_fault())
    }
}

impl<'a> HeldItem<'_, 'a> {
    /// Why it is held back.
    pub(super) fn reason(&self) -> Reason {
        self.barrier.reason
    }

    /// Whether it is a voice; a photo otherwise.
    pub(super) fn is_voice(&self) -> bool {
        matches!(self.held.what, GatedItem::Voice(_))
    }

    fn is_fault(&self) -> bool {
        let own = self.showing.file.meeting.default_audience();
        self.reason() != Reason::OtherAudience || self.showing.audience == own
    }

    /// A finding that says so in a message, with the days and the audience it may speak of.
    pub(super) fn report_barrier(
        &self,
        rule: &'static Rule,
        (message, hint): (&'static str, &'static str),
        context: &Context,
        report: &mut Report,
    ) {
        let day = self.reason().day().map(|day| day.to_string());
        let message = Message::new(message)
            .with("day", day.unwrap_or_default())
            .with("meeting", self.showing.file.meeting.date.value.to_string())
            .with_kind("audience", self.showing.audience.key());
        let finding = Finding::new(rule, self.finding_span(context), message);
        report.push(finding.with_hint(Message::new(hint)));
    }

    /// Where it is written; where it is asked for when it is written in another deck.
    fn finding_span(&self, context: &Context) -> Span {
        let source = context.sources.get(self.barrier.span.source);
        match deck_of(&source.path, context.project) {
            Some(deck) if deck == self.showing.folder.path => self.barrier.span,
            _ => self.held.asked,
        }
    }
}
