//! The small signs of a language: spaces that do not break, quotation marks, apostrophes, dashes.
//!
//! French follows the Imprimerie nationale: a narrow no-break space (U+202F) before `;`, `!`, `?`, inside
//! « » and between groups of digits, a full one (U+00A0) before `:` and units. Correcting twice changes
//! nothing more, and the time spent grows with the length of the text only.
//!
//! Left as typed: addresses, code between backticks, `{placeholders}`, hashtags, `10:30`; phone numbers, but for
//! their spaces, which do not break.

mod ordinals;
mod protected;
mod quantities;
mod signs;
mod spaces;

use std::borrow::Cow;

use super::Language;

pub use ordinals::{OrdinalPiece, split_raised_letters};

/// A space that keeps two words together.
const NO_BREAK: char = '\u{a0}';
/// The same, narrower.
const NARROW: char = '\u{202f}';

/// A character, and whether it stays as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letter {
    char: char,
    kept: bool,
}

/// The text with the signs of its language.
///
/// `before` is the last character of the run that precedes this one in the same paragraph, if any: a `!`
/// that opens a run after a bold word gets its space. What a space at the end of a run stands before is
/// unknown, so it stays, but for the one after «.
pub fn correct_text(text: &str, language: Language, before: Option<char>) -> Cow<'_, str> {
    let mut corrected = corrected_once(text, language, before);
    // A space that is set may end what looked like a telephone number: the signs after it then get theirs. Rare, so
    // that most texts take one more look and no more.
    for _ in 0..PASSES {
        let again = corrected_once(&corrected, language, before);
        if again == corrected {
            return if corrected == text { Cow::Borrowed(text) } else { Cow::Owned(corrected) };
        }
        corrected = again;
    }
    Cow::Borrowed(text)
}

/// How often a text is looked at again, at most: each look settles what the one before it uncovered. A text that is not settled
/// then, such as ten addresses that open quotation marks in one another, stays as typed.
const PASSES: usize = 8;

fn corrected_once(text: &str, language: Language, before: Option<char>) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let kept = protected::find_protected(&chars);
    // One space takes the place of one space, so that the places in `kept` stay right. The steps below move them.
    for at in protected::phone_spaces(&chars, &kept) {
        chars[at] = NO_BREAK;
    }
    let letters: Vec<Letter> =
        chars.into_iter().zip(kept).map(|(char, kept)| Letter { char, kept }).collect();
    // Signs before spaces: a straight quotation mark must be `«` before it can get the space inside it.
    let letters = signs::replace_signs(&letters, language, before);
    spaces::set_spaces(&letters, language, before)
}

/// Spaces within a line, whatever their width.
fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\u{2009}' | NO_BREAK | NARROW)
}

/// Signs after which a quotation opens and no space is set.
fn is_opening(char: char) -> bool {
    char.is_whitespace()
        || matches!(
            char,
            '(' | '[' | '{' | '«' | '“' | '‘' | '-' | '–' | '—' | '/' | '=' | '¡' | '¿'
        )
}

#[cfg(test)]
mod tests;
