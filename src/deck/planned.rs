//! One slide to come: what it shows, and what goes with it.

use rust_decimal::Decimal;

use super::slides::FollowedUp;
use crate::narrative::{
    DataTable, Decision, Figure, Options, Photo, Signal, Story, Timeline, Voice,
};
use crate::photos::{PhotoPlace, WantedPhoto};
use crate::project::{CustomFile, Settings, Theme};
use crate::schema::Text;
use crate::source::Span;

/// One slide to come.
#[derive(Debug)]
pub struct Planned<'a> {
    /// What it shows.
    pub shows: Shows<'a>,
    /// The title of the chapter whose own slides it is among.
    pub chapter: Option<&'a Text>,
    /// What was said to go with it.
    pub options: Options,
    /// What asked for it.
    pub origin: Span,
    /// The photo beside its story, when it may be shown.
    pub beside: Option<&'a Photo>,
}

/// What a slide to come shows.
#[derive(Debug)]
pub enum Shows<'a> {
    /// The cover.
    Cover,
    /// A sentence that opens slides.
    Chapter(&'a Text),
    /// A story with the voices and figures beside it.
    Story(&'a Story, Vec<&'a Voice>, Vec<&'a Figure>),
    /// One to four voices.
    Voices(Vec<&'a Voice>),
    /// A figure.
    Figure(&'a Figure),
    /// A photo on a page of its own.
    Photo(&'a Photo),
    /// One sentence.
    Statement(&'a Text),
    /// Events in order of time.
    Timeline(&'a Timeline),
    /// Rows of texts and numbers.
    Table(&'a DataTable),
    /// A Typst file of the project, as it is named and where it is.
    Custom(&'a Text, &'a CustomFile),
    /// A signal, and what the observatory says of it.
    Signal(&'a Signal, Option<&'a Figure>),
    /// Decisions taken before.
    FollowUp(Vec<FollowedUp<'a>>),
    /// A decision asked, and what it asks.
    Decision(&'a Decision, &'a Text),
    /// What failed.
    Doubts,
    /// What the money was for.
    Spending,
    /// Sources and method.
    Annex,
}

impl<'a> Planned<'a> {
    /// The voices it lets speak.
    pub fn voices(&self) -> &[&'a Voice] {
        match &self.shows {
            Shows::Story(_, voices, _) | Shows::Voices(voices) => voices,
            _ => &[],
        }
    }

    /// The story it tells, if it tells one.
    pub fn story(&self) -> Option<&'a Story> {
        match self.shows {
            Shows::Story(story, ..) => Some(story),
            _ => None,
        }
    }

    /// The minutes it takes: what its entry says, else what its story says.
    pub fn minutes(&self) -> Option<Decimal> {
        let told = self.story().and_then(|story| story.minutes.as_ref());
        self.options.minutes.as_ref().or(told).map(|minutes| minutes.value)
    }

    /// The photo it shows.
    pub fn photo(&self) -> Option<&'a Photo> {
        match self.shows {
            Shows::Photo(photo) => Some(photo),
            _ => self.beside,
        }
    }

    /// The picture it asks for in a theme, and where that stands. What may not be shown is not even read.
    pub(super) fn wanted_picture(
        &self,
        settings: &'a Settings,
        theme: Theme,
    ) -> Option<WantedPhoto<'a>> {
        let place = match self.shows {
            Shows::Cover => return Some((settings.brand.logo.as_ref()?, PhotoPlace::Logo)),
            Shows::Story(..) => PhotoPlace::in_story(theme),
            _ => PhotoPlace::Page,
        };
        Some((&self.photo()?.file, place))
    }
}
