//! One slide to come: what it shows, and what goes with it.

use rust_decimal::Decimal;

use super::shown::ShownItems;
use super::slides::{self, PassageOpened, PlannedStory, PlannedVoices, ShownKind, shown_kinds};
use crate::narrative::{Options, Photo, Story, Voice};
use crate::photos::{PhotoPlace, WantedPhoto};
use crate::project::{Settings, Theme};
use crate::schema::Text;
use crate::source::Span;

/// One slide to come.
#[derive(Debug)]
pub struct Planned<'a> {
    /// What it shows.
    pub shows: Shows<'a>,
    /// The title of the chapter whose own slides it is among.
    pub chapter: Option<&'a Text>,
    /// The title of the chapter that begins with it, which is too short to have a page.
    pub opens: Option<&'a Text>,
    /// What was said to go with it.
    pub options: Options,
    /// What asked for it.
    pub origin: Span,
    /// The photo beside its story, when it may be shown.
    pub beside: Option<&'a Photo>,
}

macro_rules! declare_shows {
    ($($section:ident {$(
        $(#[$doc:meta])*
        $kind:ident $name:literal $planned:ident$(<$life:lifetime>)? => $slide:ty;
    )*})*) => {
        /// What a slide to come shows.
        #[derive(Debug)]
        pub enum Shows<'a> {
            $($($(#[$doc])* $kind(slides::$planned$(<$life>)?),)*)*
        }

        impl<'a> Shows<'a> {
            /// A name for its slide that stays the same when other slides come or go.
            pub(super) fn slide_id(&self) -> String {
                // The kind alone names the slides of which a deck has one; `merge` numbers those asked for twice.
                let (kind, own) = match self {
                    $($(Self::$kind(shown) => ($name, shown.own_name()),)*)*
                };
                own.map_or_else(|| kind.to_string(), |own| format!("{kind}-{own}"))
            }

            /// The passage of the deck that it opens.
            pub(super) fn passage_opened(&self) -> PassageOpened<'a> {
                match self {
                    $($(Self::$kind(shown) => shown.passage_opened(),)*)*
                }
            }

            /// The places of the entries it was made from.
            pub(super) fn entry_spans(&self) -> Vec<Span> {
                match self {
                    $($(Self::$kind(shown) => shown.entry_spans(),)*)*
                }
            }

            fn add_to_shown(&self, all: &mut ShownItems<'a>) {
                match self {
                    $($(Self::$kind(shown) => shown.add_to_shown(all),)*)*
                }
            }
        }
    };
}

shown_kinds!(declare_shows);

impl<'a> ShownItems<'a> {
    /// What planned slides show.
    pub fn from_slides(planned: &[Planned<'a>]) -> Self {
        let mut shown = Self::default();
        for planned in planned {
            planned.shows.add_to_shown(&mut shown);
        }
        shown
    }
}

impl<'a> Planned<'a> {
    /// Whether it is the page of a chapter.
    pub fn is_chapter(&self) -> bool {
        matches!(self.shows, Shows::Chapter(_))
    }

    /// Whether it is the page of the chapter of this title, or the first slide of it.
    pub fn is_chapter_of(&self, title: &Text) -> bool {
        let opened = match &self.shows {
            Shows::Chapter(chapter) => Some(chapter.title),
            _ => self.opens,
        };
        opened.is_some_and(|opened| opened.span == title.span)
    }

    /// Whether a chapter begins with it.
    pub fn opens_chapter(&self) -> bool {
        self.is_chapter() || self.opens.is_some()
    }

    /// The voices it lets speak.
    pub fn voices(&self) -> &[&'a Voice] {
        match &self.shows {
            Shows::Story(PlannedStory { voices, .. }) | Shows::Voices(PlannedVoices { voices }) => {
                voices
            }
            _ => &[],
        }
    }

    /// The story it tells, if it tells one.
    pub fn story(&self) -> Option<&'a Story> {
        match &self.shows {
            Shows::Story(planned) => Some(planned.story),
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
        match &self.shows {
            Shows::Photo(planned) => Some(planned.photo),
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
            Shows::Cover(_) => return Some((settings.brand.logo.as_ref()?, PhotoPlace::Logo)),
            Shows::Story(_) => PhotoPlace::in_story(theme),
            _ => PhotoPlace::Page,
        };
        Some((&self.photo()?.file, place))
    }
}
