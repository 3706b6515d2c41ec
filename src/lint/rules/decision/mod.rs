//! The rules about what the board is asked, and what became of its decisions.

mod early_meeting;
mod incomplete_cost;
mod incomplete_follow_up;
mod late_convocation;
mod missing_decision;
mod passed_deadline;
mod pre_election_praise;
mod unclear_competence;
mod uncosted_option;
mod unexplained_spending;
mod ungrounded_decision;
mod unlikely_amount;
mod unplanned_spending;
mod whole_among_parts;

use crate::finding::Rule;
use crate::finding::rules::UNANSWERED_DECISION;

/// The rules of this category, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &missing_decision::RULE,
    &ungrounded_decision::RULE,
    &incomplete_follow_up::RULE,
    &passed_deadline::RULE,
    &unclear_competence::RULE,
    &uncosted_option::RULE,
    &incomplete_cost::RULE,
    &unexplained_spending::RULE,
    &unplanned_spending::RULE,
    &whole_among_parts::RULE,
    &unlikely_amount::RULE,
    &pre_election_praise::RULE,
    &early_meeting::RULE,
    &late_convocation::RULE,
    &UNANSWERED_DECISION,
];
