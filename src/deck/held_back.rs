//! What a deck asks to show and may not.

use crate::gate::{self, Barrier, Reason};
use crate::narrative::{Audience, DeckFile, Photo, Voice};
use crate::source::Span;

/// A voice or a photo that the running order or a story asks for, and that may not be shown.
#[derive(Debug, Clone)]
pub struct HeldBack<'a> {
    /// The voice or the photo that stays out of the deck.
    pub what: GatedItem<'a>,
    /// Why; never empty.
    pub barriers: Vec<Barrier>,
    /// What asked for it first.
    pub asked: Span,
}

/// What passes the gate, or does not.
#[derive(Debug, Clone, Copy)]
pub enum GatedItem<'a> {
    /// A quote, which may be shown as far as its consent goes.
    Voice(&'a Voice),
    /// A photo, on which there may be people who have to agree.
    Photo(&'a Photo),
}

impl<'a> GatedItem<'a> {
    /// What keeps it from being shown to an audience at the meeting of a deck.
    pub fn barriers(self, audience: Audience, file: &DeckFile) -> Vec<Barrier> {
        let day = file.meeting.date.value;
        match self {
            Self::Voice(voice) => gate::voice_barriers(voice, audience, day),
            Self::Photo(photo) => gate::photo_barriers(photo, audience, day),
        }
    }

    /// The whole of it, as written.
    pub fn span(self) -> Span {
        match self {
            Self::Voice(voice) => voice.span,
            Self::Photo(photo) => photo.span,
        }
    }

    /// The voice it is, if it is one.
    pub fn as_voice(self) -> Option<&'a Voice> {
        match self {
            Self::Voice(voice) => Some(voice),
            Self::Photo(_) => None,
        }
    }
}

/// What is told of something held back, once the narratives are gone.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// Whether it is a voice; a photo otherwise.
    pub is_voice: bool,
    /// The id of the voice, the file of the photo.
    pub name: String,
    /// Why: the first of the reasons.
    pub reason: Reason,
}

impl Withheld {
    /// What is told of something held back; none when nothing speaks against it.
    pub fn from_held_back(held: &HeldBack) -> Option<Self> {
        let name = match held.what {
            GatedItem::Voice(voice) => &voice.id.value,
            GatedItem::Photo(photo) => &photo.file.value,
        };
        Some(Self {
            is_voice: held.what.as_voice().is_some(),
            name: name.clone(),
            reason: held.barriers.first()?.reason,
        })
    }
}

/// Each thing once, as it was first asked for.
pub(super) fn without_repeats(mut held: Vec<HeldBack>) -> Vec<HeldBack> {
    let mut met = std::collections::HashSet::new();
    held.retain(|held| met.insert(held.what.span()));
    held
}
