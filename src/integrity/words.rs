//! Texts as words and the signs between them: what counts when a quote is compared with what was said.
//!
//! Its words are not those of `text::tokens`: capitals, pictures and signs are part of what was said, and stay.

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
    /// Its letters, ligatures undone; what stands for a picture is [`EMOJI`] or the picture itself.
    pub letters: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The signs between it and the word before, folded.
    pub before: String,
}

/// The words of a text, and the signs after the last.
#[derive(Debug, Default)]
pub struct QuoteWords {
    /// The words, in order.
    pub words: Vec<Word>,
    /// The signs after the last word, folded.
    pub after: String,
}

/// A word that a quote shows.
#[derive(Debug)]
pub struct Shown {
    /// The word; the signs before it are those since the word or the mark before.
    pub word: Word,
    /// What may have been left out just before it.
    pub leap: Leap,
    /// The signs after it, where a mark or the end of the quote follows.
    pub after: Option<String>,
}

/// What may have been left out of the original just before a word that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leap {
    /// Nothing.
    None,
    /// What stands under `[added words]`, at these bytes.
    Added(Range<usize>),
    /// Anything: `[…]` at these bytes, or the start of the quote, which has none.
    Cut(Option<Range<usize>>),
}

/// A quote as words, with its marks.
#[derive(Debug, Default)]
pub struct Quote {
    /// The words it shows.
    pub words: Vec<Shown>,
    /// The mark of a cut or of added words that ends it.
    pub closing: Option<Range<usize>>,
}

/// Stands for any emoji: what a quote writes as `[emoji: heart]`.
pub const EMOJI: &str = "\u{fffc}";

/// What stands between square brackets, and `(…)`, which people type for `[…]`.
static MARK: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"\[([^\[\]]*)\]|\(\s*(?:…|\.{2,})\s*\)"));

/// What stands between brackets in a quote.
#[derive(Debug, PartialEq, Eq)]
enum WordMark {
    Cut,
    Sic,
    Emoji,
    Added,
}

impl WordMark {
    /// What the words between brackets say; none between them is a cut with its brackets round.
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
        // The text between two marks is read on its own; its start is added to each range, so that all are places of the quote.
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

/// Gathers a quote from stretches of words and the marks between them.
struct QuoteReader {
    quote: Quote,
    leap: Leap,
    signs: String,
}

impl Default for QuoteReader {
    fn default() -> Self {
        // A quote may begin in the middle of what was said, as if a cut stood before its first word.
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
        // Signs may be left from before a mark that parts no words, such as `[sic]`: they belong to this gap too.
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
            // `[sic]` says that a word is as it was written: nothing is left out there.
            WordMark::Sic => {}
            WordMark::Emoji => {
                self.push(Word { letters: EMOJI.to_string(), range, before: String::new() });
            }
            WordMark::Cut => self.leap_over(Leap::Cut(Some(range))),
            // Beside a cut, added words hide nothing more.
            WordMark::Added if matches!(self.leap, Leap::Cut(_)) => self.signs.clear(),
            WordMark::Added => self.leap_over(Leap::Added(range)),
        }
    }

    fn leap_over(&mut self, leap: Leap) {
        let signs = std::mem::take(&mut self.signs);
        if let Some(last) = self.quote.words.last_mut() {
            // The first mark behind a word keeps the signs between them; a second one, as in `lac. […] [le maire]`, changes
            // nothing.
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
    /// The words of a text.
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
    /// The word being read.
    open: Option<Word>,
    signs: String,
    /// Whether something stands on this line already.
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
            // A new line parts words as a space does: what was said in two lines may be quoted in one.
            '\n' => {
                self.close_word();
                self.is_inside_line = false;
                return;
            }
            _ if sign.is_whitespace() => return self.close_word(),
            // The dash of a list.
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

    /// Several pictures in a row are one word: people repeat them at will.
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

/// Whether a word is an emoji.
pub fn is_picture(word: &Word) -> bool {
    word.letters == EMOJI || word.letters.starts_with(is_emoji)
}

/// The blocks in which Unicode keeps pictures, arrows and technical signs left out.
fn is_emoji(sign: char) -> bool {
    matches!(sign, '\u{2600}'..='\u{27bf}' | '\u{2b1b}'..='\u{2b55}' | '\u{231a}'..='\u{23ff}'
        | '\u{1f000}'..='\u{1faff}')
}

/// One sign for all that are typed for it.
fn fold_sign(sign: char) -> char {
    match sign {
        '’' | '‘' | 'ʼ' | '´' | '`' | '′' => '\'',
        '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' => '"',
        '‐'..='―' | '−' => '-',
        _ => sign,
    }
}

/// `..`, `...` and `…` are one sign.
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
