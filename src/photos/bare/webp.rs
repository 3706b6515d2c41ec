//! WebP: <https://developers.google.com/speed/webp/docs/riff_container>. The pixels of the first picture are kept, what tells
//! what to see through, and the colours.

use super::bits::{light_long_at, slice_at};
use super::exif::Seen;
use super::icc;

/// The flags of the head of a file with several parts: a profile, transparency, EXIF, an animation.
const PROFILE: u8 = 0x20;
const ALPHA: u8 = 0x10;
const EXIF: u8 = 0x08;
const ANIMATION: u8 = 0x02;
/// Bytes of the head of one picture of an animation.
const FRAME: usize = 16;

/// A chunk: its name and what it holds.
type WebpChunk<'a> = (&'a [u8], &'a [u8]);

/// The picture with nothing but what is seen; none when it is broken.
pub(super) fn strip_hidden_data(bytes: &[u8]) -> Option<Vec<u8>> {
    let chunks = split_chunks(riff_content(bytes)?)?;
    let find =
        |wanted: &[u8; 4]| chunks.iter().find(|(name, _)| *name == wanted).map(|(_, held)| *held);
    let mut kept = Vec::new();
    match find(b"VP8X") {
        None => push_pixels(&chunks, &mut kept)?,
        Some(head) => {
            let mut head = head.get(..10)?.to_vec();
            let profile = find(b"ICCP").and_then(icc::strip_profile);
            let seen = Seen::from_bytes(bytes).encode_tiff();
            let kept_parts = [(PROFILE, profile.is_some()), (EXIF, seen.is_some())];
            let kept_parts = kept_parts.iter().filter(|(_, is_kept)| *is_kept);
            let flags = kept_parts.fold(0, |sum, (flag, _)| sum | flag);
            // The flags must say what is in the file now, not what was.
            head[0] = head[0] & (ALPHA | ANIMATION) | flags;
            head[1..4].fill(0);
            let is_moving = head[0] & ANIMATION != 0;
            push(&mut kept, b"VP8X", &head);
            if let Some(profile) = profile {
                push(&mut kept, b"ICCP", &profile);
            }
            if is_moving {
                // Further pictures of an animation are never shown, and so are hidden data.
                first_of(find(b"ANIM")?, find(b"ANMF")?, &mut kept)?;
            } else {
                push_pixels(&chunks, &mut kept)?;
            }
            if let Some(seen) = seen {
                push(&mut kept, b"EXIF", &seen);
            }
        }
    }
    let length = u32::try_from(kept.len() + 4).ok()?;
    Some([b"RIFF", &length.to_le_bytes()[..], b"WEBP", &kept].concat())
}

/// Width and height, as the head and the pixels tell them.
pub(super) fn declared_sizes(bytes: &[u8]) -> Vec<(u32, u32)> {
    let chunks = riff_content(bytes).and_then(split_chunks).unwrap_or_default();
    let inner = chunks.iter().filter(|(name, _)| *name == b"ANMF");
    let inner = inner.filter_map(|(_, held)| chunks_of_frame(held)).flatten();
    let inner: Vec<WebpChunk> = inner.collect();
    chunks.iter().chain(&inner).filter_map(size_in_chunk).collect()
}

/// What the file says that it holds, and no more.
fn riff_content(bytes: &[u8]) -> Option<&[u8]> {
    let length = (light_long_at(bytes, 4)? as usize).checked_sub(4)?;
    let rest = bytes.get(12..)?;
    rest.get(..length.min(rest.len()))
}

fn size_in_chunk((name, held): &WebpChunk) -> Option<(u32, u32)> {
    let three = |at: usize| Some(light_long_at(&[held.get(at..at + 3)?, &[0]].concat(), 0)? + 1);
    let two = |at: usize| {
        let [low, high] = slice_at(held, at, 2)?.try_into().ok()?;
        Some(u32::from(u16::from_le_bytes([low, high]) & 0x3fff))
    };
    match *name {
        b"VP8X" => Some((three(4)?, three(7)?)),
        b"ANMF" => Some((three(6)?, three(9)?)),
        b"VP8 " => Some((two(6)?, two(8)?)),
        // Behind a byte of signature, two numbers of 14 bits, each one less than the length.
        b"VP8L" => {
            let bits = light_long_at(held, 1)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        _ => None,
    }
}

/// The pixels, and what tells what to see through.
fn push_pixels(chunks: &[WebpChunk], kept: &mut Vec<u8>) -> Option<()> {
    let at = chunks.iter().position(|(name, _)| matches!(*name, b"VP8 " | b"VP8L"))?;
    // Transparency of lossy pixels stands in a chunk before them.
    if let Some((name, held)) = chunks[..at].iter().find(|(name, _)| *name == b"ALPH") {
        push(kept, name, held);
    }
    push(kept, chunks[at].0, chunks[at].1);
    Some(())
}

/// The first picture of an animation, as an animation of one.
fn first_of(screen: &[u8], frame: &[u8], kept: &mut Vec<u8>) -> Option<()> {
    push(kept, b"ANIM", screen.get(..6)?);
    let mut first = frame.get(..FRAME)?.to_vec();
    push_pixels(&chunks_of_frame(frame)?, &mut first)?;
    push(kept, b"ANMF", &first);
    Some(())
}

fn chunks_of_frame(frame: &[u8]) -> Option<Vec<WebpChunk<'_>>> {
    split_chunks(frame.get(FRAME..)?)
}

fn split_chunks(bytes: &[u8]) -> Option<Vec<WebpChunk<'_>>> {
    let mut at = 0;
    let mut found = Vec::new();
    while at + 8 <= bytes.len() {
        let length = light_long_at(bytes, at + 4)? as usize;
        found.push((slice_at(bytes, at, 4)?, slice_at(bytes, at + 8, length)?));
        at += 8 + length.next_multiple_of(2);
    }
    (!found.is_empty()).then_some(found)
}

fn push(kept: &mut Vec<u8>, name: &[u8], held: &[u8]) {
    kept.extend(name);
    kept.extend((held.len() as u32).to_le_bytes());
    kept.extend(held);
    if held.len() % 2 == 1 {
        kept.push(0);
    }
}
