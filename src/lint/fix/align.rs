//! The smallest changes between a text and the same text with other signs.
//!
//! Signs are what changes, so stretches of signs are compared as words are, letter by letter and without folding.

use std::ops::Range;

/// Bytes of a text, and what replaces them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// The text that replaces them.
    pub text: String,
}

impl TextEdit {
    /// The edit that puts `text` in the place of `range`.
    pub fn new(range: Range<usize>, text: &str) -> Self {
        Self { range, text: text.to_string() }
    }
}

/// The changes that turn `typed` into `meant`, in order; words are equal in both, signs may differ.
pub fn find_changes(typed: &str, meant: &str) -> Vec<TextEdit> {
    let (old, new) = (split_words(typed), split_words(meant));
    // Signs changed and words did not, so both texts have the same stretches in turn, which pair up one by one. There
    // is no need to search for the best alignment. When the counts differ, nothing is changed.
    if old.len() != new.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (old, new) in old.into_iter().zip(new) {
        found.extend(smallest_change(typed, old, &meant[new]));
    }
    found
}

/// Stretches of letters and digits, and of the signs between them, in turn; the first, of letters, may be empty.
fn split_words(text: &str) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = std::iter::once(0..0).collect();
    for (at, letter) in text.char_indices() {
        // Stretches of letters are at even places, and those of signs at odd ones, in both texts
        // alike: that is why the first may be empty.
        let is_word = stretches.len() % 2 == 1;
        if letter.is_alphanumeric() != is_word {
            stretches.push(at..at);
        }
        if let Some(last) = stretches.last_mut() {
            last.end = at + letter.len_utf8();
        }
    }
    stretches
}

/// The change of one stretch, without what its old and new text have in common at both ends; none when they are equal.
fn smallest_change(typed: &str, old: Range<usize>, new: &str) -> Option<TextEdit> {
    let was = &typed[old.clone()];
    if was == new {
        return None;
    }
    let same = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        let both = one.zip(other).take_while(|(a, b)| a == b);
        both.map(|(letter, _)| letter.len_utf8()).sum::<usize>()
    };
    let head = same(&mut was.chars(), &mut new.chars());
    // Only after the common start: in `aa` and `aaa` both ends would overlap.
    let tail = same(&mut was[head..].chars().rev(), &mut new[head..].chars().rev());
    let range = old.start + head..old.end - tail;
    Some(TextEdit::new(range, &new[head..new.len() - tail]))
}
