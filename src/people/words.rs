//! The words and numbers of a text, and what each can be.

use std::ops::Range;

use super::classes::{Class, Classes, classes_of};
use crate::text::{Case, Gap, Token, tokens};

/// The words and numbers of a text, in order.
#[derive(Debug)]
pub struct Words<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    /// What each can be; nothing for a number.
    classes: Vec<Classes>,
}

impl<'t> Words<'t> {
    /// The words of a text.
    pub fn from_text(text: &'t str) -> Self {
        let tokens = tokens(text);
        let class = |token: &Token| match token.case {
            Case::Number => Classes::default(),
            _ => classes_of(&token.folded),
        };
        Self { text, classes: tokens.iter().map(class).collect(), tokens }
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
    pub fn word_before(&self, at: usize) -> Option<&Token<'t>> {
        let token = self.get(at)?;
        match token.gap {
            Gap::Break => None,
            _ => self.get(at.checked_sub(1)?),
        }
    }

    /// Whether the word at a place can be something.
    pub fn has_class(&self, at: usize, class: Class) -> bool {
        self.is_any(at, &[class])
    }

    /// Whether the word at a place can be one of some things.
    pub fn is_any(&self, at: usize, wanted: &[Class]) -> bool {
        self.classes.get(at).is_some_and(|classes| classes.has_any(wanted))
    }

    /// Whether the word at a place is one of these, in their plain form.
    pub fn is_one_of(&self, at: usize, plain: &[&str]) -> bool {
        self.get(at).is_some_and(|token| plain.contains(&token.folded.as_ref()))
    }

    /// Whether the word at a place has a capital that says something.
    pub fn is_capital(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| matches!(token.case, Case::Capital | Case::Upper))
    }

    /// What stands before the word at a place; a break after the last.
    pub fn gap_before(&self, at: usize) -> Gap {
        self.get(at).map_or(Gap::Break, |token| token.gap)
    }

    /// Whether a sentence, or what stands after a colon or a quote, begins with the word at a place.
    pub fn is_sentence_start(&self, at: usize) -> bool {
        matches!(self.gap_before(at), Gap::Break | Gap::Line | Gap::Stop | Gap::Other)
    }

    /// The bytes of some words.
    pub fn range_of(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.get(tokens.start).map_or(0, |token| token.range.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.get(last));
        start..last.map_or(start, |token| token.range.end.max(start))
    }

    /// Some words in their plain form, one space apart.
    pub fn plain_text_of(&self, tokens: Range<usize>) -> String {
        let words = self.tokens.get(tokens).unwrap_or_default();
        let words: Vec<&str> = words.iter().map(|token| token.folded.as_ref()).collect();
        words.join(" ")
    }

    /// The word at a place as it is written.
    pub fn written_word(&self, at: usize) -> &'t str {
        self.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    /// The text between the word at a place and the one before.
    pub fn signs_before(&self, at: usize) -> &'t str {
        let end = self.get(at).map_or(self.text.len(), |token| token.range.start);
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        &self.text[before.map_or(0, |token| token.range.end)..end]
    }
}
