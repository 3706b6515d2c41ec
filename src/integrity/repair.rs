//! Small corrections of words that keep what was said.

use crate::text::{letters_apart, without_accents};

/// The shortest word in which more than accents and capitals may be corrected: shorter ones
/// are too much alike, as `bon` and `non` are.
const SHORTEST: usize = 4;
/// From this length on, two letters may be corrected.
const LONG: usize = 6;
/// The most bytes of a word that is compared letter by letter: nothing longer is a word.
const LONGEST: usize = 64;

/// Whether two words differ at most by the case of their first letter.
pub fn is_capital(one: &str, other: &str) -> bool {
    let split = |word: &str| {
        let mut letters = word.chars();
        let first: Option<String> = letters.next().map(|first| first.to_lowercase().collect());
        (first, letters.collect::<String>())
    };
    split(one) == split(other)
}

/// Whether one word is most likely a corrected spelling of the other. They are equal but for accents and
/// capitals; or they are longer, begin with the same letter, and differ by a letter or two. Numbers and words
/// that turn a sentence are never corrected.
pub fn is_spelling(one: &str, other: &str, is_turn: &dyn Fn(&str) -> bool) -> bool {
    if one.len().max(other.len()) > LONGEST {
        return false;
    }
    let (one, other) = (without_accents(one), without_accents(other));
    if one == other {
        return true;
    }
    let has_digit = |word: &str| word.contains(char::is_numeric);
    let is_kept = |word: &str| has_digit(word) || is_turn(word);
    let length = one.chars().count().min(other.chars().count());
    let may_differ = match length {
        0..SHORTEST => 0,
        SHORTEST..LONG => 1,
        _ => 2,
    };
    // The cheap tests go first, as the distance costs the product of both lengths. Lengths are in bytes, and a letter
    // of French has two at most.
    may_differ > 0
        && one.chars().next() == other.chars().next()
        && !is_kept(&one)
        && !is_kept(&other)
        && one.len().abs_diff(other.len()) <= 2 * may_differ
        && letters_apart(&one, &other) <= may_differ
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mends(one: &str, other: &str) -> bool {
        let is_turn = |word: &str| matches!(word, "jamais" | "sans" | "never");
        is_spelling(one, other, &is_turn)
    }

    #[test]
    fn accents_capitals_and_slips_are_mended() {
        for (typed, meant) in [
            ("ete", "été"),
            ("ou", "où"),
            ("SUPER", "super"),
            ("acceuil", "accueil"),
            ("parkng", "parking"),
            ("recieved", "received"),
            ("cour", "cours"),
        ] {
            assert!(mends(typed, meant), "{typed} {meant}");
        }
    }

    #[test]
    fn another_word_is_no_slip() {
        for (said, other) in [
            ("bon", "non"),
            ("mer", "mère"),
            ("possible", "impossible"),
            ("utile", "inutile"),
            ("beau", "peau"),
            ("jamais", "jamis"),
            ("2025", "2026"),
            ("content", "mécontent"),
            ("never", "nevert"),
            ("chaud", "froid"),
        ] {
            assert!(!mends(said, other), "{said} {other}");
        }
    }
}
