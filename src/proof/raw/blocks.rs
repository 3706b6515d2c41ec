//! What texts hold in other signs than their own: Base64, quoted-printable, uuencode, percents, backslashes, folded lines.

use std::sync::LazyLock;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use regex::{Captures, Regex};
use yore::code_pages;

/// The fewest signs of Base64 in one stretch that are looked into: shorter than thirty letters nothing is sought.
const SHORTEST: usize = 40;
/// The fewest bytes that have to be named when nothing can be made of them: keys, sums and names of pages are shorter.
pub const NAMED: usize = 1024;

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The fewest signs of a line of Base64 that others follow.
const LINE: usize = 16;

/// What stands in a text as Base64 or uuencode, decoded.
pub fn decode_blocks(text: &str) -> Vec<Vec<u8>> {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "+/=_-".contains(sign);
    let mut found = Vec::new();
    let mut stretch = String::new();
    // The length of the lines of the stretch, while they go on.
    // A block of Base64 is lines of one length, and a last one that is shorter. So a line joins the one before when it
    // is no longer than that; a shorter one is the last, as only an equal length keeps `lines` set.
    let mut lines = None;
    for line in text.lines() {
        let line = line.trim();
        let is_whole = !line.is_empty() && line.chars().all(is_sign);
        if is_whole && lines.is_some_and(|length| line.len() <= length) {
            stretch.push_str(line);
            lines = lines.filter(|length| *length == line.len() || *length == usize::MAX);
            lines = lines.map(|length| length.min(line.len()));
            continue;
        }
        // A line with other signs, such as `data: SGVsbG8`, is cut at these. The last part may go on in the next line.
        for part in line.split(|sign: char| !is_sign(sign)) {
            found.extend(of_stretch(&stretch));
            stretch.clear();
            stretch.push_str(part);
        }
        // What ends a line may go on in the next, which may be longer than the rest of this one.
        lines = if is_whole {
            Some(line.len()).filter(|length| *length >= LINE)
        } else {
            Some(usize::MAX).filter(|_| !stretch.is_empty() && stretch.len() >= LINE)
        };
    }
    found.extend(of_stretch(&stretch));
    found.extend(decode_uuencode(text));
    found
}

fn of_stretch(stretch: &str) -> Option<Vec<u8>> {
    // Sums and keys of hexadecimal digits say nothing.
    let is_hex = |sign: char| sign.is_ascii_hexdigit() || sign == '-';
    if stretch.len() < SHORTEST || stretch.chars().all(is_hex) {
        return None;
    }
    // URLs use `-` and `_` for `+` and `/` (RFC 4648, 5).
    let signs: String = stretch
        .chars()
        .filter(|sign| *sign != '=')
        .map(|sign| match sign {
            '-' => '+',
            '_' => '/',
            sign => sign,
        })
        .collect();
    // One sign alone says no byte.
    let whole = signs.len() - usize::from(signs.len() % 4 == 1);
    LENIENT.decode(&signs[..whole]).ok()
}

/// What stands between `begin 644 name` and `end`.
fn decode_uuencode(text: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut open: Option<Vec<u8>> = None;
    for line in text.lines() {
        match &mut open {
            None => {
                let mut words = line.split(' ');
                let is_start = words.next() == Some("begin")
                    && words.next().is_some_and(|mode| {
                        mode.len() >= 3 && mode.bytes().all(|digit| digit.is_ascii_digit())
                    });
                open = is_start.then(Vec::new);
            }
            Some(_) if line == "end" => found.extend(open.take()),
            Some(bytes) => bytes.extend(decode_uuencoded_line(line.as_bytes())),
        }
    }
    found.extend(open);
    found
}

fn decode_uuencoded_line(line: &[u8]) -> Vec<u8> {
    // Six bits a sign, from the space on; a zero is written as a space or as a backtick, which the mask makes the
    // same.
    let value = |sign: &u8| sign.wrapping_sub(b' ') & 63;
    let (length, signs) =
        line.split_first().map_or((0, &[][..]), |(first, rest)| (value(first), rest));
    let mut bytes = Vec::new();
    for four in signs.chunks(4) {
        let at = |at: usize| four.get(at).map_or(0, value);
        bytes.extend([at(0) << 2 | at(1) >> 4, at(1) << 4 | at(2) >> 2, at(2) << 6 | at(3)]);
    }
    bytes.truncate(usize::from(length));
    bytes
}

/// Bytes as UTF-8, or as Windows writes them.
fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|refused| {
        let bytes = refused.as_bytes();
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
    })
}

/// The byte that two digits say.
fn parse_hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

/// A text whose bytes beyond ASCII are written as `=C3=A9` or `%C3%A9`; none where no sign or only few are.
fn by_digits(text: &str, mark: u8) -> Option<String> {
    if !text.as_bytes().contains(&mark) {
        return None;
    }
    let (mut bytes, mut met) = (Vec::with_capacity(text.len()), 0);
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == mark {
            // Spaces behind the `=` that ends a line were added on the way and count for nothing (RFC 2045, 6.7).
            let end = after.iter().position(|sign| !matches!(sign, b' ' | b'\t' | b'\r'));
            if let Some(byte) = parse_hex_byte(after) {
                bytes.push(byte);
                met += 1;
                rest = &after[2..];
                continue;
            }
            // A line that goes on.
            if let Some(end) = end.filter(|end| mark == b'=' && after[*end] == b'\n') {
                met += 1;
                rest = &after[end + 1..];
                continue;
            }
        }
        bytes.push(*first);
    }
    (met > 0).then(|| text_of(bytes))
}

/// A text in quoted-printable.
pub fn quoted_printable(text: &str) -> Option<String> {
    by_digits(text, b'=')
}

/// A text as it stands in an address: spaces as `%20`, or as `+` between words.
pub fn decode_percent_codes(text: &str) -> Option<String> {
    by_digits(text, b'%')
}

/// A text in which JSON or a program writes signs as `\u00e9` or `\xe9`.
pub fn decode_backslashes(text: &str) -> Option<String> {
    if !text.contains("\\u") && !text.contains("\\x") {
        return None;
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    let mut high = None;
    while let Some((before, after)) = rest.split_once('\\') {
        decoded.push_str(before);
        let code = |at: usize, length: usize| {
            let digits = after.get(at..at + length)?;
            u32::from_str_radix(digits, 16).ok()
        };
        // JavaScript and Rust write `\u{1f600}`, JSON writes `\ud83d\ude00`, Python and C write `\xe9`.
        let braced = after.strip_prefix("u{").and_then(|held| held.split_once('}'));
        let (code, taken) = match after.chars().next() {
            Some('u') if let Some((digits, _)) = braced => {
                (u32::from_str_radix(digits, 16).ok(), digits.len() + 3)
            }
            Some('u') => (code(1, 4), 5),
            Some('x') => (code(1, 2), 3),
            Some('n' | 'r' | 't') => (Some(u32::from(' ')), 1),
            Some(sign @ ('"' | '\\' | '/')) => (Some(u32::from(sign)), 1),
            _ => (None, 0),
        };
        match (code, high.take()) {
            // The first half of a pair waits for the second. A half alone is dropped, as it is no sign.
            (Some(code @ 0xd800..=0xdbff), _) => high = Some(code),
            (Some(low @ 0xdc00..=0xdfff), Some(high)) => {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                decoded.extend(char::from_u32(code));
            }
            (Some(code), _) => decoded.extend(char::from_u32(code)),
            (None, _) => decoded.push('\\'),
        }
        rest = after.get(taken.min(after.len())..).unwrap_or(after);
        if code.is_none() {
            rest = after;
        }
    }
    Some(decoded + rest)
}

/// A text whose letters beyond ASCII were written in UTF-8 and read in another code, as they were meant: `Ã©tÃ©`.
pub fn repair_misread(text: &str) -> Option<String> {
    let is_high = |sign: char| !sign.is_ascii();
    // What the first bytes of UTF-8 for European letters look like in Windows-1252, in CP850 and on a Macintosh.
    // Without one of them nothing was misread, and most texts stop here.
    if !text.contains(['\u{c2}', '\u{c3}', '\u{e2}', '\u{c5}', '├', '┬', '√', '¬']) {
        return None;
    }
    let (mut repaired, mut is_changed, mut rest) = (String::with_capacity(text.len()), false, text);
    // Each run of signs beyond ASCII is tried alone: a file put together from others may be right in one place and
    // wrong in the next.
    while let Some(start) = rest.find(is_high) {
        let run = &rest[start..];
        let end = run.find(|sign: char| sign.is_ascii()).unwrap_or(run.len());
        repaired.push_str(&rest[..start]);
        match as_meant(&run[..end]) {
            Some(meant) => {
                repaired.push_str(&meant);
                is_changed = true;
            }
            None => repaired.push_str(&run[..end]),
        }
        rest = &run[end..];
    }
    is_changed.then(|| repaired + rest)
}

/// A text in UTF-7, whose signs beyond ASCII are written as `+AOk-`: <https://www.rfc-editor.org/rfc/rfc2152>.
pub fn utf_7(text: &str) -> Option<String> {
    static SIGNS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\+([A-Za-z0-9+/]{3,})-?").expect("a pattern of ours"));
    if !text.contains('+') {
        return None;
    }
    let mut is_changed = false;
    let decoded = SIGNS.replace_all(text, |found: &Captures| {
        let meant = LENIENT.decode(&found[1]).ok().and_then(|bytes| {
            let units = bytes.as_chunks().0.iter().map(|two| u16::from_be_bytes(*two));
            String::from_utf16(&units.collect::<Vec<_>>()).ok()
        });
        // Signs of Europe and its neighbours: what else begins with `+` makes others.
        let is_near = |sign: char| matches!(sign, '\u{a0}'..='\u{6ff}' | '\u{2010}'..='\u{20ac}');
        let meant = meant.filter(|signs| !signs.is_empty() && signs.chars().all(is_near));
        is_changed |= meant.is_some();
        meant.unwrap_or_else(|| found[0].to_string())
    });
    is_changed.then(|| decoded.into_owned())
}

/// Signs beyond ASCII as the bytes they were read from, and these in UTF-8.
fn as_meant(signs: &str) -> Option<String> {
    let latin = |sign: char| u8::try_from(u32::from(sign)).ok();
    let windows = |sign: char| {
        let mut held = [0; 4];
        let (bytes, _, has_faults) = encoding_rs::WINDOWS_1252.encode(sign.encode_utf8(&mut held));
        bytes.first().copied().filter(|_| !has_faults && bytes.len() == 1)
    };
    let macintosh = |sign: char| {
        let mut held = [0; 4];
        let (bytes, _, has_faults) = encoding_rs::MACINTOSH.encode(sign.encode_utf8(&mut held));
        bytes.first().copied().filter(|_| !has_faults && bytes.len() == 1)
    };
    let dos = |sign: char| {
        let mut held = [0; 4];
        let bytes = code_pages::CP850.encode(sign.encode_utf8(&mut held)).ok()?;
        bytes.first().copied()
    };
    // Programs that read Latin-1 made controls of the bytes from 0x80 to 0x9f; those that read Windows-1252 made signs
    // of most.
    let western = |sign: char| windows(sign).or_else(|| latin(sign));
    let read = |byte: &dyn Fn(char) -> Option<u8>| {
        let bytes: Vec<u8> = signs.chars().map(byte).collect::<Option<_>>()?;
        String::from_utf8(bytes).ok()
    };
    read(&western).or_else(|| read(&macintosh)).or_else(|| read(&dos))
}

/// The lines of an address book, a calendar or a directory joined where they are folded: the next begins with a space.
pub fn join_folded_lines(text: &str) -> Option<String> {
    // Only formats that fold: elsewhere a line that begins with a space is a paragraph.
    let is_folded = text.contains("BEGIN:V") || text.starts_with("dn:") || text.contains("\ndn:");
    let joined = || {
        let text = text.replace("\r\n", "\n");
        let text = text.replace("\n ", "").replace("\n\t", "");
        text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    };
    is_folded.then(joined)
}

/// The most bytes of a word in a header that is written so: standards allow 75.
const LONGEST: usize = 4096;

/// A text in which headers write words as `=?utf-8?Q?=C3=A9t=C3=A9?=`.
pub fn encoded_words(text: &str) -> Option<String> {
    if !text.contains("=?") {
        return None;
    }
    let (mut read, mut rest, mut is_joined) = (String::with_capacity(text.len()), text, false);
    while let Some((before, after)) = rest.split_once("=?") {
        // Space between two encoded words is not shown (RFC 2047, 6.2): a long word is cut in two that way.
        if !(is_joined && before.trim().is_empty()) {
            read.push_str(before);
        }
        let mut end = LONGEST.min(after.len());
        while !after.is_char_boundary(end) {
            end -= 1;
        }
        let mut parts = after[..end].splitn(3, '?');
        let (label, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let known = parts.next().filter(|_| kind.len() == 1);
        let known = known.and_then(|held| held.split_once("?=")).map(|(held, _)| held);
        let decoded = known.and_then(|held| {
            let bytes = match kind {
                "B" | "b" => LENIENT.decode(held.trim_end_matches('=')).ok()?,
                "Q" | "q" => {
                    let spaced = held.replace('_', " ");
                    let mut bytes = Vec::new();
                    let mut rest = spaced.as_bytes();
                    while let [first, after @ ..] = rest {
                        let coded = parse_hex_byte(after).filter(|_| *first == b'=');
                        bytes.push(coded.unwrap_or(*first));
                        rest = if coded.is_some() { &after[2..] } else { after };
                    }
                    bytes
                }
                _ => return None,
            };
            // A language may follow the charset, as in `utf-8*fr` (RFC 2231, 5).
            let label = label.split('*').next().unwrap_or_default();
            Some(super::encodings::decode_as(&bytes, label).unwrap_or_else(|| text_of(bytes)))
        });
        is_joined = decoded.is_some();
        match (decoded, known) {
            (Some(text), Some(held)) => {
                read.push_str(&text);
                rest = &after[label.len() + kind.len() + held.len() + 4..];
            }
            _ => {
                read.push_str("=?");
                rest = after;
            }
        }
    }
    Some(read + rest)
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD as PADDED, URL_SAFE_NO_PAD};
    use proptest::prelude::*;

    use super::*;

    const WORDS: &str = "Été : la gérante a fermé la porte devant nous, à midi pile ???>>>";

    #[test]
    fn base64_is_decoded_in_lines_in_one_piece_and_in_addresses() {
        let one = PADDED.encode(WORDS);
        let lines = one.as_bytes().chunks(20).map(|line| str::from_utf8(line).expect("ASCII"));
        let lines = lines.collect::<Vec<_>>().join("\r\n");
        let texts = [
            one.clone(),
            format!("X: y\n\n{lines}\n\nend of it"),
            format!("<img src=\"data:text/plain;base64,{one}\">"),
            format!("{{\"data\": \"{}\"}}", URL_SAFE_NO_PAD.encode(WORDS)),
        ];
        for text in texts {
            let found = decode_blocks(&text);
            assert!(found.iter().any(|bytes| bytes == WORDS.as_bytes()), "{text}");
        }
        assert_eq!(
            decode_blocks("no block, only words and 0123456789abcdef"),
            Vec::<Vec<u8>>::new()
        );
    }

    #[test]
    fn uuencode_is_decoded() {
        let text = "begin 644 a.txt\n#0V%T\n`\nend\n";
        assert_eq!(decode_blocks(text), [b"Cat".to_vec()]);
    }

    #[test]
    fn signs_written_by_their_numbers_are_read() {
        let quoted = "la g=C3=A9ran=\r\nte a ferm=C3=A9";
        assert_eq!(quoted_printable(quoted).as_deref(), Some("la gérante a fermé"));
        assert_eq!(quoted_printable("ferm=E9").as_deref(), Some("fermé"));
        assert_eq!(quoted_printable("a = b"), None);
        assert_eq!(decode_percent_codes("?q=la%20g%C3%A9rante").as_deref(), Some("?q=la gérante"));
        let json = r#"<p>la g\u00e9rante\u003c\/p> \ud83d\ude00 \xe9 \u{e9} \q \u12"#;
        assert_eq!(decode_backslashes(json).as_deref(), Some("<p>la gérante</p> 😀 é é \\q \\u12"));
        let words = "=?utf-8?Q?la_g=C3=A9?= =?UTF-8?B?cmFudGU=?= a =?x";
        assert_eq!(encoded_words(words).as_deref(), Some("la gérante a =?x"));
        let card = "BEGIN:VCARD\r\nNOTE:la gé\r\n rante\\, dit-elle\r\nEND:VCARD";
        assert!(join_folded_lines(card).is_some_and(|text| text.contains("la gérante, dit-elle")));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(begin 644 |=\\?|\\?=|\\?Q\\?|[=%a-fA-F0-9\\\\u{}x\n _é?]){0,40}") {
            decode_blocks(&text);
            quoted_printable(&text);
            decode_percent_codes(&text);
            decode_backslashes(&text);
            encoded_words(&text);
            join_folded_lines(&text);
        }
    }
}
