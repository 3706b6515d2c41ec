//! The rules about numbers that mislead or cannot be checked.

mod change_on_tiny_base;
mod change_within_margin;
mod claimed_cause;
mod contradicted_figure;
mod exceptional_base_year;
mod false_precision;
mod hole_in_series;
mod impact_without_method;
mod impossible_value;
mod index_without_base;
mod mean_without_spread;
mod missing_base;
mod missing_uncertainty;
mod moved_holiday;
pub(crate) mod muddled_sum;
mod overlapping_parts;
pub(crate) mod percent_for_points;
mod small_base;
mod stale_source;
mod too_many_figures;
mod undrawable_chart;
mod unlike_periods;
mod unsourced_figure;
mod untitled_chart;
mod wrong_change;

use crate::finding::Rule;
use crate::finding::rules::{
    BROKEN_SERIES, CONFIDENTIAL_CELL, INCOMPLETE_PERIOD, LEGACY_ENCODING, LONE_FIGURE,
    MIXED_VINTAGES, MUDDLED_SUM, PERCENT_FOR_POINTS, UNCOMPUTED_FIGURE, UNREADABLE_DATA,
};

/// The rules of this category, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &unsourced_figure::RULE,
    &missing_base::RULE,
    &stale_source::RULE,
    &small_base::RULE,
    &impossible_value::RULE,
    &false_precision::RULE,
    &mean_without_spread::RULE,
    &index_without_base::RULE,
    &missing_uncertainty::RULE,
    &change_within_margin::RULE,
    &unlike_periods::RULE,
    &exceptional_base_year::RULE,
    &moved_holiday::RULE,
    &wrong_change::RULE,
    &PERCENT_FOR_POINTS,
    &change_on_tiny_base::RULE,
    &MUDDLED_SUM,
    &UNCOMPUTED_FIGURE,
    &INCOMPLETE_PERIOD,
    &UNREADABLE_DATA,
    &LEGACY_ENCODING,
    &CONFIDENTIAL_CELL,
    &MIXED_VINTAGES,
    &BROKEN_SERIES,
    &overlapping_parts::RULE,
    &hole_in_series::RULE,
    &impact_without_method::RULE,
    &claimed_cause::RULE,
    &contradicted_figure::RULE,
    &too_many_figures::RULE,
    &untitled_chart::RULE,
    &LONE_FIGURE,
    &undrawable_chart::RULE,
];
