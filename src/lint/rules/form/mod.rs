//! The rules about files, keys and references.

mod lone_event;
mod over_time;
mod short_reason;
mod uneven_row;
pub(in crate::lint) mod unused_allow;
pub(in crate::lint) mod unused_entry;

use crate::finding::Rule;
use crate::finding::rules::{
    BROKEN_PAGE, BROKEN_TEMPLATE, BROKEN_YAML, DANGLING_REFERENCE, DUPLICATE_ID, DUPLICATE_KEY,
    FORMER_KEY, HIDDEN_TEXT, INCOMPLETE_DRAWING, MISSING_CUSTOM_SLIDE, MISSING_FONT, MISSING_KEY,
    MISSING_PHOTO, NOT_SHOWN, RUNAWAY_FILE, TOO_MANY_FINDINGS, UNKNOWN_KEY, UNKNOWN_VALUE,
    UNREAD_FILE, UNREADABLE_FILE, UNSUPPORTED_YAML, UNUSABLE_CUSTOM_SLIDE, UNUSABLE_LOGO,
    UNUSABLE_PHOTO, WRONG_DATE, WRONG_ID, WRONG_TYPE,
};

/// The rules of this category, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &unused_entry::RULE,
    &unused_allow::RULE,
    &short_reason::RULE,
    &NOT_SHOWN,
    &DANGLING_REFERENCE,
    &DUPLICATE_ID,
    &UNREAD_FILE,
    &uneven_row::RULE,
    &lone_event::RULE,
    &over_time::RULE,
    &MISSING_CUSTOM_SLIDE,
    &UNUSABLE_CUSTOM_SLIDE,
    &MISSING_FONT,
    &UNUSABLE_LOGO,
    &MISSING_PHOTO,
    &UNUSABLE_PHOTO,
    &INCOMPLETE_DRAWING,
    &UNREADABLE_FILE,
    &RUNAWAY_FILE,
    &BROKEN_YAML,
    &UNSUPPORTED_YAML,
    &HIDDEN_TEXT,
    &DUPLICATE_KEY,
    &UNKNOWN_KEY,
    &FORMER_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &UNKNOWN_VALUE,
    &WRONG_DATE,
    &WRONG_ID,
    &TOO_MANY_FINDINGS,
    &BROKEN_TEMPLATE,
    &BROKEN_PAGE,
];
