//! A signal of the annex: how loud, since when, how many people, the voices that carry it, what speaks against it, and
//! what the observatory says.

use super::{AnnexEntry, Detail};
use crate::deck::compose::{Composer, Line};
use crate::deck::evidence::Evidence;
use crate::deck::shown::Shown;
use crate::deck::slides::signal::{counted, observation};
use crate::narrative::{Figure, Signal, Voice};

/// The entry of a signal and of what the observatory says of it.
pub fn entry(
    composer: &mut Composer,
    (signal, figure): (&Signal, Option<&Figure>),
    shown: &Shown,
) -> AnnexEntry {
    let own = signal.language.as_ref();
    let term = composer.line(signal.title.as_ref().unwrap_or(&signal.heard), own);
    let mut details = vec![Detail::plain(heard(composer, signal))];
    details.extend(carried(composer, signal, shown));
    if let Some(against) = &signal.against {
        let against = composer.line(against, own);
        details.push(Detail::labelled(composer, "annex-against", against));
    }
    if let Some(observatory) = &signal.observatory {
        let words = observation(composer, observatory, figure);
        let line = composer.said(&words);
        details.push(Detail::labelled(composer, "annex-observatory", line));
    }
    AnnexEntry::proving(Evidence::Signal(signal), term, details)
}

/// "Echo · June 2026 – August 2026 · 27 different people, 41 messages, at the front desk".
fn heard(composer: &Composer, signal: &Signal) -> Line {
    let stage = composer.choice("stages", signal.stage.value.key());
    let mut parts = vec![composer.said(&stage).capitalised()];
    let mut months: Vec<String> = [signal.first, signal.last]
        .into_iter()
        .flatten()
        .map(|date| composer.month(date))
        .collect();
    months.dedup();
    if !months.is_empty() {
        parts.push(composer.said(&months.join(" – ")));
    }
    parts.push(composer.said(&counted(composer, signal)));
    composer.joined(parts)
}

/// The voices that carry it, each leading to its row; those that no slide shows are not named.
fn carried(composer: &Composer, signal: &Signal, shown: &Shown) -> Option<Detail> {
    let named = |voice: &&&Voice| {
        let mut ids = signal.voices.iter();
        ids.any(|id| id.value == voice.id.value)
    };
    let voices = shown.voices.iter().filter(named);
    let lines: Vec<Line> =
        voices.map(|voice| composer.entry(Evidence::Voice(voice), &voice.id.value)).collect();
    (!lines.is_empty()).then(|| Detail::labelled(composer, "annex-carried", composer.joined(lines)))
}
