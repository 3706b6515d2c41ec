//! Text as it is compared: lower case, no accents, one form for inclusive writing, words apart, numbers alike.
//!
//! Its tokens are not those of `text::tokens`: a number comes with what multiplies and blurs it, the endings of inclusive
//! writing go, and signs that count stay, so that one pattern of a list finds every way to write a thing.

use super::inclusive::{JOINTS, inclusive_endings};
use crate::text::{is_without_width, letters};
use std::ops::Range;

/// A text ready to be searched, and where its words stood.
#[derive(Debug, Default)]
pub struct Folded {
    /// The words, each between two single spaces: ` taux d engagement `.
    ///
    /// Accents, case, apostrophes, hyphens and special spaces are gone; `abonné·e·s` is `abonnes`; a number is `0`,
    /// with its multiplier (`20k`, `3 M`) and what blurs it (`plus de`), but for a bare `1`; the end of a sentence is a `.` of its own.
    pub text: String,
    /// The words, in order.
    pub tokens: Vec<FoldedToken>,
}

/// One word, number or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoldedToken {
    /// Where it starts in the folded text.
    pub at: usize,
    /// Its bytes in the original text.
    pub original: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, and digits that follow letters.
    Word,
    /// Digits, with the signs that group them.
    Number,
    /// A sign that means something next to a number.
    Sign,
    /// The end of a sentence.
    End,
}

/// Signs that stay, as words of their own: units, and what people press instead of writing.
const SIGNS: &str = "%+#€£$°❤♥👍👁";

/// What multiplies the number before it; `M` only as a capital.
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

/// What makes the number after it less exact.
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

/// The fewest letters of a word that inclusive endings may follow.
const STEM: usize = 3;

/// Folds a text.
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

/// Whether a text holds a word, a number or a sign that stays.
pub fn has_words(text: &str) -> bool {
    text.contains(|sign: char| sign.is_alphanumeric() || SIGNS.contains(sign))
}

struct TextFolder<'a> {
    text: &'a str,
    folded: Folded,
    /// Whether the last token may still grow.
    is_open: bool,
    /// Bytes before this one have been taken already.
    skip: usize,
}

impl TextFolder<'_> {
    fn read_sign(&mut self, at: usize, sign: char) {
        let end = at + sign.len_utf8();
        // Plain letters go first, as nearly all signs are some.
        if sign.is_ascii_alphabetic() {
            return self.read_letter(sign.to_ascii_lowercase(), at..end);
        }
        // A soft hyphen or an accent of its own ends no word; the token only grows by its bytes.
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

    /// Takes a sign without accents, in lower case.
    fn read_plain_sign(&mut self, sign: char, place: Range<usize>) {
        match sign {
            '.' | '!' | '?' | ';' => self.end_sentence(place),
            _ if sign.is_alphanumeric() => self.read_letter(sign, place),
            _ if SIGNS.contains(sign) => self.push(sign, place, TokenKind::Sign),
            _ => self.close_token(),
        }
    }

    /// The token that may still grow.
    fn open_token(&mut self) -> Option<&mut FoldedToken> {
        let is_open = self.is_open;
        self.folded.tokens.last_mut().filter(|_| is_open)
    }

    fn widen_token(&mut self, end: usize) {
        if let Some(token) = self.open_token() {
            token.original.end = end;
        }
    }

    /// `14,300` and `4.8` are one number.
    fn is_inside_number(&mut self, sign: char, end: usize) -> bool {
        let goes_on = self.text[end..].starts_with(|next: char| next.is_ascii_digit());
        matches!(sign, '.' | ',')
            && goes_on
            && self.open_token().is_some_and(|token| token.kind == TokenKind::Number)
    }

    fn read_letter(&mut self, letter: char, place: Range<usize>) {
        let kind = if letter.is_ascii_digit() { TokenKind::Number } else { TokenKind::Word };
        if kind == TokenKind::Number && self.goes_on_from_group(place.start) {
            // The number was closed: the space behind it goes, and it grows again. Its digits became `0` already, and with what
            // is added they become one `0` when it closes again.
            self.folded.text.pop();
            self.is_open = true;
        }
        match self.open_token().map(|token| token.kind) {
            // `x2` is one word, `20k` a number and a word.
            Some(open) if open == kind || open == TokenKind::Word => {
                self.folded.text.push(letter);
                self.widen_token(place.end);
            }
            _ => {
                self.close_token();
                // What blurs a number becomes part of it, so that one pattern finds `300 abonnés` and `plus de 300 abonnés`.
                let start = match kind {
                    TokenKind::Number => self.drop_approximation().unwrap_or(place.start),
                    _ => place.start,
                };
                self.push(letter, start..place.end, kind);
                // `push` writes a space to close the token. This one stays open, so the space goes.
                self.folded.text.pop();
                self.is_open = true;
            }
        }
    }

    /// Whether three digits stand one space after a number: `12 300` is one number.
    fn goes_on_from_group(&self, at: usize) -> bool {
        let Some(last) = self.folded.tokens.last().filter(|_| !self.is_open) else {
            return false;
        };
        // A sign such as `¼` gives several tokens at one place.
        let Some(between) = self.text.get(last.original.end..at) else {
            return false;
        };
        // One space, or the straight apostrophe that the Swiss write: `12'300`.
        let mut between = between.chars();
        let is_one_space =
            between.next().is_some_and(|sign| sign.is_whitespace() || matches!(sign, '\'' | '’'))
                && between.next().is_none();
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        // The last group must have three digits at most: in `2026 300`, a year stands before the number.
        let written = &self.text[last.original.clone()];
        let group = written.rsplit(|sign: char| !sign.is_ascii_digit()).next();
        last.kind == TokenKind::Number
            && is_one_space
            && group.is_some_and(|group| (1..=3).contains(&group.len()))
            && digits(&self.text[at..]) == 3
    }

    /// Takes back words that blur the number to come; gives where they stood.
    fn drop_approximation(&mut self) -> Option<usize> {
        let folded = &mut self.folded;
        let words = ABOUT.iter().find(|words| folded.text.ends_with(**words))?;
        // All of the words goes but the space before them, which closes the word on their left.
        folded.text.truncate(folded.text.len() - words.len() + 1);
        let length = folded.text.len();
        // The tokens of these words start at the cut or after it, so they are the ones to drop.
        let first = folded.tokens.partition_point(|token| token.at < length);
        let start = folded.tokens[first].original.start;
        folded.tokens.truncate(first);
        Some(start)
    }

    /// Makes one number of a number and the multiplier just read.
    fn apply_multiplier(&mut self, at: usize) -> bool {
        let Some([number, word]) = self.folded.tokens.last_chunk_mut::<2>() else {
            return false;
        };
        // Folded, `3 M` and `3 m` are alike. As written, the first is three millions and the second three metres.
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

    /// A token of one sign, closed.
    fn push(&mut self, sign: char, original: Range<usize>, kind: TokenKind) {
        self.close_token();
        let at = self.folded.text.len();
        self.folded.tokens.push(FoldedToken { at, original, kind });
        self.folded.text.push(sign);
        self.folded.text.push(' ');
    }

    fn end_sentence(&mut self, place: Range<usize>) {
        self.close_token();
        // `...` and `?!` end a sentence once.
        let last = self.folded.tokens.last();
        if last.is_none_or(|token| token.kind != TokenKind::End) {
            self.push('.', place, TokenKind::End);
        }
    }

    fn close_token(&mut self) {
        if let Some(FoldedToken { at, kind, .. }) = self.open_token().cloned() {
            // A `1` on its own stays, so that patterns which ask for a number, `0`, do not find it.
            if kind == TokenKind::Number && &self.folded.text[at..] != "1" {
                self.folded.text.replace_range(at.., "0");
            }
            // `apply_multiplier` writes the space itself.
            if kind != TokenKind::Word || !self.apply_multiplier(at) {
                self.folded.text.push(' ');
            }
        }
        self.is_open = false;
    }

    /// Takes `·e·s`, `(e)s` or `/ées` behind a word; the word keeps its shorter form, with an `s` for several.
    fn ends_inclusively(&mut self, at: usize, sign: char) -> bool {
        if !JOINTS.contains(&sign) {
            return false;
        }
        let Some(token) = self.open_token().filter(|token| token.kind == TokenKind::Word) else {
            return false;
        };
        let start = token.at;
        // `le(s)` is too short: what stands before the ending must be a word by itself.
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
