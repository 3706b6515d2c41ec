//! What a file is, by what it holds: endings are often wrong.

use std::cell::LazyCell;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::unread::UnreadReason;
use super::{rtf, tar, zip};

/// What bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// A ZIP archive, as office documents are too.
    Zip,
    /// A file packed by gzip.
    Gzip,
    /// A tar archive.
    Tar,
    /// A PDF of any version.
    Pdf,
    /// A text in RTF.
    Rtf,
    /// A picture, of which the words beside its pixels are read.
    Picture,
    /// A form that is known and not read.
    Named(UnreadReason),
    /// A text, mail, or no form that is known.
    Other,
}

/// How files of a form begin.
const BEGINNINGS: [(&[u8], FileForm); 42] = [
    (b"\x1f\x8b", FileForm::Gzip),
    (b"\xff\xd8\xff", FileForm::Picture),
    (b"\x89PNG\r\n\x1a\n", FileForm::Picture),
    (b"GIF87a", FileForm::Picture),
    (b"GIF89a", FileForm::Picture),
    (b"II*\0", FileForm::Picture),
    (b"MM\0*", FileForm::Picture),
    (b"8BPS", FileForm::Picture),
    (b"\0\0\x01\0", FileForm::Picture),
    (b"\xff\x0a", FileForm::Picture),
    (b"\0\0\0\x0cJXL ", FileForm::Picture),
    (b"\0\0\0\x0cjP  ", FileForm::Picture),
    (b"ID3", FileForm::Named(UnreadReason::Recording)),
    (b"\xff\xfb", FileForm::Named(UnreadReason::Recording)),
    (b"\xff\xf3", FileForm::Named(UnreadReason::Recording)),
    (b"\xff\xf1", FileForm::Named(UnreadReason::Recording)),
    (b"OggS", FileForm::Named(UnreadReason::Recording)),
    (b"fLaC", FileForm::Named(UnreadReason::Recording)),
    (b"#!AMR", FileForm::Named(UnreadReason::Recording)),
    (b"\x1aE\xdf\xa3", FileForm::Named(UnreadReason::Recording)),
    (b"MThd", FileForm::Named(UnreadReason::Recording)),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", FileForm::Named(UnreadReason::Recording)),
    (b"\0\0\x01\xba", FileForm::Named(UnreadReason::Recording)),
    (b"BZh", FileForm::Named(UnreadReason::Packed)),
    (b"\xfd7zXZ\0", FileForm::Named(UnreadReason::Packed)),
    (b"7z\xbc\xaf\x27\x1c", FileForm::Named(UnreadReason::Packed)),
    (b"Rar!\x1a\x07", FileForm::Named(UnreadReason::Packed)),
    (b"\x28\xb5\x2f\xfd", FileForm::Named(UnreadReason::Packed)),
    (b"\x04\x22\x4d\x18", FileForm::Named(UnreadReason::Packed)),
    (b"\x1f\x9d", FileForm::Named(UnreadReason::Packed)),
    (b"MSCF\0", FileForm::Named(UnreadReason::Packed)),
    (b"LZIP", FileForm::Named(UnreadReason::Packed)),
    (b"!<arch>\n", FileForm::Named(UnreadReason::Packed)),
    (b"\xc7\x71", FileForm::Named(UnreadReason::Packed)),
    (b"070701", FileForm::Named(UnreadReason::Packed)),
    (b"070702", FileForm::Named(UnreadReason::Packed)),
    (b"\x5d\0\0\x80\0", FileForm::Named(UnreadReason::Packed)),
    (b"SQLite format 3\0", FileForm::Named(UnreadReason::Database)),
    (b"\0\x01\0\0Standard ", FileForm::Named(UnreadReason::Database)),
    (b"!BDN", FileForm::Named(UnreadReason::Database)),
    (b"\x78\x9f\x3e\x22", FileForm::Named(UnreadReason::OldOffice)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileForm::Named(UnreadReason::OldOffice)),
];

impl FileForm {
    /// The form of bytes.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        if zip::is_archive(bytes) {
            return Self::Zip;
        }
        if rtf::is_rtf(bytes) {
            return Self::Rtf;
        }
        if is_pdf(bytes) {
            return Self::Pdf;
        }
        let known = BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start));
        if let Some((_, form)) = known {
            return match form {
                // An office document with a password is an encrypted packet in the container that the formats before 2007 use.
                Self::Named(UnreadReason::OldOffice) if is_locked(bytes) => {
                    Self::Named(UnreadReason::Locked)
                }
                form => *form,
            };
        }
        match bytes {
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::Picture,
            // A text may begin with `RIFF` or `BM`, but has no zeros.
            [b'R', b'I', b'F', b'F', _, _, _, _, ..] if has_zeros(bytes) => {
                Self::Named(UnreadReason::Recording)
            }
            [b'B', b'M', ..] if has_zeros(bytes) => Self::Picture,
            // One container for films and for the photos of telephones: its brand tells which (ISO/IEC 14496-12, 4.3).
            [0, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4) {
                Some(
                    b"heic" | b"heix" | b"heim" | b"hevc" | b"mif1" | b"msf1" | b"avif" | b"avis"
                    | b"crx ",
                ) => Self::Picture,
                _ => Self::Named(UnreadReason::Recording),
            },
            _ if tar::is_archive(bytes) => Self::Tar,
            _ => Self::Other,
        }
    }
}

/// How files begin that stand behind something else: a letter before its attachment, a program before what it unpacks.
static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    let known = [
        // Two bytes stand anywhere by chance, so the whole head of gzip is asked: method, flags, a time, extra flags and a
        // system (RFC 1952, 2.3).
        r"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]",
        r"PK\x03\x04",
        r"7z\xbc\xaf\x27\x1c",
        r"Rar!\x1a\x07",
        r"\xfd7zXZ\x00",
        r"BZh[1-9]1AY&SY",
        r"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        r"\x89PNG\r\n\x1a\n",
        r"\xff\xd8\xff[\xc0-\xfe]",
        r"%PDF-[0-9]",
    ];
    Regex::new(&format!("(?s-u){}", known.join("|"))).expect("a pattern of ours")
});

/// Where a file begins in bytes that begin as none, if one does: past the first byte.
pub fn file_within(bytes: &[u8]) -> Option<usize> {
    let has_pdf = LazyCell::new(|| bytes.windows(6).any(|six| six == b"endobj"));
    let mut found = WITHIN.find_iter(bytes).filter(|found| found.start() > 0);
    // A text may speak of a PDF.
    let found = found.find(|found| !found.as_bytes().starts_with(b"%PDF") || *has_pdf);
    found.map(|found| found.start())
}

/// Where an archive begins in a picture, if one does: what is long enough to stand nowhere by chance.
pub fn archive_within(bytes: &[u8]) -> Option<usize> {
    let mut found = WITHIN.find_iter(bytes).map(|found| found.start());
    found.find(|at| {
        let is_archive = |start: &[u8]| bytes[*at..].starts_with(start);
        [b"PK\x03\x04", &b"\x1f\x8b\x08"[..], b"7z\xbc\xaf", b"Rar!"]
            .iter()
            .any(|start| is_archive(start))
    })
}

/// Whether the first bytes hold zeros, as no text does.
fn has_zeros(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(64)].contains(&0)
}

fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-") && bytes.get(5).is_some_and(u8::is_ascii_digit)
}

/// Whether an office document asks for a password: it then holds a packet of that name, in signs of two bytes.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known_by_their_first_bytes_and_texts_are_not_taken_for_them() {
        let known: [(&[u8], FileForm); 8] = [
            (b"PK\x03\x04rest", FileForm::Zip),
            (b"%PDF-1.7\n1 0 obj null endobj", FileForm::Pdf),
            (b"{\\rtf1 x}", FileForm::Rtf),
            (b"RIFF\x10\0\0\0WAVE", FileForm::Named(UnreadReason::Recording)),
            (b"\0\0\0\x18ftypheic", FileForm::Picture),
            (b"\0\0\0\x18ftypM4A ", FileForm::Named(UnreadReason::Recording)),
            (b"BM\x10\0\0\0", FileForm::Picture),
            (b"\xff\xd8\xff\xe0", FileForm::Picture),
        ];
        for (bytes, form) in known {
            assert_eq!(FileForm::from_bytes(bytes), form, "{bytes:?}");
        }
        for (bytes, at) in [
            (&b"a letter\n\x1f\x8b\x08\0\0\0\0\0\0\x03"[..], Some(9)),
            (b"MZ program PK\x03\x04", Some(11)),
            (b"a letter %PDF-1.7 1 0 obj null endobj", Some(9)),
            (b"they sent %PDF-1.7", None),
            (b"PK\x03\x04", None),
        ] {
            assert_eq!(file_within(bytes), at, "{bytes:?}");
        }
        for text in ["", "BMW 320", "RIFF is a word", "ID", "my %PDF-1.7", "PK 3", "GIF"] {
            assert_eq!(FileForm::from_bytes(text.as_bytes()), FileForm::Other, "{text}");
        }
    }
}
