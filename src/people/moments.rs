//! What leads to a person only together: an exact day, a place, a role that few people hold.

use std::ops::Range;

use super::classes::Class;
use super::words::Words;
use crate::text::{Case, Gap};

/// The last day of a month.
const LAST_DAY: u32 = 31;

/// The first exact day of a text: `16 août`, `August 16th`, `16/08/2026`, `samedi 16`.
pub fn first_exact_day(text: &str) -> Option<Range<usize>> {
    let words = Words::from_text(text);
    let ends = (0..words.len()).find_map(|at| Some((at, end_of_day(&words, at)?)));
    ends.map(|(at, end)| words.range_of(at..end))
}

/// Whether a text names a place: `à Saint-Orven`, `phare du Roc`.
pub fn names_place(text: &str) -> bool {
    let words = Words::from_text(text);
    (1..words.len()).any(|at| {
        let is_behind_place =
            words.has_class(at - 1, Class::PlacesBefore) || words.has_class(at - 1, Class::Places);
        let is_near = matches!(words.gap_before(at), Gap::Space | Gap::Apostrophe);
        // `au Mont` is a place. Small words, months and given names behind such a word are not.
        let others = [Class::Common, Class::Months, Class::Weekdays, Class::Given];
        let is_other = others.iter().any(|class| words.has_class(at, *class));
        is_behind_place && is_near && words.is_capital(at) && !is_other
    })
}

/// Whether few people in one place have a role: `gardienne du phare`, `maire`.
pub fn is_rare(role: &str) -> bool {
    let words = Words::from_text(role);
    (0..words.len()).any(|at| words.has_class(at, Class::RareRoles))
}

fn end_of_day(words: &Words, at: usize) -> Option<usize> {
    let is_spaced = |at: usize| matches!(words.gap_before(at), Gap::Space | Gap::Comma | Gap::Stop);
    // The month or the weekday first: `August 16th`, `samedi 16`; `samedi 16 h` is a time.
    if words.has_class(at, Class::Months) || words.has_class(at, Class::Weekdays) {
        let is_after = is_spaced(at + 1) && is_day(words, at + 1) && !is_hour(words, at + 2);
        return is_after.then_some(at + 2);
    }
    // Else the day first, `16 août`. The month is behind what may be glued to the day, `1er` or `16th`, and behind `of`.
    let is_number = is_day(words, at) && words.gap_before(at) != Gap::Glued;
    let has_suffix = words.gap_before(at + 1) == Gap::Glued
        && words.is_one_of(at + 1, &["er", "st", "nd", "rd", "th"]);
    let mut next = at + 1 + usize::from(has_suffix);
    next += usize::from(words.is_one_of(next, &["of"]));
    // In `16/08` the month is asked to be a day only: twelve is below thirty-one.
    let is_slashed = words.signs_before(next) == "/" && is_day(words, next);
    let is_date = is_spaced(next) && words.has_class(next, Class::Months) || is_slashed;
    (is_number && is_date).then_some(next + 1)
}

/// Whether a number can be a day of a month.
fn is_day(words: &Words, at: usize) -> bool {
    let number = words.get(at).filter(|token| token.case == Case::Number);
    let day: Option<u32> = number.and_then(|token| token.folded.parse().ok());
    day.is_some_and(|day| (1..=LAST_DAY).contains(&day))
}

/// `samedi 16 h` is an hour.
fn is_hour(words: &Words, at: usize) -> bool {
    matches!(words.gap_before(at), Gap::Space | Gap::Glued)
        && words.is_one_of(at, &["h", "heures", "am", "pm", "o"])
}
