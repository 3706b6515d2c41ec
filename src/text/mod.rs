//! Text as it is compared and cut, whatever it is about: letters without case and accents, names that are near, words,
//! sentences, and what is a mark of Markdown or of a page.
//!
//! Every other room may use this one; it knows nothing of projects.

mod addresses;
pub mod entities;
mod fold;
pub mod markdown;
mod nearest;
mod sentences;
mod tokens;

pub use self::fold::{
    composed, fold_name, fold_title, fold_word, is_apart, is_invisible, is_without_width, letters,
    without_accents,
};
pub use self::nearest::{letters_apart, nearest};
pub use self::sentences::{Sentence, sentences};
pub use self::tokens::{Case, Gap, Token, spaced, tokens, words};
