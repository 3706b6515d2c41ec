//! How the voices of a deck were chosen, counting as kept only those that its audience is shown.

use super::held_back::GatedItem;
use super::plan::DeckPlan;
use super::shown::ShownItems;
use crate::narrative::{Selection, Voice};
use crate::source::Spanned;

/// The selections of a deck. A voice held back, or on slides for other audiences only, is not counted.
pub fn adjusted_selections(plan: &DeckPlan, shown: &ShownItems) -> Vec<Selection> {
    let written = &plan.folder.narratives.selections;
    let missing = voices_not_shown(plan, shown);
    let is_only_one = written.len() == 1;
    let counted = written.iter().map(|selection| {
        let is_of = |voice: &&&Voice| is_only_one || voice.span.source == selection.span.source;
        let own: Vec<_> = missing.iter().filter(is_of).collect();
        let critical = own.iter().filter(|voice| voice.is_critical());
        Selection {
            kept: subtract_count(selection.kept, own.len()),
            critical: selection.critical.map(|known| subtract_count(known, critical.count())),
            ..selection.clone()
        }
    });
    counted.collect()
}

/// The deck's own voices that its audience is not shown, each once.
fn voices_not_shown<'a>(plan: &DeckPlan<'a>, shown: &ShownItems) -> Vec<&'a Voice> {
    let held = plan.held_back.iter().filter_map(|held| match held.what {
        GatedItem::Voice(voice) => Some(voice),
        GatedItem::Photo(_) => None,
    });
    let elsewhere = plan.elsewhere.iter();
    let elsewhere = elsewhere.flat_map(|planned| planned.voices().iter().copied());
    let own = &plan.folder.narratives.voices;
    let is_own = |voice: &&Voice| own.iter().any(|known| std::ptr::eq(known, *voice));
    let is_missing = |voice: &&Voice| !shown.shows_voice(&voice.id.value);
    let mut voices: Vec<&Voice> = held.chain(elsewhere).filter(is_own).filter(is_missing).collect();
    voices.sort_by_key(|voice| voice.span);
    voices.dedup_by_key(|voice| voice.span);
    voices
}

fn subtract_count(count: Spanned<u64>, by: usize) -> Spanned<u64> {
    count.map(|count| count.saturating_sub(by as u64))
}

/// How all voices of a deck were chosen, when several teams chose.
pub fn combine_selections(selections: &[Selection]) -> Option<Selection> {
    let (first, rest) = selections.split_first()?;
    Some(rest.iter().fold(first.clone(), |sum, next| Selection {
        read: add_counts(sum.read, next.read),
        kept: add_counts(sum.kept, next.kept),
        critical: sum.critical.zip(next.critical).map(|(one, other)| add_counts(one, other)),
        ..sum
    }))
}

fn add_counts(one: Spanned<u64>, other: Spanned<u64>) -> Spanned<u64> {
    one.map(|count| count.saturating_add(other.value))
}
