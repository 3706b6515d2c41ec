//! What the streams of a PDF hold once their filters are undone, as far as a bound allows.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::lexer::is_space;
use super::objects::{Bytes, Dict, Object};

/// What a stream holds.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The bytes, as far as they could be had.
    pub bytes: Bytes<'a>,
    /// What else there is of them.
    pub rest: Rest,
}

/// What is missing of a stream that was decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing: all of it is there.
    Nothing,
    /// The pixels of a picture, as the picture's own format keeps them.
    Pixels,
    /// What damage or an unknown filter hides.
    Damaged,
    /// What would be more than is read of one file.
    TooMuch,
}

/// The most filters on one stream: programs put two at most, and each makes a copy.
const FILTERS: usize = 8;

/// Undoes the filters of a stream. `left` counts down the bytes that may still be made of one file, so that a small file
/// cannot fill the memory. Filters and what sets them may be objects of their own: `resolved` finds them.
pub(super) fn undo_filters<'o, 'a>(
    raw: &'a [u8],
    dict: &'o Dict<'a>,
    resolved: impl Fn(&'o Object<'a>) -> &'o Object<'a>,
    left: &mut usize,
) -> Decoded<'a> {
    let list = |keys: [&str; 2]| -> Vec<&Object> {
        let value = keys.iter().find_map(|key| dict.get(key));
        match value.map(&resolved) {
            None | Some(Object::Null) => Vec::new(),
            Some(Object::Array(items)) => items.iter().take(FILTERS + 1).map(&resolved).collect(),
            Some(one) => vec![one],
        }
    };
    let filters = list(["Filter", "F"]);
    let parameters = list(["DecodeParms", "DP"]);
    let mut now = Decoded { bytes: Cow::Borrowed(raw), rest: Rest::Nothing };
    if filters.len() > FILTERS {
        now.rest = Rest::Damaged;
        return now;
    }
    // In the order they are listed, which is the order of decoding (ISO 32000-1, 7.3.8.2). What a filter gave is the
    // input of the next, and the first that fails ends the chain: the rest would only decode noise.
    for (at, filter) in filters.iter().enumerate() {
        if now.rest != Rest::Nothing {
            break;
        }
        let parameters = parameters.get(at).and_then(|parameters| parameters.as_dict());
        let set = |key: &str, usual: usize| {
            let value = parameters.and_then(|all| all.get(key)).map(&resolved);
            value.and_then(Object::as_count).unwrap_or(usual)
        };
        let (bytes, is_whole) = match filter.as_name().unwrap_or_default() {
            b"FlateDecode" | b"Fl" => inflate_zlib(&now.bytes, *left),
            b"LZWDecode" | b"LZW" => decode_lzw(&now.bytes, set("EarlyChange", 1), *left),
            b"ASCII85Decode" | b"A85" => decode_base_85(&now.bytes, *left),
            b"ASCIIHexDecode" | b"AHx" => decode_hexadecimal(&now.bytes),
            b"RunLengthDecode" | b"RL" => decode_run_lengths(&now.bytes, *left),
            // Without settings it is the identity (ISO 32000-1, 7.4.10); files that are encrypted were refused before.
            b"Crypt" => continue,
            b"DCTDecode" | b"DCT" | b"JPXDecode" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode" => {
                now.rest = Rest::Pixels;
                break;
            }
            _ => {
                now.rest = Rest::Damaged;
                break;
            }
        };
        now.rest = match is_whole {
            true => Rest::Nothing,
            // A filter that stops short did so for damage, or because the room was full. The length tells which.
            false if bytes.len() >= *left => Rest::TooMuch,
            false => Rest::Damaged,
        };
        // Each step of a chain counts, not only the last: it is memory all the same.
        *left = left.saturating_sub(bytes.len());
        now.bytes = Cow::Owned(match set("Predictor", 1) {
            0 | 1 => bytes,
            kind => {
                // Bits of one pixel, then bytes of a row and bytes of a pixel, both rounded up (ISO 32000-1, 7.4.4.4). The
                // numbers come from the file, hence no plain multiplication.
                let samples = set("Colors", 1).saturating_mul(set("BitsPerComponent", 8));
                let row = samples.saturating_mul(set("Columns", 1)).div_ceil(8);
                match undo_predictor(&bytes, kind, samples.div_ceil(8), row, samples) {
                    Some(bytes) => bytes,
                    None => {
                        now.rest = Rest::Damaged;
                        bytes
                    }
                }
            }
        });
    }
    now
}

/// What deflated bytes hold, and whether it is all.
fn inflate_zlib(bytes: &[u8], most: usize) -> (Vec<u8>, bool) {
    let mut found = Vec::new();
    // One byte more than there is room for tells whether there is more.
    let mut source = ZlibDecoder::new(bytes).take(most as u64 + 1);
    let is_whole = source.read_to_end(&mut found).is_ok() && found.len() <= most;
    found.truncate(most);
    (found, is_whole)
}

fn decode_lzw(bytes: &[u8], early: usize, most: usize) -> (Vec<u8>, bool) {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut found = Vec::new();
    // Each entry is what one before it wrote, and one byte more: its place in what was found, and its length.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut width, mut bits, mut held) = (9, 0_u32, 0_usize);
    let mut last: Option<(usize, usize)> = None;
    for byte in bytes {
        // Bits that wait: fewer than 12, and 8 new ones, so 24 hold them. A code has 9 bits or more, so a byte ends one at
        // most.
        held = (held << 8 | usize::from(*byte)) & 0xff_ffff;
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = held >> bits & ((1 << width) - 1);
        let start = found.len();
        match code {
            CLEAR => {
                table.clear();
                (width, last) = (9, None);
                continue;
            }
            END => return (found, true),
            0..CLEAR => found.push(code as u8),
            code => {
                // What was written last, and the byte behind it, which is the first of what comes now.
                let known = table.get(code - END - 1).copied();
                let new = last.map(|(at, length)| (at, length + 1));
                let is_next = code - END - 1 == table.len();
                let Some((at, length)) = known.or(new.filter(|_| is_next)) else {
                    return (found, false);
                };
                if found.len() + length > most {
                    found.resize(most, 0);
                    return (found, false);
                }
                // One byte after the other: the last may be the one that was pushed in this very loop.
                for step in 0..length {
                    found.push(found[at + step]);
                }
            }
        }
        if let Some((at, length)) = last
            && table.len() < 4096 - END - 1
        {
            table.push((at, length + 1));
        }
        last = Some((start, found.len() - start));
        // The table here is one entry behind that of the encoder, which has made one of the code just read; `last` stands
        // for it. With `early` at 1, the width grows one code sooner than it must (ISO 32000-1, 7.4.4).
        width = match table.len() + usize::from(last.is_some()) + END + early {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if found.len() > most {
            found.truncate(most);
            return (found, false);
        }
    }
    (found, true)
}

fn decode_base_85(bytes: &[u8], most: usize) -> (Vec<u8>, bool) {
    let mut found = Vec::with_capacity(bytes.len().min(most));
    let mut group = Vec::with_capacity(5);
    let word = |group: &[u8]| {
        // A last group of n digits is filled with the highest one, `u`, and gives n - 1 bytes (ISO 32000-1, 7.4.3).
        let filled = (0..5).map(|at| group.get(at).copied().unwrap_or(84));
        let word = filled.fold(0_u64, |sum, digit| sum * 85 + u64::from(digit));
        (word as u32).to_be_bytes()
    };
    for byte in bytes {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => found.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            byte if is_space(*byte) => {}
            _ => return (found, false),
        }
        if group.len() == 5 {
            found.extend(word(&group));
            group.clear();
        }
        // A `z` alone writes four bytes: what is made may be longer than what it is made of.
        if found.len() > most {
            break;
        }
    }
    if group.len() > 1 {
        found.extend(&word(&group)[..group.len() - 1]);
    }
    let is_whole = found.len() <= most;
    found.truncate(most);
    (found, is_whole)
}

fn decode_hexadecimal(bytes: &[u8]) -> (Vec<u8>, bool) {
    let end = bytes.iter().position(|byte| *byte == b'>');
    let bytes = &bytes[..end.unwrap_or(bytes.len())];
    let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
    let digits: Vec<u8> = bytes.iter().filter_map(digit).collect();
    let pair = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or_default();
    (digits.chunks(2).map(pair).collect(), true)
}

fn decode_run_lengths(bytes: &[u8], most: usize) -> (Vec<u8>, bool) {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let [length, after @ ..] = rest {
        let count = usize::from(*length);
        // Up to 127: so many bytes and one follow. From 129 on: the next byte, 257 minus so many times. 128 ends it all
        // (ISO 32000-1, 7.4.5).
        match (*length, after) {
            (128, _) => return (found, true),
            (0..128, _) => {
                let taken = after.len().min(count + 1);
                found.extend(&after[..taken]);
                rest = &after[taken..];
            }
            (_, [byte, after @ ..]) => {
                found.extend(std::iter::repeat_n(*byte, 257 - count));
                rest = after;
            }
            (_, []) => break,
        }
        if found.len() > most {
            found.truncate(most);
            return (found, false);
        }
    }
    (found, true)
}

/// Bytes of which each was kept as its difference to its neighbours. A row has `row` bytes; `step` is how far the neighbour
/// to the left is, which has `bits` bits.
fn undo_predictor(
    bytes: &[u8],
    kind: usize,
    step: usize,
    row: usize,
    bits: usize,
) -> Option<Vec<u8>> {
    if row == 0 || row > bytes.len().max(1) {
        return bytes.is_empty().then(Vec::new);
    }
    if kind == 2 {
        // Only whole bytes: nothing but pictures is kept in parts of one.
        let mut found = bytes.to_vec();
        for line in found.chunks_mut(row).filter(|_| bits.is_multiple_of(8)) {
            for at in step..line.len() {
                line[at] = line[at].wrapping_add(line[at - step]);
            }
        }
        return Some(found);
    }
    let mut found: Vec<u8> = Vec::with_capacity(bytes.len());
    // Kinds from 10 on are those of PNG, of which each row names its own in a byte before it. So `kind` of the
    // dictionary is not asked any further.
    for line in bytes.chunks(row + 1) {
        let [kind, line @ ..] = line else {
            continue;
        };
        let start = found.len();
        for (at, byte) in line.iter().enumerate() {
            let near = |back: usize, is_inside: bool| {
                if is_inside {
                    found.get(start + at - back).copied().unwrap_or_default()
                } else {
                    0
                }
            };
            let left = near(step, at >= step);
            // What was decoded so far is looked back into: `found` holds rows without their first byte, so the byte above is
            // `row` behind.
            let above = near(row, start >= row);
            let corner = near(row + step, start >= row && at >= step);
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => above,
                3 => ((u16::from(left) + u16::from(above)) / 2) as u8,
                4 => paeth_predictor(left, above, corner),
                _ => return None,
            };
            found.push(byte.wrapping_add(guess));
        }
    }
    Some(found)
}

/// Which of three neighbours a byte is nearest to, as Paeth guessed (ISO 15948, 9.4).
fn paeth_predictor(left: u8, above: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, above, corner].map(i16::from);
    let (to_left, to_above) = ((b - c).abs(), (a - c).abs());
    let to_corner = (a + b - 2 * c).abs();
    if to_left <= to_above && to_left <= to_corner {
        left
    } else if to_above <= to_corner {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;

    use super::super::lexer::Lexer;
    use super::*;

    fn held(raw: &[u8], dict: &str, mut left: usize) -> (Vec<u8>, Rest) {
        let dict = Lexer::new(dict.as_bytes(), 0).next_object().unwrap_or_default();
        let dict = dict.as_dict().expect("a dictionary");
        let found = undo_filters(raw, dict, |object| object, &mut left);
        (found.bytes.into_owned(), found.rest)
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    const WORDS: &[u8] = b"words words words";

    #[test]
    fn filters_are_undone_one_after_the_other() {
        let whole = (WORDS.to_vec(), Rest::Nothing);
        assert_eq!(held(&deflated(WORDS), "<</Filter/FlateDecode>>", 99), whole);
        let hexadecimal: String =
            deflated(WORDS).iter().map(|byte| format!("{byte:02X}\n")).collect();
        let both = "<</Filter[/AHx/Fl]/DecodeParms[null null]>>";
        assert_eq!(held((hexadecimal + ">").as_bytes(), both, 999), whole);
        assert_eq!(held(b"87cURD]i,\"Ebo80~>", "<</Filter/A85>>", 99).0, b"Hello World!");
        assert_eq!(held(b"\x02abc\xfed\x80z", "<</Filter/RL>>", 99).0, b"abcddd");
        // The example of the specification.
        let packed = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        let found = held(&packed, "<</Filter/LZWDecode>>", 99);
        assert_eq!(found, (b"-----A---B".to_vec(), Rest::Nothing));
    }

    #[test]
    fn rows_of_differences_are_added_up() {
        let rows = [2, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1];
        let dict = "<</Filter/Fl/DecodeParms<</Predictor 12/Columns 3>>>>";
        let found = held(&deflated(&rows), dict, 99);
        assert_eq!(found, (vec![1, 2, 3, 2, 3, 4, 5, 6, 7], Rest::Nothing));
    }

    #[test]
    fn damage_unknown_filters_and_bombs_are_told_and_what_there_is_is_read() {
        let mut damaged = deflated(&[WORDS, &[7; 999], WORDS].concat());
        damaged.truncate(damaged.len() - 6);
        let (bytes, rest) = held(&damaged, "<</Filter/Fl>>", 9999);
        assert!(bytes.starts_with(WORDS) && rest == Rest::Damaged);
        assert_eq!(held(WORDS, "<</Filter/Own>>", 99).1, Rest::Damaged);
        assert_eq!(held(WORDS, "<</Filter[/Fl/Fl/Fl/Fl/Fl/Fl/Fl/Fl/Fl]>>", 99).1, Rest::Damaged);
        assert_eq!(held(WORDS, "<</Filter/DCTDecode>>", 99), (WORDS.to_vec(), Rest::Pixels));
        let bomb = deflated(&vec![0; 10_000_000]);
        let (bytes, rest) = held(&bomb, "<</Filter/Fl>>", 1000);
        assert_eq!((bytes.len(), rest), (1000, Rest::TooMuch));
        let repeated = [0x81, b'a'].repeat(100);
        assert_eq!(held(&repeated, "<</Filter/RL>>", 1000).1, Rest::TooMuch);
    }

    #[test]
    fn zeros_written_as_one_sign_end_where_the_room_does() {
        let most = (vec![0; 100], Rest::TooMuch);
        assert_eq!(held(&[b'z'; 1000], "<</Filter/A85>>", 100), most);
        let fitting = (vec![0; 100], Rest::Nothing);
        assert_eq!(held(&[b'z'; 25], "<</Filter/A85>>", 100), fitting);
        assert_eq!(held(b"87cURD]i,\"Ebo80~>", "<</Filter/A85>>", 5).1, Rest::TooMuch);
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded_within_the_bound(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            filter in proptest::sample::select(vec!["Fl", "LZW", "A85", "AHx", "RL"]),
            predictor in 0..16_usize, columns in 0..40_usize, bits in 0..20_usize,
        ) {
            let dict = format!("<</Filter/{filter}/DecodeParms<</Predictor {predictor}/Columns {columns}/BitsPerComponent {bits}>>>>");
            prop_assert!(held(&bytes, &dict, 500).0.len() <= 1000);
            let packed = format!("<</Filter[/{filter}/Fl]>>");
            held(&deflated(&bytes), &packed, 500);
        }
    }
}
