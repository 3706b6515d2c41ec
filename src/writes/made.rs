//! The marks by which the program recognises the files it made.
//!
//! A PDF and a picture name the program where their formats have a place for that. Each of them, and each JSON file,
//! carries the checksum of the rest: once somebody annotates or edits it, it no longer counts as made by the program.

use std::hash::Hasher;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Crc;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use siphasher::sip128::{Hasher128, SipHasher13};

/// The name of the program as its files carry it, with the version.
pub const MAKER: &str = concat!("recit ", env!("CARGO_PKG_VERSION"));
/// How [`MAKER`] begins in every version.
const NAME: &str = "recit ";

/// The key of a JSON file that holds the mark.
const SEAL: &str = "made_by";

/// The largest JSON file that is read, in bytes: speaker's notes of 1,000 pages, each with the longest text.
const LARGEST_JSON: usize = 64 * 1024 * 1024;

/// Whether any version of the program made a file, and nobody changed it since.
pub fn is_made(bytes: &[u8]) -> bool {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => is_made_pdf(bytes),
        [0x89, b'P', b'N', b'G', ..] => is_made_png(bytes),
        _ => unseal_json(bytes).is_some(),
    }
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub fn checksum(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether the program made a PDF and nothing was appended. Its XMP must name the program, and the identity there must
/// be the checksum of all bytes before the XMP, as krilla computes it.
fn is_made_pdf(bytes: &[u8]) -> bool {
    let found = |mark: &[u8]| {
        let at = byte_positions(bytes, mark).next()?;
        Some((at, &bytes[at + mark.len()..]))
    };
    let is_named =
        found(b"<xmp:CreatorTool>").is_some_and(|(_, rest)| rest.starts_with(NAME.as_bytes()));
    let is_whole = || {
        let (at, rest) = found(b"<xmpMM:InstanceID>")?;
        let end = rest.iter().position(|byte| *byte == b'<')?;
        // The XMP object begins after the end of the object before it. The identity is inside the XMP, so it can only
        // be the sum of what was written before that object.
        let before = bytes[..at].windows(END.len()).rposition(|window| window == END)?;
        let sum = STANDARD.encode(pdf_identity(&bytes[..before + END.len()]).to_be_bytes());
        Some(sum.as_bytes() == &rest[..end])
    };
    // Programs that annotate append objects and a second `startxref`, and leave all bytes
    // before them as they are (ISO 32000-1, 7.5.6).
    is_named && byte_positions(bytes, b"startxref").count() == 1 && is_whole() == Some(true)
}

/// The last bytes of each object of a PDF.
const END: &[u8] = b"endobj\n";

/// The checksum by which krilla 0.8 identifies a document.
fn pdf_identity(bytes: &[u8]) -> u128 {
    let mut hasher = SipHasher13::new();
    // As Rust hashes a slice: its length in eight bytes, then its bytes.
    hasher.write_u64(bytes.len() as u64);
    hasher.write(bytes);
    hasher.finish128().as_u128()
}

/// The positions of some bytes within others.
fn byte_positions<'b>(bytes: &'b [u8], wanted: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let windows = bytes.windows(wanted.len().max(1)).enumerate();
    windows.filter_map(move |(at, window)| (window == wanted).then_some(at))
}

/// The bytes of a PNG before its second chunk: the signature and the first chunk, whose size is fixed.
const HEAD: usize = 8 + 25;

/// A PNG with a chunk that names the program, under the keyword that the standard
/// reserves for it, and the checksum of the rest.
pub fn mark_png(png: &[u8]) -> Vec<u8> {
    match png.split_at_checked(HEAD) {
        Some((head, rest)) => [head, &mark_chunk(MAKER, head, rest), rest].concat(),
        None => png.to_vec(),
    }
}

fn is_made_png(png: &[u8]) -> bool {
    let Some((head, rest)) = png.split_at_checked(HEAD) else {
        return false;
    };
    // The name of the maker ends at the comma before the sum, whatever the version.
    let maker = || {
        let said = rest.get(4..)?.strip_prefix(KEYWORD)?;
        let end = said.iter().position(|byte| *byte == b',')?;
        str::from_utf8(&said[..end]).ok()
    };
    let is_whole = |maker: &str| {
        // A checksum always has the same length, so a chunk made for no bytes is as long as the real one.
        let length = mark_chunk(maker, head, b"").len();
        let (own, rest) = rest.split_at_checked(length)?;
        Some(own == mark_chunk(maker, head, rest))
    };
    maker().is_some_and(|maker| maker.starts_with(NAME) && is_whole(maker) == Some(true))
}

/// The type of a text chunk, and the keyword for the name of a program.
const KEYWORD: &[u8] = b"tEXtSoftware\0";

/// The chunk with the mark, to be put between two parts of a PNG.
fn mark_chunk(maker: &str, head: &[u8], rest: &[u8]) -> Vec<u8> {
    let sum = checksum(&[head, rest].concat());
    let said = format!("{maker}, SHA-256 of the rest {sum}");
    let content = [KEYWORD, said.as_bytes()].concat();
    let mut check = Crc::new();
    check.update(&content);
    // The length of a chunk counts neither its type nor its checksum.
    let length = u32::try_from(content.len() - 4).unwrap_or_default();
    [&length.to_be_bytes(), content.as_slice(), &check.sum().to_be_bytes()].concat()
}

/// A JSON file with a mark: the name of the program and the checksum of the rest.
pub fn seal_json(mut object: Map<String, Value>) -> Vec<u8> {
    let sum = checksum(&format_json(&Value::Object(object.clone())));
    let seal = serde_json::json!({ "program": MAKER, "sha256": sum });
    object.insert(SEAL.to_string(), seal);
    format_json(&Value::Object(object))
}

/// The content of a JSON file without its mark; none unless the program made it and nobody changed it since.
pub fn unseal_json(bytes: &[u8]) -> Option<Map<String, Value>> {
    if bytes.len() > LARGEST_JSON {
        return None;
    }
    let mut object: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
    // `shift_remove` keeps the order of the other keys, which the sum depends on.
    let seal = object.shift_remove(SEAL)?;
    let is_named = seal["program"].as_str()?.starts_with(NAME);
    let sum = checksum(&format_json(&Value::Object(object.clone())));
    (is_named && seal["sha256"].as_str() == Some(&sum)).then_some(object)
}

fn format_json(value: &Value) -> Vec<u8> {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    (text + "\n").into_bytes()
}
