//! What changed between a text and the same text with other signs: the smallest stretches.
//!
//! Signs are what changes, so they are stretches as words are, and two texts are compared letter for letter, not folded.

use std::ops::Range;

/// Some bytes of a text, and what takes their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes.
    pub range: Range<usize>,
    /// What takes their place.
    pub text: String,
}

impl TextEdit {
    /// A change.
    pub fn new(range: Range<usize>, text: &str) -> Self {
        Self { range, text: text.to_string() }
    }
}

/// The changes that make `meant` out of `typed`, in order: between letters that both have, whatever signs differ.
pub fn find_changes(typed: &str, meant: &str) -> Vec<TextEdit> {
    let (old, new) = (split_words(typed), split_words(meant));
    // Signs changed and words did not, so both texts have the same stretches in turn and pair up one by one. No search
    // for the best alignment is needed. Where the count differs, nothing is changed.
    if old.len() != new.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (old, new) in old.into_iter().zip(new) {
        found.extend(smallest_change(typed, old, &meant[new]));
    }
    found
}

/// Stretches of letters and digits, and the signs between them, in turn; the first may be empty.
fn split_words(text: &str) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = std::iter::once(0..0).collect();
    for (at, letter) in text.char_indices() {
        // Stretches of letters stand at even places and signs between them, in both texts alike: that is why the first may
        // be empty.
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

/// One stretch and what it should be, without what both begin and end with.
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
    // Behind the common head only, as both ends would overlap in `aa` and `aaa`.
    let tail = same(&mut was[head..].chars().rev(), &mut new[head..].chars().rev());
    let range = old.start + head..old.end - tail;
    Some(TextEdit::new(range, &new[head..new.len() - tail]))
}
