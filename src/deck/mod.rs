//! What will be shown: merged, ordered, localised, plain data; never changed after `merge`.

mod chart;
mod chosen;
mod compose;
mod earlier;
mod evidence;
mod held_back;
mod index;
mod material;
mod merge;
mod options;
mod papers;
mod passages;
mod plan;
mod planned;
mod portrait;
mod quotes;
mod references;
mod rich;
mod set_aside;
mod shown;
mod slides;
mod undrawn;
mod unshown;

pub use compose::{Composer, Line, LineOrProse, Prose};
pub use earlier::previous_deck;
pub use held_back::{GatedItem, HeldBack, Withheld};
pub use index::Index;
pub use merge::merge;
pub use options::BuildOptions;
pub use papers::{Laid, Output, Speech, compose_paper};
pub use passages::FooterPassage;
pub use plan::{DeckPlan, plan};
pub use planned::{Planned, Shows};
pub use portrait::Portrait;
pub use quotes::{ShownQuote, collect_quotes};
pub use rich::{Block, Run};
pub use shown::ShownItems;
pub use slides::{
    CalculationStep, CustomSlide, PlannedFigure, PlannedStory, SlideContent, calculation_steps,
};
pub use undrawn::UndrawnQuotes;
pub use unshown::plan_unshown;

use serde::Serialize;

use crate::narrative::Audience;
use crate::project::{Palette, Theme};
use crate::schema::Text;
use crate::source::Span;

/// One meeting's presentation, ready to be rendered.
#[derive(Debug)]
pub struct Deck {
    /// The path of its folder from the project's root.
    pub path: String,
    /// What is made of it.
    pub output: Output,
    /// For whom it is built, which decides what is held back.
    pub audience: Audience,
    /// The type it is set in.
    pub theme: Theme,
    /// What holds for all its pages.
    pub front: Front,
    /// Its pages, in order.
    pub slides: Vec<Slide>,
    /// What it holds, counted.
    pub counts: Counts,
    /// The minutes that the meeting gives it.
    pub minutes: Option<u64>,
    /// What it is made of, for those who write it.
    pub portrait: Portrait,
    /// What it asks to show and may not.
    pub held_back: Vec<Withheld>,
    /// How many slides are for other audiences.
    pub elsewhere: usize,
}

impl Deck {
    /// Whether it is given to the board as it is: every page of a draft says that it is one.
    pub fn is_final(&self) -> bool {
        self.front.status.is_none()
    }
}

/// What holds for all pages of a deck.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Front {
    /// Its title, as plain words.
    pub title: String,
    /// Who presents it.
    pub organisation: String,
    /// The language's code.
    pub language: String,
    /// Year, month and day of the meeting.
    pub date: (i32, u32, u32),
    /// What it covers.
    pub period: Line,
    /// What every page says of a draft.
    pub status: Option<String>,
    /// What a page says that goes on from the one before.
    pub continued: String,
    /// Its chapters and other passages, which every page names.
    pub passages: Vec<FooterPassage>,
    /// Every colour of the theme, derived from the brand of the organisation.
    pub brand: Palette,
}

/// One slide as plain data for its template; a long one may go on over several pages.
#[derive(Debug)]
pub struct Slide {
    /// Names it in the manuscript; stays the same when other slides come or go.
    pub id: String,
    /// Its kind, which names its template.
    pub kind: &'static str,
    /// What it was made from.
    pub origin: Span,
    /// The texts it shows, by the number the manuscript gives them.
    pub texts: Vec<Text>,
    /// What it shows.
    pub content: SlideContent,
    /// What is said during it.
    pub speech: Speech,
}

/// What a deck holds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Slides of every kind, the annex too.
    pub slides: usize,
    /// Entries of the running order that make several slides, because one does not hold all they name.
    pub split: usize,
    /// Stories told, each counted once.
    pub stories: usize,
    /// Voices quoted, each counted once.
    pub voices: usize,
    /// Figures shown, each counted once however many slides use it.
    pub figures: usize,
    /// Signals shown, each counted once.
    pub signals: usize,
    /// Decisions that the board is asked, not the follow-up of earlier ones.
    pub decisions: usize,
    /// Opinions that it is asked: somebody else decides.
    pub opinions: usize,
    /// What it is asked to take note of.
    pub notes: usize,
}
