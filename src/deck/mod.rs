//! What will be shown: merged, ordered, localised, plain data; never changed after `merge`.

mod chart;
mod compose;
mod earlier;
mod index;
mod merge;
mod plan;
mod rich;
mod slides;
mod unshown;

pub use compose::{Line, Prose, Said};
pub use earlier::before;
pub use index::Index;
pub use merge::{Shown, merge};
pub use plan::{Planned, Shows, plan};
pub use rich::{Block, Run};
pub use slides::Content;
pub use unshown::unshown;

use serde::Serialize;

use crate::narrative::Text;
use crate::project::Brand;
use crate::source::Span;

/// One meeting's presentation, ready to be rendered.
#[derive(Debug)]
pub struct Deck {
    /// The path of its folder from the project's root.
    pub path: String,
    /// What holds for all its pages.
    pub front: Front,
    /// Its pages, in order.
    pub slides: Vec<Slide>,
    /// What it holds, counted.
    pub counts: Counts,
}

/// What holds for all pages of a deck.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Front {
    /// Its title, as plain words.
    pub title: String,
    /// Who presents it.
    pub organisation: String,
    /// The language's code.
    pub language: String,
    /// The region's code, if it changes anything.
    pub region: Option<String>,
    /// Year, month and day of the meeting.
    pub date: (i32, u32, u32),
    /// What it covers.
    pub period: Line,
    /// What every page says of a draft.
    pub status: Option<String>,
    /// What a page says that goes on from the one before.
    pub continued: String,
    /// The four colours.
    pub brand: Brand,
}

/// One page.
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
    pub content: Content,
}

/// What a deck holds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Pages.
    pub slides: usize,
    /// Stories.
    pub stories: usize,
    /// Distinct voices.
    pub voices: usize,
    /// Distinct figures.
    pub figures: usize,
    /// Signals.
    pub signals: usize,
    /// Decisions asked.
    pub decisions: usize,
}
