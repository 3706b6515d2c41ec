//! One file per kind of slide: the data its template shows, and how it is composed.

mod annex;
mod calculations;
mod chapter;
mod cover;
mod custom;
pub mod decision;
mod doubts;
mod figure;
mod follow_up;
mod photo;
mod signal;
mod spending;
mod statement;
mod story;
mod table;
mod timeline;
mod voices;

pub use annex::{Annex, AnnexSources, compose_annex};
pub use calculations::{CalculationStep, calculation_steps};
pub use chapter::{Chapter, compose_chapter};
pub use cover::{Cover, compose_cover};
pub use custom::{Custom, compose_custom};
pub use decision::{DecisionSlide, compose_decision};
pub use doubts::{Doubts, compose_doubts};
pub use figure::{FigureSlide, compose_figure};
pub use follow_up::{FollowUpSlide, FollowedUp, follow_up};
pub use photo::{PhotoSlide, compose_photo_page, compose_photograph};
pub use signal::{SignalSlide, compose_signal};
pub use spending::{SpendingSlide, compose_spending};
pub use statement::{Statement, compose_statement};
pub use story::{StorySlide, compose_story};
pub use table::{TableSlide, compose_table};
pub use timeline::{TimelineSlide, compose_timeline};
pub use voices::{VoicesSlide, compose_voices};

use serde::Serialize;

use super::papers::{Handout, MeetingNote, Script, Sheet};

/// What one slide shows.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum SlideContent {
    /// The first page.
    Cover(Cover),
    /// One sentence that opens slides.
    Chapter(Chapter),
    /// Something that happened.
    Story(StorySlide),
    /// One to four quotes.
    Voices(VoicesSlide),
    /// One number.
    Figure(Box<FigureSlide>),
    /// One photo.
    Photo(PhotoSlide),
    /// One sentence.
    Statement(Statement),
    /// Events in order of time.
    Timeline(TimelineSlide),
    /// Rows of texts and numbers.
    Table(TableSlide),
    /// What a Typst file of the project draws.
    Custom(Custom),
    /// Something heard repeatedly.
    Signal(SignalSlide),
    /// Decisions taken before.
    FollowUp(FollowUpSlide),
    /// A decision asked.
    Decision(DecisionSlide),
    /// What failed, what is not known.
    Doubts(Doubts),
    /// What the money was for.
    Spending(SpendingSlide),
    /// Sources and method.
    Annex(Annex),
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
            Self::Cover(_) => "cover",
            Self::Chapter(_) => "chapter",
            Self::Story(_) => "story",
            Self::Voices(_) => "voices",
            Self::Figure(_) => "figure",
            Self::Photo(_) => "photo",
            Self::Statement(_) => "statement",
            Self::Timeline(_) => "timeline",
            Self::Table(_) => "table",
            Self::Custom(_) => "custom",
            Self::Signal(_) => "signal",
            Self::FollowUp(_) => "follow-up",
            Self::Decision(_) => "decision",
            Self::Doubts(_) => "doubts",
            Self::Spending(_) => "spending",
            Self::Annex(_) => "annex",
            Self::Handout(_) => "handout",
            Self::Script(_) => "script",
            Self::Note(_) => "note",
            Self::Sheet(_) => "sheet",
        }
    }

    /// The path of its template.
    pub fn template_path(&self) -> String {
        let folder = match self {
            Self::Handout(_) | Self::Script(_) | Self::Note(_) | Self::Sheet(_) => "papers",
            _ => "slides",
        };
        format!("{folder}/{}.typ.j2", self.kind())
    }
}
