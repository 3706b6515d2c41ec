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

mod advertising_value;
mod altered_quote;
mod bare_count;
mod boastful_sentence;
mod broken_thread;
mod buried_decision;
mod change_on_tiny_base;
mod change_within_margin;
mod claimed_cause;
mod claimed_effect;
mod crowded_story;
mod decimal_point;
mod dominant_channel;
mod doubtless_deck;
mod dressing_word;
mod early_meeting;
mod exceptional_base_year;
mod expired_consent;
mod false_precision;
mod flattering_voices;
mod foreign_date;
mod generalised_voice;
mod heavy_words;
mod hole_in_series;
mod hurried_slides;
mod identified_person;
mod identifying_detail;
mod ill_marked_cut;
mod impact_without_method;
mod impossible_value;
mod incomplete_follow_up;
mod index_without_base;
mod late_convocation;
mod lone_event;
mod long_list;
mod long_sentence;
mod long_title;
mod long_voice;
mod long_winded_story;
mod mean_without_spread;
mod minor_without_consent;
mod miscounted_selection;
mod miscounted_signal;
mod misplaced_stage;
mod missing_alternative;
mod missing_base;
mod missing_decision;
mod missing_original;
mod missing_uncertainty;
mod missing_witness;
mod moved_holiday;
mod muddled_sum;
mod named_business;
mod neighbour_comparison;
mod nested_quotes;
mod official_term;
mod one_sided_voices;
mod over_time;
mod overlapping_parts;
mod percent_for_points;
mod pre_election_praise;
mod question_title;
mod reading;
mod repeated_voice;
mod risky_cut;
mod searchable_voice;
mod self_centred_titles;
mod sensitive_voice;
mod short_reason;
mod single_source;
mod small_base;
mod stale_source;
mod tiring_letters;
mod too_many_figures;
mod topic_title;
mod traceable_voice;
mod unaccented_capital;
mod unanswered_signal;
mod unchecked_voices;
mod unclear_link;
mod unconsented_voice;
mod undeclared_interest;
mod undeclared_language;
mod undeclared_minor;
mod undeclared_sensitivity;
mod undrawable_chart;
mod uneven_row;
mod unexplained_acronym;
mod unexplained_contradiction;
mod unexplained_spending;
mod ungrounded_decision;
mod unlike_periods;
mod unmeasured_signal;
mod unopposed_signal;
mod unpermitted_photo;
mod unplaced_voice;
mod unshared_credit;
mod unsourced_figure;
mod untitled_chart;
mod untold_selection;
mod untraced_signal;
mod untranslated_voice;
pub(super) mod unused_allow;
pub mod unused_entry;
mod vague_quantity;
mod vanity_metric;
mod voiceless_story;
mod weak_alternative;
mod wide_table;
mod wrong_abbreviation;
mod wrong_change;
mod young_person;

use super::Lint;

/// Every rule, by category.
pub static RULES: &[&Lint] = &[
    // Vanity.
    &vanity_metric::LINT,
    &advertising_value::LINT,
    &neighbour_comparison::LINT,
    &dressing_word::LINT,
    &bare_count::LINT,
    &boastful_sentence::LINT,
    // Figures.
    &unsourced_figure::LINT,
    &missing_base::LINT,
    &stale_source::LINT,
    &small_base::LINT,
    &impossible_value::LINT,
    &false_precision::LINT,
    &mean_without_spread::LINT,
    &index_without_base::LINT,
    &missing_uncertainty::LINT,
    &change_within_margin::LINT,
    &unlike_periods::LINT,
    &exceptional_base_year::LINT,
    &moved_holiday::LINT,
    &wrong_change::LINT,
    &percent_for_points::LINT,
    &change_on_tiny_base::LINT,
    &muddled_sum::LINT,
    &reading::UNCOMPUTED_FIGURE,
    &reading::INCOMPLETE_PERIOD,
    &reading::UNREADABLE_DATA,
    &reading::LEGACY_ENCODING,
    &reading::CONFIDENTIAL_CELL,
    &reading::MIXED_VINTAGES,
    &reading::BROKEN_SERIES,
    &overlapping_parts::LINT,
    &hole_in_series::LINT,
    &impact_without_method::LINT,
    &claimed_cause::LINT,
    &too_many_figures::LINT,
    &untitled_chart::LINT,
    &reading::LONE_FIGURE,
    &undrawable_chart::LINT,
    // Voices and photos of people.
    &unplaced_voice::LINT,
    &searchable_voice::LINT,
    &identified_person::LINT,
    &identifying_detail::LINT,
    &young_person::LINT,
    &traceable_voice::LINT,
    &untold_selection::LINT,
    &miscounted_selection::LINT,
    &one_sided_voices::LINT,
    &dominant_channel::LINT,
    &missing_original::LINT,
    &altered_quote::LINT,
    &unchecked_voices::LINT,
    &reading::TRACKED_RAW_FILE,
    &risky_cut::LINT,
    &ill_marked_cut::LINT,
    &nested_quotes::LINT,
    &long_voice::LINT,
    &repeated_voice::LINT,
    &untranslated_voice::LINT,
    &generalised_voice::LINT,
    &flattering_voices::LINT,
    &named_business::LINT,
    &unconsented_voice::LINT,
    &expired_consent::LINT,
    &sensitive_voice::LINT,
    &undeclared_sensitivity::LINT,
    &minor_without_consent::LINT,
    &undeclared_minor::LINT,
    &undeclared_interest::LINT,
    &unpermitted_photo::LINT,
    &reading::LEAKED_TEXT,
    &reading::LEAKED_METADATA,
    &reading::UNREAD_DRAWING,
    &reading::MISSING_QUOTE,
    &reading::UNREAD_RAW_FILE,
    // Stories.
    &topic_title::LINT,
    &long_title::LINT,
    &question_title::LINT,
    &long_list::LINT,
    &hurried_slides::LINT,
    &voiceless_story::LINT,
    &crowded_story::LINT,
    &unshared_credit::LINT,
    &missing_witness::LINT,
    &claimed_effect::LINT,
    &doubtless_deck::LINT,
    &self_centred_titles::LINT,
    &buried_decision::LINT,
    &reading::TWO_SLIDE_STORY,
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
    &early_meeting::LINT,
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
    &reading::LONG_NOTE,
    &reading::UNTITLED_SLIDE,
    &reading::SEVERAL_TITLES,
    &reading::LOW_CONTRAST,
    &wide_table::LINT,
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
    &heavy_words::LINT,
    // Form.
    &unused_entry::LINT,
    &unused_allow::LINT,
    &short_reason::LINT,
    &reading::NOT_SHOWN,
    &reading::DANGLING_REFERENCE,
    &reading::DUPLICATE_ID,
    &reading::UNREAD_FILE,
    &uneven_row::LINT,
    &lone_event::LINT,
    &over_time::LINT,
    &reading::MISSING_CUSTOM_SLIDE,
    &reading::UNUSABLE_CUSTOM_SLIDE,
    &reading::MISSING_FONT,
    &reading::UNUSABLE_LOGO,
    &reading::MISSING_PHOTO,
    &reading::UNUSABLE_PHOTO,
    &reading::UNREADABLE_FILE,
    &reading::RUNAWAY_FILE,
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
