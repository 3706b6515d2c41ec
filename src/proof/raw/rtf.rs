//! The words of a text in RTF: <https://latex2rtf.sourceforge.net/rtfspec.html>.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Whether bytes begin like RTF.
pub fn is_rtf(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// What was read of a text.
#[derive(Debug, Default)]
pub struct RtfText {
    /// Its words, as they stand one behind the other.
    pub text: String,
    /// The pictures and other files in it.
    pub parts: Vec<Vec<u8>>,
}

/// What a group between braces holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GroupContent {
    /// Words of the text.
    Words,
    /// A picture or another file, as digits.
    Part,
    /// What is of fonts and colours.
    Nothing,
}

/// Groups of which no word is anybody's.
const NOTHING: [&[u8]; 6] =
    [b"fonttbl", b"colortbl", b"stylesheet", b"listtable", b"rsidtbl", b"themedata"];
/// Control words that part words.
const BREAKS: [&[u8]; 9] =
    [b"par", b"line", b"tab", b"cell", b"row", b"sect", b"page", b"nestcell", b"nestrow"];

/// Reads a text byte by byte.
struct RtfReader {
    /// What was read so far.
    read: RtfText,
    /// The code page of bytes beyond ASCII.
    encoding: &'static Encoding,
    /// What each open group holds, and how many signs stand for one of Unicode there.
    groups: Vec<(GroupContent, usize)>,
    /// Bytes of the code page that are not decoded yet.
    waiting: Vec<u8>,
    /// Signs to pass over after one of Unicode.
    skip: usize,
    /// The first half of a sign beyond 16 bits, and the length of the text behind what stands for it.
    half: Option<(u16, usize)>,
    /// The digits of a part that is not at its end yet.
    digits: Vec<u8>,
}

/// Reads a text as far as it goes.
pub fn read_rtf(bytes: &[u8]) -> RtfText {
    let mut reader = RtfReader {
        read: RtfText::default(),
        encoding: WINDOWS_1252,
        groups: Vec::new(),
        waiting: Vec::new(),
        skip: 0,
        half: None,
        digits: Vec::new(),
    };
    let mut rest = bytes;
    while let [byte, after @ ..] = rest {
        rest = match byte {
            b'{' => {
                // A group begins with what holds around it, and its own changes end with it. The stack is on the heap and
                // nothing calls itself, so braces may be as deep as they like.
                let group = reader.groups.last().copied().unwrap_or((GroupContent::Words, 1));
                reader.decode_waiting();
                reader.groups.push(group);
                after
            }
            b'}' => {
                reader.decode_waiting();
                reader.end_part();
                reader.groups.pop();
                after
            }
            b'\\' => reader.read_control(after),
            // Line breaks of the file mean nothing: paragraphs are `\par`.
            b'\r' | b'\n' => after,
            byte => {
                reader.add_byte(*byte);
                after
            }
        };
    }
    reader.decode_waiting();
    reader.end_part();
    reader.read
}

impl RtfReader {
    fn current_content(&self) -> GroupContent {
        self.groups.last().map_or(GroupContent::Words, |(held, _)| *held)
    }

    fn add_byte(&mut self, byte: u8) {
        match self.current_content() {
            // Signs behind `\u…`, for programs that know no Unicode: `\u233?` is one letter.
            GroupContent::Words if self.skip > 0 => self.skip -= 1,
            // Decoded together, as codes of the Far East have two bytes a sign.
            GroupContent::Words => self.waiting.push(byte),
            GroupContent::Part if byte.is_ascii_hexdigit() => self.digits.push(byte),
            _ => {}
        }
    }

    /// Decodes the bytes that wait.
    fn decode_waiting(&mut self) {
        if !self.waiting.is_empty() {
            let text = self.encoding.decode_without_bom_handling(&self.waiting).0;
            self.read.text.push_str(&text);
            self.waiting.clear();
        }
        self.skip = 0;
    }

    /// Adds a sign of Unicode, or half of one.
    fn add_unit(&mut self, unit: u16) {
        let text = &mut self.read.text;
        // A half alone is a space. The second half takes the place of that space when nothing was written in between.
        let first = self.half.take().filter(|(_, end)| *end == text.len());
        let both = first.map(|(first, _)| char::decode_utf16([first, unit]).next());
        if let Some(Some(Ok(sign))) = both {
            text.pop();
            text.push(sign);
            return;
        }
        let sign = char::from_u32(u32::from(unit));
        text.push(sign.unwrap_or(' '));
        self.half = sign.is_none().then_some((unit, text.len()));
    }

    fn end_part(&mut self) {
        if self.current_content() == GroupContent::Part && !self.digits.is_empty() {
            let value = |digit: u8| char::from(digit).to_digit(16).unwrap_or_default() as u8;
            let pairs = self.digits.as_chunks().0.iter();
            let part = pairs.map(|[high, low]| value(*high) << 4 | value(*low)).collect();
            self.read.parts.push(part);
            self.digits.clear();
        }
    }

    fn set_content(&mut self, held: GroupContent) {
        if let Some(group) = self.groups.last_mut() {
            group.0 = held;
        }
    }

    /// Reads a control word or sign after its backslash; gives what is left.
    fn read_control<'b>(&mut self, after: &'b [u8]) -> &'b [u8] {
        let Some(first) = after.first() else {
            return after;
        };
        if !first.is_ascii_alphabetic() {
            match first {
                b'\'' => {
                    let code = after.get(1..3).and_then(|digits| str::from_utf8(digits).ok());
                    if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                        self.add_byte(byte);
                        return &after[3..];
                    }
                }
                b'~' => self.add_byte(b' '),
                b'_' => self.add_byte(b'-'),
                b'\\' | b'{' | b'}' => self.add_byte(*first),
                b'\r' | b'\n' => self.add_byte(b'\n'),
                _ => {}
            }
            return &after[1..];
        }
        let end = after.iter().position(|byte| !byte.is_ascii_alphabetic());
        let (name, rest) = after.split_at(end.unwrap_or(after.len()));
        let is_number =
            |(at, byte): (usize, &u8)| byte.is_ascii_digit() || at == 0 && *byte == b'-';
        let length = rest.iter().enumerate().take_while(|at| is_number(*at)).count();
        let (number, rest) = rest.split_at(length);
        let number = str::from_utf8(number).ok().and_then(|number| number.parse::<i64>().ok());
        // One space ends a control word and is part of it.
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        self.apply_control_word(name, number, rest)
    }

    fn apply_control_word<'b>(
        &mut self,
        name: &[u8],
        number: Option<i64>,
        rest: &'b [u8],
    ) -> &'b [u8] {
        match (name, number) {
            (b"u", Some(code)) if self.current_content() == GroupContent::Words => {
                self.decode_waiting();
                // Numbers beyond 15 bits are written below zero.
                self.add_unit(u16::try_from(code.rem_euclid(65_536)).unwrap_or_default());
                self.skip = self.groups.last().map_or(1, |(_, skip)| *skip);
            }
            (b"uc", Some(count)) => {
                if let Some(group) = self.groups.last_mut() {
                    group.1 = usize::try_from(count).unwrap_or(1).min(8);
                }
            }
            (b"ansicpg", Some(page)) => self.encoding = code_page(page).unwrap_or(self.encoding),
            (b"mac", None) => self.encoding = encoding_rs::MACINTOSH,
            (b"pict" | b"objdata", _) => self.set_content(GroupContent::Part),
            // Raw bytes follow: they may hold braces and backslashes, so they are taken off as a whole.
            (b"bin", Some(length)) => {
                let length = usize::try_from(length).unwrap_or(0).min(rest.len());
                let (part, rest) = rest.split_at(length);
                self.read.parts.push(part.to_vec());
                return rest;
            }
            (b"emdash" | b"endash", _) => self.add_byte(b'-'),
            (b"rquote" | b"lquote", _) => self.add_byte(b'\''),
            (b"ldblquote" | b"rdblquote", _) => self.add_byte(b'"'),
            // Other groups are read, those marked by `\*` too: notes, fields and comments stand in them.
            (name, _) if NOTHING.contains(&name) => self.set_content(GroupContent::Nothing),
            (name, _)
                if BREAKS.contains(&name) && self.current_content() == GroupContent::Words =>
            {
                self.decode_waiting();
                self.read.text.push(match name {
                    b"tab" | b"cell" | b"nestcell" => '\t',
                    _ => '\n',
                });
            }
            _ => {}
        }
        rest
    }
}

/// The encoding that Windows knows by a number.
fn code_page(number: i64) -> Option<&'static Encoding> {
    let label = match number {
        10_000 => "macintosh".to_string(),
        932 => "shift_jis".to_string(),
        936 => "gbk".to_string(),
        949 => "euc-kr".to_string(),
        950 => "big5".to_string(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_read_with_their_accents_and_fonts_are_not() {
        let text = br"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\author Zo\'eb Le Gall}}\pard\f0 La g\'e9rante \b a\b0  ferm\u233?, {\i tr\'e8s} t\'f4t\par Puis\~rien.{\*\annotation une note}}";
        let read = read_rtf(text);
        assert!(read.text.contains("La gérante a fermé, très tôt\nPuis rien."), "{}", read.text);
        assert!(read.text.contains("Zoë Le Gall") && read.text.contains("une note"));
        assert!(!read.text.contains("Times"));
    }

    #[test]
    fn pictures_are_given_back() {
        let read = read_rtf(br"{\rtf1 un{\pict\pngblip 89504e47 0d0a}{\pict\bin3 abc} deux}");
        assert_eq!(read.parts, [b"\x89PNG\r\n".to_vec(), b"abc".to_vec()]);
        assert_eq!(read.text, "un deux");
    }

    #[test]
    fn the_two_halves_of_a_sign_beyond_sixteen_bits_are_one_sign() {
        let read = |text: &str| read_rtf(format!("{{\\rtf1 {text}}}").as_bytes()).text;
        assert_eq!(read(r"un\u-10179?\u-8704?deux"), "un\u{1f600}deux");
        assert_eq!(read(r"{\uc0\u55357\u56832}"), "\u{1f600}");
        assert_eq!(read(r"\u-10179?un\u-8704?"), " un ");
        assert_eq!(read(r"\u-10179?\u-10179?\u-8704?"), " \u{1f600}");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in r"[{}\\'a-z0-9 ;*\-]{0,60}") {
            read_rtf(bytes.as_bytes());
            read_rtf(format!("{{\\rtf1 {bytes}").as_bytes());
        }
    }
}
