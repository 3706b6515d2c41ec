//! The parts that names of people are made of: given names, surnames with their particles, initials.

use super::classes::Class;
use super::words::Words;
use crate::text::{Case, Gap};

/// How sure a given name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameSense {
    /// It is also a place or a month.
    Elsewhere,
    /// It is also a word.
    Word,
    /// It is hardly anything else.
    Given,
}

/// Where the given name that begins here ends, hyphens included; none where a hyphen joins it to something else.
pub fn given_name_at(words: &Words, at: usize) -> Option<(usize, NameSense)> {
    let first = sense_of_name(words, at)?;
    let mut end = at + 1;
    // Each part behind a hyphen must be a name too: `Marie-Laure` and `Jean-Mi` are, `Rose-Croix` is none.
    while words.gap_before(end) == Gap::Hyphen {
        if sense_of_name(words, end).is_none() && !is_short_for_name(words, end) {
            return None;
        }
        end += 1;
    }
    // Two names that are joined are hardly anything else, whatever each of them may be alone.
    let sense = if end > at + 1 { NameSense::Given } else { first };
    Some((end, sense))
}

/// The second half of `Jean-Mi` or `Anne-So`.
fn is_short_for_name(words: &Words, at: usize) -> bool {
    let is_short = (2..=3).contains(&words.written_word(at).chars().count());
    is_short
        && words.is_capital(at)
        && !words.has_class(at, Class::Particles)
        && words.gap_before(at + 1) != Gap::Hyphen
}

/// How sure it is that a word is a given name; none for what is no such name.
pub fn sense_of_name(words: &Words, at: usize) -> Option<NameSense> {
    // The least sure sense goes first: a name that is a place too counts as a place until something shows otherwise.
    let senses = [
        (Class::Elsewhere, NameSense::Elsewhere),
        (Class::Words, NameSense::Word),
        (Class::Given, NameSense::Given),
        (Class::Farther, NameSense::Given),
        (Class::Nouns, NameSense::Given),
    ];
    let mut senses = senses.iter().filter(|(class, _)| words.has_class(at, *class));
    senses.next().map(|(_, sense)| *sense)
}

/// The surname one space behind a given name, or its first letter.
pub fn surname_behind(words: &Words, at: usize) -> Option<usize> {
    if words.gap_before(at) != Gap::Space {
        return None;
    }
    // A letter alone stands for a surname only where something closes it: `Marie D.`, or the end of a line.
    let ends = matches!(words.gap_before(at + 1), Gap::Stop | Gap::Comma | Gap::Break | Gap::Line);
    let is_letter = is_initial(words, at) && ends;
    end_of_surname(words, at).or(is_letter.then_some(at + 1))
}

/// Where the surname that begins here ends: `Le Goff`, `O'Connor`, `Durand-Garnier`, `van der Berg`.
pub fn end_of_surname(words: &Words, at: usize) -> Option<usize> {
    let last = after_particles(words, at);
    let token = words.get(last)?;
    let is_capital = words.is_capital(last);
    let is_known = words.has_class(last, Class::Surnames);
    // Digits and single letters are no surnames.
    let is_word = token.case == Case::Number || token.range.len() < 2;
    if is_word || words.has_class(last, Class::Common) || !is_capital && !is_known {
        return None;
    }
    let mut end = last + 1;
    while words.gap_before(end) == Gap::Hyphen && words.is_capital(end) {
        end += 1;
    }
    // `Ana Garcia Lopez`: a second surname is taken only when it is known.
    let next = after_particles(words, end);
    let goes_on = words.gap_before(end) == Gap::Space
        && words.is_capital(end)
        && words.has_class(next, Class::Surnames);
    Some(if goes_on { next + 1 } else { end })
}

/// Past the small words that begin a surname.
fn after_particles(words: &Words, at: usize) -> usize {
    const FRENCH: [&str; 7] = ["de", "du", "des", "d", "l", "st", "saint"];
    let mut next = at;
    // At most three particles, as in `van der`. Each must lead to a capital, to a known surname or to another particle, or it is
    // a plain word of the sentence.
    while next < at + 3 && words.has_class(next, Class::Particles) {
        // `Marie de Rennes`: behind a capital, a small `de` may tell where somebody comes from, so it begins no surname.
        let is_small = !words.is_capital(next) && words.is_one_of(next, &FRENCH);
        let is_parted =
            matches!(words.gap_before(next + 1), Gap::Space | Gap::Apostrophe | Gap::Hyphen);
        let goes_on = words.is_capital(next + 1)
            || words.has_class(next + 1, Class::Particles)
            || words.has_class(next + 1, Class::Surnames);
        if is_small && words.is_capital(at.saturating_sub(1)) || !is_parted || !goes_on {
            break;
        }
        next += 1;
    }
    next
}

/// A capital letter on its own.
pub fn is_initial(words: &Words, at: usize) -> bool {
    let mut letters = words.written_word(at).chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none()
        && words.is_capital(at)
}

/// Capitals that are more often the initials of something: a rare name, or one of three letters.
pub fn is_acronym(words: &Words, at: usize) -> bool {
    let is_short = words.written_word(at).chars().count() < 4;
    let is_upper = words.get(at).is_some_and(|token| token.case == Case::Upper);
    is_upper && (is_short || !words.has_class(at, Class::Given))
}

/// Whether a given name is one even with a small letter.
pub fn is_plain(words: &Words, at: usize) -> bool {
    let others = [Class::Nouns, Class::Words, Class::Elsewhere];
    words.has_class(at, Class::Given) && !others.iter().any(|class| words.has_class(at, *class))
}
