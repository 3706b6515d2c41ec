//! The sentences of a text, and how many words each has.

use std::ops::Range;

/// A sentence within a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, without spaces around.
    pub range: Range<usize>,
    /// How many words it has; `6 400` counts as one, and so does `l'été`.
    pub words: usize,
}

/// The sentences of a text without marks. With `has_list`, each line ends a sentence, as the items of a list do.
pub fn sentences(text: &str, has_list: bool) -> impl Iterator<Item = Sentence> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let end = end_of_sentence(text, at, has_list);
            let range = trimmed(text, at..end);
            at = end;
            if !range.is_empty() {
                let words = words(&text[range.clone()]);
                return Some(Sentence { range, words });
            }
        }
        None
    })
}

fn end_of_sentence(text: &str, from: usize, has_list: bool) -> usize {
    let mut at = from;
    // Jumps from sign to sign by bytes, which is much faster than by characters, and looks closely only there.
    while let Some(next) = text.as_bytes()[at..].iter().position(|byte| may_end(*byte)) {
        at += next;
        let sign = text[at..].chars().next().unwrap_or('.');
        at += sign.len_utf8();
        let ends = match sign {
            '\n' => has_list || text[at..].starts_with('\n'),
            '.' | '!' | '?' | '…' => {
                opens_sentence(&text[at..]) && !is_abbreviated(&text[from..at])
            }
            _ => false,
        };
        if ends {
            return at;
        }
    }
    text.len()
}

/// Whether the sign that starts with this byte may end a sentence: `…` and other
/// signs of three bytes start with the same one.
fn may_end(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xe2)
}

/// Whether a new sentence may begin here: closing quotation marks, then a space, then no lower-case letter.
fn opens_sentence(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['"', '”', ')', '’']);
    let next = rest.trim_start().trim_start_matches('»');
    let is_parted = next.len() < rest.len();
    let first = next.trim_start().chars().next();
    is_parted && first.is_none_or(|first| !first.is_lowercase())
}

/// Whether a full stop belongs to an abbreviation, after one capital or a known short form: `M. Durand`, `art. L. 133`.
fn is_abbreviated(sentence: &str) -> bool {
    const SHORT: [&str; 8] = ["art", "St", "Ste", "Dr", "Mr", "Mrs", "MM", "No"];
    let word = sentence.trim_end_matches('.');
    // Exactly one full stop: `etc...` or another sign does not end an abbreviation.
    if word.len() + 1 != sentence.len() {
        return false;
    }
    let start = word.rfind(|sign: char| !sign.is_alphanumeric());
    let word =
        &word[start.map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8))..];
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_initial || SHORT.contains(&word)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Counts words. Groups of digits in a row are one number, and signs alone are no words.
fn words(sentence: &str) -> usize {
    let mut follows_digits = false;
    let words = sentence.split_whitespace().filter(|part| {
        let is_word = part.contains(char::is_alphanumeric);
        let is_digits = is_word && part.bytes().all(|sign| sign.is_ascii_digit());
        let is_group = is_digits && follows_digits;
        follows_digits = is_digits;
        is_word && !is_group
    });
    words.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, usize)> {
        let found = sentences(text, false);
        found.map(|found| (&text[found.range], found.words)).collect()
    }

    #[test]
    fn sentences_end_at_their_last_sign() {
        let text = "Un quai. Deux bateaux ? « Trois ! » dit-elle… Le reste suit";
        let found = [
            ("Un quai.", 2),
            ("Deux bateaux ?", 2),
            ("« Trois ! » dit-elle…", 2),
            ("Le reste suit", 3),
        ];
        assert_eq!(cut(text), found);
    }

    #[test]
    fn numbers_initials_and_short_forms_end_nothing() {
        assert_eq!(
            cut("M. Durand a vu 6\u{202f}400 € à 3.5 km, art. L. 133-3"),
            [("M. Durand a vu 6\u{202f}400 € à 3.5 km, art. L. 133-3", 11)]
        );
    }

    #[test]
    fn an_empty_line_ends_a_sentence_and_so_does_each_line_of_a_list() {
        assert_eq!(cut("un\n\ndeux\ntrois").len(), 2);
        assert_eq!(sentences("un\ndeux\ntrois", true).count(), 3);
        assert_eq!(cut("").len(), 0);
    }
}
