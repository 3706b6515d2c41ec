//! The slides of a story: what stands beside it, and what follows on slides of its own.

use super::Planner;
use crate::deck::held_back::GatedItem;
use crate::deck::planned::Shows;
use crate::deck::shown::ShownItems;
use crate::deck::slides::{PlannedStory, PlannedVoices};
use crate::finding::rules::NOT_SHOWN;
use crate::finding::{Finding, Message, Severity};
use crate::narrative::{Figure, Options, Story, Voice};
use crate::project::Theme;
use crate::source::{Span, Spanned};

/// How much the slides of a theme hold.
pub(super) struct SlideRoom {
    /// Beside a story: a photo, a voice or a figure takes one place, a voice with its translation two.
    pub beside: usize,
    /// Voices on one slide.
    pub voices: usize,
}

impl SlideRoom {
    /// The room of a theme. In large type a story stands alone; its voices and figures have slides of their own.
    pub fn for_theme(theme: Theme) -> Self {
        match theme {
            Theme::Default => Self { beside: 2, voices: 4 },
            Theme::Large => Self { beside: 0, voices: 2 },
        }
    }
}

/// What a story uses and has no room for, by the id written there.
#[derive(Debug, Clone, Copy)]
pub(super) enum LeftOut<'a> {
    /// A voice.
    Voice(&'a Spanned<String>),
    /// A figure.
    Figure(&'a Spanned<String>),
}

impl<'a> Planner<'a, '_> {
    /// A story, among the slides for other audiences if it is for them.
    pub(in crate::deck) fn plan_story(
        &mut self,
        story: &'a Story,
        options: &Options,
        origin: Span,
    ) {
        if self.audience.is_among(&story.audience) {
            self.add_story_slides(story, options, origin);
        } else {
            self.plan_for_others(|planner| planner.add_story_slides(story, options, origin));
        }
    }

    /// A story with a photo and a voice or two voices beside it. What is left over follows on slides of its own, unless a
    /// running order decides what is shown.
    pub(super) fn add_story_slides(&mut self, story: &'a Story, options: &Options, origin: Span) {
        let mut voices = self.find_voices(&story.voices);
        let photo = story.photo.as_ref();
        let photo = photo.filter(|photo| self.may_show(GatedItem::Photo(photo), photo.span));
        let photos = usize::from(photo.is_some());
        let room = self.room.beside.saturating_sub(photos);
        let (beside, taken) = count_voices_beside(&voices, room);
        let rest = voices.split_off(beside);
        let mut figures = self.find_figures(&story.figures);
        figures.retain(|figure| !self.own_slides.contains(figure.id.value.as_str()));
        // `taken` is at most `room`, so this does not go below zero.
        let more = figures.split_off(figures.len().min(room - taken));
        let shows = Shows::Story(PlannedStory { story, voices, figures });
        self.add_slide(shows, options, origin);
        if let Some(slide) = self.planned.last_mut() {
            slide.beside = photo;
        }
        // In a running order, what a deck shows is decided by those who write it; large type has no room beside any story.
        if self.file.order.is_some() && self.room.beside > 0 {
            self.leave_out(story, &rest, &more);
            return;
        }
        self.add_voice_slides(rest, &Options::default(), origin);
        for figure in more {
            self.add_figure_slide(figure, &Options::default(), origin);
        }
    }

    /// Remembers what has no room beside a story, to tell it unless a slide shows it.
    fn leave_out(&mut self, story: &'a Story, voices: &[&'a Voice], figures: &[&'a Figure]) {
        if self.is_aside {
            return;
        }
        let is_voice = |id: &&Spanned<String>| voices.iter().any(|it| it.id.value == id.value);
        let is_figure = |id: &&Spanned<String>| figures.iter().any(|it| it.id.value == id.value);
        self.left_out.extend(story.voices.iter().filter(is_voice).map(LeftOut::Voice));
        self.left_out.extend(story.figures.iter().filter(is_figure).map(LeftOut::Figure));
    }

    /// Tells what stories use, had no room beside them, and is on no slide.
    pub(super) fn report_left_out(&mut self) {
        let shown = ShownItems::from_slides(&self.planned);
        for left in std::mem::take(&mut self.left_out) {
            let (id, is_shown, message, hint) = match left {
                LeftOut::Voice(id) => (
                    id,
                    shown.shows_voice(&id.value),
                    "voice-without-room",
                    "hint-voice-without-room",
                ),
                LeftOut::Figure(id) => (
                    id,
                    shown.shows_figure(&id.value),
                    "figure-without-room",
                    "hint-figure-without-room",
                ),
            };
            if is_shown {
                continue;
            }
            let named = |key| Message::new(key).with("id", id.value.as_str());
            // What somebody chose to tell and nobody would see weighs more than an entry with nothing to show.
            let finding = Finding {
                severity: Severity::Warning,
                ..Finding::new(&NOT_SHOWN, id.span, named(message))
            };
            self.report.push(finding.with_hint(named(hint)));
        }
    }

    /// Slides of as many voices as they hold, as even as can be.
    pub(in crate::deck) fn add_voice_slides(
        &mut self,
        voices: Vec<&'a Voice>,
        options: &Options,
        origin: Span,
    ) {
        if voices.is_empty() {
            return;
        }
        // Five voices on slides of four make three and two, not four and one.
        let slides = voices.len().div_ceil(self.room.voices);
        for chunk in voices.chunks(voices.len().div_ceil(slides)) {
            let shows = Shows::Voices(PlannedVoices { voices: chunk.to_vec() });
            self.add_slide(shows, options, origin);
        }
    }
}

/// How many of some voices stand beside a story, and how many of the places left they take.
fn count_voices_beside(voices: &[&Voice], room: usize) -> (usize, usize) {
    let mut taken = 0;
    // Voices keep their order: where one does not fit, a shorter one behind it does not take its place.
    for (count, voice) in voices.iter().enumerate() {
        let places = if voice.translation.is_some() { 2 } else { 1 };
        if taken + places > room {
            return (count, taken);
        }
        taken += places;
    }
    (voices.len(), taken)
}
