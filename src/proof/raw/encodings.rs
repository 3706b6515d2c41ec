//! From bytes to the texts that they may be: a file seldom says in which encoding it was written.

use encoding_rs::Encoding;

/// The text of bytes in which nothing is doubtful, and of others each text that they may be, the likeliest first; none for
/// bytes that are no text.
pub fn texts(bytes: &[u8]) -> Option<Vec<String>> {
    if let Some(text) = marked(bytes) {
        return is_text(&text).then(|| vec![text]);
    }
    if bytes.contains(&0) {
        return with_zeros(bytes);
    }
    if !is_legible(bytes) {
        return None;
    }
    Some(match str::from_utf8(bytes) {
        Ok(text) => vec![text.to_string()],
        Err(_) => guesses(bytes),
    })
}

/// The text of bytes in the encoding that a message or a page says, else as guessed.
pub fn declared(bytes: &[u8], label: &str) -> Option<String> {
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// A text that says its encoding by the mark before it.
fn marked(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => str::from_utf8(rest).ok().map(str::to_string),
        [0xff, 0xfe, 0, 0, rest @ ..] => wide(rest, u32::from_le_bytes),
        [0, 0, 0xfe, 0xff, rest @ ..] => wide(rest, u32::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => Some(double(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(double(rest, u16::from_be_bytes)),
        _ => None,
    }
}

/// A text in UTF-16.
fn double(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units)
}

/// A text in UTF-32; none when some number is that of no sign.
fn wide(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Option<String> {
    let units = bytes.as_chunks().0.iter();
    units.map(|four| char::from_u32(unit(*four))).collect()
}

/// Signs out of a hundred that are no letters, digits or signs of any text: a log with colours has two.
const STRANGE: usize = 5;
/// Such signs that any text may have, however short.
const FEW: usize = 2;

/// Whether bytes of one byte a sign are a text: of random ones, one in ten is a control character.
fn is_legible(bytes: &[u8]) -> bool {
    let strange = bytes.iter().filter(|byte| is_control(**byte)).count();
    strange <= FEW + bytes.len() * STRANGE / 100
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0x01..=0x08 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f)
}

fn is_text(text: &str) -> bool {
    let signs = text.chars().count();
    let strange = text.chars().filter(|sign| is_strange(*sign)).count();
    strange <= FEW + signs * STRANGE / 100
}

fn is_strange(sign: char) -> bool {
    sign == char::REPLACEMENT_CHARACTER
        || sign.is_control() && !sign.is_whitespace() && sign != '\u{1b}'
        || matches!(sign, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Bytes with zeros among them: two or four bytes a sign, or a text that a program padded or cut with zeros.
fn with_zeros(bytes: &[u8]) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    let wide = [
        wide(bytes, u32::from_le_bytes),
        wide(bytes, u32::from_be_bytes),
    ];
    let double = [
        double(bytes, u16::from_le_bytes),
        double(bytes, u16::from_be_bytes),
    ];
    texts.extend(wide.into_iter().flatten().filter(|text| is_near(text)));
    texts.extend(double.into_iter().filter(|text| is_near(text)));
    let rest: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    if is_legible(&rest) {
        // Joined for signs of two bytes amid others, parted where zeros end texts.
        for bytes in [rest, bytes.to_vec()] {
            match String::from_utf8(bytes) {
                Ok(text) => texts.push(text),
                Err(refused) => texts.extend(guesses(refused.as_bytes())),
            }
        }
    }
    (!texts.is_empty()).then_some(texts)
}

/// Signs out of a hundred of a text in two or four bytes a sign that are those of Europe and its neighbours: random numbers
/// of sixteen bits are so three times in a hundred.
const NEAR: usize = 70;

fn is_near(text: &str) -> bool {
    let near = |sign: &char| matches!(*sign, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{6ff}' | '\u{2000}'..='\u{20ff}');
    let signs = text.chars().count();
    signs > 0 && text.chars().filter(near).count() * 100 >= signs * NEAR
}

/// What programs of Western and Central Europe write: Windows, Macintosh, DOS (below), Windows in Poland and Hungary.
const USUAL: [&Encoding; 3] = [
    encoding_rs::WINDOWS_1252,
    encoding_rs::MACINTOSH,
    encoding_rs::WINDOWS_1250,
];
/// What others write, most of whose letters are no ASCII.
const OTHERS: [&Encoding; 10] = [
    encoding_rs::WINDOWS_1251,
    encoding_rs::KOI8_R,
    encoding_rs::WINDOWS_1253,
    encoding_rs::WINDOWS_1255,
    encoding_rs::WINDOWS_1256,
    encoding_rs::GBK,
    encoding_rs::BIG5,
    encoding_rs::SHIFT_JIS,
    encoding_rs::EUC_JP,
    encoding_rs::EUC_KR,
];
/// Bytes out of a hundred that are no ASCII from which a text may be one of those: French has five.
const FOREIGN: usize = 20;

/// The texts that bytes may be that are no UTF-8. Lines that are UTF-8 stay so: files are put together from others.
fn guesses(bytes: &[u8]) -> Vec<String> {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let others = match high * 100 >= bytes.len() * FOREIGN {
        true => OTHERS.as_slice(),
        false => &[],
    };
    let coded = USUAL.iter().chain(others).map(|encoding| {
        by_line(bytes, |line| {
            encoding.decode_without_bom_handling(line).0.into_owned()
        })
    });
    let mut texts: Vec<String> = Vec::new();
    for text in coded.chain([by_line(bytes, dos)]) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

fn by_line(bytes: &[u8], decode: impl Fn(&[u8]) -> String) -> String {
    let mut text = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.push_str(&decode(line)),
        }
    }
    text
}

/// The signs of bytes from 0x80 on in DOS of Western Europe, code page 850; 437 has the same letters with accents.
const DOS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤\
    ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

fn dos(bytes: &[u8]) -> String {
    let signs: Vec<char> = DOS.chars().collect();
    let sign = |byte: &u8| match byte.checked_sub(0x80) {
        Some(at) => signs.get(usize::from(at)).copied().unwrap_or(' '),
        None => char::from(*byte),
    };
    bytes.iter().map(sign).collect()
}

/// The fewest signs in a row that may be words of somebody.
const RUN: usize = 6;

/// What can be read in bytes of no known form: the runs of letters and signs, one byte each or two.
pub fn strings(bytes: &[u8]) -> String {
    let mut text = String::new();
    for run in bytes.split(|byte| *byte == 0 || is_control(*byte)) {
        if run.len() >= RUN {
            match str::from_utf8(run) {
                Ok(run) => text.push_str(run),
                Err(_) => {
                    text.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(run).0)
                }
            }
            text.push('\n');
        }
    }
    for start in [0, 1] {
        let from = bytes.get(start..).unwrap_or_default();
        runs_of_two(from, u16::from_le_bytes, &mut text);
        runs_of_two(from, u16::from_be_bytes, &mut text);
    }
    text
}

/// Adds the runs of signs of two bytes.
fn runs_of_two(bytes: &[u8], unit: fn([u8; 2]) -> u16, text: &mut String) {
    let (mut start, mut signs) = (text.len(), 0);
    let units = bytes.as_chunks().0.iter().map(|pair| Some(unit(*pair)));
    for code in units.chain([None]) {
        let sign = code.and_then(|code| char::from_u32(u32::from(code)));
        match sign.filter(|sign| matches!(*sign, '\t' | ' '..='~' | '\u{a0}'..='\u{4ff}' | '\u{2010}'..='\u{2044}' | '\u{20ac}')) {
            Some(sign) => {
                text.push(sign);
                signs += 1;
            }
            None => {
                match signs >= RUN {
                    true => text.push('\n'),
                    false => text.truncate(start),
                }
                (start, signs) = (text.len(), 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: &str = "Été, la gérante a fermé à 17 h : « c’est trop tôt », dit Zoë";

    fn is_read(bytes: &[u8], words: &str) -> bool {
        texts(bytes).is_some_and(|texts| texts.iter().any(|text| text.contains(words)))
    }

    fn in_two(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_text_is_read_in_any_encoding_with_or_without_its_mark() {
        let four = |unit: fn(u32) -> [u8; 4]| -> Vec<u8> {
            WORDS
                .chars()
                .flat_map(|sign| unit(u32::from(sign)))
                .collect()
        };
        let little = in_two(WORDS, u16::to_le_bytes);
        let big = in_two(WORDS, u16::to_be_bytes);
        let cases = [
            WORDS.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", WORDS.as_bytes()].concat(),
            little.clone(),
            [b"\xff\xfe", &little[..]].concat(),
            big.clone(),
            [b"\xfe\xff", &big[..]].concat(),
            four(u32::to_le_bytes),
            four(u32::to_be_bytes),
            [b"\xff\xfe\0\0", &four(u32::to_le_bytes)[..]].concat(),
            [b"\0\0\xfe\xff", &four(u32::to_be_bytes)[..]].concat(),
            encoding_rs::WINDOWS_1252.encode(WORDS).0.into_owned(),
            encoding_rs::MACINTOSH.encode(WORDS).0.into_owned(),
        ];
        for (at, bytes) in cases.iter().enumerate() {
            assert!(is_read(bytes, WORDS), "{at}");
        }
        let dos = b"\x82t\x82, la g\x82rante a ferm\x82 \x85 17 h, dit Zo\x89";
        assert!(is_read(dos, "été, la gérante a fermé à 17 h, dit Zoë"));
        let moscow = "закрыли дверь прямо перед нами";
        for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R] {
            assert!(is_read(&encoding.encode(moscow).0, moscow));
        }
    }

    #[test]
    fn lines_of_two_encodings_in_one_file_are_both_read() {
        let both = [WORDS.as_bytes(), b"\nferm\xe9 d\xe8s midi\n"].concat();
        assert!(is_read(&both, WORDS) && is_read(&both, "fermé dès midi"));
    }

    #[test]
    fn zeros_hide_nothing() {
        let padded = [b"le premier\0\0\0\0", WORDS.as_bytes(), &[0; 100]].concat();
        assert!(is_read(&padded, WORDS));
        let mixed = [
            &in_two("garbled ", u16::to_le_bytes)[1..],
            b"and plain words",
        ]
        .concat();
        assert!(is_read(&mixed, "arbled and plain words"));
    }

    #[test]
    fn what_programs_wrote_is_no_text_and_its_strings_are_read() {
        let noise: Vec<u8> = (0..4000_u32)
            .map(|at| (at.wrapping_mul(2_654_435_761) >> 21) as u8)
            .collect();
        assert_eq!(texts(&noise), None);
        let inside = [
            &noise[..],
            b"\0plain words\0",
            &in_two("large words", u16::to_le_bytes),
            &noise,
        ]
        .concat();
        let read = strings(&inside);
        assert!(read.contains("plain words") && read.contains("large words"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            texts(&bytes);
            strings(&bytes);
        }

        #[test]
        fn any_text_is_read(text in "[a-z][a-zéàç’ ,\n]{0,80}") {
            prop_assert!(is_read(text.as_bytes(), &text));
            if !text.trim().is_empty() {
                prop_assert!(is_read(&in_two(&text, u16::to_le_bytes), &text));
                prop_assert!(is_read(&in_two(&text, u16::to_be_bytes), &text));
            }
        }
    }
}
