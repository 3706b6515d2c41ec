//! Text as it is compared and cut, whatever it is about: letters without case and accents, names that are near, words,
//! sentences, what is a mark of Markdown, and which letters of the world a text is written in.
//!
//! Every other room may use this one; it knows nothing of projects.

mod fold;
pub mod markdown;
mod nearest;
mod sentences;
mod tokens;
mod writing;

pub use self::fold::{
    fold_name, fold_word, is_apart, is_invisible, is_without_width, letters, without_accents,
};
pub use self::nearest::{letters_apart, nearest};
pub use self::sentences::{Sentence, sentences};
pub use self::tokens::{Case, Gap, Token, spaced, tokens, words};
pub use self::writing::{WritingSystem, is_from_the_right, is_text_from_the_right};
