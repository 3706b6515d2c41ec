//! The rules about quotes and photos of people: exact, chosen fairly, with consent.

mod altered_quote;
mod dominant_channel;
mod expired_consent;
mod flattering_voices;
mod generalised_voice;
mod identified_person;
mod identifying_detail;
mod ill_marked_cut;
mod long_voice;
mod minor_without_consent;
mod miscounted_selection;
mod missing_original;
mod named_business;
mod nested_quotes;
mod one_sided_voices;
mod repeated_voice;
mod risky_cut;
mod searchable_voice;
mod sensitive_voice;
mod traceable_voice;
mod unchecked_voices;
mod unconsented_voice;
mod undeclared_interest;
pub(in crate::lint) mod undeclared_minor;
pub(in crate::lint) mod undeclared_sensitivity;
mod unpermitted_photo;
mod unplaced_voice;
mod untold_selection;
mod untranslated_voice;
mod young_person;

use crate::finding::Rule;
use crate::finding::rules::{
    LEAKED_METADATA, LEAKED_TEXT, MISSING_QUOTE, STRAY_EXPORT, TRACKED_RAW_FILE, UNREAD_DRAWING,
    UNREAD_RAW_FILE,
};

/// The rules of this category, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &unplaced_voice::RULE,
    &searchable_voice::RULE,
    &identified_person::RULE,
    &identifying_detail::RULE,
    &young_person::RULE,
    &traceable_voice::RULE,
    &untold_selection::RULE,
    &miscounted_selection::RULE,
    &one_sided_voices::RULE,
    &dominant_channel::RULE,
    &missing_original::RULE,
    &altered_quote::RULE,
    &unchecked_voices::RULE,
    &TRACKED_RAW_FILE,
    &STRAY_EXPORT,
    &risky_cut::RULE,
    &ill_marked_cut::RULE,
    &nested_quotes::RULE,
    &long_voice::RULE,
    &repeated_voice::RULE,
    &untranslated_voice::RULE,
    &generalised_voice::RULE,
    &flattering_voices::RULE,
    &named_business::RULE,
    &unconsented_voice::RULE,
    &expired_consent::RULE,
    &sensitive_voice::RULE,
    &undeclared_sensitivity::RULE,
    &minor_without_consent::RULE,
    &undeclared_minor::RULE,
    &undeclared_interest::RULE,
    &unpermitted_photo::RULE,
    &LEAKED_TEXT,
    &LEAKED_METADATA,
    &UNREAD_DRAWING,
    &MISSING_QUOTE,
    &UNREAD_RAW_FILE,
];
