//! A text without its marks of Markdown, and where each of its words was typed.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::markdown::marks;

/// A text without `**`, `*`, the addresses of links and the bullets of lists.
#[derive(Debug, Clone)]
pub struct Plain<'a> {
    /// The text without marks; the text itself when it has none.
    pub words: Cow<'a, str>,
    /// For each stretch between marks, its first byte in `words` and in the text.
    starts: Vec<(usize, usize)>,
}

/// Some of what each mark has.
const MARKS: [char; 10] = ['*', '[', '-', '<', '•', '▪', '●', '‣', '◦', '–'];

impl<'a> Plain<'a> {
    /// The words of a text, its marks removed.
    pub fn from_text(text: &'a str) -> Self {
        let mut plain = Self { words: Cow::Borrowed(text), starts: vec![(0, 0)] };
        if MARKS.iter().any(|mark| text.contains(*mark)) {
            plain.cut_marks(text);
        }
        plain
    }

    fn cut_marks(&mut self, text: &'a str) {
        let mut words = String::new();
        let (mut at, mut starts) = (0, Vec::new());
        // Marks that touch one another leave no words between them, and so no
        // stretch; only the first stretch is always noted.
        for mark in marks(text) {
            if mark.start > at || starts.is_empty() {
                starts.push((words.len(), at));
                words.push_str(&text[at..mark.start]);
            }
            // The space stands for the break: it has the place of its first sign.
            if text[mark.clone()].starts_with('<')
                && words.ends_with(|sign: char| !sign.is_whitespace())
            {
                words.push(' ');
            }
            at = mark.end;
        }
        if at > 0 {
            starts.push((words.len(), at));
            words.push_str(&text[at..]);
            (self.words, self.starts) = (Cow::Owned(words), starts);
        }
    }

    /// The bytes of the text in which some words were typed, marks between them included.
    pub fn typed_range(&self, words: Range<usize>) -> Range<usize> {
        let at = |byte: usize| {
            let stretch = self.starts.partition_point(|(start, _)| *start <= byte) - 1;
            let (start, typed) = self.starts[stretch];
            typed + byte - start
        };
        let last = at(words.end.saturating_sub(1).max(words.start));
        at(words.start)..last + words.len().min(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, word: &str) -> String {
        let plain = Plain::from_text(text);
        let at = plain.words.find(word).expect("the word");
        text[plain.typed_range(at..at + word.len())].to_string()
    }

    #[test]
    fn marks_are_taken_out_and_words_are_found_where_they_were_typed() {
        let text = "un **mot fort**, [un lien](https://example.org) et *ici*\n- une ligne";
        let plain = Plain::from_text(text);
        assert_eq!(plain.words, "un mot fort, un lien et ici\nune ligne");
        for word in ["un", "fort", "lien", "ici", "une ligne"] {
            assert_eq!(found(text, word), word);
        }
        assert_eq!(found(text, "un mot"), "un **mot");
    }

    #[test]
    fn a_break_of_a_page_parts_two_words() {
        let text = "**un**<br>deux <br/>trois";
        assert_eq!(Plain::from_text(text).words, "un deux trois");
        for word in ["un", "deux", "trois"] {
            assert_eq!(found(text, word), word);
        }
    }

    #[test]
    fn signs_that_are_no_marks_stay() {
        for text in ["5*3*2", "coupé […] ici", "a * b", "sous-marin", "[ajouté] oui"] {
            assert_eq!(Plain::from_text(text).words, text);
        }
    }
}
