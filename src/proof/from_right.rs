//! Text that is read from the right, as a PDF holds it: its glyphs stand in the order in which they are drawn, from the left.

use crate::text::is_from_the_right;

/// Whether a text has letters that are read from the right.
pub(super) fn has_letters_from_the_right(text: &str) -> bool {
    text.contains(is_from_the_right)
}

/// A text turned from the order in which it is drawn to that in which it is read, or back: its signs from the last to the
/// first, but numbers and words of other letters as they are. Lines stay where they are told apart from nothing.
pub(super) fn turn_around(text: &str) -> String {
    // From the last sign to the first: each step takes one run off the end of what is left.
    let signs: Vec<char> = text.chars().collect();
    let mut turned = String::with_capacity(text.len());
    let mut end = signs.len();
    while let Some(last) = end.checked_sub(1) {
        let start = start_of_run(&signs, last);
        turned.extend(&signs[start..end]);
        end = start;
    }
    turned
}

/// Where the signs begin that stay in their order up to some sign: a number or a word from the left, with the points,
/// commas and hyphens in it; else that sign alone.
fn start_of_run(signs: &[char], last: usize) -> usize {
    let is_left = |sign: char| sign.is_alphanumeric() && !is_from_the_right(sign);
    let is_joint =
        |sign: char| matches!(sign, '.' | ',' | ':' | '/' | '-' | '’' | '\'' | '@' | '_');
    if !is_left(signs[last]) {
        return last;
    }
    // A sign that joins belongs to the run only when a letter stands before it, so `start` waits for that letter.
    let mut start = last;
    for at in (0..last).rev() {
        if is_left(signs[at]) {
            start = at;
        } else if !is_joint(signs[at]) {
            break;
        }
    }
    start
}

/// What one glyph stands for, in the order in which glyphs are drawn: of several letters from the right the last comes
/// first, as its neighbours do.
pub(super) fn in_drawn_order(letters: &str) -> String {
    if has_letters_from_the_right(letters) { turn_around(letters) } else { letters.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_turned_and_numbers_and_other_words_are_not() {
        assert_eq!(turn_around("!ادج"), "جدا!");
        assert_eq!(turn_around("12/10/2026 ב"), "ב 12/10/2026");
        assert_eq!(turn_around("Wi-Fi ו"), "ו Wi-Fi");
        assert_eq!(turn_around(""), "");
    }

    #[test]
    fn turned_twice_a_text_is_as_before() {
        for text in ["شكرا لكم، كانت 24 نعم!", "תודה Wi-Fi 3,5", "merci"] {
            assert_eq!(turn_around(&turn_around(text)), text);
        }
    }

    #[test]
    fn a_glyph_of_two_letters_stands_among_the_others_as_they_are_drawn() {
        assert_eq!(in_drawn_order("لا"), "ال");
        assert_eq!(in_drawn_order("ffi"), "ffi");
    }
}
