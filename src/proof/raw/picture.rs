//! The words that a picture carries besides its pixels, and whether its pixels may show some.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::legible::extract_strings;

/// The fewest pixels that can show a run of letters: thirty of them, of four pixels by six each.
const FEWEST: usize = 720;
/// The most bytes of a text of a PNG that are unpacked.
const LONGEST: u64 = 1024 * 1024;

/// Whether a picture is large enough to show words; any whose size is not known is.
pub fn can_contain_words(bytes: &[u8]) -> bool {
    let size = imagesize::blob_size(bytes).ok();
    size.is_none_or(|size| size.width.saturating_mul(size.height) >= FEWEST)
}

/// What is written in a picture: where, when, by whom, notes.
pub fn read_words(bytes: &[u8]) -> String {
    let mut words = extract_strings(bytes);
    // A chunk is a length, a name, what it holds and a sum of four bytes. Texts in three kinds of chunks are packed,
    // and are no runs of letters as they stand.
    let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n").unwrap_or_default();
    while let [a, b, c, d, k1, k2, k3, k4, after @ ..] = rest {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let held = after.get(..length).unwrap_or(after);
        if matches!(&[*k1, *k2, *k3, *k4], b"zTXt" | b"iTXt" | b"iCCP") {
            words.push_str(&unpack_png_chunk(held));
        }
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    words
}

/// What is packed in a piece of a PNG, which begins somewhere after its name.
fn unpack_png_chunk(held: &[u8]) -> String {
    let starts = held.windows(2).enumerate().filter(|(_, two)| {
        // How zlib begins: method 8 with the usual window, and a check by 31 (RFC 1950, 2.2). Before it stand a name and
        // languages of any length.
        two[0] == 0x78 && (usize::from(two[0]) * 256 + usize::from(two[1])) % 31 == 0
    });
    for (at, _) in starts.take(4) {
        let mut bytes = Vec::new();
        let read = ZlibDecoder::new(&held[at..]).take(LONGEST).read_to_end(&mut bytes);
        if read.is_ok() {
            return extract_strings(&bytes) + "\n";
        }
    }
    String::new()
}
