//! A selection whose numbers are not those of the voices written.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::{Selection, Voice};
use crate::project::DeckFolder;
use crate::source::Spanned;

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
    let readable = context
        .project
        .decks
        .iter()
        .filter(|folder| folder.is_readable);
    for folder in readable {
        for selection in &folder.narratives.selections {
            if let Some(voices) = voices_of(selection, folder) {
                compare(selection, &voices, report);
            }
        }
    }
}

/// The voices a selection is about: those of its file when each file has its own, all when it is the only one.
fn voices_of<'a>(selection: &Selection, folder: &'a DeckFolder) -> Option<Vec<&'a Voice>> {
    let narratives = &folder.narratives;
    let files = narratives.selections.iter().map(|known| known.span.source);
    let files: Vec<_> = files.collect();
    let is_alone = files.len() == 1;
    let each_has_its_own = narratives
        .voices
        .iter()
        .all(|voice| files.contains(&voice.span.source));
    let belongs = |voice: &&Voice| is_alone || voice.span.source == selection.span.source;
    (is_alone || each_has_its_own).then(|| narratives.voices.iter().filter(belongs).collect())
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
