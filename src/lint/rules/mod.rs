//! The list of all rules, by category.
//!
//! To add a rule of content named after its fault, as read after "allow", such as `unsourced-figure`:
//!
//! 1. `unsourced_figure.rs` here: `LINT`, the static `RULE` and a function `check` that walks the [`Context`] and pushes
//!    findings, each at the smallest wrong place, each with a better question or the next action;
//! 2. `unsourced-figure.md` and `unsourced-figure.fr.md` beside it: what it finds in one sentence, why, with its source,
//!    a `bad` and a `good` example, and what to ask instead;
//! 3. its messages in `templates/locales/{en,fr}.yaml`;
//! 4. one `mod` and one line of [`RULES`] below;
//! 5. `RECIT_BLESS=1 cargo test --test suite rules`, which writes the table of the README and runs the examples over the
//!    small project of `tests/suite/rules/<language>`.
//!
//! [`Context`]: super::Context

mod broken_thread;
mod decimal_point;
mod foreign_date;
mod incomplete_follow_up;
mod late_convocation;
mod long_sentence;
mod long_winded_story;
mod miscounted_signal;
mod misplaced_stage;
mod missing_alternative;
mod missing_base;
mod missing_decision;
mod official_term;
mod pre_election_praise;
mod reading;
mod single_source;
mod tiring_letters;
mod unaccented_capital;
mod unanswered_signal;
mod unclear_link;
mod undeclared_language;
mod undrawable_chart;
mod unexplained_acronym;
mod unexplained_contradiction;
mod unexplained_spending;
mod ungrounded_decision;
mod unmeasured_signal;
mod unopposed_signal;
mod unpermitted_photo;
mod unsourced_figure;
mod untraced_signal;
pub mod unused_entry;
mod vague_quantity;
mod weak_alternative;
mod wrong_abbreviation;

use super::Lint;

/// Every rule, by category.
pub static RULES: &[&Lint] = &[
    // Figures.
    &unsourced_figure::LINT,
    &missing_base::LINT,
    &reading::LONE_FIGURE,
    &undrawable_chart::LINT,
    // Voices and photos of people.
    &unpermitted_photo::LINT,
    // Signals.
    &untraced_signal::LINT,
    &miscounted_signal::LINT,
    &misplaced_stage::LINT,
    &broken_thread::LINT,
    &single_source::LINT,
    &unmeasured_signal::LINT,
    &unopposed_signal::LINT,
    &unexplained_contradiction::LINT,
    &unanswered_signal::LINT,
    &vague_quantity::LINT,
    // Decisions.
    &missing_decision::LINT,
    &ungrounded_decision::LINT,
    &incomplete_follow_up::LINT,
    &unexplained_spending::LINT,
    &pre_election_praise::LINT,
    &late_convocation::LINT,
    &reading::UNANSWERED_DECISION,
    // Access.
    &missing_alternative::LINT,
    &weak_alternative::LINT,
    &tiring_letters::LINT,
    &undeclared_language::LINT,
    &unclear_link::LINT,
    &reading::SMALL_PHOTO,
    &reading::OVERFLOWING_TEXT,
    &reading::MISSING_GLYPH,
    // Language.
    &long_sentence::LINT,
    &long_winded_story::LINT,
    &foreign_date::LINT,
    &wrong_abbreviation::LINT,
    &unaccented_capital::LINT,
    &decimal_point::LINT,
    &unexplained_acronym::LINT,
    &official_term::LINT,
    // Form.
    &unused_entry::LINT,
    &reading::NOT_SHOWN,
    &reading::DANGLING_REFERENCE,
    &reading::DUPLICATE_ID,
    &reading::UNREAD_FILE,
    &reading::MISSING_PHOTO,
    &reading::UNUSABLE_PHOTO,
    &reading::UNREADABLE_FILE,
    &reading::BROKEN_YAML,
    &reading::UNSUPPORTED_YAML,
    &reading::HIDDEN_TEXT,
    &reading::DUPLICATE_KEY,
    &reading::UNKNOWN_KEY,
    &reading::MISSING_KEY,
    &reading::WRONG_TYPE,
    &reading::UNKNOWN_VALUE,
    &reading::WRONG_DATE,
    &reading::WRONG_ID,
    &reading::TOO_MANY_FINDINGS,
    &reading::BROKEN_TEMPLATE,
    &reading::BROKEN_PAGE,
];
