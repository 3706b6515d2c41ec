//! One file per kind of slide: the data its template shows, and how it is composed.
//!
//! In a circle with `plan`, `planned` and `papers`: a plan is a list of slides of every kind, and each kind says how an entry
//! of the running order becomes its slides; papers are documents made of the same slides. Two tables of kinds would end the
//! circle, and a new kind would then have to be written into both.

mod agenda;
mod annex;
mod asks;
mod calculations;
mod chapter;
mod contact;
mod cover;
mod custom;
pub mod decision;
mod doubts;
mod figure;
mod follow_up;
pub mod funding;
mod kind;
mod photo;
mod photos;
mod points;
mod signal;
mod spending;
mod statement;
mod story;
mod table;
mod timeline;
mod voices;

pub use agenda::{AgendaSlide, PlannedAgenda};
pub use annex::{AnnexSlide, PlannedAnnex};
pub use asks::{AsksSlide, PlannedAsks};
pub use calculations::{CalculationStep, calculation_steps};
pub use chapter::{ChapterSlide, PlannedChapter, fill_chapters, without_short_chapters};
pub use contact::{ContactSlide, PlannedContact, has_contacts};
pub use cover::{CoverSlide, PlannedCover};
pub use custom::{CustomSlide, PlannedCustom};
pub use decision::{DecisionSlide, PlannedDecision};
pub use doubts::{DoubtsSlide, PlannedDoubts};
pub use figure::{FigureSlide, PlannedFigure};
pub use follow_up::{FollowUpSlide, FollowedUp, PlannedFollowUp, follow_up};
pub use kind::{PassageOpened, ShownKind};
pub use photo::{PhotoSlide, PlannedPhoto};
pub use photos::{PhotosSlide, PlannedPhotos};
pub use points::{PlannedPoints, PointsSlide};
pub use signal::{PlannedSignal, SignalSlide};
pub use spending::{PlannedSpending, SpendingSlide};
pub use statement::{PlannedStatement, StatementSlide};
pub use story::{PlannedStory, StorySlide};
pub use table::{PlannedTable, TableSlide};
pub use timeline::{PlannedTimeline, TimelineSlide};
pub use voices::{PlannedVoices, VoicesSlide};

use serde::Serialize;

use super::papers::{Handout, MeetingNote, Script, Sheet};

/// Hands a macro one row for each kind that slides show: its variant, the name of its template and of its theme's file, what a
/// slide to come holds of it, and what its template is given. `keyed` and `bare` are those of `narrative::SlideKind`.
macro_rules! shown_kinds {
    ($expand:ident) => {
        $expand! {
            keyed {
                /// A sentence that opens slides.
                Chapter "chapter" PlannedChapter<'a> => ChapterSlide;
                /// A story with the voices and figures beside it.
                Story "story" PlannedStory<'a> => StorySlide;
                /// One to four voices.
                Voices "voices" PlannedVoices<'a> => VoicesSlide;
                /// One number, with what it means and where it comes from.
                Figure "figure" PlannedFigure<'a> => Box<FigureSlide>;
                /// A photo on a page of its own.
                Photo "photo" PlannedPhoto<'a> => PhotoSlide;
                /// Photos side by side.
                Photos "photos" PlannedPhotos<'a> => PhotosSlide;
                /// A few points under a title.
                Points "points" PlannedPoints<'a> => PointsSlide;
                /// One sentence, large, with nothing beside it.
                Statement "statement" PlannedStatement<'a> => StatementSlide;
                /// Events in order of time.
                Timeline "timeline" PlannedTimeline<'a> => TimelineSlide;
                /// Rows of texts and numbers.
                Table "table" PlannedTable<'a> => TableSlide;
                /// What a Typst file of the project draws.
                Custom "custom" PlannedCustom<'a> => CustomSlide;
                /// Something heard repeatedly, and what the observatory says of it.
                Signal "signal" PlannedSignal<'a> => SignalSlide;
                /// A decision asked.
                Decision "decision" PlannedDecision<'a> => DecisionSlide;
            }
            bare {
                /// The first page.
                Cover "cover" PlannedCover<'a> => CoverSlide;
                /// The parts of the deck, in order.
                Agenda "agenda" PlannedAgenda => AgendaSlide;
                /// What the deck asks for, in short.
                Asks "asks" PlannedAsks<'a> => AsksSlide;
                /// Decisions taken before.
                FollowUp "follow-up" PlannedFollowUp<'a> => FollowUpSlide;
                /// What failed, what is not known.
                Doubts "doubts" PlannedDoubts<'a> => DoubtsSlide;
                /// What the money was for.
                Spending "spending" PlannedSpending<'a> => SpendingSlide;
                /// Sources and method.
                Annex "annex" PlannedAnnex => AnnexSlide;
                /// How the organisation is reached.
                Contact "contact" PlannedContact => ContactSlide;
            }
        }
    };
}
pub(super) use shown_kinds;

macro_rules! declare_contents {
    ($($section:ident {$(
        $(#[$doc:meta])*
        $kind:ident $name:literal $planned:ident$(<$life:lifetime>)? => $slide:ty;
    )*})*) => {
        /// What one slide shows.
        #[derive(Debug, Serialize)]
        #[serde(untagged)]
        pub enum SlideContent {
            $($($(#[$doc])* $kind($slide),)*)*
            /// Two slides a page.
            Handout(Handout),
            /// Each slide with what is said.
            Script(Script),
            /// One page to keep.
            Note(Box<MeetingNote>),
            /// All pages small.
            Sheet(Sheet),
        }

        impl SlideContent {
            /// The kind, which names the template and the theme's file.
            pub fn kind(&self) -> &'static str {
                match self {
                    $($(Self::$kind(_) => $name,)*)*
                    Self::Handout(_) => "handout",
                    Self::Script(_) => "script",
                    Self::Note(_) => "note",
                    Self::Sheet(_) => "sheet",
                }
            }
        }

        // A kind without its template or without its file of the theme does not compile.
        const _: &[&str] = &[$($(
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/slides/", $name, ".typ.j2")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/theme/slides/", $name, ".typ")),
        )*)*];
    };
}

shown_kinds!(declare_contents);

impl SlideContent {
    /// The path of its template.
    pub fn template_path(&self) -> String {
        let folder = match self {
            Self::Handout(_) | Self::Script(_) | Self::Note(_) | Self::Sheet(_) => "papers",
            _ => "slides",
        };
        format!("{folder}/{}.typ.j2", self.kind())
    }
}
