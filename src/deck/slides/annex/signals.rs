//! A signal of the annex: how loud, since when, how many people, the voices that carry it, what speaks against it, and
//! what the observatory says. The stages are explained once, after all signals.

use super::{AnnexEntry, Detail};
use crate::deck::compose::{Composer, Line};
use crate::deck::evidence::Evidence;
use crate::deck::shown::ShownItems;
use crate::deck::slides::signal::{
    HeardMonths, carrying_voices, format_observation, format_signal_counts,
};
use crate::narrative::{Figure, Signal};

/// What the stages mean, for those who see one on a slide.
pub fn compose_stages_entry(composer: &Composer) -> AnnexEntry {
    let term = composer.program_line(&composer.word("annex-stages"));
    AnnexEntry::new(term, composer.program_line(&composer.word("stages")))
}

/// The entry that proves a signal, with `figure`, which the observatory compares it with.
pub fn compose_entry(
    composer: &mut Composer,
    (signal, figure): (&Signal, Option<&Figure>),
    shown: &ShownItems,
) -> AnnexEntry {
    let own = signal.language.as_ref();
    let term = composer.capitalised_line(signal.title.as_ref().unwrap_or(&signal.heard), own);
    let mut details = vec![Detail::without_label(compose_heard_line(composer, signal, shown))];
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

/// "Recurring · messages: June 2026 – August 2026 · 27 different people, 41 messages, at the front desk".
fn compose_heard_line(composer: &Composer, signal: &Signal, shown: &ShownItems) -> Line {
    let stage = composer.choice_name("stages", signal.stage.value.key());
    let mut parts = vec![composer.program_line(&stage).capitalised()];
    let months = HeardMonths::of_signal(signal, shown).format(composer);
    parts.extend(months.map(|months| composer.program_line(&months)));
    parts.push(composer.program_line(&format_signal_counts(composer, signal)));
    composer.join_lines(parts)
}

/// The voices that carry the signal, each by its number, which leads to its row in the annex; voices that no slide shows are
/// left out.
fn compose_carrying_voices(
    composer: &Composer,
    signal: &Signal,
    shown: &ShownItems,
) -> Option<Detail> {
    let lines: Vec<Line> = carrying_voices(signal, shown)
        .map(|(number, voice)| {
            composer.link_within_annex(Evidence::Voice(voice), &number.to_string())
        })
        .collect();
    (!lines.is_empty())
        .then(|| Detail::with_label(composer, "annex-carried", composer.join_lines(lines)))
}
