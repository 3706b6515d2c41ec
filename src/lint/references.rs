//! What somebody wrote and no deck shows.

use std::collections::HashSet;

use crate::deck::Shown;
use crate::finding::rules::{NOT_SHOWN, UNUSED_ENTRY};
use crate::finding::{Finding, Message, Report};
use crate::project::{DeckFolder, Project};
use crate::source::{Span, Spanned};

/// Tells what no deck of the project shows, and what this version reads without showing it.
pub fn unused(project: &Project, shown: &[Shown], report: &mut Report) {
    let mut used = Used::default();
    for shown in shown {
        used.stories.extend(&shown.stories);
        used.voices.extend(&shown.voices);
        used.figures
            .extend(shown.figures.iter().map(|figure| figure.id.value.as_str()));
        used.signals.extend(&shown.signals);
        used.decisions.extend(&shown.decisions);
    }
    for deck in project.decks.iter().filter(|deck| deck.file.is_some()) {
        used.tell(deck, report);
        not_shown(deck, report);
    }
}

#[derive(Default)]
struct Used<'a> {
    stories: HashSet<&'a str>,
    voices: HashSet<&'a str>,
    figures: HashSet<&'a str>,
    signals: HashSet<&'a str>,
    decisions: HashSet<&'a str>,
}

impl Used<'_> {
    fn tell(&self, deck: &DeckFolder, report: &mut Report) {
        let narratives = &deck.narratives;
        // A voice or a figure that a signal or a story names serves there, even where a slide has no room for it.
        let carried = narratives
            .signals
            .iter()
            .flat_map(|signal| &signal.voices)
            .map(|id| id.value.as_str());
        let told = narratives
            .stories
            .iter()
            .flat_map(|story| &story.voices)
            .map(|id| id.value.as_str());
        let named: HashSet<&str> = carried.chain(told).collect();
        narratives
            .stories
            .iter()
            .for_each(|story| tell(&story.id, "story", &self.stories, report));
        let voices = narratives
            .voices
            .iter()
            .filter(|voice| !named.contains(voice.id.value.as_str()));
        voices.for_each(|voice| tell(&voice.id, "voice", &self.voices, report));
        narratives
            .figures
            .iter()
            .for_each(|figure| tell(&figure.id, "figure", &self.figures, report));
        narratives
            .signals
            .iter()
            .for_each(|signal| tell(&signal.id, "signal", &self.signals, report));
        let asked = narratives
            .decisions
            .iter()
            .filter(|decision| !decision.is_followed_up());
        asked.for_each(|decision| tell(&decision.id, "decision", &self.decisions, report));
    }
}

fn tell(id: &Spanned<String>, of: &'static str, used: &HashSet<&str>, report: &mut Report) {
    if used.contains(id.value.as_str()) {
        return;
    }
    let message = Message::new("unused-entry")
        .with("id", id.value.as_str())
        .kind("of", of);
    report.push(
        Finding::new(&UNUSED_ENTRY, id.span, message)
            .hint(Message::new("hint-unused-entry").kind("of", of)),
    );
}

fn not_shown(deck: &DeckFolder, report: &mut Report) {
    let mut say = |span: Option<Span>, key: &'static str| {
        if let Some(span) = span {
            report.push(Finding::new(&NOT_SHOWN, span, Message::new(key)));
        }
    };
    deck.narratives
        .figures
        .iter()
        .for_each(|figure| say(figure.chart, "chart-not-shown"));
}
