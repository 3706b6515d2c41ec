//! Words of a text and lists of words.

use std::sync::LazyLock;

use regex::{Match, Regex};

pub use crate::assets::list;
pub use crate::pattern::pattern;

static WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\p{L}\p{N}]+(?:[-\u{2010}\u{2011}][\p{L}\p{N}]+)*"));

/// The words of a text and where they stand. Hyphens join them, apostrophes part them: `l'eau` is two.
pub fn words(text: &str) -> impl Iterator<Item = Match<'_>> {
    WORD.find_iter(text)
}

/// How many words a text has as people count them, between spaces.
pub fn count(text: &str) -> usize {
    spaced(text).count()
}

/// The words of a text between spaces, signs included; a sign that stands alone is none.
pub fn spaced(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split_whitespace();
    parts.filter(|part| part.contains(char::is_alphanumeric))
}

/// The byte where the words past the first `most` begin, when there are any.
pub fn after(text: &str, most: usize) -> Option<usize> {
    let word = spaced(text).nth(most)?;
    Some(word.as_ptr() as usize - text.as_ptr() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_by_spaces_signs_and_elisions() {
        let found: Vec<&str> =
            words("L'eau-de-vie, c’est 3,5 fois « rien »").map(|word| word.as_str()).collect();
        assert_eq!(found, ["L", "eau-de-vie", "c", "est", "3", "5", "fois", "rien"]);
        assert_eq!(count("L’eau monte : « vite » !"), 3);
        assert_eq!(after("un deux trois", 2), Some(8));
        assert_eq!(after("un deux", 2), None);
    }
}
