//! The marks that tell what the program made from what somebody else did.
//!
//! A PDF and a picture name the program that made them where their formats keep that name, and each of them and a JSON file
//! carries the checksum of the rest of it: what somebody annotated or edited is no longer what the program made.

use std::hash::Hasher;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Crc;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use siphasher::sip128::{Hasher128, SipHasher13};

/// The program, as its files name it.
pub const MAKER: &str = concat!("recit ", env!("CARGO_PKG_VERSION"));
/// What [`MAKER`] begins with in every version.
const NAME: &str = "recit ";

/// The key of a JSON file under which it says who made it.
const SEAL: &str = "made_by";

/// The largest JSON file that is read, in bytes: a console's of 1,000 pages, each with the longest text.
const LARGEST_JSON: usize = 64 * 1024 * 1024;

/// Whether the program made a file, of any version, and nobody changed it since.
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

/// Whether the program made a PDF: its XMP says so, and its identity there is the checksum of all bytes before it, as krilla
/// makes it. Nothing was added at its end, as those who annotate do.
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
        // The object of the XMP begins behind the end of the one before.
        // The identity stands in the XMP itself, so it can only be the sum of what was written before that object.
        let before = bytes[..at].windows(END.len()).rposition(|window| window == END)?;
        let sum = STANDARD.encode(pdf_identity(&bytes[..before + END.len()]).to_be_bytes());
        Some(sum.as_bytes() == &rest[..end])
    };
    // Programs that annotate append their objects and a second `startxref`, and leave all bytes before as they are
    // (ISO 32000-1, 7.5.6).
    is_named && byte_positions(bytes, b"startxref").count() == 1 && is_whole() == Some(true)
}

/// What an object of a PDF ends with.
const END: &[u8] = b"endobj\n";

/// The checksum of bytes by which krilla 0.8 identifies a document.
fn pdf_identity(bytes: &[u8]) -> u128 {
    let mut hasher = SipHasher13::new();
    // The length of a slice goes before it, in eight bytes.
    hasher.write_u64(bytes.len() as u64);
    hasher.write(bytes);
    hasher.finish128().as_u128()
}

/// Where some bytes stand in others.
fn byte_positions<'b>(bytes: &'b [u8], wanted: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let windows = bytes.windows(wanted.len().max(1)).enumerate();
    windows.filter_map(move |(at, window)| (window == wanted).then_some(at))
}

/// The bytes of a PNG before which its second chunk begins: its signature and the first, whose size is fixed.
const HEAD: usize = 8 + 25;

/// A PNG that says which program made it, under the keyword that its standard keeps for that, and the checksum of the rest.
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
    let maker = || {
        let said = rest.get(4..)?.strip_prefix(KEYWORD)?;
        let end = said.iter().position(|byte| *byte == b',')?;
        str::from_utf8(&said[..end]).ok()
    };
    let is_whole = |maker: &str| {
        // A sum has always the same length, so a chunk made for no bytes is as long as the one that stands there.
        let length = mark_chunk(maker, head, b"").len();
        let (own, rest) = rest.split_at_checked(length)?;
        Some(own == mark_chunk(maker, head, rest))
    };
    maker().is_some_and(|maker| maker.starts_with(NAME) && is_whole(maker) == Some(true))
}

/// The kind of a chunk of text, and the keyword of the program.
const KEYWORD: &[u8] = b"tEXtSoftware\0";

/// The chunk that stands between two parts of a PNG.
fn mark_chunk(maker: &str, head: &[u8], rest: &[u8]) -> Vec<u8> {
    let sum = checksum(&[head, rest].concat());
    let said = format!("{maker}, SHA-256 of the rest {sum}");
    let content = [KEYWORD, said.as_bytes()].concat();
    let mut check = Crc::new();
    check.update(&content);
    // The length counts neither the kind nor the checksum.
    let length = u32::try_from(content.len() - 4).unwrap_or_default();
    [&length.to_be_bytes(), content.as_slice(), &check.sum().to_be_bytes()].concat()
}

/// A JSON file that says who made it, and the checksum of the rest.
pub fn seal_json(mut object: Map<String, Value>) -> Vec<u8> {
    let sum = checksum(&format_json(&Value::Object(object.clone())));
    let seal = serde_json::json!({ "program": MAKER, "sha256": sum });
    object.insert(SEAL.to_string(), seal);
    format_json(&Value::Object(object))
}

/// What a JSON file says, when the program made it and nobody changed it since.
pub fn unseal_json(bytes: &[u8]) -> Option<Map<String, Value>> {
    if bytes.len() > LARGEST_JSON {
        return None;
    }
    let mut object: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
    // `shift_remove` keeps the order of the other keys, on which the sum depends.
    let seal = object.shift_remove(SEAL)?;
    let is_named = seal["program"].as_str()?.starts_with(NAME);
    let sum = checksum(&format_json(&Value::Object(object.clone())));
    (is_named && seal["sha256"].as_str() == Some(&sum)).then_some(object)
}

fn format_json(value: &Value) -> Vec<u8> {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    (text + "\n").into_bytes()
}
