//! A text as words and numbers, with what stands between them and what its capitals mean.

use std::borrow::Cow;
use std::ops::Range;

use super::classes::{Class, Classes, classes};
use crate::text::{fold_word, is_without_width};

/// The words and numbers of a text, in order.
#[derive(Debug)]
pub struct Words<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
}

/// A word or a number.
#[derive(Debug)]
pub struct Token<'t> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The word in small letters without accents; the number as it is written.
    pub plain: Cow<'t, str>,
    /// What it can be; nothing for a number.
    pub classes: Classes,
    /// What its letters say.
    pub case: Case,
    /// What stands before it.
    pub gap: Gap,
}

/// What the letters of a word say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Small letters, or capitals among words that are all in capitals: nothing.
    Mute,
    /// A capital, then small letters.
    Capital,
    /// Capitals only, among words that are not.
    Upper,
    /// Digits.
    Number,
}

/// What stands between a word and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: letters and digits touch.
    Glued,
    /// Spaces.
    Space,
    /// One hyphen.
    Hyphen,
    /// One apostrophe.
    Apostrophe,
    /// A comma.
    Comma,
    /// One full stop, which may end a sentence or a short form.
    Stop,
    /// The end of a line.
    Line,
    /// The beginning of the text, or the end of a sentence.
    Break,
    /// Any other sign.
    Other,
}

impl Gap {
    /// Of the signs between two words.
    fn of(between: &str) -> Self {
        if between == " " {
            return Self::Space;
        }
        let signs = between.trim_matches([' ', '\u{a0}', '\u{202f}', '\t', '*']);
        match signs {
            _ if signs.contains(['!', '?', '…']) => Self::Break,
            _ if signs.contains('\n') => match signs.contains('.') {
                true => Self::Break,
                false => Self::Line,
            },
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

/// How many bytes a word has with what follows it, or a few more.
const LETTERS: usize = 5;

impl<'t> Words<'t> {
    /// The words of a text.
    pub fn of(text: &'t str) -> Self {
        let mut words = Self { text, tokens: Vec::with_capacity(text.len() / LETTERS) };
        let mut open: Option<(usize, bool)> = None;
        for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
            let is_digit = sign.is_ascii_digit();
            let goes_on =
                is_digit || sign.is_alphabetic() || is_without_width(sign) && open.is_some();
            match open {
                Some((_, was_digit))
                    if goes_on && (was_digit == is_digit || is_without_width(sign)) => {}
                _ => {
                    if let Some((start, was_digit)) = open.take() {
                        words.push(start..at, was_digit);
                    }
                    open = goes_on.then_some((at, is_digit));
                }
            }
        }
        words.mute_shouts();
        words
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word at a place, if there is one.
    pub fn get(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    /// The word before a place, unless a sentence ends between.
    pub fn before(&self, at: usize) -> Option<&Token<'t>> {
        let token = self.get(at)?;
        match token.gap {
            Gap::Break => None,
            _ => self.get(at.checked_sub(1)?),
        }
    }

    /// Whether the word at a place can be something.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.get(at).is_some_and(|token| token.classes.has(class))
    }

    /// Whether the word at a place is one of these, in their plain form.
    pub fn is_one_of(&self, at: usize, plain: &[&str]) -> bool {
        self.get(at).is_some_and(|token| plain.contains(&token.plain.as_ref()))
    }

    /// Whether the word at a place has a capital that says something.
    pub fn is_capital(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| matches!(token.case, Case::Capital | Case::Upper))
    }

    /// What stands before the word at a place; a break after the last.
    pub fn gap(&self, at: usize) -> Gap {
        self.get(at).map_or(Gap::Break, |token| token.gap)
    }

    /// Whether a sentence, or what is said after a colon or a quote, begins with the word at a place.
    pub fn begins(&self, at: usize) -> bool {
        matches!(self.gap(at), Gap::Break | Gap::Line | Gap::Stop | Gap::Other)
    }

    /// The bytes of some words.
    pub fn range(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.get(tokens.start).map_or(0, |token| token.range.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.get(last));
        start..last.map_or(start, |token| token.range.end.max(start))
    }

    /// Some words in their plain form, one space apart.
    pub fn plain(&self, tokens: Range<usize>) -> String {
        let words = self.tokens.get(tokens).unwrap_or_default();
        let words: Vec<&str> = words.iter().map(|token| token.plain.as_ref()).collect();
        words.join(" ")
    }

    /// The word at a place as it is written.
    pub fn written(&self, at: usize) -> &'t str {
        self.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    /// The text between the word at a place and the one before.
    pub fn between(&self, at: usize) -> &'t str {
        let end = self.get(at).map_or(self.text.len(), |token| token.range.start);
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        &self.text[before.map_or(0, |token| token.range.end)..end]
    }

    fn push(&mut self, range: Range<usize>, is_number: bool) {
        let written = &self.text[range.clone()];
        let is_plain = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
        let plain = match written.bytes().all(is_plain) {
            true => Cow::Borrowed(written),
            false => Cow::Owned(fold_word(written)),
        };
        let gap = match self.tokens.last() {
            Some(last) => Gap::of(&self.text[last.range.end..range.start]),
            None => Gap::Break,
        };
        self.tokens.push(Token {
            classes: match is_number {
                true => Classes::default(),
                false => classes(&plain),
            },
            case: match is_number {
                true => Case::Number,
                false => case(written),
            },
            range,
            plain,
            gap,
        });
    }

    /// Takes their meaning from the capitals of sentences that have no small letter.
    fn mute_shouts(&mut self) {
        let breaks = |token: &Token| matches!(token.gap, Gap::Break | Gap::Line | Gap::Stop);
        let sentences = self.tokens.chunk_by_mut(|_, next| !breaks(next));
        for sentence in sentences {
            let words = || sentence.iter().filter(|token| token.range.len() > 1);
            let has_small = words().any(|token| matches!(token.case, Case::Capital | Case::Mute));
            let shouted = words().filter(|token| token.case == Case::Upper).count();
            if shouted > 2 && !has_small {
                let tokens = sentence.iter_mut();
                let words = tokens.filter(|token| token.case != Case::Number);
                words.for_each(|token| token.case = Case::Mute);
            }
        }
    }
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|sign| sign.is_alphabetic());
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    if !is_capital {
        return Case::Mute;
    }
    let mut rest = letters.peekable();
    match rest.peek().is_some() && rest.all(char::is_uppercase) {
        true => Case::Upper,
        false => Case::Capital,
    }
}
