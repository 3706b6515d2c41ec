//! The typography of a language: spaces that do not break, quotation marks, apostrophes, dashes.
//!
//! French follows the Imprimerie nationale: a narrow no-break space (U+202F) before `;`, `!`, `?`, inside « » and
//! between groups of digits, a full one (U+00A0) before `:` and units. Correcting a text twice changes nothing more,
//! and the time it takes grows only with the length of the text.
//!
//! These stay as typed: addresses, code between backticks, `{placeholders}`, hashtags, `10:30`. In phone numbers, only
//! spaces change: they no longer break.

mod ordinals;
mod protected;
mod quantities;
mod signs;
mod spaces;

use std::borrow::Cow;

use super::Language;

pub use ordinals::{OrdinalPiece, split_raised_letters};

/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';
/// A narrower space at which no line breaks.
const NARROW: char = '\u{202f}';

/// A character, and whether it must stay as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letter {
    char: char,
    kept: bool,
}

/// The text with the signs and spaces of its language.
///
/// `before` is the last character of the run before this one in the same paragraph, if any: so a `!`
/// that begins a run after a bold word gets its space. A space at the end of a run stays, as what
/// follows is unknown; only after « it is certain.
pub fn correct_text(text: &str, language: Language, before: Option<char>) -> Cow<'_, str> {
    let mut corrected = corrected_once(text, language, before);
    // A new space may end what looked like a telephone number, so that signs after it are corrected only now. That is
    // rare: most texts need one more pass, which changes nothing.
    for _ in 0..PASSES {
        let again = corrected_once(&corrected, language, before);
        if again == corrected {
            return if corrected == text { Cow::Borrowed(text) } else { Cow::Owned(corrected) };
        }
        corrected = again;
    }
    Cow::Borrowed(text)
}

/// The most further passes; each settles what the one before it uncovered. A text that is still changing after them,
/// such as ten addresses that open quotation marks within one another, stays as typed.
const PASSES: usize = 8;

fn corrected_once(text: &str, language: Language, before: Option<char>) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let kept = protected::find_protected(&chars);
    // One space replaces one space, so that the positions in `kept` stay right. Later steps move them.
    for at in protected::phone_spaces(&chars, &kept) {
        chars[at] = NO_BREAK;
    }
    let letters: Vec<Letter> =
        chars.into_iter().zip(kept).map(|(char, kept)| Letter { char, kept }).collect();
    // Signs come before spaces: a straight quotation mark must become `«` before it can get the space inside it.
    let letters = signs::replace_signs(&letters, language, before);
    spaces::set_spaces(&letters, language, before)
}

/// Whether a character is a space within a line, of any width.
fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\u{2009}' | NO_BREAK | NARROW)
}

/// Whether a quotation may open after this character, without a space between.
fn is_opening(char: char) -> bool {
    char.is_whitespace()
        || matches!(
            char,
            '(' | '[' | '{' | '«' | '“' | '‘' | '-' | '–' | '—' | '/' | '=' | '¡' | '¿'
        )
}

#[cfg(test)]
mod tests;
