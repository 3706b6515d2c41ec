//! The objects of PDF files and of what they draw, from their bytes: numbers, names, strings, arrays, dictionaries.
//!
//! A reader of its own, because what is read may be made to harm: every step takes at least one byte, nothing calls itself,
//! whatever the bytes are, and so any file is read in a time that its length bounds. Of damaged bytes, what can be read is.

use std::borrow::Cow;

/// The bytes of a name or of a string, borrowed where they stand in the file as they are.
pub(super) type Bytes<'a> = Cow<'a, [u8]>;

/// One object.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Object<'a> {
    /// Nothing, or a word that means nothing here.
    #[default]
    Null,
    /// A number.
    Number(f64),
    /// A name, without its `/`.
    Name(Bytes<'a>),
    /// A string, whichever way it was written.
    String(Bytes<'a>),
    /// An array.
    Array(Vec<Object<'a>>),
    /// A dictionary.
    Dict(Dict<'a>),
    /// The object of this number.
    Ref(u32),
}

impl<'a> Object<'a> {
    /// The dictionary, if it is one.
    pub fn as_dict(&self) -> Option<&Dict<'a>> {
        match self {
            Self::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Object<'a>]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The name, if it is one.
    pub fn as_name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The bytes, if it is a string.
    pub fn as_string(&self) -> Option<&[u8]> {
        match self {
            Self::String(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The whole number from zero, if it is one.
    pub fn as_count(&self) -> Option<usize> {
        match self {
            Self::Number(number) if *number >= 0.0 && *number < 9e15 => Some(*number as usize),
            _ => None,
        }
    }
}

/// A dictionary: its entries by their keys, in order. A key that is written twice has all its values, and the last counts.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Dict<'a>(Vec<(Bytes<'a>, Object<'a>)>);

impl<'a> Dict<'a> {
    fn from_items(items: Vec<Object<'a>>) -> Self {
        let mut entries = Vec::with_capacity(items.len() / 2);
        // Keys and values alternate. Where a key is missing, the walk goes on with the next item instead of shifting all
        // that follow.
        let mut items = items.into_iter().peekable();
        while let Some(item) = items.next() {
            if let Object::Name(key) = item {
                entries.push((key, items.next().unwrap_or_default()));
            } else {
                // A value without a key: what it says is said all the same.
                entries.push((Cow::Borrowed(&b""[..]), item));
            }
        }
        // The sort is stable: of equal keys the one written last stays last, and `of_name` finds that one.
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self(entries)
    }

    /// The value of a key, as it is written.
    pub fn get(&self, key: &str) -> Option<&Object<'a>> {
        self.of_name(key.as_bytes())
    }

    /// The value of a key given by its bytes.
    pub fn of_name(&self, key: &[u8]) -> Option<&Object<'a>> {
        let after = self.0.partition_point(|(known, _)| **known <= *key);
        let (known, value) = self.0.get(after.checked_sub(1)?)?;
        (**known == *key).then_some(value)
    }

    /// All entries, in the order of their keys.
    pub fn entries(&self) -> impl Iterator<Item = (&[u8], &Object<'a>)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }
}

/// A step through bytes.
#[derive(Debug, Clone, PartialEq)]
enum PdfToken<'a> {
    Number(f64),
    Name(Bytes<'a>),
    String(Bytes<'a>),
    Word(&'a [u8]),
    Open,
    Close,
    OpenDict,
    CloseDict,
}

/// What draws, or what else follows objects: an operator with what stands before it.
#[derive(Debug)]
pub(super) struct PdfOperation<'a> {
    /// Its name.
    pub operator: &'a [u8],
    /// What it works on.
    pub operands: Vec<Object<'a>>,
}

/// How deep arrays and dictionaries lie in one another. What lies deeper is read as if it lay there: Typst makes five levels,
/// and objects that lie deeper than the stack holds could not even be dropped.
pub(super) const DEEPEST: usize = 48;

/// Words that no array and no dictionary of a file holds: where one stands, what is open was left open.
const OUTSIDE: [&[u8]; 6] = [b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer"];

/// Reads objects one after the other.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
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

    fn next_token(&mut self) -> Option<PdfToken<'a>> {
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

    /// The next object of a file; none where none stands.
    pub fn next_object(&mut self) -> Option<Object<'a>> {
        let mut open = OpenObject::default();
        loop {
            let before = self.at;
            let Some(token) = self.next_token() else {
                return open.into_first();
            };
            match token {
                PdfToken::Word(b"R") => open.make_reference(),
                // The word is given back: it may be the head of the next object, which would be missed otherwise.
                PdfToken::Word(word) if OUTSIDE.contains(&word) => {
                    self.at = before;
                    return open.into_first();
                }
                PdfToken::Word(_) => open.push(Object::Null),
                token => open.add_token(token),
            }
            if open.is_done() {
                // Two whole numbers may begin a reference.
                return match open.into_first()? {
                    Object::Number(number) => Some(self.read_reference(number)),
                    other => Some(other),
                };
            }
        }
    }

    fn read_reference(&mut self, number: f64) -> Object<'a> {
        // A lexer is four small fields: to look ahead in a copy costs nothing, and leaves this one in place when nothing
        // comes of it.
        let mut ahead = self.clone();
        let follows = matches!(ahead.next_token(), Some(PdfToken::Number(_)))
            && ahead.next_token() == Some(PdfToken::Word(b"R"));
        let Some(number) = Object::Number(number).as_count().filter(|_| follows) else {
            return Object::Number(number);
        };
        self.at = ahead.at;
        Object::Ref(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The next operation of what draws; none at the end.
    pub fn next_operation(&mut self) -> Option<PdfOperation<'a>> {
        let mut open = OpenObject::default();
        while let Some(token) = self.next_token() {
            match token {
                // Operands that say nothing here. They still take their place, as some operands are found by their position.
                PdfToken::Word(b"true" | b"false" | b"null") => open.push(Object::Null),
                PdfToken::Word(operator) => {
                    // Inline image (ISO 32000-1, 8.9.7): raw bytes follow, which must not be parsed. Their length is not
                    // written.
                    if operator == b"ID" {
                        self.skip_image();
                    }
                    let operands = open.into_objects();
                    return Some(PdfOperation { operator, operands });
                }
                token => open.add_token(token),
            }
        }
        None
    }

    /// Goes over the pixels of an image that stands among what draws, to behind its `EI`: one between spaces, after which
    /// text stands.
    fn skip_image(&mut self) {
        /// How many bytes after the end of an image must be text.
        const AFTER: usize = 16;
        let start = self.at;
        let rest = &self.bytes[start..];
        // `EI` between spaces may also stand among pixels by chance. What follows the true one is text, so some bytes
        // behind it are looked at too.
        let is_end = |at: &usize| {
            let after = &rest[at + 3..];
            let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
            is_space(rest[*at])
                && rest[at + 1..].starts_with(b"EI")
                && after.first().is_none_or(|byte| is_space(*byte))
                && after.iter().take(AFTER).all(is_text)
        };
        let mut places = if self.has_no_end { 0..0 } else { 0..rest.len().saturating_sub(2) };
        let end = places.find(is_end);
        // Looked for once, not again behind each image that does not end.
        self.has_no_end = end.is_none();
        self.at = start + end.map_or(0, |end| end + 3);
    }
}

/// What is open while objects are read.
#[derive(Default)]
struct OpenObject<'a> {
    /// What was read, of what is open first.
    items: Vec<Object<'a>>,
    /// What is open: whether it is a dictionary, and what was read before it.
    frames: Vec<(bool, Vec<Object<'a>>)>,
    /// What is open deeper than is kept apart.
    deeper: usize,
}

impl<'a> OpenObject<'a> {
    fn push(&mut self, object: Object<'a>) {
        self.items.push(object);
    }

    fn add_token(&mut self, token: PdfToken<'a>) {
        match token {
            PdfToken::Number(number) => self.push(Object::Number(number)),
            PdfToken::Name(name) => self.push(Object::Name(name)),
            PdfToken::String(bytes) => self.push(Object::String(bytes)),
            PdfToken::Open => self.open_container(false),
            PdfToken::OpenDict => self.open_container(true),
            PdfToken::Close => self.close_container(false),
            PdfToken::CloseDict => self.close_container(true),
            PdfToken::Word(_) => {}
        }
    }

    fn open_container(&mut self, is_dict: bool) {
        // Items of what lies deeper go into the innermost container that is kept, and only the number of open ones is
        // counted: each closing sign then takes away one of these first.
        if self.frames.len() == DEEPEST {
            self.deeper += 1;
            return;
        }
        let before = std::mem::take(&mut self.items);
        self.frames.push((is_dict, before));
    }

    fn close_container(&mut self, is_dict: bool) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        // What closes something else than what is open closes nothing.
        if self.frames.last().is_some_and(|(open, _)| *open == is_dict) {
            self.finish_container();
        }
    }

    fn finish_container(&mut self) {
        if let Some((is_dict, before)) = self.frames.pop() {
            let items = std::mem::replace(&mut self.items, before);
            self.items.push(if is_dict {
                Object::Dict(Dict::from_items(items))
            } else {
                Object::Array(items)
            });
        }
    }

    /// Two numbers and an `R`.
    fn make_reference(&mut self) {
        let count = self.items.len();
        let number = match count.checked_sub(2).map(|at| &self.items[at..]) {
            // The generation is not kept: of two objects with one number, the later one in the file counts.
            Some([number, generation]) if generation.as_count().is_some() => number.as_count(),
            _ => None,
        };
        if let Some(number) = number {
            self.items.truncate(count - 2);
            self.push(Object::Ref(u32::try_from(number).unwrap_or(u32::MAX)));
        }
    }

    fn is_done(&self) -> bool {
        self.frames.is_empty() && self.deeper == 0 && !self.items.is_empty()
    }

    fn into_objects(mut self) -> Vec<Object<'a>> {
        while !self.frames.is_empty() {
            self.finish_container();
        }
        self.items
    }

    fn into_first(self) -> Option<Object<'a>> {
        self.into_objects().into_iter().next()
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

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    let is_delimiter =
        matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%');
    !is_delimiter && !is_space(byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn object(text: &str) -> Object<'_> {
        Lexer::new(text.as_bytes(), 0).next_object().unwrap_or_default()
    }

    fn string(text: &str) -> Object<'_> {
        Object::String(text.as_bytes().into())
    }

    #[test]
    fn objects_are_read_whichever_way_they_are_written() {
        let dict =
            object("<</A#42 12 0 R/C[(a\\(b\\)\\101\\\n)<6 1 6>-.5 3 4]/D<</E/F>>/N null>> 7");
        let dict = dict.as_dict().expect("a dictionary");
        assert_eq!(dict.get("AB"), Some(&Object::Ref(12)));
        let items = [
            string("a(b)A"),
            string("a`"),
            Object::Number(-0.5),
            Object::Number(3.0),
            Object::Number(4.0),
        ];
        assert_eq!(dict.get("C").and_then(Object::as_array), Some(&items[..]));
        let inner = dict.get("D").and_then(Object::as_dict);
        assert_eq!(inner.and_then(|inner| inner.get("E")?.as_name()), Some(&b"F"[..]));
        assert_eq!(object("12 0 R"), Object::Ref(12));
        assert_eq!(object("12 0 obj"), Object::Number(12.0));
    }

    #[test]
    fn what_is_left_open_ends_where_its_object_ends() {
        let mut lexer = Lexer::new(b"<</A[(one) /B endobj", 0);
        let dict = lexer.next_object().unwrap_or_default();
        let items = dict.as_dict().and_then(|dict| dict.get("A")?.as_array());
        assert_eq!(items.map(<[_]>::len), Some(2));
        assert_eq!(lexer.next_word(), Some(&b"endobj"[..]));
    }

    #[test]
    fn what_lies_deeper_than_is_kept_apart_is_read_all_the_same() {
        let deep = "[".repeat(100_000) + "(found)" + &"]".repeat(100_000);
        assert!(format!("{:?}", object(&deep)).contains("102, 111, 117, 110, 100"));
        let mut lexer = Lexer::new(deep.as_bytes(), 0);
        lexer.next_object();
        assert_eq!(lexer.at, deep.len());
    }

    #[test]
    fn operations_have_their_operands_and_images_among_them_are_passed_over() {
        let content = b"/F 9 Tf [(a) -20 (b)] TJ BI /W 1 ID \x00(EI\xff EI q (c) Tj";
        let mut lexer = Lexer::new(content, 0);
        let mut operators = Vec::new();
        while let Some(operation) = lexer.next_operation() {
            operators.push((operation.operator, operation.operands.len()));
        }
        let wanted: [(&[u8], usize); 6] =
            [(b"Tf", 2), (b"TJ", 1), (b"BI", 0), (b"ID", 2), (b"q", 0), (b"Tj", 1)];
        assert_eq!(operators, wanted);
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..400), signs in "[\\[\\]<>(){}/%\\\\ 0-9Ra#]{0,400}") {
            for bytes in [&bytes[..], signs.as_bytes()] {
                let mut lexer = Lexer::new(bytes, 0);
                while lexer.next_object().is_some() {}
                let mut lexer = Lexer::new(bytes, 0);
                while lexer.next_operation().is_some() {}
                let mut lexer = Lexer::new(bytes, 0);
                while lexer.next_word().is_some() {}
            }
        }
    }
}
