//! `recit` turns what people told a public team into a deck that elected officials can decide from.
//!
//! ```text
//! project ─read─▶ Sources ─parse─▶ Narratives ─merge─▶ Deck ─render─▶ Manuscript ─compile─▶ pages ─▶ PDF
//!                                       │
//!                                   lint▼
//!                                     Report
//! ```
//!
//! [`pipeline`] holds the stages in order. `main → cli → pipeline → { project → figures → narrative → lint; photos → gate →
//! deck → template → typeset → proof }`; [`source`], [`tree`], [`finding`] and [`error`] are used by all; [`assets`],
//! [`period`], [`locale`], [`lexicon`], [`people`], [`integrity`] and `parallel` are leaves; [`data`] uses [`tree`] and [`period`] alone;
//! [`import`] is for one command. [`figures`] gives figures their numbers before anything is planned, and says to the rules
//! and to the slides what of a number may be told. Only [`tree`] reads what people wrote, through one gate that says what may be
//! used for what; only [`cli`] prints; what is written goes through [`writes`], but for the cache of [`photos`] in the user's own
//! folder. The work of a command is done in a child of the program, within the limits that [`watch`] holds it to.

pub mod assets;
pub mod cli;
pub mod colour;
pub mod data;
pub mod deck;
pub mod error;
pub mod figures;
pub mod finding;
pub mod gate;
pub mod import;
pub mod integrity;
pub mod lexicon;
pub mod lint;
pub mod locale;
pub mod narrative;
mod parallel;
mod pattern;
pub mod people;
pub mod period;
pub mod photos;
pub mod pipeline;
pub mod project;
pub mod proof;
pub mod scaffold;
pub mod source;
pub mod template;
pub mod tree;
pub mod typeset;
pub mod watch;
pub mod writes;
