//! Where the words of a list stand in a text.

use std::ops::Range;

use regex::Regex;

use super::words;
use crate::text::is_apart;

/// A list of words, searched in one pass.
#[derive(Debug)]
pub struct Phrases {
    pattern: Regex,
}

impl Phrases {
    /// The pattern of some words: those in capitals as they stand, others in any case, each with a plural.
    ///
    /// No boundary of words is in the pattern: in texts with accents it would slow the search tenfold.
    pub fn from_list<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let mut phrases: Vec<&str> = phrases.into_iter().collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        let alternatives: Vec<String> = phrases.into_iter().map(in_pattern).collect();
        Self { pattern: words::compile_pattern(&alternatives.join("|")) }
    }

    /// The whole words found in a text.
    pub fn find_whole_words<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = Range<usize>> + 't {
        let found = self.pattern.find_iter(text).map(|found| found.range());
        found.filter(|range| is_apart(text, range))
    }
}

fn in_pattern(phrase: &str) -> String {
    let words = regex::escape(phrase).replace(' ', r"[\s\u{a0}\u{202f}]+").replace('\'', "['’]");
    if phrase.chars().any(char::is_lowercase) { format!("(?i:{words}s?)") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_in_any_case_and_number() {
        let phrases = Phrases::from_list(["mot", "mot d'ordre", "ROI"]);
        let text = "Mots d’été, motif, MOT\u{a0}D’ORDRE, roi, ROI, émot";
        let found: Vec<&str> = phrases.find_whole_words(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["Mots", "MOT\u{a0}D’ORDRE", "ROI"]);
    }
}
