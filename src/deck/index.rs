//! Everything a project's narratives hold, by id.

use std::collections::HashMap;

use crate::finding::rules::DUPLICATE_ID;
use crate::finding::{Finding, Message, Report};
use crate::narrative::{Decision, Figure, Signal, Story, Text, Voice};
use crate::project::Project;
use crate::source::Spanned;

/// Everything a project's narratives hold, by id; of two with the same id, the first by path.
#[derive(Debug, Default)]
pub struct Index<'a> {
    /// Stories.
    pub stories: HashMap<&'a str, &'a Story>,
    /// Voices.
    pub voices: HashMap<&'a str, &'a Voice>,
    /// Figures.
    pub figures: HashMap<&'a str, &'a Figure>,
    /// Signals.
    pub signals: HashMap<&'a str, &'a Signal>,
    /// Decisions asked, not their follow-up.
    pub decisions: HashMap<&'a str, &'a Decision>,
}

impl<'a> Index<'a> {
    /// The index of a project; an id given twice is a finding.
    pub fn of(project: &'a Project, report: &mut Report) -> Self {
        let mut index = Self::default();
        for deck in &project.decks {
            let narratives = &deck.narratives;
            narratives.stories.iter().for_each(|story| {
                keep(
                    &mut index.stories,
                    &story.id,
                    story,
                    |story| &story.id,
                    // An id that nobody wrote is the name of the file.
                    if story.id.span == story.title.span {
                        "hint-default-id"
                    } else {
                        "hint-duplicate-id"
                    },
                    report,
                )
            });
            narratives.voices.iter().for_each(|voice| {
                keep(
                    &mut index.voices,
                    &voice.id,
                    voice,
                    |voice| &voice.id,
                    "hint-duplicate-id",
                    report,
                )
            });
            narratives.figures.iter().for_each(|figure| {
                keep(
                    &mut index.figures,
                    &figure.id,
                    figure,
                    |figure| &figure.id,
                    "hint-duplicate-id",
                    report,
                )
            });
            narratives.signals.iter().for_each(|signal| {
                keep(
                    &mut index.signals,
                    &signal.id,
                    signal,
                    |signal| &signal.id,
                    "hint-duplicate-id",
                    report,
                )
            });
            let asked = narratives
                .decisions
                .iter()
                .filter(|decision| !decision.is_followed_up());
            asked.for_each(|decision| {
                keep(
                    &mut index.decisions,
                    &decision.id,
                    decision,
                    |decision| &decision.id,
                    "hint-duplicate-id",
                    report,
                )
            });
        }
        index
    }

    /// What a decision asks, wherever it was written.
    pub fn ask(&self, decision: &'a Decision) -> Option<&'a Text> {
        decision
            .ask
            .as_ref()
            .or_else(|| self.decisions.get(decision.id.value.as_str())?.ask.as_ref())
    }
}

fn keep<'a, T>(
    map: &mut HashMap<&'a str, &'a T>,
    id: &'a Spanned<String>,
    thing: &'a T,
    id_of: fn(&T) -> &Spanned<String>,
    hint: &'static str,
    report: &mut Report,
) {
    match map.get(id.value.as_str()) {
        None => {
            map.insert(&id.value, thing);
        }
        Some(first) => {
            let finding = Finding::new(
                &DUPLICATE_ID,
                id.span,
                Message::new("duplicate-id").with("id", id.value.as_str()),
            )
            .label(id_of(first).span, Message::new("label-first"))
            .hint(Message::new(hint));
            report.push(finding);
        }
    }
}
