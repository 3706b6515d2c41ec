//! A signal of the annex: how loud, since when, how many people, the voices that carry it, what speaks against it, and
//! what the observatory says.

use super::{AnnexEntry, Detail};
use crate::deck::compose::{Composer, Line};
use crate::deck::evidence::Evidence;
use crate::deck::shown::ShownItems;
use crate::deck::slides::signal::{format_observation, format_signal_counts};
use crate::narrative::{Figure, Signal, Voice};

/// The entry that proves a signal, with `figure`, which the observatory compares it with.
pub fn compose_entry(
    composer: &mut Composer,
    (signal, figure): (&Signal, Option<&Figure>),
    shown: &ShownItems,
) -> AnnexEntry {
    let own = signal.language.as_ref();
    let term = composer.line(signal.title.as_ref().unwrap_or(&signal.heard), own);
    let mut details = vec![Detail::without_label(compose_heard_line(composer, signal))];
    details.extend(compose_carrying_voices(composer, signal, shown));
    if let Some(against) = &signal.against {
        let against = composer.line(against, own);
        details.push(Detail::with_label(composer, "annex-against", against));
    }
    if let Some(observatory) = &signal.observatory {
        let words = format_observation(composer, observatory, figure);
        let line = composer.program_line(&words);
        details.push(Detail::with_label(composer, "annex-observatory", line));
    }
    AnnexEntry::of_evidence(Evidence::Signal(signal), term, details)
}

/// "Echo · June 2026 – August 2026 · 27 different people, 41 messages, at the front desk".
fn compose_heard_line(composer: &Composer, signal: &Signal) -> Line {
    let stage = composer.choice_name("stages", signal.stage.value.key());
    let mut parts = vec![composer.program_line(&stage).capitalised()];
    let mut months: Vec<String> = [signal.first, signal.last]
        .into_iter()
        .flatten()
        .map(|date| composer.format_month(date))
        .collect();
    // A signal first and last heard in the same month names it once.
    months.dedup();
    if !months.is_empty() {
        parts.push(composer.program_line(&months.join(" – ")));
    }
    parts.push(composer.program_line(&format_signal_counts(composer, signal)));
    composer.join_lines(parts)
}

/// The voices that carry the signal, each leading to its row in the annex; voices that no slide shows are left out.
fn compose_carrying_voices(
    composer: &Composer,
    signal: &Signal,
    shown: &ShownItems,
) -> Option<Detail> {
    let named = |voice: &&&Voice| {
        let mut ids = signal.voices.iter();
        ids.any(|id| id.value == voice.id.value)
    };
    let voices = shown.voices.iter().filter(named);
    let lines: Vec<Line> = voices
        .map(|voice| composer.link_within_annex(Evidence::Voice(voice), &voice.id.value))
        .collect();
    (!lines.is_empty())
        .then(|| Detail::with_label(composer, "annex-carried", composer.join_lines(lines)))
}
