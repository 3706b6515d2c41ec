//! A text cut into words and numbers, with what stands between them and what their capitals tell.

use std::borrow::Cow;
use std::ops::Range;

use super::fold::{fold_word, is_without_width};

/// A word or a number: letters without a break, or digits from 0 to 9 without a break.
#[derive(Debug)]
pub struct Token<'t> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The word in lower case without accents, or the digits of the number.
    pub folded: Cow<'t, str>,
    /// What its capitals tell about it.
    pub case: Case,
    /// What stands between it and the token before.
    pub gap: Gap,
}

/// What the capitals of a word tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Nothing: lower case, or capitals among words that are all in capitals.
    Mute,
    /// The first letter is a capital, others are not.
    Capital,
    /// Capitals only, among words that are not all in capitals.
    Upper,
    /// It is a number.
    Number,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: a word and a number touch.
    Glued,
    /// One space or several, and nothing else.
    Space,
    /// One hyphen without spaces.
    Hyphen,
    /// One apostrophe without spaces.
    Apostrophe,
    /// One comma, with spaces or without.
    Comma,
    /// One full stop, which may end a sentence or an abbreviation.
    Stop,
    /// A line break.
    Line,
    /// The start of the text, or the certain end of a sentence.
    Break,
    /// Any other signs.
    Other,
}

impl Gap {
    /// The gap that some signs between two words are.
    fn of(between: &str) -> Self {
        // By far the most frequent gap, decided without looking further.
        if between == " " {
            return Self::Space;
        }
        // Asterisks are marks of Markdown and tell nothing about the words.
        let signs = between.trim_matches([' ', '\u{a0}', '\u{202f}', '\t', '*']);
        match signs {
            _ if signs.contains(['!', '?', '…']) => Self::Break,
            _ if signs.contains('\n') => {
                if signs.contains('.') {
                    Self::Break
                } else {
                    Self::Line
                }
            }
            "" if between.is_empty() => Self::Glued,
            "" => Self::Space,
            "-" | "\u{2010}" | "\u{2011}" if between.len() == signs.len() => Self::Hyphen,
            "'" | "’" if between.len() == signs.len() => Self::Apostrophe,
            "," => Self::Comma,
            "." => Self::Stop,
            _ if signs.contains('.') => Self::Break,
            _ => Self::Other,
        }
    }
}

/// About how many bytes a word and the space after it have, or a few more.
const LETTERS: usize = 5;

/// The words and numbers of a text, in order.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / LETTERS);
    let mut open: Option<(usize, bool)> = None;
    // An added space closes the last word.
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_digit = sign.is_ascii_digit();
        // A separate accent or a soft hyphen belongs to the letter before it, whatever that is.
        let is_behind = open.is_some() && is_without_width(sign);
        let is_letter = sign.is_alphanumeric();
        match open {
            Some(_) if is_behind => {}
            Some((_, was_digit)) if is_letter && was_digit == is_digit => {}
            _ => {
                if let Some((start, was_digit)) = open.take() {
                    let before = tokens.last().map(|last| &text[last.range.end..start]);
                    tokens.push(token(text, start..at, was_digit, before));
                }
                open = is_letter.then_some((at, is_digit));
            }
        }
    }
    mute_shouts(&mut tokens);
    tokens
}

fn token<'t>(
    text: &'t str,
    range: Range<usize>,
    is_number: bool,
    before: Option<&str>,
) -> Token<'t> {
    let written = &text[range.clone()];
    let is_folded = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    Token {
        folded: if written.bytes().all(is_folded) {
            Cow::Borrowed(written)
        } else {
            Cow::Owned(fold_word(written))
        },
        case: if is_number { Case::Number } else { case(written) },
        gap: before.map_or(Gap::Break, Gap::of),
        range,
    }
}

fn case(word: &str) -> Case {
    // A single capital counts as `Capital`: it may begin a sentence, and is no word in capitals yet.
    let mut letters = word.chars().filter(|sign| sign.is_alphabetic());
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    if !is_capital {
        return Case::Mute;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) { Case::Upper } else { Case::Capital }
}

/// In sentences all in capitals, the capitals tell nothing: sets their case to mute.
fn mute_shouts(tokens: &mut [Token]) {
    let breaks = |token: &Token| matches!(token.gap, Gap::Break | Gap::Line | Gap::Stop);
    for sentence in tokens.chunk_by_mut(|_, next| !breaks(next)) {
        // In `MERCI À TOUTE L’ÉQUIPE` capitals mark no names. There must be more than two words, so that `RDV SNCF`
        // stays as it is; single letters count neither way.
        let words = || sentence.iter().filter(|token| token.range.len() > 1);
        let has_small = words().any(|token| matches!(token.case, Case::Capital | Case::Mute));
        let shouted = words().filter(|token| token.case == Case::Upper).count();
        if shouted > 2 && !has_small {
            let words = sentence.iter_mut().filter(|token| token.case != Case::Number);
            words.for_each(|token| token.case = Case::Mute);
        }
    }
}

/// The words of a text by their bytes, numbers included. Hyphens join words, apostrophes separate them: `l'eau` is two.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let tokens = tokens(text);
    let joined = tokens.chunk_by(|_, next| matches!(next.gap, Gap::Glued | Gap::Hyphen));
    let words: Vec<Range<usize>> =
        joined.filter_map(|word| Some(word.first()?.range.start..word.last()?.range.end)).collect();
    words.into_iter()
}

/// The words of a text between spaces, as people count them, with the signs that touch them; signs alone are no words.
pub fn spaced(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split_whitespace();
    parts.filter(|part| part.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_by_spaces_signs_and_elisions() {
        let text = "L'eau-de-vie, c’est 3,5 fois « rien » le 2e\u{301}te\u{301}";
        let found: Vec<&str> = words(text).map(|word| &text[word]).collect();
        let all =
            ["L", "eau-de-vie", "c", "est", "3", "5", "fois", "rien", "le", "2e\u{301}te\u{301}"];
        assert_eq!(found, all);
        assert_eq!(spaced("L’eau monte : « vite » !").count(), 3);
    }

    #[test]
    fn signs_without_width_part_no_word_and_are_not_compared() {
        let found: Vec<String> = tokens("Mar\u{ad}tin a 1\u{200b}2 ans")
            .iter()
            .map(|one| one.folded.to_string())
            .collect();
        assert_eq!(found, ["martin", "a", "12", "ans"]);
    }

    #[test]
    fn capitals_say_nothing_among_capitals() {
        let cases = |text| tokens(text).iter().map(|one| one.case).collect::<Vec<_>>();
        assert_eq!(cases("Le SMS de Léa"), [Case::Capital, Case::Upper, Case::Mute, Case::Capital]);
        assert_eq!(
            cases("LE QUAI EST 2 FOIS"),
            [Case::Mute, Case::Mute, Case::Mute, Case::Number, Case::Mute]
        );
    }
}
