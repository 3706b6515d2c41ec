//! A text with each accent on its letter, for searching in texts that have them beside it, as those from a Mac do.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::fold::is_without_width;

/// A text with each accent on its letter, and where its signs stand in the text as it was typed.
#[derive(Debug)]
pub struct ComposedText<'t> {
    text: Cow<'t, str>,
    /// Where each letter with its accents begins, here and as typed; nothing where both are the same text.
    starts: Vec<(usize, usize)>,
    /// How long the text is as typed.
    length: usize,
}

impl<'t> ComposedText<'t> {
    /// That of a text as it was typed.
    pub fn from_typed(typed: &'t str) -> Self {
        // Accents of Latin script that stand alone begin with one of two bytes, which hardly any text has.
        if !typed.bytes().any(|byte| matches!(byte, 0xcc | 0xcd)) {
            return Self { text: Cow::Borrowed(typed), starts: Vec::new(), length: typed.len() };
        }
        let (mut text, mut starts) = (String::with_capacity(typed.len()), Vec::new());
        let mut rest = typed;
        while let Some(first) = rest.chars().next() {
            let behind = rest[first.len_utf8()..].find(|sign| !is_without_width(sign));
            let end = behind.map_or(rest.len(), |behind| first.len_utf8() + behind);
            starts.push((text.len(), typed.len() - rest.len()));
            text.extend(rest[..end].nfc());
            rest = &rest[end..];
        }
        Self { text: Cow::Owned(text), starts, length: typed.len() }
    }

    /// The text with each accent on its letter.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part of the text as typed that some part of this one stands for: whole letters with their accents.
    pub fn range_as_typed(&self, range: Range<usize>) -> Range<usize> {
        if self.starts.is_empty() {
            return range;
        }
        let start = self.starts.partition_point(|(here, _)| *here <= range.start);
        let end = self.starts.partition_point(|(here, _)| *here < range.end);
        let typed = |place: usize| self.starts.get(place).map_or(self.length, |(_, typed)| *typed);
        let first = if range.start >= self.text.len() { self.length } else { typed(start - 1) };
        first..typed(end).max(first)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_are_those_that_were_typed() {
        let typed = "l'e\u{301}te\u{301} a\u{300} Se\u{300}te";
        let composed = ComposedText::from_typed(typed);
        assert_eq!(composed.as_str(), "l'été à Sète");
        for part in ["été", "à", "Sète", "l", "t", ""] {
            let at = composed.as_str().find(part).expect(part);
            let range = composed.range_as_typed(at..at + part.len());
            assert_eq!(typed[range].nfc().collect::<String>(), part);
        }
        let plain = ComposedText::from_typed("été");
        assert_eq!(plain.range_as_typed(2..5), 2..5);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_part_is_a_part_of_what_was_typed(text in "[a-eéà\u{301}\u{327} ñ😀\u{200d}]{0,20}", one in 0..40_usize, other in 0..40_usize) {
            let composed = ComposedText::from_typed(&text);
            let (one, other) = (one.min(other), one.max(other));
            if composed.as_str().get(one..other).is_some() {
                prop_assert!(text.get(composed.range_as_typed(one..other)).is_some());
            }
        }
    }
}
