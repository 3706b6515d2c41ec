//! What one deck may say to its audience: what is held back from it, what its speaker says, what it quotes.

use crate::deck::{Output, Planned, Quote, Shown, quotes};
use crate::narrative::{Audience, DeckFile, Entry, Kind};
use crate::project::{DeckFolder, Project};
use crate::source::Span;

/// What one deck may say to its audience.
#[derive(Debug, Default)]
pub struct Remit {
    /// The voices, stories and slides for others, whole.
    pub held: Vec<Span>,
    /// The notes that go with its slides.
    pub spoken: Vec<Span>,
    /// The quotes its slides show.
    pub quotes: Vec<Quote>,
}

impl Remit {
    /// The remit of a deck's slides.
    pub fn of(
        project: &Project,
        folder: &DeckFolder,
        file: &DeckFile,
        planned: &[Planned],
    ) -> Self {
        let language = file.language.unwrap_or(project.settings.language);
        let audience = match file.meeting.public {
            true => Audience::Public,
            false => Audience::Board,
        };
        let gate = Gate {
            project,
            folder,
            audience,
        };
        let mut held = gate.held();
        held.extend(gate.only_for_others(file, &Shown::of(planned)));
        let spoken = planned.iter().flat_map(|planned| {
            let told = planned.story().and_then(|story| story.notes.as_ref());
            planned.options.notes.iter().chain(told)
        });
        Self {
            held,
            spoken: spoken.map(|text| text.span).collect(),
            quotes: quotes(planned, language),
        }
    }

    /// The notes that a document may say: those of the script alone.
    pub fn spoken_in(&self, output: Output) -> &[Span] {
        match output {
            Output::Script => &self.spoken,
            _ => &[],
        }
    }
}

/// Who is on the other side of a document.
struct Gate<'a> {
    project: &'a Project,
    folder: &'a DeckFolder,
    audience: Audience,
}

impl Gate<'_> {
    fn is_for(&self, audiences: &[Audience]) -> bool {
        audiences.is_empty() || audiences.contains(&self.audience)
    }

    /// What says of itself that it is for others, in every deck.
    fn held(&self) -> Vec<Span> {
        let mut held = Vec::new();
        for deck in &self.project.decks {
            let voices = deck.narratives.voices.iter();
            let voices = voices.filter(|voice| !self.is_for(&voice.consent.audiences));
            held.extend(voices.map(|voice| voice.span));
            let stories = deck.narratives.stories.iter();
            let stories = stories.filter(|story| !self.is_for(&story.audience));
            held.extend(stories.map(|story| story.span));
            let entries = deck.file.iter().flat_map(DeckFile::entries);
            let entries = entries.filter(|entry| !self.is_for(&entry.options.audience));
            held.extend(entries.map(|entry| entry.span));
        }
        held
    }

    /// What a deck shows on slides for others, and on no slide for this audience.
    fn only_for_others(&self, file: &DeckFile, shown: &Shown) -> Vec<Span> {
        let entries = file.entries().into_iter();
        let mut closed = entries.filter(|entry| !self.is_for(&entry.options.audience));
        let mut held = Vec::new();
        closed
            .by_ref()
            .for_each(|entry| self.named(entry, shown, &mut held));
        held
    }

    /// What an entry names, and those in it if it is a chapter, that is not shown.
    fn named(&self, entry: &Entry, shown: &Shown, held: &mut Vec<Span>) {
        let own = &self.folder.narratives;
        let all = || self.project.decks.iter().map(|deck| &deck.narratives);
        match &entry.kind {
            Kind::Chapter(_, slides) => slides
                .iter()
                .for_each(|entry| self.named(entry, shown, held)),
            Kind::Story(id) if !shown.shows_story(&id.value) => {
                let stories = all().flat_map(|narratives| &narratives.stories);
                let named = stories.filter(|story| story.id.value == id.value);
                held.extend(named.map(|story| story.span));
            }
            Kind::Voices(ids) => {
                let voices = all().flat_map(|narratives| &narratives.voices);
                let named = voices.filter(|voice| {
                    let is_it = ids.iter().any(|id| id.value == voice.id.value);
                    is_it && !shown.voices.contains(voice.id.value.as_str())
                });
                held.extend(named.map(|voice| voice.span));
            }
            Kind::Figure(id) => {
                let figures = all().flat_map(|narratives| &narratives.figures);
                let named = figures.filter(|figure| figure.id.value == id.value);
                let is_shown = |known: &Span| shown.figures.iter().any(|one| one.span == *known);
                let spans = named.map(|figure| figure.span);
                held.extend(spans.filter(|span| !is_shown(span)));
            }
            Kind::Signal(_) | Kind::Signals => {
                let signals = own.signals.iter().filter(|signal| {
                    let id = signal.id.value.as_str();
                    let is_named = match &entry.kind {
                        Kind::Signal(named) => named.value == id,
                        _ => true,
                    };
                    is_named && !shown.signals.contains(id)
                });
                held.extend(signals.map(|signal| signal.span));
            }
            Kind::Doubts if !shown.doubts => {
                held.extend(own.doubts.iter().map(|doubt| doubt.span));
            }
            Kind::Spending if !shown.spending => {
                held.extend(own.spending.iter().map(|spent| spent.span));
            }
            _ => {}
        }
    }
}
