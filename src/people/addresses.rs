//! Street addresses: a number and the name of a street.

use std::ops::Range;

use super::classes::Class;
use super::words::Words;
use crate::text::{Case, Gap};

/// How many words of an English street stand before `Street`.
const BEFORE_ROAD: usize = 4;
/// How many words of a French street stand after `rue`.
const AFTER_STREET: usize = 7;

/// The street addresses.
pub fn find_addresses(words: &Words) -> Vec<Range<usize>> {
    let numbers = (0..words.len()).filter(|at| is_house(words, *at));
    let ends = numbers.filter_map(|at| {
        let from = past_suffix(words, at + 1);
        let end =
            end_of_french_street(words, from).or_else(|| end_of_english_street(words, from))?;
        Some(words.range_of(at..end))
    });
    ends.collect()
}

/// A number of a house: at most four digits, no year, no part of a longer number.
fn is_house(words: &Words, at: usize) -> bool {
    let Some(token) = words.get(at).filter(|token| token.case == Case::Number) else {
        return false;
    };
    let follows_number = at > 0
        && words.get(at - 1).is_some_and(|token| token.case == Case::Number)
        && matches!(words.gap_before(at), Gap::Space | Gap::Stop | Gap::Comma);
    let is_year = token.folded.len() == 4
        && (token.folded.starts_with("19") || token.folded.starts_with("20"));
    token.folded.len() <= 4 && !is_year && !follows_number && token.gap != Gap::Glued
}

/// Past `bis`, `ter`, `B`.
fn past_suffix(words: &Words, at: usize) -> usize {
    let is_letter =
        words.written_word(at).len() == 1 && words.gap_before(at + 1) != Gap::Apostrophe;
    let is_near = matches!(words.gap_before(at), Gap::Glued | Gap::Space | Gap::Hyphen);
    at + usize::from(is_near && (words.is_one_of(at, &["bis", "ter", "quater"]) || is_letter))
}

/// `12 rue des Lilas`.
fn end_of_french_street(words: &Words, at: usize) -> Option<usize> {
    let is_street = words.has_class(at, Class::Streets);
    let is_near = matches!(words.gap_before(at), Gap::Space | Gap::Comma | Gap::Stop);
    if !is_near || !is_street && !words.has_class(at, Class::Ways) {
        return None;
    }
    let mut end = at + 1;
    let mut named = None;
    while end <= at + AFTER_STREET
        && matches!(words.gap_before(end), Gap::Space | Gap::Apostrophe | Gap::Hyphen)
    {
        let is_capital = words.is_capital(end);
        let is_small = words.has_class(end, Class::Particles)
            || words.is_one_of(end, &["a", "en", "sur", "dit", "aux", "au"]);
        end += 1;
        match (is_capital, is_small) {
            (true, _) => named = Some(end),
            (false, true) => {}
            (false, false) => {
                let is_first = named.is_none() && is_street;
                return named.or(is_first.then_some(end));
            }
        }
    }
    named
}

/// `4 Harbour Street`.
fn end_of_english_street(words: &Words, at: usize) -> Option<usize> {
    let is_near =
        |next: usize| matches!(words.gap_before(next), Gap::Space | Gap::Apostrophe | Gap::Hyphen);
    let road = (at + 1..=at + BEFORE_ROAD)
        .take_while(|next| is_near(*next))
        .find(|next| words.has_class(*next, Class::Roads))?;
    let is_capital = words.is_capital(at) && words.is_capital(road);
    let is_small = !words.is_capital(at)
        && road == at + 1
        && words.is_one_of(road, &["street", "road", "lane", "avenue", "terrace", "crescent"]);
    let is_named = !words.has_class(at, Class::Common) && words.get(at)?.case != Case::Number;
    (words.gap_before(at) == Gap::Space && is_named && (is_capital || is_small)).then_some(road + 1)
}
