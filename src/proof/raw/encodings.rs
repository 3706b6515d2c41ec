//! From bytes to the texts that they may be: a file seldom says in which encoding it was written.

use encoding_rs::Encoding;

use super::code_tables::{Readings, guess_texts, is_foreign, is_known};

/// The text of bytes in which nothing is doubtful, and of others each text that they may be, the likeliest first; none for
/// bytes that are no text.
pub fn decode_texts(bytes: &[u8]) -> Option<Vec<String>> {
    read_bytes(bytes).map(|readings| readings.texts)
}

/// The same as [`decode_texts`], with what [`is_whole`] asks of it.
pub fn read_bytes(bytes: &[u8]) -> Option<Readings> {
    // From what is certain to what is guessed: a mark, zeros, escapes of ISO 2022, valid UTF-8, and last the codes of
    // one byte.
    if let Some(text) = decode_by_mark(bytes) {
        return is_text(&text).then(|| Readings::of_text(text));
    }
    if bytes.contains(&0) {
        return with_zeros(bytes);
    }
    if changes_signs(bytes) {
        let (text, has_faults) = encoding_rs::ISO_2022_JP.decode_without_bom_handling(bytes);
        if !has_faults {
            return Some(Readings::of_text(text.into_owned()));
        }
    }
    if !is_legible(bytes) {
        return None;
    }
    Some(match str::from_utf8(bytes) {
        Ok(text) => Readings::of_text(text.to_string()),
        Err(_) => guess_texts(bytes),
    })
}

/// The text of bytes in the encoding that a message or a page says, else as guessed.
pub fn decode_as(bytes: &[u8], label: &str) -> Option<String> {
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// A text that says its encoding by the mark before it.
fn decode_by_mark(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => str::from_utf8(rest).ok().map(str::to_string),
        // Before the mark of UTF-16, which is the beginning of this one.
        [0xff, 0xfe, 0, 0, rest @ ..] => decode_utf_32(rest, u32::from_le_bytes),
        [0, 0, 0xfe, 0xff, rest @ ..] => decode_utf_32(rest, u32::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => Some(decode_utf_16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(decode_utf_16(rest, u16::from_be_bytes)),
        _ => None,
    }
}

/// A text in UTF-16.
fn decode_utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units)
}

/// A text in UTF-32; none when some number is that of no sign.
fn decode_utf_32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Option<String> {
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

/// Whether a byte is a control character that texts do not have.
pub fn is_control(byte: u8) -> bool {
    // Left out: what texts have, such as tabs and breaks (0x07 to 0x0d), the end of a DOS file (0x1a) and the escape
    // of colours (0x1b).
    matches!(byte, 0x01..=0x06 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f)
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
fn with_zeros(bytes: &[u8]) -> Option<Readings> {
    let mut texts = Vec::new();
    let wide = [decode_utf_32(bytes, u32::from_le_bytes), decode_utf_32(bytes, u32::from_be_bytes)];
    let double =
        [decode_utf_16(bytes, u16::from_le_bytes), decode_utf_16(bytes, u16::from_be_bytes)];
    // Both orders of bytes are tried, and kept where the signs are mostly European: read in the wrong order, `a` is
    // U+6100.
    texts.extend(wide.into_iter().flatten().filter(|text| is_near(text)));
    texts.extend(double.into_iter().filter(|text| is_near(text)));
    let rest: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    if is_legible(&rest) {
        // Joined for signs of two bytes amid others, parted where zeros end texts.
        for bytes in [rest, bytes.to_vec()] {
            match String::from_utf8(bytes) {
                Ok(text) => texts.push(text),
                Err(refused) => texts.extend(guess_texts(refused.as_bytes()).texts),
            }
        }
    }
    (!texts.is_empty()).then_some(Readings { texts, guessed: 0 })
}

/// Signs out of a hundred of a text in two or four bytes a sign that are those of Europe and its neighbours: random numbers
/// of sixteen bits are so three times in a hundred.
const NEAR: usize = 70;

fn is_near(text: &str) -> bool {
    let near = |sign: &char| matches!(*sign, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{6ff}' | '\u{2000}'..='\u{20ff}');
    let signs = text.chars().count();
    signs > 0 && text.chars().filter(near).count() * 100 >= signs * NEAR
}

/// Whether bytes change from one set of signs to another, as ISO 2022 does.
fn changes_signs(bytes: &[u8]) -> bool {
    bytes
        .windows(2)
        .any(|two| two[0] == 0x1b && matches!(two[1], b'$' | b'(' | b')' | b'-' | b'.' | b'N'))
}

/// Whether the texts that bytes may be are all that they say: none of them is of a code that is not known, and nothing that a
/// program wrote for itself stands among them. `readings` are those that [`read_bytes`] gave.
pub fn is_whole(bytes: &[u8], readings: Option<&Readings>) -> bool {
    let has_mark = decode_by_mark(bytes).is_some();
    // Texts of two bytes a sign are judged by their signs, all others by their bytes.
    if has_mark || bytes.contains(&0) {
        let first = readings.and_then(|readings| readings.texts.first());
        return first.is_some_and(|text| {
            let signs: Vec<bool> = text.chars().map(is_strange).collect();
            !has_noise(&signs)
        });
    }
    if changes_signs(bytes) && encoding_rs::ISO_2022_JP.decode_without_bom_handling(bytes).1 {
        return false;
    }
    let signs: Vec<bool> = bytes.iter().map(|byte| is_control(*byte)).collect();
    !has_noise(&signs)
        && (str::from_utf8(bytes).is_ok() || !is_foreign(bytes) || is_known(bytes, readings))
}

/// Signs in a row, and how many of them may be no signs of a text: of random bytes one in ten is none.
const STRETCHES: [(usize, usize); 2] = [(64, 6), (256, 14)];

/// Whether some stretch of a text is none; given whether each sign is strange.
fn has_noise(signs: &[bool]) -> bool {
    STRETCHES.iter().any(|(length, most)| {
        // A window that moves by one sign: what enters is added and what leaves is taken off, so a file is judged in one
        // pass.
        let mut strange = 0;
        (0..signs.len()).any(|at| {
            strange += usize::from(signs[at]);
            strange -= usize::from(at >= *length && signs[at - length]);
            strange > *most
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use yore::code_pages;

    use super::super::code_tables::CodeTable;
    use super::super::legible::extract_strings;
    use super::*;

    const WORDS: &str = "Été, la gérante a fermé à 17 h : « c’est trop tôt », dit Zoë";

    fn is_whole(bytes: &[u8]) -> bool {
        super::is_whole(bytes, read_bytes(bytes).as_ref())
    }

    fn is_read(bytes: &[u8], words: &str) -> bool {
        decode_texts(bytes).is_some_and(|texts| texts.iter().any(|text| text.contains(words)))
    }

    fn in_two(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_text_is_read_in_any_encoding_with_or_without_its_mark() {
        let four = |unit: fn(u32) -> [u8; 4]| -> Vec<u8> {
            WORDS.chars().flat_map(|sign| unit(u32::from(sign))).collect()
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
        let athens = "έκλεισε την πόρτα μπροστά μας";
        for (page, words) in [
            (CodeTable::Web(encoding_rs::WINDOWS_1251), moscow),
            (CodeTable::Web(encoding_rs::KOI8_R), moscow),
            (CodeTable::Web(encoding_rs::ISO_8859_5), moscow),
            (CodeTable::Web(encoding_rs::X_MAC_CYRILLIC), moscow),
            (CodeTable::Dos(&code_pages::CP855), moscow),
            (CodeTable::Dos(&code_pages::CP866), moscow),
            (CodeTable::Web(encoding_rs::WINDOWS_1253), athens),
            (CodeTable::Web(encoding_rs::ISO_8859_7), athens),
            (CodeTable::Dos(&code_pages::CP737), athens),
            (CodeTable::Dos(&code_pages::CP869), athens),
        ] {
            let bytes = match page {
                CodeTable::Signs(_) => unreachable!("none of these"),
                CodeTable::Web(encoding) => encoding.encode(words).0.into_owned(),
                CodeTable::Dos(page) => page.encode(words).expect("its letters").into_owned(),
            };
            assert!(is_read(&bytes, words), "{words}");
            assert!(is_whole(&bytes), "{words}");
        }
        let macintosh = b"\xdb\xeb\xec\xe5\xe9\xf3\xe5 \xf4\xe8\xee \xf0\xde\xf2\xf4\xe1 \xed\xf0\xf2\xef\xf3\xf4\xc0 \xed\xe1\xf7";
        assert!(is_read(macintosh, athens) && is_whole(macintosh));
    }

    #[test]
    fn a_code_that_is_not_known_leaves_its_letters_open_or_is_told() {
        // Polish in DOS' code page 852, and English on a machine of IBM.
        let polish = code_pages::CP852.encode("zamknęła przed nami drzwi").expect("its letters");
        assert!(is_read(&polish, "zamkn\u{fffd}\u{fffd}a przed nami drzwi"));
        assert!(is_whole(&polish));
        let words = b"\xe3\x88\x85@\x83\x93\x85\x99\x92@\xa2\x88\x96\xa4\xa3\x85\x84@\x81\xa3@\x94\xa8@\x94\x96\xa3\x88\x85\x99";
        assert!(!is_whole(words));
    }

    #[test]
    fn what_a_program_wrote_behind_a_text_is_told() {
        let text = WORDS.repeat(100);
        let noise: Vec<u8> = (0..400_u32)
            .map(|at| (at.wrapping_mul(2_654_435_761) >> 19) as u8)
            .filter(|byte| *byte != 0)
            .collect();
        assert!(is_whole(text.as_bytes()));
        assert!(is_whole(&in_two(&text, u16::to_le_bytes)));
        assert!(!is_whole(&[text.as_bytes(), &noise].concat()));
        assert!(is_whole("\u{1b}[31mrouge\u{1b}[0m et \u{7} une sonnerie".as_bytes()));
        assert!(is_whole(&b"Loading...\x08\x08\x08   \rDone\x07\n".repeat(30)));
    }

    #[test]
    fn signs_that_change_sets_are_read_or_told() {
        let japanese = encoding_rs::ISO_2022_JP.encode("早く閉まりました").0;
        assert!(is_read(&japanese, "早く閉まりました") && is_whole(&japanese));
        assert!(!is_whole(b"l'\x1b.A\x1bNit\x1bNi et la plage"));
    }

    #[test]
    fn ordinary_texts_of_the_far_east_are_whole() {
        for (encoding, words) in [
            (encoding_rs::GBK, "游客中心关门太早，没有人回答我们的问题"),
            (encoding_rs::SHIFT_JIS, "観光案内所は早く閉まりました。誰もいません"),
            (encoding_rs::EUC_KR, "관광 안내소가 너무 일찍 문을 닫았습니다"),
        ] {
            let bytes = encoding.encode(words).0;
            assert!(is_read(&bytes, words) && is_whole(&bytes), "{words}");
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
        let mixed = [&in_two("garbled ", u16::to_le_bytes)[1..], b"and plain words"].concat();
        assert!(is_read(&mixed, "arbled and plain words"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            decode_texts(&bytes);
            extract_strings(&bytes);
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
