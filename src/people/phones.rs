//! Phone numbers, by the lengths of their groups of digits.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compile_pattern;

/// Digits, and at most a few signs between their groups.
static DIGITS: LazyLock<Regex> = LazyLock::new(|| {
    // Digits in groups, with up to three signs between two of them and perhaps a `(0)`: `+44 (0)20 7946 0018`.
    compile_pattern(
        r"(?:\(?\+|\()?[0-9]+(?:\)?[\s.\-\u{2010}-\u{2014}\u{2212}·/_]{0,3}(?:\(0\)[\s.\-\u{2010}-\u{2014}\u{2212}·/_]{0,2}|\()?[0-9]+)*",
    )
});

/// The lengths of groups in which people write national numbers that begin with 0: French, Belgian, Swiss, German, Irish
/// and British ways.
const GROUPS: &[&[usize]] = &[
    // `06 12 34 56 78`, then the same in one piece.
    &[2, 2, 2, 2, 2],
    &[10],
    // Belgian mobiles: `0470 12 34 56`.
    &[4, 2, 2, 2],
    &[4, 3, 3],
    &[4, 6],
    &[2, 3, 3, 2],
    &[2, 4, 4],
    &[2, 8],
    &[3, 3, 4],
    &[3, 3, 2, 2],
    &[3, 7],
    &[11],
    &[5, 6],
    &[5, 3, 3],
    &[5, 2, 2, 2],
    &[3, 4, 4],
    &[3, 8],
    &[4, 3, 4],
    &[4, 7],
    &[4, 4, 3],
];

/// How many digits a number with its country has: at most fifteen (ITU-T E.164) after `00`.
const WITH_COUNTRY: RangeInclusive<usize> = 9..=17;

/// Digits that follow one another.
#[derive(Debug, Clone)]
struct DigitGroup<'a> {
    digits: &'a str,
    /// Its bytes in the text.
    range: Range<usize>,
}

/// Where phone numbers stand in a text, in the forms of several countries.
pub fn find_phones(text: &str) -> Vec<Range<usize>> {
    // Most runs are prices, years and dates; they are too short for a number, and go at once.
    let runs = DIGITS.find_iter(text).filter(|run| run.len() >= 9);
    runs.flat_map(|run| phones_in_run(text, run.range())).collect()
}

/// The phone numbers of a run of groups of digits.
fn phones_in_run(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let groups = digit_groups(text, run);
    let (mut found, mut at) = (Vec::new(), 0);
    // One run may hold several numbers, `02 98 00 00 00 / 06 12 34 56 78`, or start with digits of something else. Where
    // no number begins with a group, the next group is tried.
    while at < groups.len() {
        let length = count_phone_groups(text, &groups[at..]);
        if let Some(last) = length.checked_sub(1) {
            found.push(start_of_phone(text, groups[at].range.start)..groups[at + last].range.end);
        }
        at += length.max(1);
    }
    found
}

fn digit_groups(text: &str, run: Range<usize>) -> Vec<DigitGroup<'_>> {
    let mut groups: Vec<DigitGroup> = Vec::new();
    for (at, _) in text[run.clone()].match_indices(|sign: char| sign.is_ascii_digit()) {
        let at = run.start + at;
        match groups.last_mut() {
            Some(last) if last.range.end == at => {
                last.range.end += 1;
                last.digits = &text[last.range.clone()];
            }
            _ => groups.push(DigitGroup { digits: &text[at..=at], range: at..at + 1 }),
        }
    }
    groups
}

/// Where a number that begins here is opened: at its `+` or its bracket.
fn start_of_phone(text: &str, at: usize) -> usize {
    // At most two signs are taken, `(+`; more of them are not part of the number.
    let before = &text[..at];
    before.trim_end_matches(['(', '+']).len().max(at.saturating_sub(2))
}

/// How many groups make the phone number that begins with the first of these; none when none does.
fn count_phone_groups(text: &str, groups: &[DigitGroup]) -> usize {
    let Some(first) = groups.first() else {
        return 0;
    };
    // Digits behind a letter are part of a code.
    let before = text[..first.range.start].chars().next_back();
    if before.is_some_and(char::is_alphabetic) {
        return 0;
    }
    let has_plus = before == Some('+');
    if has_plus || first.digits.starts_with("00") {
        return with_country(groups);
    }
    let mut shapes = GROUPS.iter().filter(|shape| has_shape(text, groups, shape));
    shapes.next().map_or(0, |shape| shape.len())
}

/// How many groups a number with its country has, as many as it may.
fn with_country(groups: &[DigitGroup]) -> usize {
    let (mut digits, mut taken) = (0, 0);
    // Nothing tells where a foreign number ends, so it takes as many whole groups as seventeen digits allow.
    for group in groups {
        if digits + group.digits.len() > *WITH_COUNTRY.end() {
            break;
        }
        digits += group.digits.len();
        taken += 1;
    }
    if digits < *WITH_COUNTRY.start() { 0 } else { taken }
}

/// Whether a national number of this shape begins with the first group, and nothing more is glued to it.
fn has_shape(text: &str, groups: &[DigitGroup], shape: &[usize]) -> bool {
    let (Some(first), Some(last)) = (groups.first(), groups.get(shape.len() - 1)) else {
        return false;
    };
    let lengths = groups.iter().map(|group| group.digits.len());
    let is_trunk = first.digits.starts_with('0') && !first.digits.starts_with("00");
    let after = text[last.range.end..].chars().next();
    let is_local = is_trunk || is_american(text, groups, shape);
    is_local
        && lengths.take(shape.len()).eq(shape.iter().copied())
        && !after.is_some_and(char::is_alphabetic)
}

/// `(555) 123-4567`, `555-123-4567`: no 0 in front, but brackets or hyphens.
fn is_american(text: &str, groups: &[DigitGroup], shape: &[usize]) -> bool {
    let [_, second, third, ..] = groups else {
        return false;
    };
    // `555 123 4567` with spaces may be any count; a hyphen before the last four digits makes it a phone number.
    shape == [3, 3, 4] && text[second.range.end..third.range.start] == *"-"
}
