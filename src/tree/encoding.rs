//! Bytes as text, in the encodings that programs of offices write.

/// Two bytes a character: known by a mark, or by the zeros that half of all bytes of a European text then are.
pub fn is_utf_16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        // Two letters of ASCII at the start are enough: no text in UTF-8 has a zero.
        [first, 0, second, 0, ..] | [0, first, 0, second, ..] => *first != 0 && *second != 0,
        _ => false,
    }
}

/// What Windows puts where Latin-1 has control characters, from 0x80; `\u{fffd}` where it puts nothing.
const WINDOWS: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ";

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

/// Bytes as a Windows program of Western Europe meant them, `\u{fffd}` where they mean nothing.
pub fn decode_windows_1252(bytes: &[u8]) -> String {
    let sign = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
        _ => char::from(*byte),
    };
    bytes.iter().map(sign).collect()
}
