//! The rules about stories that lack something or claim too much.

mod buried_decision;
mod claimed_effect;
mod crowded_story;
mod doubtless_deck;
mod hurried_slides;
mod long_list;
mod long_title;
mod missing_witness;
mod question_title;
mod self_centred_titles;
mod topic_title;
mod unshared_credit;
mod voiceless_story;

use crate::finding::Rule;
use crate::finding::rules::TWO_SLIDE_STORY;

/// The rules of this category, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &topic_title::RULE,
    &long_title::RULE,
    &question_title::RULE,
    &long_list::RULE,
    &hurried_slides::RULE,
    &voiceless_story::RULE,
    &crowded_story::RULE,
    &unshared_credit::RULE,
    &missing_witness::RULE,
    &claimed_effect::RULE,
    &doubtless_deck::RULE,
    &self_centred_titles::RULE,
    &buried_decision::RULE,
    &TWO_SLIDE_STORY,
];
