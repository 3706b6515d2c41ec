//! Text in general: letters without case and accents, names that are nearly the same,
//! words, sentences, marks of Markdown, and translations by machines.
//!
//! Every other room may use this one; it knows nothing about projects.

mod addresses;
mod composed;
pub mod entities;
mod fold;
pub mod markdown;
mod nearest;
mod sentences;
mod tokens;
mod translated;
mod wrap;
mod writing;

pub use self::addresses::whole_address;
pub use self::composed::ComposedText;
pub use self::fold::{
    composed, fold_name, fold_title, fold_word, is_apart, is_invisible, is_without_width, letters,
    without_accents,
};
pub use self::nearest::{letters_apart, nearest};
pub use self::sentences::{Sentence, sentences};
pub use self::tokens::{Case, Gap, Token, spaced, tokens, words};
pub use self::translated::{TranslatedText, split_translation};
pub use self::wrap::wrap_text;
pub use self::writing::{WritingSystem, is_from_the_right, is_text_from_the_right};
