//! A colour profile bare of everything but what makes colours: <https://www.color.org/specification/ICC.1-2022-05.pdf>.
//!
//! Profiles name who made them, when, on which machine, and may hold any text. The tags that a program needs to convert
//! colours are kept byte for byte, each cut to the length that its type has; the header keeps what tells how to read them.

use super::bits::{long_at, slice_at, split_u16};

/// Bytes of the header.
const HEADER: usize = 128;
/// The most tags: profiles have about twenty.
const TAGS: usize = 100;
/// The longest profile, in bytes: those of printers have 3 MB.
const LONGEST: usize = 16 * 1024 * 1024;
/// What the name and the rights of a bare profile say: a profile must have both.
const NAME: &str = "colour";
/// The tags that make colours.
const NEEDED: [&[u8; 4]; 18] = [
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad",
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt", b"cicp",
];
/// The parts of the header that tell how colours are to be read: version, kind, spaces; mark; intent and light. The rest
/// (its length, the programs, the date, the machine, its own sum) is written anew or left empty.
const HEADER_KEPT: [std::ops::Range<usize>; 3] = [8..24, 36..40, 64..80];

/// Whether bytes are a colour profile.
pub fn is_profile(bytes: &[u8]) -> bool {
    bytes.get(36..40) == Some(b"acsp")
}

/// The profile with nothing but what makes colours; none when it is broken.
pub fn strip_profile(profile: &[u8]) -> Option<Vec<u8>> {
    if profile.len() > LONGEST || !is_profile(profile) {
        return None;
    }
    let mut tags: Vec<(&[u8], Vec<u8>)> = Vec::new();
    let count = long_at(profile, HEADER)? as usize;
    for at in 0..count.min(TAGS) {
        let entry = slice_at(profile, HEADER + 4 + at * 12, 12)?;
        let name = &entry[..4];
        // A tag that is listed twice counts once, as readers take the first.
        let is_known = tags.iter().any(|(known, _)| *known == name);
        if is_known || !NEEDED.iter().any(|needed| needed.as_slice() == name) {
            continue;
        }
        let held = slice_at(profile, long_at(entry, 4)? as usize, long_at(entry, 8)? as usize)?;
        if let Some(held) = trim_tag(held) {
            tags.push((name, held));
        }
    }
    // Name and rights have another type from version 4 on.
    let is_old = profile[8] < 4;
    tags.push((b"desc", if is_old { old_description() } else { multilingual_name() }));
    tags.push((b"cprt", if is_old { old_text() } else { multilingual_name() }));
    Some(write_profile(profile, &tags))
}

/// Header, list of tags, tags; what several share is written once.
fn write_profile(profile: &[u8], tags: &[(&[u8], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![0; HEADER];
    for kept in HEADER_KEPT {
        bytes[kept.clone()].copy_from_slice(&profile[kept]);
    }
    bytes.extend((tags.len() as u32).to_be_bytes());
    let start = HEADER + 4 + tags.len() * 12;
    let mut data: Vec<u8> = Vec::new();
    for (at, (name, held)) in tags.iter().enumerate() {
        // The three curves of a profile are most often the same bytes. Without this it would grow when made bare.
        let same = tags[..at].iter().position(|(_, known)| known == held);
        let place = match same {
            Some(same) => {
                let entry = HEADER + 4 + same * 12 + 4;
                long_at(&bytes, entry).unwrap_or_default()
            }
            None => {
                let place = start + data.len();
                data.extend(held);
                data.resize(data.len().next_multiple_of(4), 0);
                place as u32
            }
        };
        bytes.extend(*name);
        bytes.extend(place.to_be_bytes());
        bytes.extend((held.len() as u32).to_be_bytes());
    }
    bytes.extend(data);
    let length = (bytes.len() as u32).to_be_bytes();
    bytes[..4].copy_from_slice(&length);
    bytes
}

/// What a tag holds, cut to the length that its type has; none for a type that makes no colours, or that is cut short.
fn trim_tag(held: &[u8]) -> Option<Vec<u8>> {
    let number = |at| Some(long_at(held, at)? as usize);
    let length = match held.get(..4)? {
        b"XYZ " => 20,
        b"sf32" => 44,
        b"cicp" => 12,
        b"curv" => 12 + 2 * number(8)?,
        b"para" => 12 + 4 * *[1, 3, 4, 5, 7].get(usize::from(split_u16(held.get(8..)?)?.0))?,
        b"mft1" => {
            48 + 256 * (channel_counts(held)?.0 + channel_counts(held)?.1) + grid_value_count(held)?
        }
        b"mft2" => {
            let (across, back) = channel_counts(held)?;
            let entries = usize::from(split_u16(held.get(48..)?)?.0) * across
                + usize::from(split_u16(held.get(50..)?)?.0) * back;
            52 + 2 * (entries + grid_value_count(held)?)
        }
        b"mAB " | b"mBA " => held.len(),
        _ => return None,
    };
    let mut kept = slice_at(held, 0, length)?.to_vec();
    // Reserved by the standard, and free for whoever hides something.
    kept[4..8].fill(0);
    Some(kept)
}

/// How many channels go into a table and come out of it.
fn channel_counts(held: &[u8]) -> Option<(usize, usize)> {
    Some((usize::from(*held.get(8)?), usize::from(*held.get(9)?)))
}

/// How many numbers a table has.
fn grid_value_count(held: &[u8]) -> Option<usize> {
    let (across, back) = channel_counts(held)?;
    let points = usize::from(*held.get(10)?);
    points.checked_pow(u32::try_from(across).ok()?)?.checked_mul(back)
}

/// A name as profiles before version 4 write it.
fn old_description() -> Vec<u8> {
    let mut bytes = b"desc\0\0\0\0".to_vec();
    bytes.extend((NAME.len() as u32 + 1).to_be_bytes());
    bytes.extend(NAME.as_bytes());
    // The end of the text; no text in Unicode, none for a Macintosh of old.
    bytes.extend([0; 1 + 4 + 4 + 2 + 1 + 67]);
    bytes
}

fn old_text() -> Vec<u8> {
    [b"text\0\0\0\0", NAME.as_bytes(), b"\0"].concat()
}

/// A name as profiles from version 4 on write it: in languages, here in one.
fn multilingual_name() -> Vec<u8> {
    let name: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = b"mluc\0\0\0\0".to_vec();
    bytes.extend(1_u32.to_be_bytes());
    bytes.extend(12_u32.to_be_bytes());
    bytes.extend(b"enGB");
    bytes.extend((name.len() as u32).to_be_bytes());
    bytes.extend(28_u32.to_be_bytes());
    bytes.extend(name);
    bytes
}
