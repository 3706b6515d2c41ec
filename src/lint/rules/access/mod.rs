//! The rules about what some readers cannot see, hear or read.

mod crowded_slide;
mod missing_alternative;
mod tiring_letters;
mod unclear_link;
mod undeclared_language;
mod weak_alternative;
mod wide_table;

use crate::finding::Rule;
use crate::finding::rules::{
    LONG_NOTE, LOW_CONTRAST, MISSING_GLYPH, OVERFLOWING_TEXT, SEVERAL_TITLES, SMALL_PHOTO,
    UNTITLED_SLIDE,
};

/// The rules of this category, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &missing_alternative::RULE,
    &weak_alternative::RULE,
    &tiring_letters::RULE,
    &undeclared_language::RULE,
    &unclear_link::RULE,
    &SMALL_PHOTO,
    &OVERFLOWING_TEXT,
    &LONG_NOTE,
    &UNTITLED_SLIDE,
    &SEVERAL_TITLES,
    &LOW_CONTRAST,
    &wide_table::RULE,
    &crowded_slide::RULE,
    &MISSING_GLYPH,
];
