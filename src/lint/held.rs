//! What decks ask to show and may not, for the rules that report why.

use super::{Context, Showing, deck_of};
use crate::deck::{GatedItem, HeldBack};
use crate::finding::{Finding, Message, Report, Rule};
use crate::gate::{Barrier, Reason};
use crate::source::Span;

/// A voice or a photo that a deck asks to show, and one barrier that keeps it back.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeldItem<'c, 'a> {
    /// The deck that asks for it.
    showing: &'c Showing<'a>,
    held: &'c HeldBack<'a>,
    barrier: Barrier,
}

impl<'a> Context<'a> {
    /// All that decks ask to show and may not, barrier by barrier. Left out is what is only not meant for an audience
    /// other than the meeting's: nothing written is at fault, and the summary of the build names it.
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
    /// The reason of the barrier.
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

    /// Reports the barrier under a rule; the message has blanks for the day and the audience.
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

    /// The place that causes the barrier, or the place that asks for the item when that is in another deck.
    fn finding_span(&self, context: &Context) -> Span {
        let source = context.sources.get(self.barrier.span.source);
        match deck_of(&source.path, context.project) {
            Some(deck) if deck == self.showing.folder.path => self.barrier.span,
            _ => self.held.asked,
        }
    }
}
