//! PNG: <https://www.w3.org/TR/png-3/>. The chunks that make the picture are kept; of the compressed pixels, exactly as many
//! as the picture has. Texts, dates, EXIF, further pictures of an animation and whatever stands behind the end go.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc, Decompress, FlushDecompress, Status};

use super::bits::{long_at, slice_at};
use super::exif::Seen;
use super::icc;

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
/// How much is unpacked at once, in bytes.
const STEP: usize = 64 * 1024;

/// A chunk: its name and what it holds.
type PngChunk<'a> = (&'a [u8], &'a [u8]);

/// The picture with nothing but what is seen; none when it is broken.
pub(super) fn strip_hidden_data(bytes: &[u8]) -> Option<Vec<u8>> {
    let chunks = split_chunks(bytes)?;
    let (_, header) = chunks.first().filter(|(name, _)| *name == b"IHDR")?;
    let mut kept = SIGNATURE.to_vec();
    push(&mut kept, b"IHDR", header.get(..13)?);
    let find =
        |wanted: &[u8; 4]| chunks.iter().find(|(name, _)| *name == wanted).map(|(_, held)| *held);
    // Colours first, then the palette, then what refers to it, as the standard asks.
    for (name, length) in [(b"cHRM", 32), (b"gAMA", 4), (b"sRGB", 1), (b"cICP", 4)] {
        if let Some(held) = find(name).and_then(|held| held.get(..length)) {
            push(&mut kept, name, held);
        }
    }
    if let Some(profile) = find(b"iCCP").and_then(strip_profile_chunk) {
        push(&mut kept, b"iCCP", &profile);
    }
    if let Some(palette) = find(b"PLTE") {
        push(&mut kept, b"PLTE", palette.get(..palette.len().min(3 * 256) / 3 * 3)?);
    }
    if let Some(see_through) = find(b"tRNS") {
        push(&mut kept, b"tRNS", &see_through[..see_through.len().min(256)]);
    }
    if let Some(size) = find(b"pHYs").and_then(|held| held.get(..9)) {
        push(&mut kept, b"pHYs", size);
    }
    if let Some(seen) = Seen::from_bytes(bytes).encode_tiff() {
        push(&mut kept, b"eXIf", &seen);
    }
    // All chunks of pixels are one zlib stream, cut anywhere: it is joined, and written as one chunk.
    let pixels: Vec<u8> = pixel_data(&chunks).into_iter().flatten().copied().collect();
    push(&mut kept, b"IDAT", &trim_packed_pixels(pixels, unpacked_length(header)?)?);
    push(&mut kept, b"IEND", &[]);
    Some(kept)
}

/// Width and height.
pub(super) fn declared_sizes(bytes: &[u8]) -> Vec<(u32, u32)> {
    let size = long_at(bytes, 16).zip(long_at(bytes, 20));
    size.into_iter().collect()
}

/// The chunks up to the end of the picture, or of the file: what decoders draw without an end is drawn.
fn split_chunks(bytes: &[u8]) -> Option<Vec<PngChunk<'_>>> {
    let mut at = SIGNATURE.len();
    let mut found = Vec::new();
    while let Some(length) = long_at(bytes, at) {
        let length = length as usize;
        let name = slice_at(bytes, at + 4, 4)?;
        let held = slice_at(bytes, at + 8, length)?;
        if name == b"IEND" {
            break;
        }
        found.push((name, held));
        at += 12 + length;
    }
    (!found.is_empty()).then_some(found)
}

/// What the chunks of pixels hold, as far as they follow each other.
fn pixel_data<'a>(chunks: &[PngChunk<'a>]) -> Vec<&'a [u8]> {
    let is_pixels = |chunk: &&PngChunk| chunk.0 == b"IDAT";
    let all = chunks.iter().skip_while(|chunk| !is_pixels(chunk));
    all.take_while(is_pixels).map(|(_, held)| *held).collect()
}

fn push(kept: &mut Vec<u8>, name: &[u8; 4], held: &[u8]) {
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(held);
    kept.extend((held.len() as u32).to_be_bytes());
    kept.extend(name);
    kept.extend(held);
    kept.extend(sum.sum().to_be_bytes());
}

/// The chunk of a profile, without its name and without what makes no colours.
fn strip_profile_chunk(held: &[u8]) -> Option<Vec<u8>> {
    let name = held.iter().take(80).position(|byte| *byte == 0)?;
    // Behind the name: its zero, and a byte for the method, of which there is one only.
    let packed = held.get(name + 2..)?;
    let mut profile = Vec::new();
    unpack_zlib(packed, 16 * 1024 * 1024, &mut |part| profile.extend(part))?;
    let packed = pack_zlib(&icc::strip_profile(&profile)?)?;
    // The name of a profile may be that of a person or a machine. A fixed one takes its place, with its zero and the
    // method.
    Some([b"colour\0\0", &packed[..]].concat())
}

/// How many bytes the pixels of a picture have unpacked: rows of whole bytes, each with one for its filter, in seven
/// passes where it is interlaced.
fn unpacked_length(header: &[u8]) -> Option<u64> {
    let (width, height) = (u64::from(long_at(header, 0)?), u64::from(long_at(header, 4)?));
    let channels = match header[9] {
        0 | 3 => 1,
        2 => 3,
        4 => 2,
        6 => 4,
        _ => return None,
    };
    let bits = channels * u64::from(header[8]);
    // A pass without pixels has no rows, and so no bytes for filters either.
    let pass = |width: u64, height: u64| match width {
        0 => 0,
        width => (width.saturating_mul(bits).div_ceil(8) + 1).saturating_mul(height),
    };
    // Adam7: the first column and row of a pass, and the steps to the next ones.
    const PASSES: [[u64; 4]; 7] = [
        [0, 0, 8, 8],
        [4, 0, 8, 8],
        [0, 4, 4, 8],
        [2, 0, 4, 4],
        [0, 2, 2, 4],
        [1, 0, 2, 2],
        [0, 1, 1, 2],
    ];
    Some(match header[12] {
        0 => pass(width, height),
        _ => PASSES.iter().fold(0_u64, |sum, [x, y, right, down]| {
            let width = width.saturating_sub(*x).div_ceil(*right);
            sum.saturating_add(pass(width, height.saturating_sub(*y).div_ceil(*down)))
        }),
    })
}

/// Packed pixels that give exactly so many bytes: as they are when they do, else packed anew. None when they give fewer.
fn trim_packed_pixels(packed: Vec<u8>, length: u64) -> Option<Vec<u8>> {
    // Once through without keeping anything, to learn where the pixels end. Only a stream that holds more is packed
    // anew, as that changes its bytes.
    let (read, is_end) = unpack_zlib(&packed, length, &mut |_| {})?;
    if is_end {
        return Some(if packed.len() == read { packed } else { packed[..read].to_vec() });
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    unpack_zlib(&packed, length, &mut |part| drop(encoder.write_all(part)))?;
    encoder.finish().ok()
}

fn pack_zlib(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// Unpacks at most so many bytes, bit by bit: how many packed bytes that took, and whether these are all. None when they
/// are broken or end too early.
fn unpack_zlib(packed: &[u8], most: u64, take: &mut dyn FnMut(&[u8])) -> Option<(usize, bool)> {
    let mut engine = Decompress::new(true);
    let mut room = vec![0; STEP];
    loop {
        let (read, written) = (engine.total_in(), engine.total_out());
        let rest = packed.get(usize::try_from(read).ok()?..)?;
        // One byte more than wanted tells whether there is more.
        let left = usize::try_from(most - written.min(most)).unwrap_or(STEP).saturating_add(1);
        let room = &mut room[..left.min(STEP)];
        let status = engine.decompress(rest, room, FlushDecompress::None).ok()?;
        let made = usize::try_from(engine.total_out() - written).ok()?;
        let is_over = engine.total_out() > most;
        take(&room[..made - usize::from(is_over)]);
        match status {
            _ if is_over => return Some((usize::try_from(engine.total_in()).ok()?, false)),
            Status::StreamEnd => return Some((usize::try_from(engine.total_in()).ok()?, true)),
            // No progress: the packed bytes end too early. Without this the loop would have no end.
            _ if engine.total_in() == read && made == 0 => return None,
            _ => {}
        }
    }
}
