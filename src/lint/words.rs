//! Words of a text and lists of words.

pub use crate::assets::word_list;
pub use crate::pattern::compile_pattern;
use crate::text::spaced;

/// How many words a text has as people count them, between spaces.
pub fn count_words(text: &str) -> usize {
    spaced(text).count()
}

/// The byte where the words past the first `most` begin, when there are any.
pub fn byte_after_words(text: &str, most: usize) -> Option<usize> {
    let word = spaced(text).nth(most)?;
    Some(word.as_ptr() as usize - text.as_ptr() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_past_the_most_are_found_by_their_byte() {
        assert_eq!(byte_after_words("un deux trois", 2), Some(8));
        assert_eq!(byte_after_words("un deux", 2), None);
    }
}
