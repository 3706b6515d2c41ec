//! JPEG: <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>. What a decoder needs is kept segment by segment up to the end of the
//! first picture: frame, tables, scans. Notes, thumbnails, second pictures, films and whatever stands behind them go.

use super::bits::split_u16;
use super::exif::Seen;
use super::icc;

/// Bytes of the JFIF segment without its thumbnail, and of Adobe's, which tells how colours are stored.
const JFIF: usize = 14;
const ADOBE: usize = 12;
/// The most that a segment holds of a profile that is parted, in bytes.
const PART: usize = 65_519;

/// A part of the file.
struct Segment<'a> {
    marker: u8,
    /// What it holds, without its length.
    held: &'a [u8],
    /// The compressed pixels that follow it.
    pixels: &'a [u8],
}

/// The picture with nothing but what is seen; none when it is broken or not whole.
pub fn strip_hidden_data(bytes: &[u8]) -> Option<Vec<u8>> {
    let segments = split_segments(bytes)?;
    let mut kept = vec![0xff, 0xd8];
    // JFIF comes first, as its standard asks; then Exif and the profile; then tables, frames and scans as they stood.
    let jfif = segments.iter().find(|one| one.marker == 0xe0 && one.held.starts_with(b"JFIF\0"));
    if let Some(jfif) = jfif.and_then(|jfif| jfif.held.get(..JFIF - 2)) {
        // No thumbnail: its width and its height are none.
        push(&mut kept, 0xe0, &[jfif, &[0, 0]].concat())?;
    }
    if let Some(seen) = Seen::from_bytes(bytes).encode_tiff() {
        push(&mut kept, 0xe1, &[b"Exif\0\0", &seen[..]].concat())?;
    }
    if let Some(profile) =
        join_profile_parts(&segments).and_then(|profile| icc::strip_profile(&profile))
    {
        let parts = profile.chunks(PART);
        let count = u8::try_from(parts.len()).ok()?;
        for (at, part) in parts.enumerate() {
            let head = [&b"ICC_PROFILE\0"[..], &[u8::try_from(at + 1).ok()?, count]].concat();
            push(&mut kept, 0xe2, &[&head, part].concat())?;
        }
    }
    for segment in &segments {
        match segment.marker {
            0xee if segment.held.starts_with(b"Adobe") => {
                push(&mut kept, 0xee, segment.held.get(..ADOBE)?)?;
            }
            marker if is_needed(marker) => {
                push(&mut kept, marker, trim_segment(marker, segment.held)?)?;
                kept.extend(segment.pixels);
            }
            _ => {}
        }
    }
    kept.extend([0xff, 0xd9]);
    Some(kept)
}

/// Width and height as every frame tells them.
pub(super) fn declared_sizes(bytes: &[u8]) -> Vec<(u32, u32)> {
    let segments = split_segments(bytes).unwrap_or_default();
    let frames = segments.iter().filter(|one| is_frame(one.marker));
    let size = |frame: &Segment| {
        let (height, rest) = split_u16(frame.held.get(1..)?)?;
        Some((u32::from(split_u16(rest)?.0), u32::from(height)))
    };
    frames.filter_map(size).collect()
}

fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// Whether a segment is needed to draw: a frame, tables of both kinds, a distance of restarts, a scan, a number of lines.
fn is_needed(marker: u8) -> bool {
    is_frame(marker) || matches!(marker, 0xc4 | 0xcc | 0xda | 0xdb | 0xdc | 0xdd)
}

/// What a segment holds, cut to the length that its numbers of channels tell; tables say where they end.
fn trim_segment(marker: u8, held: &[u8]) -> Option<&[u8]> {
    let channels = |at: usize| Some(usize::from(*held.get(at)?));
    let length = match marker {
        0xda => 1 + 2 * channels(0)? + 3,
        0xdc | 0xdd => 2,
        marker if is_frame(marker) => 6 + 3 * channels(5)?,
        _ => held.len(),
    };
    held.get(..length)
}

fn push(kept: &mut Vec<u8>, marker: u8, held: &[u8]) -> Option<()> {
    let length = u16::try_from(held.len() + 2).ok()?;
    kept.extend([0xff, marker]);
    kept.extend(length.to_be_bytes());
    kept.extend(held);
    Some(())
}

/// The segments up to the end of the first picture; none when that does not come. Bytes between segments, which decoders
/// pass over, belong to none.
fn split_segments(bytes: &[u8]) -> Option<Vec<Segment<'_>>> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    let mut found = Vec::new();
    loop {
        let at = rest.iter().position(|byte| *byte == 0xff)?;
        rest = &rest[at + 1..];
        let (marker, after) = rest.split_first()?;
        match marker {
            0xff => {}
            0xd9 => return Some(found),
            // Nothing, a restart or a beginning outside a scan: they hold nothing.
            0x00 | 0x01 | 0xd0..=0xd8 => rest = after,
            marker => {
                let (length, _) = split_u16(after)?;
                let held = after.get(2..usize::from(length))?;
                rest = &after[usize::from(length)..];
                let pixels = match marker {
                    0xda => &rest[..scan_length(rest)],
                    _ => &[],
                };
                rest = &rest[pixels.len()..];
                let marker = *marker;
                found.push(Segment { marker, held, pixels });
            }
        }
    }
}

/// How long the compressed pixels at the start of bytes are: up to a marker that is no restart.
fn scan_length(bytes: &[u8]) -> usize {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    let end = bytes.windows(2).position(is_end);
    end.unwrap_or(bytes.len())
}

/// The colour profile, from its parts in the order of their numbers; none when there is no part. What a missing part leaves
/// behind is no profile, which whoever reads it finds.
fn join_profile_parts(segments: &[Segment]) -> Option<Vec<u8>> {
    let parts = segments.iter().filter(|one| one.marker == 0xe2);
    let mut parts: Vec<(u8, &[u8])> = parts
        .filter_map(|one| match one.held.strip_prefix(b"ICC_PROFILE\0")? {
            [number, _, part @ ..] => Some((*number, part)),
            _ => None,
        })
        .collect();
    parts.sort_by_key(|(number, _)| *number);
    parts.dedup_by_key(|(number, _)| *number);
    let whole: Vec<u8> = parts.iter().flat_map(|(_, part)| part.to_vec()).collect();
    (!whole.is_empty()).then_some(whole)
}
