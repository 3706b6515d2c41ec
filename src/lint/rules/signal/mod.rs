//! The rules about what is heard, and how surely.

mod broken_thread;
mod miscounted_signal;
pub(in crate::lint) mod misplaced_stage;
mod single_source;
mod unanswered_signal;
mod unexplained_contradiction;
mod unmeasured_signal;
mod unopposed_signal;
mod untraced_signal;
mod vague_quantity;

use crate::finding::Rule;

/// The rules of this category, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &untraced_signal::RULE,
    &miscounted_signal::RULE,
    &misplaced_stage::RULE,
    &broken_thread::RULE,
    &single_source::RULE,
    &unmeasured_signal::RULE,
    &unopposed_signal::RULE,
    &unexplained_contradiction::RULE,
    &unanswered_signal::RULE,
    &vague_quantity::RULE,
];
