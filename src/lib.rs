//! `recit` turns what people told a public team into a deck that elected officials can decide from.
//!
//! ```text
//! project ─read─▶ Sources ─parse─▶ Narratives ─merge─▶ Deck ─render─▶ Manuscript ─compile─▶ pages ─▶ PDF
//!                                       │
//!                                   lint▼
//!                                     Report
//! ```
//!
//! [`pipeline`] holds the stages in order. `ARCHITECTURE.md`, at the root of the repository, has the glossary, what
//! each room may use, who alone knows what, and where each decision is made.

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
pub mod schema;
pub mod source;
pub mod template;
pub mod text;
pub mod tree;
pub mod typeset;
pub mod watch;
pub mod writes;
