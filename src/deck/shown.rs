//! What the slides of a deck show, gathered once: the annex proves it, and rules ask what is left unshown.

use std::collections::HashSet;

use super::Counts;
use crate::narrative::{Answer, Decision, Figure, Signal, Story, Voice};
use crate::source::Spanned;

/// What some slides show, each thing once, in the order it is first shown.
#[derive(Debug, Default)]
pub struct ShownItems<'a> {
    /// Stories that a slide tells.
    pub stories: Vec<&'a Story>,
    /// Voices that are quoted, beside a story or on a slide of voices.
    pub voices: Vec<&'a Voice>,
    /// Figures that are shown, alone or beside a story or a signal.
    pub figures: Vec<&'a Figure>,
    /// Signals, each with what the observatory says of it.
    pub signals: Vec<(&'a Signal, Option<&'a Figure>)>,
    /// What the board is asked, by id: decisions, opinions, and what it takes note of.
    pub decisions: HashSet<&'a str>,
    /// Those of them that ask an opinion.
    opinions: HashSet<&'a str>,
    /// Those of them that the board takes note of.
    notes: HashSet<&'a str>,
    /// Whether doubts are shown.
    pub doubts: bool,
    /// Whether spending is shown.
    pub spending: bool,
    /// Whether the decisions taken before are shown.
    pub follow_up: bool,
    /// Whether there is an annex.
    pub annex: bool,
    met: MetEntries<'a>,
}

/// The ids of what has been met.
#[derive(Debug, Default)]
struct MetEntries<'a> {
    stories: HashSet<&'a str>,
    voices: HashSet<&'a str>,
    figures: HashSet<&'a str>,
    signals: HashSet<&'a str>,
}

impl<'a> ShownItems<'a> {
    /// Whether a story of this id is shown.
    pub fn shows_story(&self, id: &str) -> bool {
        self.met.stories.contains(id)
    }

    /// Whether a voice of this id is shown.
    pub fn shows_voice(&self, id: &str) -> bool {
        self.met.voices.contains(id)
    }

    /// Whether a figure of this id is shown.
    pub fn shows_figure(&self, id: &str) -> bool {
        self.met.figures.contains(id)
    }

    /// Whether a signal of this id is shown.
    pub fn shows_signal(&self, id: &str) -> bool {
        self.met.signals.contains(id)
    }

    /// How much there is, on so many slides.
    pub fn counts(&self, slides: usize) -> Counts {
        Counts {
            slides,
            split: 0,
            stories: self.stories.len(),
            voices: self.voices.len(),
            figures: self.figures.len(),
            signals: self.signals.len(),
            decisions: self.decisions.len() - self.opinions.len() - self.notes.len(),
            opinions: self.opinions.len(),
            notes: self.notes.len(),
        }
    }

    /// Something that the board is asked.
    pub(super) fn add_decision(&mut self, decision: &'a Decision) {
        let id = decision.id.value.as_str();
        if !self.decisions.insert(id) {
            return;
        }
        match decision.answer {
            Answer::Vote => {}
            Answer::Opinion => drop(self.opinions.insert(id)),
            Answer::Note => drop(self.notes.insert(id)),
        }
    }

    /// A story that is shown.
    pub(super) fn add_story(&mut self, story: &'a Story) {
        if is_new(&mut self.met.stories, &story.id) {
            self.stories.push(story);
        }
    }

    /// Voices that are shown.
    pub(super) fn add_voices(&mut self, voices: &[&'a Voice]) {
        for voice in voices {
            if is_new(&mut self.met.voices, &voice.id) {
                self.voices.push(voice);
            }
        }
    }

    /// A figure that is shown.
    pub(super) fn add_figure(&mut self, figure: &'a Figure) {
        if is_new(&mut self.met.figures, &figure.id) {
            self.figures.push(figure);
        }
    }

    /// A signal that is shown, with what the observatory says of it.
    pub(super) fn add_signal(&mut self, signal: &'a Signal, figure: Option<&'a Figure>) {
        if is_new(&mut self.met.signals, &signal.id) {
            self.signals.push((signal, figure));
        }
    }
}

fn is_new<'a>(met: &mut HashSet<&'a str>, id: &'a Spanned<String>) -> bool {
    met.insert(&id.value)
}
