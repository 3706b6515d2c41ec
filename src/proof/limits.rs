//! What one deck may say to its audience: what is held back from it, what its speaker says, what it quotes.

use crate::deck::{DeckPlan, Output, ShownItems, ShownQuote, UndrawnQuotes, collect_quotes};
use crate::gate;
use crate::narrative::{Audience, DeckFile, Photo};
use crate::project::Project;
use crate::source::Span;

/// What one deck may say to its audience.
#[derive(Debug, Default)]
pub struct AudienceLimits {
    /// The voices, photos, stories and slides that it is not shown, whole.
    pub held: Vec<Span>,
    /// The notes that go with its slides.
    pub spoken: Vec<Span>,
    /// The quotes its slides show.
    pub quotes: Vec<ShownQuote>,
}

impl AudienceLimits {
    /// The remit of a deck, but for the quotes that cannot be drawn; `printable` replaces what else no font can draw.
    pub fn from_plan(
        project: &Project,
        plan: &DeckPlan,
        undrawn: &UndrawnQuotes,
        printable: impl Fn(&str) -> String,
    ) -> Self {
        let mut held = collect_held_back(project, plan);
        held.extend(only_for_others(plan));
        let spoken = plan.slides.iter().flat_map(|planned| {
            let of_story = planned.story().and_then(|story| story.notes.as_ref());
            planned.options.notes.iter().chain(of_story)
        });
        let language = plan.file.language.unwrap_or(project.settings.language);
        let mut quotes = collect_quotes(&plan.slides, undrawn, language);
        let parts = quotes.iter_mut().flat_map(|quote| &mut quote.parts);
        parts.for_each(|part| *part = printable(part));
        Self { held, spoken: spoken.map(|text| text.span).collect(), quotes }
    }

    /// The notes that a document may say: those of the script alone.
    pub fn spoken_in(&self, output: Output) -> &[Span] {
        match output {
            Output::Script => &self.spoken,
            _ => &[],
        }
    }
}

/// What the gate or its own words hold back from an audience on the day of a meeting, in every deck of the project.
fn collect_held_back(project: &Project, plan: &DeckPlan) -> Vec<Span> {
    let (audience, day) = (plan.audience, plan.file.meeting.date.value);
    let is_for = |audiences: &[Audience]| audiences.is_empty() || audiences.contains(&audience);
    let mut held = Vec::new();
    for deck in &project.decks {
        let narratives = &deck.narratives;
        let voices = narratives.voices.iter();
        let voices = voices.filter(|voice| !gate::voice_barriers(voice, audience, day).is_empty());
        held.extend(voices.map(|voice| voice.span));
        let stories = narratives.stories.iter();
        let stories = stories.filter(|story| !is_for(&story.audience));
        held.extend(stories.map(|story| story.span));
        let entries = deck.file.iter().flat_map(DeckFile::all_entries);
        let entries = entries.filter(|entry| !is_for(&entry.options.audience));
        held.extend(entries.map(|entry| entry.span));
        let own = narratives.stories.iter().filter_map(|story| story.photo.as_ref());
        let photos = own.chain(deck.file.iter().flat_map(page_photos));
        let photos = photos.filter(|photo| !gate::photo_barriers(photo, audience, day).is_empty());
        held.extend(photos.map(|photo| photo.span));
    }
    held
}

/// The photo of the cover, and those that the entries of a running order hold.
fn page_photos(file: &DeckFile) -> Vec<&Photo> {
    let entries = file.all_entries().into_iter();
    file.photo.iter().chain(entries.flat_map(|entry| entry.kind.photos())).collect()
}

/// What a deck shows on slides for others, and on no slide for its own audience.
fn only_for_others(plan: &DeckPlan) -> Vec<Span> {
    let (shown, others) =
        (ShownItems::from_slides(&plan.slides), ShownItems::from_slides(&plan.elsewhere));
    let narratives = &plan.folder.narratives;
    let mut held = Vec::new();
    let stories = others.stories.iter();
    let stories = stories.filter(|story| !shown.shows_story(&story.id.value));
    held.extend(stories.map(|story| story.span));
    let voices = plan.elsewhere.iter().flat_map(|planned| planned.voices());
    let voices = voices.filter(|voice| !shown.shows_voice(&voice.id.value));
    held.extend(voices.map(|voice| voice.span));
    let figures = others.figures.iter().map(|figure| figure.span);
    let is_shown = |span: &Span| shown.figures.iter().any(|figure| figure.span == *span);
    held.extend(figures.filter(|span| !is_shown(span)));
    let signals = narratives.signals.iter().filter(|signal| {
        let id = signal.id.value.as_str();
        others.shows_signal(id) && !shown.shows_signal(id)
    });
    held.extend(signals.map(|signal| signal.span));
    let decisions = narratives.decisions.iter().filter(|decision| {
        let id = decision.id.value.as_str();
        others.decisions.contains(id) && !shown.decisions.contains(id)
    });
    held.extend(decisions.map(|decision| decision.span));
    if others.doubts && !shown.doubts {
        held.extend(narratives.doubts.iter().map(|doubt| doubt.span));
    }
    if others.spending && !shown.spending {
        held.extend(narratives.spending.iter().map(|spent| spent.span));
    }
    held
}
