//! Texts folded for searching: lower case, no accents, one form for inclusive writing, all numbers alike.
//!
//! These tokens are not those of `text::tokens`. A number includes what multiplies or blurs it, endings of inclusive
//! writing are removed, and some signs are kept, so that one pattern of a list finds every way to write a thing.

use super::inclusive::{JOINTS, inclusive_endings};
use crate::text::{is_without_width, letters};
use std::ops::Range;

/// A folded text, and where its words stood in the original.
#[derive(Debug, Default)]
pub struct Folded {
    /// The words, each between two single spaces: ` taux d engagement `.
    ///
    /// Accents, case, apostrophes, hyphens and special spaces are gone. `abonné·e·s` is `abonnes`. A number is `0`,
    /// together with its multiplier (`20k`, `3 M`) and with words that blur it (`plus de`); only a bare `1` stays. The
    /// end of a sentence is a `.` of its own.
    pub text: String,
    /// The words, in order.
    pub tokens: Vec<FoldedToken>,
}

/// One word, number, sign or end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoldedToken {
    /// The byte of the folded text at which it starts.
    pub at: usize,
    /// Its bytes in the original text.
    pub original: Range<usize>,
    /// Whether it is a word, a number, a sign or the end of a sentence.
    pub kind: TokenKind,
}

/// The sorts of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, and digits that follow letters.
    Word,
    /// Digits, with the signs that group them.
    Number,
    /// A sign that has a meaning next to a number.
    Sign,
    /// The end of a sentence.
    End,
}

/// Signs that are kept as words of their own: units, and pictures that people press instead of writing.
const SIGNS: &str = "%+#€£$°❤♥👍👁";

/// Words that multiply the number before them; `m` only when it was written as a capital.
const MULTIPLIERS: &[&str] = &[
    "k",
    "m",
    "mille",
    "millier",
    "milliers",
    "million",
    "millions",
    "milliard",
    "milliards",
    "thousand",
    "billion",
    "billions",
    "mio",
];

/// Words that make the number after them less exact.
const ABOUT: &[&str] = &[
    " plus de ",
    " pres de ",
    " environ ",
    " presque ",
    " quelque ",
    " over ",
    " about ",
    " nearly ",
    " almost ",
    " more than ",
    " some ",
    " up to ",
];

/// The fewest letters of a word after which inclusive endings are looked for.
const STEM: usize = 3;

/// Folds a text; the head of this file says how.
pub fn fold(text: &str) -> Folded {
    let mut folder = TextFolder {
        text,
        folded: Folded { text: String::from(" "), tokens: Vec::new() },
        is_open: false,
        skip: 0,
    };
    // One walk over the signs. `skip` passes over inclusive endings, which are read ahead of the walk.
    for (at, sign) in text.char_indices() {
        if at >= folder.skip {
            folder.read_sign(at, sign);
        }
    }
    folder.close_token();
    folder.folded
}

/// Whether a text holds a word, a number or a sign that is kept.
pub fn has_words(text: &str) -> bool {
    text.contains(|sign: char| sign.is_alphanumeric() || SIGNS.contains(sign))
}

struct TextFolder<'a> {
    text: &'a str,
    folded: Folded,
    /// Whether the next sign may still lengthen the last token.
    is_open: bool,
    /// Signs before this byte were read ahead already.
    skip: usize,
}

impl TextFolder<'_> {
    fn read_sign(&mut self, at: usize, sign: char) {
        let end = at + sign.len_utf8();
        // Plain letters first, as nearly all signs are letters.
        if sign.is_ascii_alphabetic() {
            return self.read_letter(sign.to_ascii_lowercase(), at..end);
        }
        // A soft hyphen or a combining accent does not end a word; it only lengthens the token's place in the original.
        if is_without_width(sign) {
            return self.widen_token(end);
        }
        // A stop may group digits or join endings, `14.300`, `abonné.e.s`. Both are tried before it may end a sentence.
        if self.is_inside_number(sign, end) || self.ends_inclusively(at, sign) {
            return;
        }
        if sign.is_ascii() {
            return self.read_plain_sign(sign.to_ascii_lowercase(), at..end);
        }
        // One sign may stand for several letters, as `œ` does, or for digits around a sign, as `¼` does.
        for letter in letters(sign) {
            self.read_plain_sign(letter, at..end);
        }
    }

    /// Reads a sign without accents and in lower case.
    fn read_plain_sign(&mut self, sign: char, place: Range<usize>) {
        match sign {
            '.' | '!' | '?' | ';' => self.end_sentence(place),
            _ if sign.is_alphanumeric() => self.read_letter(sign, place),
            _ if SIGNS.contains(sign) => self.push(sign, place, TokenKind::Sign),
            _ => self.close_token(),
        }
    }

    /// The last token, if the next sign may still lengthen it.
    fn open_token(&mut self) -> Option<&mut FoldedToken> {
        let is_open = self.is_open;
        self.folded.tokens.last_mut().filter(|_| is_open)
    }

    fn widen_token(&mut self, end: usize) {
        if let Some(token) = self.open_token() {
            token.original.end = end;
        }
    }

    /// Whether a stop or comma stands between digits, so that `14,300` and `4.8` stay one number.
    fn is_inside_number(&mut self, sign: char, end: usize) -> bool {
        let goes_on = self.text[end..].starts_with(|next: char| next.is_ascii_digit());
        matches!(sign, '.' | ',')
            && goes_on
            && self.open_token().is_some_and(|token| token.kind == TokenKind::Number)
    }

    fn read_letter(&mut self, letter: char, place: Range<usize>) {
        let kind = if letter.is_ascii_digit() { TokenKind::Number } else { TokenKind::Word };
        if kind == TokenKind::Number && self.goes_on_from_group(place.start) {
            // The number was closed. The space after it is removed and it is open again. Its digits became `0` already;
            // with the new digits they become a single `0` when it is closed again.
            self.folded.text.pop();
            self.is_open = true;
        }
        match self.open_token().map(|token| token.kind) {
            // `x2` is one word; `20k` is a number and a word.
            Some(open) if open == kind || open == TokenKind::Word => {
                self.folded.text.push(letter);
                self.widen_token(place.end);
            }
            _ => {
                self.close_token();
                // Words that blur a number become part of it, so that one pattern finds
                // `300 abonnés` and `plus de 300 abonnés`.
                let start = match kind {
                    TokenKind::Number => self.drop_approximation().unwrap_or(place.start),
                    _ => place.start,
                };
                self.push(letter, start..place.end, kind);
                // `push` writes a space to close the token. This token stays open, so the space is removed.
                self.folded.text.pop();
                self.is_open = true;
            }
        }
    }

    /// Whether the digits at `at` continue the number before them: three digits after one space, as in `12 300`.
    fn goes_on_from_group(&self, at: usize) -> bool {
        let Some(last) = self.folded.tokens.last().filter(|_| !self.is_open) else {
            return false;
        };
        // One sign, such as `¼`, may give several tokens at the same place; then there is nothing between them.
        let Some(between) = self.text.get(last.original.end..at) else {
            return false;
        };
        // One space, or the apostrophe that is used in Switzerland: `12'300`.
        let mut between = between.chars();
        let is_one_space =
            between.next().is_some_and(|sign| sign.is_whitespace() || matches!(sign, '\'' | '’'))
                && between.next().is_none();
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        // The group before must have at most three digits: in `2026 300`, a year stands before the number.
        let written = &self.text[last.original.clone()];
        let group = written.rsplit(|sign: char| !sign.is_ascii_digit()).next();
        last.kind == TokenKind::Number
            && is_one_space
            && group.is_some_and(|group| (1..=3).contains(&group.len()))
            && digits(&self.text[at..]) == 3
    }

    /// Removes the words that blur the coming number; returns where they began in
    /// the original, or none without such words.
    fn drop_approximation(&mut self) -> Option<usize> {
        let folded = &mut self.folded;
        let words = ABOUT.iter().find(|words| folded.text.ends_with(**words))?;
        // All of it is removed but the first space, which closes the word before.
        folded.text.truncate(folded.text.len() - words.len() + 1);
        let length = folded.text.len();
        // The tokens of these words start at the cut or after it, so exactly they are removed.
        let first = folded.tokens.partition_point(|token| token.at < length);
        let start = folded.tokens[first].original.start;
        folded.tokens.truncate(first);
        Some(start)
    }

    /// Joins the word that starts at `at` with the number before it, if it is a multiplier; false when it is not.
    fn apply_multiplier(&mut self, at: usize) -> bool {
        let Some([number, word]) = self.folded.tokens.last_chunk_mut::<2>() else {
            return false;
        };
        // Folded, `3 M` and `3 m` are equal. As written, the first is three million and the second three metres.
        let written = &self.text[word.original.clone()];
        let is_multiplier = MULTIPLIERS.contains(&&self.folded.text[at..]) && written != "m";
        if number.kind != TokenKind::Number || !is_multiplier {
            return false;
        }
        number.original.end = word.original.end;
        self.folded.text.replace_range(number.at.., "0 ");
        self.folded.tokens.pop();
        true
    }

    /// Adds a closed token of one sign.
    fn push(&mut self, sign: char, original: Range<usize>, kind: TokenKind) {
        self.close_token();
        let at = self.folded.text.len();
        self.folded.tokens.push(FoldedToken { at, original, kind });
        self.folded.text.push(sign);
        self.folded.text.push(' ');
    }

    fn end_sentence(&mut self, place: Range<usize>) {
        self.close_token();
        // `...` and `?!` end one sentence, not several.
        let last = self.folded.tokens.last();
        if last.is_none_or(|token| token.kind != TokenKind::End) {
            self.push('.', place, TokenKind::End);
        }
    }

    fn close_token(&mut self) {
        if let Some(FoldedToken { at, kind, .. }) = self.open_token().cloned() {
            // A single `1` stays `1`, so that patterns that ask for a number, `0`, do not match it.
            if kind == TokenKind::Number && &self.folded.text[at..] != "1" {
                self.folded.text.replace_range(at.., "0");
            }
            // `apply_multiplier` has written the space itself.
            if kind != TokenKind::Word || !self.apply_multiplier(at) {
                self.folded.text.push(' ');
            }
        }
        self.is_open = false;
    }

    /// Skips `·e·s`, `(e)s` or `/ées` after a word; the word keeps its shorter form,
    /// with an `s` when the endings are plural.
    fn ends_inclusively(&mut self, at: usize, sign: char) -> bool {
        if !JOINTS.contains(&sign) {
            return false;
        }
        let Some(token) = self.open_token().filter(|token| token.kind == TokenKind::Word) else {
            return false;
        };
        let start = token.at;
        // `le(s)` is too short: what comes before the ending must be a word by itself.
        if self.folded.text.len() - start < STEM {
            return false;
        }
        let Some((length, is_several)) = inclusive_endings(&self.text[at..]) else {
            return false;
        };
        if is_several && !self.folded.text.ends_with('s') {
            self.folded.text.push('s');
        }
        self.skip = at + length;
        self.widen_token(at + length);
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> String {
        fold(text).text.trim().to_string()
    }

    #[test]
    fn case_accents_apostrophes_and_special_spaces_make_no_difference() {
        for text in [
            "Taux d’Engagement",
            "TAUX D'ENGAGEMENT",
            "taux\u{a0}d\u{2019}engagement",
            "ta\u{ad}ux d'enga\u{200b}gement",
        ] {
            assert_eq!(folded(text), "taux d engagement", "{text}");
        }
        assert_eq!(folded("e\u{301}toile\u{202f}ŒUVRE Ｒeach"), "etoile oeuvre reach");
    }

    #[test]
    fn inclusive_writing_is_one_form() {
        for text in [
            "abonné·e·s",
            "abonné.e.s",
            "abonné-e-s",
            "abonné(e)s",
            "abonnés/ées",
            "abonné•es",
            "abonné(e)(s)",
            "Abonné·es",
        ] {
            assert_eq!(folded(text), "abonnes", "{text}");
        }
        assert_eq!(folded("créateur·rice·s, influenceur.euse"), "createurs influenceur");
        assert_eq!(folded("like(s)"), "likes");
    }

    #[test]
    fn what_looks_like_inclusive_writing_and_is_not_stays_apart() {
        assert_eq!(folded("rendez-vous et/ou vas-y. En été"), "rendez vous et ou vas y . en ete");
        assert_eq!(folded("a.e"), "a . e");
        assert_eq!(folded("mer (est)"), "mer est");
    }

    #[test]
    fn numbers_are_alike_however_they_are_grouped() {
        for text in ["14300", "14 300", "14\u{202f}300", "14,300", "4.8", "1\u{a0}234\u{a0}567"] {
            assert_eq!(folded(text), "0", "{text}");
        }
        assert_eq!(folded("20k, +45% n°1 x2 le 12 34"), "0 + 0 % n ° 1 x2 le 0 0");
        assert_eq!(folded("en 2026 300 fois"), "en 0 0 fois");
    }

    #[test]
    fn a_number_is_one_word_with_its_multiplier_and_what_blurs_it() {
        for text in [
            "20k vues",
            "3 M vues",
            "1,2 million vues",
            "plus de 20 000 vues",
            "près de 2 millions vues",
            "0 vues",
        ] {
            assert_eq!(folded(text), "0 vues", "{text}");
        }
        assert_eq!(folded("12 m de long, plus de vues"), "0 m de long plus de vues");
        let text = "il y a plus de 20 k€";
        let places: Vec<_> = fold(text).tokens.into_iter().map(|token| token.original).collect();
        assert_eq!(&text[places[3].clone()], "plus de 20 k");
    }

    #[test]
    fn a_place_is_that_of_the_written_word() {
        let text = "l’été, 12 300 abonné·e·s !";
        let written: Vec<_> =
            fold(text).tokens.iter().map(|token| &text[token.original.clone()]).collect();
        assert_eq!(written, ["l", "été", "12 300", "abonné·e·s", "!"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}|[a-zé·.\\-()/ '0-9,%!]{0,40}") {
            let once = fold(&text).text;
            prop_assert_eq!(&fold(&once).text, &once);
        }

        #[test]
        fn tokens_stand_on_characters_in_order(text in "\\PC{0,40}|[a-zé\u{301}·.\\-()/ '0-9,%!]{0,40}") {
            let folded = fold(&text);
            let mut reached = 0;
            for token in &folded.tokens {
                prop_assert!(!text[token.original.clone()].is_empty());
                prop_assert!(token.original.start >= reached || text[token.original.clone()].chars().count() == 1);
                reached = token.original.start;
                prop_assert!(folded.text.is_char_boundary(token.at));
            }
        }
    }
}
