//! Texts as words and the signs between them, for comparing a quote with its original.
//!
//! These words are not those of `text::tokens`: capitals, pictures and signs are
//! part of what somebody said, and are kept.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::pattern::compile_pattern;
use crate::text::is_invisible;

/// A word of the original.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its letters, with ligatures written as two letters; for a picture, [`EMOJI`] or the picture itself.
    pub letters: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The signs between it and the word before, folded by `fold_sign` and `fold_dots`.
    pub before: String,
}

/// The words of a text, and the signs after the last.
#[derive(Debug, Default)]
pub struct QuoteWords {
    /// The words, in order.
    pub words: Vec<Word>,
    /// The signs after the last word, folded likewise.
    pub after: String,
}

/// A word of a quote.
#[derive(Debug)]
pub struct Shown {
    /// The word; the signs before it reach back to the last word or mark.
    pub word: Word,
    /// What of the original may be left out just before it.
    pub leap: Leap,
    /// The signs after it when a mark or the end of the quote follows; none when a word follows.
    pub after: Option<String>,
}

/// What may have been left out of the original just before a word that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leap {
    /// Nothing may be left out.
    None,
    /// A few words, which `[added words]` at these bytes replace.
    Added(Range<usize>),
    /// Any number of words: at the mark `[…]` at these bytes, or before the first word of the quote, which has no mark.
    Cut(Option<Range<usize>>),
}

/// A quote as words and marks.
#[derive(Debug, Default)]
pub struct Quote {
    /// The words it shows.
    pub words: Vec<Shown>,
    /// The mark after its last word, of a cut or of added words, if there is one.
    pub closing: Option<Range<usize>>,
}

/// The letters of a word that stands for any emoji: a quote writes it `[emoji: heart]`.
pub const EMOJI: &str = "\u{fffc}";

/// A mark: anything between square brackets, and `(…)`, which people type for `[…]`.
static MARK: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"\[([^\[\]]*)\]|\(\s*(?:…|\.{2,})\s*\)"));

/// The sorts of marks in a quote.
#[derive(Debug, PartialEq, Eq)]
enum WordMark {
    Cut,
    Sic,
    Emoji,
    Added,
}

impl WordMark {
    /// The sort of a mark by the words in its square brackets; `None` is a cut in round brackets.
    fn from_brackets(inside: Option<&str>) -> Self {
        let words = inside.map_or("…", str::trim).to_lowercase();
        let name = words.strip_prefix("emoji").map(str::trim_start);
        if words.is_empty() || words.chars().all(|sign| matches!(sign, '…' | '.')) {
            Self::Cut
        } else if words.trim_end_matches([' ', '\u{a0}', '\u{202f}', '!', '?']) == "sic" {
            Self::Sic
        } else if name.is_some_and(|name| name.is_empty() || name.starts_with(':')) {
            // `[emoji]`, `[emoji: heart]`, and the space that French puts before the colon.
            Self::Emoji
        } else {
            Self::Added
        }
    }
}

impl Quote {
    /// The words and marks of a quote.
    pub fn from_text(text: &str) -> Self {
        let mut reader = QuoteReader::default();
        let mut at = 0;
        // The text between two marks is read by itself. Its start is added to each
        // range, so that ranges are bytes of the quote.
        for found in MARK.captures_iter(text) {
            let Some(mark) = found.get(0) else { continue };
            reader.read_words(&text[at..mark.start()], at);
            reader.read_mark(
                WordMark::from_brackets(found.get(1).map(|inside| inside.as_str())),
                mark.range(),
            );
            at = mark.end();
        }
        reader.read_words(&text[at..], at);
        reader.finish_quote()
    }
}

/// Builds a quote from stretches of words and the marks between them.
struct QuoteReader {
    quote: Quote,
    leap: Leap,
    signs: String,
}

impl Default for QuoteReader {
    fn default() -> Self {
        // A quote may begin in the middle of a message, as if a cut came before its first word.
        Self { quote: Quote::default(), leap: Leap::Cut(None), signs: String::new() }
    }
}

impl QuoteReader {
    fn read_words(&mut self, text: &str, start: usize) {
        let QuoteWords { words, after } = QuoteWords::from_text(text);
        for mut word in words {
            word.range = word.range.start + start..word.range.end + start;
            self.push(word);
        }
        self.signs.push_str(&after);
    }

    fn push(&mut self, mut word: Word) {
        // Signs may be left over from before a mark that does not part words, such
        // as `[sic]`: they belong to this gap too.
        let signs = std::mem::take(&mut self.signs);
        word.before = fold_dots(&(signs + &word.before));
        self.quote.words.push(Shown {
            word,
            leap: std::mem::replace(&mut self.leap, Leap::None),
            after: None,
        });
    }

    fn read_mark(&mut self, mark: WordMark, range: Range<usize>) {
        match mark {
            // `[sic]` confirms a word as it was written: nothing is left out there.
            WordMark::Sic => {}
            WordMark::Emoji => {
                self.push(Word { letters: EMOJI.to_string(), range, before: String::new() });
            }
            WordMark::Cut => self.leap_over(Leap::Cut(Some(range))),
            // Right after a cut, added words cannot hide anything more.
            WordMark::Added if matches!(self.leap, Leap::Cut(_)) => self.signs.clear(),
            WordMark::Added => self.leap_over(Leap::Added(range)),
        }
    }

    fn leap_over(&mut self, leap: Leap) {
        let signs = std::mem::take(&mut self.signs);
        if let Some(last) = self.quote.words.last_mut() {
            // The first mark after a word keeps the signs between them; a second one, as
            // in `lac. […] [le maire]`, changes nothing.
            last.after.get_or_insert(signs);
        }
        self.leap = leap;
    }

    fn finish_quote(mut self) -> Quote {
        if let Leap::Cut(Some(mark)) | Leap::Added(mark) = self.leap.clone() {
            self.quote.closing = Some(mark);
        }
        // The end of a quote closes its last word as a mark does.
        self.leap_over(Leap::None);
        self.quote
    }
}

impl QuoteWords {
    /// Cuts a text without marks into words.
    pub fn from_text(text: &str) -> Self {
        let mut reader = WordsReader::default();
        for (at, sign) in text.char_indices() {
            let next = text[at + sign.len_utf8()..].chars().next();
            reader.read_sign(at, sign, next);
        }
        reader.close_word();
        let after = fold_dots(&reader.signs);
        Self { words: reader.words, after }
    }
}

#[derive(Default)]
struct WordsReader {
    words: Vec<Word>,
    /// The word being read, which the next sign may lengthen.
    open: Option<Word>,
    signs: String,
    /// Whether anything but spaces was read on this line.
    is_inside_line: bool,
}

impl WordsReader {
    fn read_sign(&mut self, at: usize, sign: char, next: Option<char>) {
        let end = at + sign.len_utf8();
        match sign {
            _ if is_invisible(sign) => {}
            _ if sign.is_alphanumeric() || is_combining_mark(sign) => {
                self.read_letter(at..end, sign);
            }
            _ if is_emoji(sign) => self.read_emoji(at..end, sign),
            // A line break separates words as a space does: what was written on two lines may be quoted on one.
            '\n' => {
                self.close_word();
                self.is_inside_line = false;
                return;
            }
            _ if sign.is_whitespace() => return self.close_word(),
            // The dash or bullet that begins an item of a list is no sign of the text.
            '-' | '–' | '—' | '•' | '*'
                if !self.is_inside_line && next.is_some_and(char::is_whitespace) =>
            {
                self.close_word();
            }
            _ => {
                self.close_word();
                self.signs.push(fold_sign(sign));
            }
        }
        self.is_inside_line = true;
    }

    fn read_letter(&mut self, range: Range<usize>, sign: char) {
        let start = range.start;
        // A letter after a picture begins a word of its own.
        let is_word = self.open.as_ref().is_some_and(|word| !is_picture(word));
        if !is_word {
            self.close_word();
            self.open_word(start);
        }
        if let Some(word) = &mut self.open {
            match sign {
                'œ' => word.letters.push_str("oe"),
                'Œ' => word.letters.push_str("Oe"),
                'æ' => word.letters.push_str("ae"),
                'Æ' => word.letters.push_str("Ae"),
                _ => word.letters.push(sign),
            }
            word.range.end = range.end;
        }
    }

    /// Several pictures in a row are one word: people repeat them freely.
    fn read_emoji(&mut self, range: Range<usize>, sign: char) {
        self.close_word();
        match self.words.last_mut() {
            // `❤❤❤` becomes one word that holds each picture once, so that a quote with a single one still fits.
            Some(last) if is_picture(last) && self.signs.is_empty() => {
                last.range.end = range.end;
                if !last.letters.contains(sign) {
                    last.letters.push(sign);
                }
            }
            _ => {
                self.open_word(range.start);
                if let Some(word) = &mut self.open {
                    word.letters.push(sign);
                    word.range.end = range.end;
                }
                self.close_word();
            }
        }
    }

    fn open_word(&mut self, start: usize) {
        let signs = std::mem::take(&mut self.signs);
        self.open =
            Some(Word { letters: String::new(), range: start..start, before: fold_dots(&signs) });
    }

    fn close_word(&mut self) {
        if let Some(mut word) = self.open.take() {
            // `é` may be typed as one sign, or as a letter and an accent.
            if !word.letters.is_ascii() {
                word.letters = word.letters.nfc().collect();
            }
            self.words.push(word);
        }
    }
}

/// Whether a word is a picture or stands for one.
pub fn is_picture(word: &Word) -> bool {
    word.letters == EMOJI || word.letters.starts_with(is_emoji)
}

/// Signs in the Unicode blocks that hold pictures; arrows and technical signs are left out.
fn is_emoji(sign: char) -> bool {
    matches!(sign, '\u{2600}'..='\u{27bf}' | '\u{2b1b}'..='\u{2b55}' | '\u{231a}'..='\u{23ff}'
        | '\u{1f000}'..='\u{1faff}')
}

/// One sign for all those that are typed in its place.
fn fold_sign(sign: char) -> char {
    match sign {
        '’' | '‘' | 'ʼ' | '´' | '`' | '′' => '\'',
        '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' => '"',
        '‐'..='―' | '−' => '-',
        _ => sign,
    }
}

/// Signs with each row of dots (`..`, `...`, `…`) as a single `…`.
fn fold_dots(signs: &str) -> String {
    let mut folded = String::new();
    let mut rest = signs.chars().peekable();
    while let Some(sign) = rest.next() {
        // A row of dots is pushed as `…`, a single dot as itself. A row that begins with `…` needs no count.
        let mut dots = usize::from(sign == '.');
        let is_row = matches!(sign, '.' | '…');
        while is_row && rest.next_if(|next| matches!(next, '.' | '…')).is_some() {
            dots += 1;
        }
        folded.push(if dots > 1 { '…' } else { sign });
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let words = QuoteWords::from_text(text);
        let told = words.words.iter();
        let told: Vec<String> =
            told.map(|word| format!("{}|{}", word.before, word.letters)).collect();
        told.join(" ") + " " + &words.after
    }

    #[test]
    fn signs_that_are_typed_in_several_ways_are_one() {
        assert_eq!(told("« L’œuf »..."), told("\"L'oeuf\" …"));
        assert_eq!(told("- un\n- deux"), told("un deux"));
        assert_eq!(told("e\u{301}te\u{301}"), told("été"));
        assert_eq!(told("por\u{ad}te"), told("porte"));
        assert_ne!(told("Un. Deux"), told("Un, deux"));
    }

    #[test]
    fn pictures_in_a_row_are_one_word() {
        assert_eq!(told("super ❤️ ❤️!"), "|super |❤ !");
        assert_eq!(QuoteWords::from_text("👨‍👩‍👧 oui").words.len(), 2);
    }

    #[test]
    fn brackets_are_cuts_added_words_pictures_or_nothing() {
        for cut in [Some("…"), Some(" ... "), Some(""), None] {
            assert_eq!(WordMark::from_brackets(cut), WordMark::Cut);
        }
        assert_eq!(WordMark::from_brackets(Some("sic !")), WordMark::Sic);
        assert_eq!(WordMark::from_brackets(Some("emoji\u{a0}: cœur")), WordMark::Emoji);
        assert_eq!(WordMark::from_brackets(Some("emoji: heart")), WordMark::Emoji);
        assert_eq!(WordMark::from_brackets(Some("le port")), WordMark::Added);
    }
}
