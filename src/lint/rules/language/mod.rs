//! The rules about spelling, signs and sentences.

mod decimal_point;
mod foreign_date;
mod heavy_words;
mod long_sentence;
mod long_winded_story;
mod official_term;
mod quoted_value;
mod raw_markup;
mod unaccented_capital;
mod unexplained_acronym;
mod unfilled_placeholder;
mod wrong_abbreviation;

use crate::finding::Rule;

/// The rules of this category, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &long_sentence::RULE,
    &long_winded_story::RULE,
    &foreign_date::RULE,
    &wrong_abbreviation::RULE,
    &unaccented_capital::RULE,
    &decimal_point::RULE,
    &unexplained_acronym::RULE,
    &official_term::RULE,
    &heavy_words::RULE,
    &raw_markup::RULE,
    &unfilled_placeholder::RULE,
    &quoted_value::RULE,
];
