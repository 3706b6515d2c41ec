//! Signs that are typed in one way and printed in another: `'`, `"`, `...`, ` - `.

use super::protected::Paragraph;
use super::{Language, Letter, is_blank, is_opening};

/// The letters with the signs of their language; spaces stay as they are.
pub(super) fn replace_signs(
    input: &[Letter],
    language: Language,
    before: Option<char>,
) -> Vec<Letter> {
    let mut output: Vec<Letter> = Vec::with_capacity(input.len());
    let mut quotes = Quotes::new(language);
    let mut single = Single::default();
    let mut at = 0;
    while let Some(&letter) = input.get(at) {
        quotes.track_paragraph(letter.char);
        single.track_paragraph(letter.char);
        let previous = output.last().map(|letter| letter.char).or(before);
        let next = input.get(at + 1).map(|letter| letter.char);
        // Exactly three dots become an ellipsis. Two, or four, stay as typed and are copied together below; else the
        // last three of four would be taken for one. `.../` is a path.
        let dots = if letter.char == '.' { count_dots(input, at) } else { 0 };
        if dots == 3 && !matches!(input.get(at + 3), Some(Letter { char: '/' | '\\', .. })) {
            output.push(Letter { char: '…', kept: false });
            at += 3;
            continue;
        }
        let char = match letter.char {
            char if letter.kept => char,
            '\'' if single.is_closing_quote(previous, next) => '’',
            '\'' => correct_apostrophe(previous, next),
            '-' if language == Language::Fr && joins_words(input, at, before) => '–',
            char => quotes.correct_quote(char, previous, next),
        };
        single.track_sign(char, next);
        output.push(Letter { char, ..letter });
        output.extend(input.iter().skip(at + 1).take(dots.saturating_sub(1)));
        at += dots.max(1);
    }
    output
}

/// How many dots follow one another from here.
fn count_dots(input: &[Letter], at: usize) -> usize {
    let dot = Letter { char: '.', kept: false };
    input[at..].iter().take_while(|letter| **letter == dot).count()
}

/// Whether single quotation marks are open in the paragraph being read.
#[derive(Default)]
struct Single {
    is_open: bool,
    paragraph: Paragraph,
}

impl Single {
    fn track_paragraph(&mut self, char: char) {
        if self.paragraph.ends_with(char) {
            self.is_open = false;
        }
    }

    /// Whether a straight mark after punctuation closes single quotation marks: `'Ah!'`.
    fn is_closing_quote(&self, previous: Option<char>, next: Option<char>) -> bool {
        let ends =
            matches!(previous, Some('.' | '!' | '?' | '…' | ',' | ';' | ':' | ')' | '»' | '”'));
        self.is_open && ends && !next.is_some_and(char::is_alphanumeric)
    }

    fn track_sign(&mut self, char: char, next: Option<char>) {
        match char {
            '‘' => self.is_open = true,
            '’' if !next.is_some_and(char::is_alphabetic) => self.is_open = false,
            _ => {}
        }
    }
}

/// The sign for a straight apostrophe: an elision, or an opening single quotation mark; feet and minutes (`5'`) stay.
fn correct_apostrophe(previous: Option<char>, next: Option<char>) -> char {
    let before_letter = next.is_some_and(char::is_alphabetic);
    match previous {
        // Two in a row are meant as a double quotation mark, not as an elision.
        Some('\'' | '’' | '‘') => '\'',
        Some(char) if char.is_alphabetic() => '’',
        Some('"' | '»' | '”') | None => opening_apostrophe(next),
        Some(char) if is_opening(char) => opening_apostrophe(next),
        Some(_) if before_letter => '’',
        Some(_) => '\'',
    }
}

fn opening_apostrophe(next: Option<char>) -> char {
    match next {
        // `'68` is a shortened year.
        Some(char) if char.is_numeric() => '’',
        Some(char) if char.is_alphabetic() => '‘',
        _ => '\'',
    }
}

/// Whether a hyphen with spaces around it is a dash between words: no list
/// item, no subtraction, no edge of a quotation.
fn joins_words(input: &[Letter], at: usize, before: Option<char>) -> bool {
    let blank = |letter: &&Letter| is_blank(letter.char);
    // A dash needs spaces on both sides. Then what matters is what the spaces separate it from.
    let spaces_before = input[..at].iter().rev().take_while(blank).count();
    let spaces_after = input[at + 1..].iter().take_while(blank).count();
    if spaces_before == 0 || spaces_after == 0 {
        return false;
    }
    let left = match at - spaces_before {
        0 => before,
        start => Some(input[start - 1].char),
    };
    let right = input.get(at + 1 + spaces_after).map(|letter| letter.char);
    let is_word =
        |char: char| !char.is_whitespace() && !matches!(char, '-' | '–' | '—' | '«' | '»');
    // `12 - 5` may be a subtraction, and stays.
    let numbers = left.is_some_and(|char| char.is_numeric()) && right.is_some_and(char::is_numeric);
    left.is_some_and(is_word) && right.is_none_or(is_word) && !numbers
}

/// The quotation marks that are open in the paragraph being read.
struct Quotes {
    language: Language,
    open: Vec<char>,
    paragraph: Paragraph,
}

impl Quotes {
    fn new(language: Language) -> Self {
        Self { language, open: Vec::new(), paragraph: Paragraph::default() }
    }

    /// Notes a character: open quotations end with their paragraph.
    fn track_paragraph(&mut self, char: char) {
        if self.paragraph.ends_with(char) {
            self.open.clear();
        }
    }

    fn correct_quote(&mut self, char: char, previous: Option<char>, next: Option<char>) -> char {
        match char {
            '"' => self.correct_straight_quote(previous, next),
            '«' | '“' => self.open_quote(char),
            '»' | '”' => {
                self.open.pop();
                char
            }
            _ => char,
        }
    }

    fn correct_straight_quote(&mut self, previous: Option<char>, next: Option<char>) -> char {
        // What touches the mark decides. With text only on its right it opens, with text on its left it closes. With
        // neither, it closes what is open.
        let follows_text = previous.is_some_and(|char| !is_opening(char));
        let precedes_text = next.is_some_and(|char| !char.is_whitespace());
        // After an elision a quotation opens, though a sign touches it on the left: `l'"été"`.
        let elided =
            matches!(previous, Some('’' | '\'')) && next.is_some_and(char::is_alphanumeric);
        if elided || (precedes_text && !follows_text) {
            self.opens_next()
        } else if follows_text {
            // `15"` means inches, unless an open quotation may end there.
            let inches = self.open.is_empty() && previous.is_some_and(char::is_numeric);
            if inches { '"' } else { self.close_quote() }
        } else if self.open.is_empty() {
            self.opens_next()
        } else {
            self.close_quote()
        }
    }

    /// The mark that opens the next quotation; nested French ones alternate between « and “.
    fn opens_next(&mut self) -> char {
        let outer = self.language == Language::Fr && self.open.len().is_multiple_of(2);
        self.open_quote(if outer { '«' } else { '“' })
    }

    fn open_quote(&mut self, char: char) -> char {
        self.open.push(char);
        char
    }

    fn close_quote(&mut self) -> char {
        match (self.open.pop(), self.language) {
            // A mark that closes nothing gets the outer form of its language.
            (Some('«'), _) | (None, Language::Fr) => '»',
            _ => '”',
        }
    }
}
