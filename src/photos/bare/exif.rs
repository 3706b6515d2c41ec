//! What of EXIF changes how a picture is seen: its direction and its resolution, as Typst reads them.

use std::io::Cursor;

use exif::{Exif, In, Reader, Tag, Value};

/// The direction (1 to 8) and the resolutions (numerators and denominators) of a picture.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    direction: Option<u16>,
    across: Option<(u32, u32)>,
    down: Option<(u32, u32)>,
}

impl Seen {
    /// What a file says, read by the reader that Typst has.
    pub fn from_bytes(file: &[u8]) -> Self {
        let read = Reader::new().read_from_container(&mut Cursor::new(file));
        read.map_or_else(|_| Self::default(), |exif| Self::from_exif(&exif))
    }

    fn from_exif(exif: &Exif) -> Self {
        let field = |tag| Some(&exif.get_field(tag, In::PRIMARY)?.value);
        let direction = field(Tag::Orientation).and_then(|value| value.get_uint(0));
        let resolution = |tag| match field(tag) {
            Some(Value::Rational(values)) => {
                let value = values.first()?;
                let is_number = value.num > 0 && value.denom > 0;
                is_number.then_some((value.num, value.denom))
            }
            _ => None,
        };
        Self {
            direction: direction
                .and_then(|direction| u16::try_from(direction).ok())
                .filter(|direction| (2..=8).contains(direction)),
            across: resolution(Tag::XResolution),
            down: resolution(Tag::YResolution),
        }
    }

    /// The same as the TIFF structure that EXIF is, with nothing else in it; none when there is nothing to say.
    pub fn encode_tiff(self) -> Option<Vec<u8>> {
        const SHORT: u16 = 3;
        const RATIONAL: u16 = 5;
        let resolutions = [(0x011a_u16, self.across), (0x011b, self.down)];
        let count = usize::from(self.direction.is_some())
            + resolutions.iter().filter(|(_, value)| value.is_some()).count();
        if count == 0 {
            return None;
        }
        // A TIFF header: the heavy byte first, the number 42, and the place of the first list of fields.
        let mut fields = b"MM\0\x2a\0\0\0\x08".to_vec();
        fields.extend((count as u16).to_be_bytes());
        // A field has twelve bytes, of which four are its value. A fraction has eight, so its value is a place behind the
        // list, counted on by `end`; a direction stands in the field itself.
        let mut end = (fields.len() + count * 12 + 4) as u32;
        let mut values = Vec::new();
        let field = |tag: u16, kind: u16| {
            let one = 1_u32.to_be_bytes();
            [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &one].concat()
        };
        if let Some(direction) = self.direction {
            fields.extend(field(0x0112, SHORT));
            fields.extend(direction.to_be_bytes());
            fields.extend([0, 0]);
        }
        for (tag, value) in resolutions {
            let Some((above, below)) = value else {
                continue;
            };
            fields.extend(field(tag, RATIONAL));
            fields.extend(end.to_be_bytes());
            values.extend(above.to_be_bytes());
            values.extend(below.to_be_bytes());
            end += 8;
        }
        fields.extend([0; 4]);
        fields.extend(values);
        Some(fields)
    }
}
