//! The rules about numbers that impress and mean nothing.

mod advertising_value;
mod bare_count;
mod boastful_sentence;
mod dressing_word;
mod neighbour_comparison;
mod vanity_metric;

use crate::finding::Rule;

/// The rules of this category, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &vanity_metric::RULE,
    &advertising_value::RULE,
    &neighbour_comparison::RULE,
    &dressing_word::RULE,
    &bare_count::RULE,
    &boastful_sentence::RULE,
];
