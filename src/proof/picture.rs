//! What a picture carries besides its pixels: where it was taken, by whom, with which device, what was noted in it.
//!
//! Only JPEG files are put into a PDF as they are: of others the pixels alone are kept. One that is shown holds what is
//! needed to draw it (pixels, colours, resolution, direction) and nothing else: whatever else stands in it is named, by
//! what it is where that is known.

use crate::photos::bare_jpeg;

/// Something that a picture carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revealed {
    /// What it tells of.
    pub of: Of,
    /// The words, as far as there are any.
    pub text: String,
}

/// What something carried by a picture tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// Where it was taken.
    Where,
    /// Who took it, owns it or is seen on it.
    Who,
    /// The very device it was taken with, by its number.
    Device,
    /// What somebody noted in it.
    Words,
    /// Something else than what is seen, of which no more is known.
    More,
}

impl Of {
    /// What names it in the catalogue.
    pub fn catalogue_key(self) -> &'static str {
        match self {
            Self::Where => "carries-where",
            Self::Who => "carries-who",
            Self::Device => "carries-device",
            Self::Words => "carries-words",
            Self::More => "carries-more",
        }
    }
}

/// What a picture's bytes carry; nothing for what is no JPEG.
pub fn read_metadata(bytes: &[u8]) -> Vec<Revealed> {
    let mut found = Vec::new();
    for (marker, segment) in split_segments(bytes) {
        match marker {
            0xe1 => match segment.strip_prefix(b"Exif\0\0") {
                Some(exif) => found.extend(Exif(exif).read_metadata()),
                None => found.extend(of_xmp(segment)),
            },
            0xed => found.extend(of_iptc(segment)),
            0xfe => {
                let text = decode_words(segment);
                let of = Of::Words;
                found.extend((!text.is_empty()).then_some(Revealed { of, text }));
            }
            _ => {}
        }
    }
    if found.is_empty() {
        found.extend(find_other_data(bytes));
    }
    found
}

/// What a JPEG file holds besides what is seen, wherever it stands: all that goes when it is made bare.
fn find_other_data(bytes: &[u8]) -> Option<Revealed> {
    let is_jpeg = bytes.starts_with(&[0xff, 0xd8]);
    if !is_jpeg || bare_jpeg(bytes).is_some_and(|bare| bare == bytes) {
        return None;
    }
    let (of, text) = (Of::More, legible_text(bytes));
    Some(Revealed { of, text })
}

/// The fewest signs in a row that may be words.
const RUN: usize = 6;

/// What can be read in bytes, the runs of signs one a line.
fn legible_text(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let is_cut = |sign: char| sign.is_control() || sign == char::REPLACEMENT_CHARACTER;
    let runs = text.split(is_cut).filter(|run| run.chars().nth(RUN - 1).is_some());
    runs.collect::<Vec<_>>().join("\n")
}

/// The segments of a JPEG file before its pixels: their marker and what they hold.
fn split_segments(bytes: &[u8]) -> Vec<(u8, &[u8])> {
    let mut found = Vec::new();
    let Some(mut rest) = bytes.strip_prefix(&[0xff, 0xd8]) else {
        return found;
    };
    while let [0xff, marker, after @ ..] = rest {
        match (*marker, after) {
            (0xff, _) => rest = &rest[1..],
            (0xda | 0xd9, _) => break,
            (0x01 | 0xd0..=0xd7, _) => rest = after,
            (marker, [high, low, ..]) => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                let Some(held) = after.get(2..length) else {
                    break;
                };
                found.push((marker, held));
                rest = &after[length..];
            }
            _ => break,
        }
    }
    found
}

/// What XMP calls the things that lead to somebody, and what they tell of.
const XMP: [(&str, Of); 11] = [
    ("GPSLatitude", Of::Where),
    ("Location", Of::Where),
    (":City", Of::Where),
    ("dc:creator", Of::Who),
    ("OwnerName", Of::Who),
    ("PersonInImage", Of::Who),
    ("CreatorContactInfo", Of::Who),
    ("SerialNumber", Of::Device),
    ("dc:description", Of::Words),
    ("dc:title", Of::Words),
    ("UserComment", Of::Words),
];

/// What the XMP of a picture tells, which also holds its whole text.
fn of_xmp(segment: &[u8]) -> Vec<Revealed> {
    let text = String::from_utf8_lossy(segment).into_owned();
    let mut kinds: Vec<Of> =
        XMP.iter().filter(|(name, _)| text.contains(name)).map(|(_, of)| *of).collect();
    kinds.dedup();
    let revealed = |of| Revealed { of, text: text.clone() };
    kinds.into_iter().map(revealed).collect()
}

/// The IPTC records that lead to somebody, and what they tell of: <https://iptc.org/std/photometadata/specification/>.
const IPTC: [(u8, Of); 9] = [
    (5, Of::Words),
    (25, Of::Words),
    (80, Of::Who),
    (90, Of::Where),
    (92, Of::Where),
    (105, Of::Words),
    (118, Of::Who),
    (120, Of::Words),
    (122, Of::Who),
];

fn of_iptc(segment: &[u8]) -> Vec<Revealed> {
    let mut found = Vec::new();
    let mut rest = segment;
    // Records are sought by their mark and not walked: the blocks of Photoshop around them may be damaged. By chance
    // the mark finds a record too many, and none too few.
    while let Some(at) = rest.windows(2).position(|pair| pair == [0x1c, 0x02]) {
        let [_, _, record, high, low, after @ ..] = &rest[at..] else {
            break;
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let known = IPTC.iter().find(|(known, _)| known == record);
        if let (Some((_, of)), Some(held)) = (known, after.get(..length)) {
            let text = decode_words(held);
            if !text.is_empty() {
                found.push(Revealed { of: *of, text });
            }
        }
        rest = after;
    }
    found
}

/// Bytes as words, without the zeros that end them.
fn decode_words(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.replace('\0', "").trim().to_string()
}

/// The TIFF structure that cameras write: <https://www.cipa.jp/std/documents/e/DC-008-Translation-2023-E.pdf>.
struct Exif<'a>(&'a [u8]);

/// The fields that lead to somebody, and what they tell of.
const FIELDS: [(u16, Of); 11] = [
    (0x010e, Of::Words),
    (0x013b, Of::Who),
    (0x9286, Of::Words),
    (0x9c9b, Of::Words),
    (0x9c9c, Of::Words),
    (0x9c9d, Of::Who),
    (0x9c9f, Of::Words),
    (0xa420, Of::Device),
    (0xa430, Of::Who),
    (0xa431, Of::Device),
    (0xa435, Of::Device),
];

/// The field that leads to where the picture was taken, and the one that leads to what the camera noted.
const GPS: u16 = 0x8825;
const CAMERA: u16 = 0x8769;
/// The latitude among the fields of a place.
const LATITUDE: u16 = 0x0002;

impl Exif<'_> {
    fn read_metadata(&self) -> Vec<Revealed> {
        let mut found = Vec::new();
        let first = self.read_number(4, 4).map(|at| at as usize);
        let main = first.map(|at| self.read_fields(at)).unwrap_or_default();
        let camera = main.iter().filter(|field| field.tag == CAMERA);
        let camera: Vec<PictureField> =
            camera.flat_map(|field| self.read_fields(field.value as usize)).collect();
        for field in main.iter().chain(&camera) {
            if field.tag == GPS {
                let place = self.read_fields(field.value as usize);
                if place.iter().any(|field| field.tag == LATITUDE) {
                    let (of, text) = (Of::Where, String::new());
                    found.push(Revealed { of, text });
                }
            }
            if let Some((_, of)) = FIELDS.iter().find(|(tag, _)| *tag == field.tag) {
                let text = self.words_of_field(field);
                if !text.is_empty() {
                    found.push(Revealed { of: *of, text });
                }
            }
        }
        found
    }

    /// A number of some bytes, in the order that the first two bytes of all tell.
    fn read_number(&self, at: usize, size: usize) -> Option<u32> {
        let bytes = self.0.get(at..at.checked_add(size)?)?;
        let joined = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        Some(if self.0.starts_with(b"II") {
            bytes.iter().rev().fold(0, joined)
        } else {
            bytes.iter().fold(0, joined)
        })
    }

    fn read_fields(&self, at: usize) -> Vec<PictureField> {
        let count = self.read_number(at, 2).unwrap_or_default() as usize;
        let field = |n: usize| {
            let at = at.checked_add(2 + n * 12)?;
            Some(PictureField {
                at,
                tag: u16::try_from(self.read_number(at, 2)?).ok()?,
                size: size_of_type(self.read_number(at + 2, 2)?)
                    * self.read_number(at + 4, 4)? as usize,
                value: self.read_number(at + 8, 4)?,
            })
        };
        (0..count).map_while(field).collect()
    }

    /// What a field says: where it stands when it is short, else where it points.
    fn words_of_field(&self, field: &PictureField) -> String {
        let start = match field.size {
            ..=4 => field.at + 8,
            _ => field.value as usize,
        };
        let held = self.0.get(start..start.saturating_add(field.size));
        let held = held.unwrap_or_default();
        // Notes begin with the name of their encoding.
        decode_words(held.strip_prefix(b"ASCII\0\0\0").unwrap_or(held))
    }
}

/// A field of that structure.
struct PictureField {
    /// The byte at which it begins.
    at: usize,
    /// The number that says what it is.
    tag: u16,
    /// How many bytes its values take.
    size: usize,
    /// Its value, or the place of its values where they take more than four bytes.
    value: u32,
}

/// Bytes that one value of a type takes.
fn size_of_type(kind: u32) -> usize {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 => 4,
        5 | 10 | 12 => 8,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small picture as it is shown: nothing but pixels.
    fn plain() -> Vec<u8> {
        let mut bytes = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
        let encoded = encoder.encode(&[90; 64], 8, 8, jpeg_encoder::ColorType::Luma);
        encoded.expect("a picture");
        bytes
    }

    /// A JPEG file with one segment more.
    fn jpeg(marker: u8, held: &[u8]) -> Vec<u8> {
        let length = u16::try_from(held.len() + 2).expect("a short segment");
        let head = [0xff, 0xd8, 0xff, marker];
        [&head[..], &length.to_be_bytes(), held, &plain()[2..]].concat()
    }

    /// EXIF of some fields of ASCII, and of a latitude if wanted.
    fn exif(fields: &[(u16, &str)], has_place: bool) -> Vec<u8> {
        let count = fields.len() + usize::from(has_place);
        let mut data = b"MM\0\x2a\0\0\0\x08".to_vec();
        data.extend(u16::try_from(count).expect("few").to_be_bytes());
        let mut end = 8 + 2 + count * 12 + 4;
        let mut rest = Vec::new();
        for (tag, text) in fields {
            data.extend(tag.to_be_bytes());
            data.extend([0, 2]);
            data.extend((text.len() as u32).to_be_bytes());
            data.extend((end as u32).to_be_bytes());
            rest.extend(text.as_bytes());
            end += text.len();
        }
        if has_place {
            data.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1]);
            data.extend((end as u32).to_be_bytes());
            rest.extend([0, 1, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 0]);
        }
        data.extend([0, 0, 0, 0]);
        data.extend(rest);
        [b"Exif\0\0", &data[..]].concat()
    }

    fn kinds(bytes: &[u8]) -> Vec<Of> {
        read_metadata(bytes).iter().map(|carried| carried.of).collect()
    }

    #[test]
    fn a_place_an_author_and_a_note_are_found() {
        let fields = [(0x010e, "La dame au parapluie"), (0x013b, "Y. Le Goff")];
        let found = read_metadata(&jpeg(0xe1, &exif(&fields, true)));
        let words: Vec<&str> = found.iter().map(|carried| carried.text.as_str()).collect();
        assert_eq!(words[..3], ["La dame au parapluie", "Y. Le Goff", ""]);
        assert_eq!(found[2].of, Of::Where);
    }

    #[test]
    fn what_is_needed_to_draw_is_nothing_more_and_all_else_is() {
        assert_eq!(kinds(&plain()), []);
        assert_eq!(kinds(b"\x89PNG\r\n\x1a\n"), []);
        let behind = [&plain()[..], b"a second picture"].concat();
        let program = exif(&[(0x0131, "darktable")], false);
        for more in [behind, jpeg(0xe1, &program), jpeg(0xe2, b"MPF\0"), jpeg(0xef, b"?")] {
            assert_eq!(kinds(&more), [Of::More]);
            let bare = bare_jpeg(&more).expect("a picture");
            assert_eq!(kinds(&bare), []);
        }
        let note = jpeg(0xfe, b"CREATOR: gd-jpeg v1.0, quality = 90");
        assert_eq!(kinds(&note), [Of::Words]);
    }

    #[test]
    fn the_words_of_what_is_more_are_read() {
        let behind = [&plain()[..], b"\0\0la dame au parapluie\0"].concat();
        assert!(read_metadata(&behind)[0].text.contains("la dame au parapluie"));
    }

    #[test]
    fn comments_records_and_xmp_are_read() {
        assert_eq!(kinds(&jpeg(0xfe, b"pour Jeanne")), [Of::Words]);
        let iptc = b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x0e\x1c\x02\x50\0\x06Jeanne";
        assert_eq!(kinds(&jpeg(0xed, iptc)), [Of::Who]);
        let xmp = b"http://ns.adobe.com/xap/1.0/\0<rdf exif:GPSLatitude='48'/>";
        assert_eq!(kinds(&jpeg(0xe1, xmp)), [Of::Where]);
    }

    #[test]
    fn cut_short_bytes_are_read_as_far_as_they_go() {
        let whole = jpeg(0xe1, &exif(&[(0x013b, "Y. Le Goff")], true));
        for end in 0..whole.len() {
            read_metadata(&whole[..end]);
        }
    }
}
