//! A selection whose numbers do not match the voices used.

use std::collections::HashSet;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::rules::form::unused_entry::voices_used;
use crate::locale::InEach;
use crate::narrative::{CHANNELS, Selection, Voice};
use crate::schema::{Choice, Name};
use crate::source::{SourceId, Spanned};
use crate::text::fold_name;

pub static RULE: Rule = rule!("miscounted-selection", Voice, Warning, check);

fn check(context: &Context, report: &mut Report) {
    let used = voices_used(context);
    let decks = context.project.decks.iter();
    for folder in decks.filter(|folder| folder.is_readable) {
        let narratives = &folder.narratives;
        let voices = narratives.voices.iter();
        let voices: Vec<&Voice> =
            voices.filter(|voice| used.contains(voice.id.value.as_str())).collect();
        if let [selection] = &narratives.selections[..] {
            compare_counts(selection, &voices, report);
            continue;
        }
        let files = by_file(&narratives.voices);
        let own = |selection: &&Selection| files.contains(&selection.span.source);
        // With several selections, each is about the voices of its own file; a selection in a file without voices could
        // belong to any, so nothing is compared then.
        if narratives.selections.iter().filter(own).count() == files.len() {
            for selection in &narratives.selections {
                let is_own = |voice: &&Voice| voice.span.source == selection.span.source;
                let voices: Vec<&Voice> = voices.iter().copied().filter(is_own).collect();
                compare_counts(selection, &voices, report);
            }
        }
    }
}

fn by_file(voices: &[Voice]) -> HashSet<SourceId> {
    voices.iter().map(|voice| voice.span.source).collect()
}

fn compare_counts(selection: &Selection, voices: &[&Voice], report: &mut Report) {
    // Voices without a declared tone may be critical: so more critical voices than were found are a
    // fault only when every voice has its tone.
    let mut tell = |key, said: Spanned<u64>, found: u64| {
        let message = Message::new(key).with("said", said.value).with("found", found);
        let finding = Finding::new(&RULE, said.span, message);
        report.push(finding.with_hint(Message::new("hint-miscounted-selection")));
    };
    let (read, kept) = (selection.read, selection.kept);
    if kept.value != voices.len() as u64 {
        tell("miscounted-kept", kept, voices.len() as u64);
    } else if read.value < kept.value {
        tell("kept-more-than-read", read, kept.value);
    }
    if let Some(critical) = selection.critical {
        let found = voices.iter().filter(|voice| voice.is_critical()).count() as u64;
        let all_have_a_tone = voices.iter().all(|voice| voice.tone.is_some());
        if critical.value < found || (critical.value > found && all_have_a_tone) {
            tell("miscounted-critical", critical, found);
        }
    }
    if !selection.by_channel.is_empty() {
        let counts = selection.by_channel.iter().map(|(_, count)| count.value);
        let sum = counts.fold(0, u64::saturating_add);
        if sum != read.value {
            tell("miscounted-channels", read, sum);
        }
        check_channels(selection, voices, report);
    }
}

/// Reports each channel that more voices came through than messages were read there. A name in the selection that is no
/// channel's may be any channel, so an absent channel counts as zero only when all names are known.
fn check_channels(selection: &Selection, voices: &[&Voice], report: &mut Report) {
    let place = |name: &Name| {
        let mut named = selection.by_channel.iter();
        let is_it = |typed: &str| {
            [name.en, name.fr].iter().any(|known| fold_name(known) == fold_name(typed))
        };
        named.find(|(typed, _)| is_it(&typed.value)).map(|(_, count)| *count)
    };
    // As many channels found as names written means that every name is a channel's.
    let are_known = CHANNELS.iter().filter(|channel| place(&channel.name).is_some()).count();
    for Choice { value, name, .. } in &CHANNELS {
        let found = voices.iter().filter(|voice| voice.channel == Some(*value)).count() as u64;
        let read = match place(name) {
            Some(read) => read,
            None if are_known == selection.by_channel.len() => Spanned::new(0, selection.read.span),
            None => continue,
        };
        if found > read.value {
            let message = Message::new("miscounted-channel")
                .with("said", read.value)
                .with("found", found)
                .with_text("channel", InEach::new(|one| name.in_language(one).to_string()));
            let finding = Finding::new(&RULE, read.span, message);
            report.push(finding.with_hint(Message::new("hint-miscounted-selection")));
        }
    }
}
