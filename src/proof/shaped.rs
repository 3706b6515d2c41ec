//! Words of writings in which a letter is drawn by several glyphs, such as Arabic, Khmer or Hindi: a PDF says such a letter
//! once for each glyph that stands on a height of its own.

use std::collections::HashSet;

use super::from_right::turn_around;
use super::letters::strip_layout;
use crate::text::is_from_the_right;

/// The most signs that are drawn together: a letter of Khmer with two letters below it, its vowel and its marks has eight.
const TOGETHER: usize = 8;

/// Whether a text has letters that are drawn so: those from the right, and those from India to Cambodia and Mongolia.
pub(super) fn is_shaped(text: &str) -> bool {
    let is_southern = |sign: char| matches!(sign, '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}');
    text.contains(|sign| is_from_the_right(sign) || is_southern(sign))
}

/// Whether some texts say each word of a part, as it is drawn or turned as it is read.
pub(super) fn says_words(texts: &[String], part: &str) -> bool {
    let signs = |text: &str| text.chars().collect::<Vec<char>>();
    let said: Vec<Vec<char>> =
        texts.iter().flat_map(|text| [signs(text), signs(&turn_around(text))]).collect();
    let says = |word: &[char]| said.iter().any(|text| has_word(text, word));
    part.split_whitespace().all(|word| {
        // What is read from the right and what stands beside it (a number, a sign) are drawn one after the other, each in
        // its own order: letters from the right, other letters and signs are sought apart.
        let word = signs(&strip_layout(word));
        let kind = |sign: &char| (is_from_the_right(*sign), sign.is_alphanumeric());
        word.chunk_by(|one, next| kind(one) == kind(next)).all(says)
    })
}

/// Whether a text has a word, in which any signs may stand again behind themselves.
fn has_word(text: &[char], word: &[char]) -> bool {
    (0..=text.len()).any(|start| begins_with(&text[start..], word))
}

/// Whether a text begins with a word, in which any signs may stand again behind themselves.
fn begins_with(text: &[char], word: &[char]) -> bool {
    // Each pair says how many signs of the word and of the text are behind. One step takes the next sign of the word, or
    // once more what was taken last. A pair is looked at once, so this ends.
    let (mut left, mut known) = (vec![(0, 0)], HashSet::new());
    while let Some((taken, at)) = left.pop() {
        if taken == word.len() {
            return true;
        }
        if !known.insert((taken, at)) {
            continue;
        }
        let rest = &text[at..];
        if rest.first() == Some(&word[taken]) {
            left.push((taken + 1, at + 1));
        }
        for length in 1..=taken.min(TOGETHER) {
            if rest.starts_with(&word[taken - length..taken]) {
                left.push((taken, at + length));
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a page says a word.
    fn says(page: &str, word: &str) -> bool {
        says_words(&[strip_layout(page)], word)
    }

    #[test]
    fn a_word_is_found_as_it_is_drawn_and_as_it_is_read() {
        assert!(says("avant ادج après", "جدا"));
        assert!(says("avant جدا après", "جدا"));
        assert!(says("!2026-ב", "ב-2026!") && says("-ב 2026!", "ב-2026!"));
        assert!(says("יניאמ2026", "מאיני2026"));
        assert!(!says("avant ادج après", "كدا"));
    }

    #[test]
    fn letters_that_are_said_once_for_each_glyph_are_found() {
        assert!(says("សូសូមអរគុគុណ", "សូមអរគុណ"));
        assert!(says("مُمُالسَّسَّلا", "السَّلامُ"));
        assert!(says("ម្រាម្រាប់ប់", "ម្រាប់"));
    }

    #[test]
    fn words_of_europe_and_the_far_east_are_drawn_once() {
        assert!(is_shaped("شكرا") && is_shaped("ขอบคุณ") && is_shaped("नक्शे"));
        assert!(!is_shaped("Été ευχαριστώ спасибо 谢谢 감사 გმადლობთ"));
    }

    #[test]
    fn no_letter_may_be_left_out() {
        assert!(!says("សូមអគុណ", "សូមអរគុណ"));
        assert!(!says("", "ب"));
        assert!(says("", "\u{200f}"));
    }
}
