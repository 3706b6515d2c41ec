//! Bytes as text, in the encodings that programs of offices write.

use super::letter_codes::decode_windows_1252;

/// The order of the two bytes of a sign in UTF-16, when bytes at the start of a file show that it is in it.
pub fn utf_16_of(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let is_low_first = match bytes {
        [0xff, 0xfe, ..] => true,
        [0xfe, 0xff, ..] => false,
        _ => bytes.get(1) == Some(&0),
    };
    let order = if is_low_first { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
    is_utf_16(bytes).then_some(order)
}

/// Two bytes a character: known by a mark, or by the zeros that half of all bytes of a European text then are.
pub(super) fn is_utf_16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        // Two letters of ASCII at the start are enough: no text in UTF-8 has a zero.
        [first, 0, second, 0, ..] | [0, first, 0, second, ..] => *first != 0 && *second != 0,
        _ => false,
    }
}

/// The text of bytes whatever their encoding; none for what is no text, which has zeros where no letter does.
pub fn decode_leniently(bytes: &[u8]) -> Option<String> {
    let units = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return Some(units(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => return Some(units(rest, u16::from_be_bytes)),
        // No encoding with one byte a character has zeros in a text.
        _ if bytes.contains(&0) => return None,
        _ => {}
    }
    let text = str::from_utf8(bytes).map(str::to_string);
    Some(text.unwrap_or_else(|_| decode_windows_1252(bytes)))
}
