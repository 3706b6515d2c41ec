//! What a build asks for that the project does not say.

use crate::narrative::{Audience, DeckFile, Status};
use crate::project::{Settings, Theme};

/// What a build asks for; by default what the project and its decks say of themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// The type, instead of the project's.
    pub theme: Option<Theme>,
    /// For whom, instead of the audience of each meeting.
    pub audience: Option<Audience>,
    /// Whether every deck is taken for final.
    pub is_final: bool,
}

impl BuildOptions {
    /// The type that decks are set in.
    pub fn theme_for(&self, settings: &Settings) -> Theme {
        self.theme.unwrap_or(settings.theme)
    }

    /// For whom a deck is built.
    pub fn audience_for(&self, file: &DeckFile) -> Audience {
        self.audience.unwrap_or(file.meeting.default_audience())
    }

    /// What a deck is taken for.
    pub fn status_for(&self, file: &DeckFile) -> Status {
        if self.is_final { Status::Final } else { file.status }
    }
}
