//! A selection whose numbers are not those of the voices written.

use std::collections::HashMap;

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::{Selection, Voice};
use crate::source::{SourceId, Spanned};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("miscounted-selection.md"),
        fr: include_str!("miscounted-selection.fr.md"),
    },
};

static RULE: Rule = Rule::new("miscounted-selection", Category::Voice, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    let decks = context.project.decks.iter();
    for folder in decks.filter(|folder| folder.is_readable) {
        let narratives = &folder.narratives;
        if let [selection] = &narratives.selections[..] {
            compare(
                selection,
                &narratives.voices.iter().collect::<Vec<_>>(),
                report,
            );
            continue;
        }
        let files = by_file(&narratives.voices);
        let own = |selection: &Selection| files.get(&selection.span.source);
        let selected = narratives
            .selections
            .iter()
            .filter(|selection| own(selection).is_some());
        // Of several selections, each is about the voices of its own file; a file without one may belong to any.
        if selected.count() == files.len() {
            for selection in &narratives.selections {
                compare(selection, own(selection).map_or(&[], Vec::as_slice), report);
            }
        }
    }
}

fn by_file(voices: &[Voice]) -> HashMap<SourceId, Vec<&Voice>> {
    let mut files: HashMap<SourceId, Vec<&Voice>> = HashMap::new();
    for voice in voices {
        files.entry(voice.span.source).or_default().push(voice);
    }
    files
}

fn compare(selection: &Selection, voices: &[&Voice], report: &mut Report) {
    let mut tell = |key, said: Spanned<u64>, found: u64| {
        let message = Message::new(key)
            .with("said", said.value)
            .with("found", found);
        let finding = Finding::new(&RULE, said.span, message);
        report.push(finding.hint(Message::new("hint-miscounted-selection")));
    };
    let (read, kept) = (selection.read, selection.kept);
    if kept.value != voices.len() as u64 {
        tell("miscounted-kept", kept, voices.len() as u64);
    } else if read.value < kept.value {
        tell("kept-more-than-read", read, kept.value);
    }
    if let Some(critical) = selection.critical {
        let found = voices
            .iter()
            .filter(|voice| voice.is_meant("critical"))
            .count() as u64;
        let all_have_a_tone = voices.iter().all(|voice| voice.tone.is_some());
        if critical.value < found || (critical.value > found && all_have_a_tone) {
            tell("miscounted-critical", critical, found);
        }
    }
}
