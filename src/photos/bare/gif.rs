//! GIF: <https://www.w3.org/Graphics/GIF/spec-gif89a.txt>. Typst shows the first picture; it alone is kept, with its colours.

use super::bits::slice_at;

/// Bytes of the header and the screen, and of the head of a picture.
const HEADER: usize = 13;
const HEAD: usize = 10;

/// The picture with nothing but what is seen; none when it is broken.
pub(super) fn strip_hidden_data(bytes: &[u8]) -> Option<Vec<u8>> {
    let walk = GifWalk::from_bytes(bytes)?;
    let start = HEADER + colour_table_length(*bytes.get(10)?);
    let mut kept = slice_at(bytes, 0, start)?.to_vec();
    if let Some(control) = walk.control {
        kept.extend(control);
    }
    kept.extend(walk.picture);
    kept.push(0x3b);
    Some(kept)
}

/// Width and height of the screen and of the first picture.
pub(super) fn declared_sizes(bytes: &[u8]) -> Vec<(u32, u32)> {
    let size = |at: usize| {
        let [low, high, below, above] = slice_at(bytes, at, 4)?.try_into().ok()?;
        let number = |low, high| u32::from(u16::from_le_bytes([low, high]));
        Some((number(low, high), number(below, above)))
    };
    let first = GifWalk::from_bytes(bytes).and_then(|walk| size(walk.start + 5));
    size(6).into_iter().chain(first).collect()
}

/// What was met on the way to the first picture.
struct GifWalk<'a> {
    /// What tells the colour to see through.
    control: Option<&'a [u8]>,
    /// Where the picture stands.
    start: usize,
    picture: &'a [u8],
}

impl<'a> GifWalk<'a> {
    fn from_bytes(bytes: &'a [u8]) -> Option<Self> {
        let mut at = HEADER + colour_table_length(*bytes.get(10)?);
        let mut control = None;
        loop {
            match bytes.get(at)? {
                0x21 => {
                    let end = end_of_blocks(bytes, at + 2)?;
                    // Four bytes in one block; anything else is no control.
                    let is_control = bytes[at + 1] == 0xf9 && bytes.get(at + 2) == Some(&4);
                    if is_control && end == at + 8 {
                        // The last one before the picture counts; text and notes among the blocks are passed over.
                        control = bytes.get(at..end);
                    }
                    at = end;
                }
                // The head of a picture, its own table of colours, one byte for the size of codes, and then blocks of pixels.
                0x2c => {
                    let pixels = at + HEAD + colour_table_length(*bytes.get(at + HEAD - 1)?);
                    let end = end_of_blocks(bytes, pixels + 1)?;
                    let picture = bytes.get(at..end)?;
                    return Some(Self { control, start: at, picture });
                }
                _ => return None,
            }
        }
    }
}

/// Bytes of the table of colours that a byte of flags announces.
fn colour_table_length(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    }
}

/// The place after a chain of blocks.
fn end_of_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
