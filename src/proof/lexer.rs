//! From the bytes of a PDF to tokens: numbers, names, strings, words, and the signs of arrays and dictionaries.
//!
//! A reader of its own, because what is read may be made to harm: every step takes at least one byte, nothing calls itself,
//! whatever the bytes are, and so any file is read in a time that its length bounds. Of damaged bytes, what can be read is.

use std::borrow::Cow;

use super::objects::Bytes;

/// The smallest part of bytes that means something.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum PdfToken<'a> {
    /// A number, whole or not.
    Number(f64),
    /// A name, without its `/`.
    Name(Bytes<'a>),
    /// A string, whichever way it was written.
    String(Bytes<'a>),
    /// An operator, a keyword, or a sign that means nothing.
    Word(&'a [u8]),
    /// `[`, which opens an array.
    Open,
    /// `]`, which closes one.
    Close,
    /// `<<`, which opens a dictionary.
    OpenDict,
    /// `>>`, which closes one.
    CloseDict,
}

/// Reads bytes token by token; `parser.rs` makes objects of the tokens.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    /// All the bytes, those that were read too.
    bytes: &'a [u8],
    /// The byte it comes to next.
    pub at: usize,
    /// Whether the bytes ended within a string.
    pub is_cut: bool,
    /// Whether no image among what draws ends any more.
    pub has_no_end: bool,
}

impl<'a> Lexer<'a> {
    /// A lexer of bytes from one of them on.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, is_cut: false, has_no_end: false }
    }

    /// The bytes that are not read yet.
    pub fn bytes_ahead(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes over spaces and comments.
    pub fn skip_spaces(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.at += end.unwrap_or(rest.len());
                }
                byte if is_space(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    /// The next word, number or sign of what is no object: strings are not looked for. None at the end.
    pub fn next_word(&mut self) -> Option<&'a [u8]> {
        self.skip_spaces();
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        if self.at == start {
            // A delimiter alone is a word of one byte: whoever calls again always gets further.
            self.at += usize::from(self.peek().is_some());
        }
        let word = &self.bytes[start..self.at];
        (!word.is_empty()).then_some(word)
    }

    /// The next token; none at the end.
    pub fn next_token(&mut self) -> Option<PdfToken<'a>> {
        self.skip_spaces();
        let byte = self.peek()?;
        let next = self.bytes.get(self.at + 1).copied();
        self.at += 1;
        Some(match (byte, next) {
            (b'/', _) => PdfToken::Name(self.read_name()),
            (b'(', _) => PdfToken::String(self.read_literal_string()),
            (b'<', Some(b'<')) => {
                self.at += 1;
                PdfToken::OpenDict
            }
            (b'<', _) => PdfToken::String(self.read_hex_string()),
            (b'>', Some(b'>')) => {
                self.at += 1;
                PdfToken::CloseDict
            }
            (b'[', _) => PdfToken::Open,
            (b']', _) => PdfToken::Close,
            // Signs that mean nothing here.
            (b'>' | b')' | b'{' | b'}', _) => PdfToken::Word(&self.bytes[self.at - 1..self.at]),
            _ => {
                self.at -= 1;
                let word = self.next_word()?;
                parse_number(word).map_or(PdfToken::Word(word), PdfToken::Number)
            }
        })
    }

    fn read_name(&mut self) -> Bytes<'a> {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let written = &self.bytes[start..self.at];
        if !written.contains(&b'#') {
            return Cow::Borrowed(written);
        }
        // `#41` in a name is the byte 0x41 (ISO 32000-1, 7.3.5). A `#` that no two digits follow is kept as it is.
        let mut name = Vec::with_capacity(written.len());
        let mut rest = written;
        while let [first, after @ ..] = rest {
            let code = match (first, after) {
                (b'#', [high, low, ..]) => hex_digit(*high).zip(hex_digit(*low)),
                _ => None,
            };
            match code {
                Some((high, low)) => {
                    name.push(high << 4 | low);
                    rest = &after[2..];
                }
                None => {
                    name.push(*first);
                    rest = after;
                }
            }
        }
        Cow::Owned(name)
    }

    /// A string in parentheses, from behind the first.
    fn read_literal_string(&mut self) -> Bytes<'a> {
        let start = self.at;
        // Parentheses in pairs stand in a string unescaped (ISO 32000-1, 7.3.4.2), so they are counted.
        let mut open = 1_usize;
        let mut changed: Option<Vec<u8>> = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        let plain = &self.bytes[start..self.at - 1];
                        return changed.map_or(Cow::Borrowed(plain), Cow::Owned);
                    }
                }
                b'\\' => {
                    // Only from the first backslash on is the string copied; without one it is borrowed.
                    let before = &self.bytes[start..self.at - 1];
                    let own = changed.get_or_insert_with(|| before.to_vec());
                    own.extend(read_escape(self.bytes, &mut self.at));
                    continue;
                }
                _ => {}
            }
            if let Some(own) = &mut changed {
                own.push(byte);
            }
        }
        self.is_cut = true;
        changed.map_or(Cow::Borrowed(&self.bytes[start..]), Cow::Owned)
    }

    /// A string of hexadecimal digits, from behind the `<`.
    fn read_hex_string(&mut self) -> Bytes<'a> {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|byte| *byte == b'>');
        self.is_cut |= end.is_none();
        let end = end.unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        // Spaces are allowed between digits, and a last digit alone counts as if a 0 followed (ISO 32000-1, 7.3.4.3).
        let digits: Vec<u8> = rest[..end].iter().filter_map(|byte| hex_digit(*byte)).collect();
        let pair = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or_default();
        Cow::Owned(digits.chunks(2).map(pair).collect())
    }
}

/// What a backslash in a string writes, from behind it.
fn read_escape(bytes: &[u8], at: &mut usize) -> Option<u8> {
    let byte = *bytes.get(*at)?;
    *at += 1;
    Some(match byte {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        // A backslash before a line break joins two lines, and writes nothing (ISO 32000-1, 7.3.4.2).
        b'\r' => {
            *at += usize::from(bytes.get(*at) == Some(&b'\n'));
            return None;
        }
        b'\n' => return None,
        b'0'..=b'7' => {
            let mut code = u32::from(byte - b'0');
            for _ in 0..2 {
                let Some(next @ b'0'..=b'7') = bytes.get(*at) else {
                    break;
                };
                code = code << 3 | u32::from(next - b'0');
                *at += 1;
            }
            // Three octal digits reach 511: what does not fit in a byte is dropped, as the standard says.
            (code & 0xff) as u8
        }
        other => other,
    })
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn parse_number(word: &[u8]) -> Option<f64> {
    /// The most signs of a number that means something.
    const LONGEST: usize = 40;
    let is_numeric = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.');
    if word.len() > LONGEST || !word.iter().all(is_numeric) {
        return None;
    }
    let has_digit = word.iter().any(u8::is_ascii_digit);
    let text = str::from_utf8(word).ok().filter(|_| has_digit)?;
    // Some programs write two signs, or one within: what can be read of such a number is.
    text.parse().ok().or(Some(0.0))
}

/// Whether a byte is one of the six spaces (ISO 32000-1, table 1).
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    let is_delimiter =
        matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%');
    !is_delimiter && !is_space(byte)
}
