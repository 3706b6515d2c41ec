//! `recit` turns what people told a public team into a deck that elected officials can decide from.
//!
//! ```text
//! project ─read─▶ Sources ─parse─▶ Narratives ─merge─▶ Deck ─render─▶ Manuscript ─compile─▶ pages ─▶ PDF
//! ```

pub mod locale;
pub mod period;
pub mod source;
pub mod typeset;
