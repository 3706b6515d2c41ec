//! Texts that stand whole between quotation marks: word processors put them where a file wants straight ones.

use std::ops::Range;

use crate::locale::Language;

/// The pairs that people type, in the order in which they are tried.
const PAIRS: [(char, char); 8] = [
    ('«', '»'),
    ('“', '”'),
    ('‘', '’'),
    ('„', '“'),
    ('„', '”'),
    ('‚', '‘'),
    ('"', '"'),
    ('”', '”'),
];

/// A text between two marks that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosing {
    /// The two marks.
    pub signs: (char, char),
    /// The bytes of what stands between them, without the spaces around.
    pub inside: Range<usize>,
    /// The bytes of the whole text.
    pub whole: Range<usize>,
}

/// The marks around a whole text; none where they may belong to other words each.
pub fn find_enclosing(text: &str) -> Option<Enclosing> {
    let words = text.trim();
    let start = text.len() - text.trim_start().len();
    let mut letters = words.chars();
    let (first, last) = (letters.next()?, letters.next_back()?);
    let signs = PAIRS.into_iter().find(|pair| *pair == (first, last))?;
    let inside = letters.as_str();
    // An apostrophe is the same sign as the mark that closes: one inside a word is no end.
    let is_mark = |(at, sign): (usize, char)| {
        let next = inside[at + sign.len_utf8()..].chars().next();
        sign == signs.0
            || sign == signs.1 && !(sign == '’' && next.is_some_and(char::is_alphabetic))
    };
    let plain = inside.trim();
    // A mark inside may close the first, so that the last belongs to other words.
    let from = start + first.len_utf8() + inside.len() - inside.trim_start().len();
    let is_whole = !plain.is_empty() && !inside.char_indices().any(is_mark);
    let whole = start..start + words.len();
    is_whole.then(|| Enclosing { signs, inside: from..from + plain.len(), whole })
}

impl Enclosing {
    /// The bytes of the mark that opens.
    pub fn open(&self) -> Range<usize> {
        self.whole.start..self.whole.start + self.signs.0.len_utf8()
    }

    /// The bytes of the mark that closes.
    pub fn close(&self) -> Range<usize> {
        self.whole.end - self.signs.1.len_utf8()..self.whole.end
    }

    /// Whether nobody means such marks on a page in a language: they are those of another one. Straight ones are shown as
    /// those of the language.
    pub fn is_sure(&self, language: Option<Language>) -> bool {
        match language {
            Some(Language::Fr) => !matches!(self.signs.0, '«' | '"'),
            Some(Language::En) => matches!(self.signs.0, '„' | '‚' | '”'),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_a_whole_text_are_found() {
        for (text, inside) in [
            ("“Un plan affiché”", "Un plan affiché"),
            ("« Un plan »", "Un plan"),
            ("«\u{a0}Un plan\u{a0}»", "Un plan"),
            ("‘L’été’", "L’été"),
            ("\"Un plan\"", "Un plan"),
            ("„Ein Plan“", "Ein Plan"),
        ] {
            let found = find_enclosing(text).expect(text);
            assert_eq!(&text[found.inside], inside);
        }
    }

    #[test]
    fn marks_around_a_part_are_none() {
        for text in [
            "« Un » et « deux »",
            "“Un” plan”",
            "l’été’",
            "«»",
            "\"",
            "« Un plan » affiché",
            "’tis so’",
            "",
        ] {
            assert_eq!(find_enclosing(text), None, "{text}");
        }
    }

    #[test]
    fn the_marks_of_a_language_may_be_meant() {
        let is_sure = |text, language| find_enclosing(text).expect("marks").is_sure(language);
        assert!(is_sure("“a”", Some(Language::Fr)));
        assert!(!is_sure("« a »", Some(Language::Fr)));
        assert!(!is_sure("“a”", Some(Language::En)));
        assert!(!is_sure("\"a\"", Some(Language::Fr)));
        assert!(is_sure("„a“", Some(Language::En)));
    }
}
