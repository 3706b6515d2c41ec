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

    /// The pictures it asks for in a theme, and where they stand. What may not be shown is not even read.
    pub(super) fn wanted_pictures(
        &self,
        settings: &'a Settings,
        theme: Theme,
    ) -> Vec<WantedPhoto<'a>> {
        let all =
            |photos: &[&'a Photo], place| photos.iter().map(|photo| (&photo.file, place)).collect();
        match &self.shows {
            Shows::Cover(cover) => {
                let logo = settings.brand.logo.iter().map(|logo| (logo, PhotoPlace::Logo));
                let photo = cover.photo.iter().map(|photo| (&photo.file, PhotoPlace::Cover));
                let logos = cover.partners.iter().filter_map(|partner| partner.logo.as_ref());
                logo.chain(photo).chain(logos.map(|logo| (logo, PhotoPlace::Partner))).collect()
            }
            Shows::Photo(planned) => all(&[planned.photo], PhotoPlace::Page),
            Shows::Photos(planned) => all(&planned.photos, PhotoPlace::Row),
            Shows::Points(planned) => all(planned.photo.as_slice(), PhotoPlace::in_story(theme)),
            _ => all(self.beside.as_slice(), PhotoPlace::in_story(theme)),
        }
    }
}
