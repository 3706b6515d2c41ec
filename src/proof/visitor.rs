//! Goes through every object of a PDF for the texts that stand beside its pages.
//!
//! Nothing here trusts the program that made the bytes: each object of the file is visited, whatever leads to it, and each
//! stream is accounted for: read, or known to hold no text; what is neither is named.

use std::collections::{HashMap, HashSet};

use super::drawn::Drawn;
use super::file::{Page, PdfFile};
use super::filters::Rest;
use super::glyphs::PageReader;
use super::objects::{Dict, Object};
use super::picture;
use super::reading::{PdfPicture, PdfPlace, PdfReading, Why};
use super::strings::{decode_address, decode_text_string, read_xmp};

/// What stands around a string.
#[derive(Default, Clone, Copy)]
struct Around {
    /// What the keys around it say of its place.
    place: Option<PdfPlace>,
    /// The page it belongs to, from 1, if the file says so.
    page: Option<usize>,
}

/// Visits the objects of a file.
pub(super) struct ObjectVisitor<'f, 'a> {
    /// The file whose objects are visited.
    file: &'f PdfFile<'a>,
    /// The number of each page, by that of its object.
    numbers: HashMap<u32, usize>,
    /// Reads what no page draws.
    pub reader: PageReader<'f, 'a>,
    /// The files attached to it.
    pub attached: Vec<Vec<u8>>,
    /// What was read so far.
    pub reading: PdfReading,
}

/// Keys whose value is a stream that holds no text of the document: fonts and their tables, pixels, colours.
const TEXTLESS: [&[u8]; 16] = [
    b"FontFile",
    b"FontFile2",
    b"FontFile3",
    b"ToUnicode",
    b"CIDToGIDMap",
    b"CIDSet",
    b"Thumb",
    b"Mask",
    b"DestOutputProfile",
    b"ICCBased",
    b"TR",
    b"TR2",
    b"BG",
    b"UCR",
    b"HT",
    b"Function",
];

impl<'f, 'a> ObjectVisitor<'f, 'a> {
    /// A visitor of a file whose pages have been read, with the number of each by that of its object.
    pub fn new(
        file: &'f PdfFile<'a>,
        numbers: HashMap<u32, usize>,
        reader: PageReader<'f, 'a>,
        reading: PdfReading,
    ) -> Self {
        Self { file, numbers, reader, attached: Vec::new(), reading }
    }

    /// Every object of the file; `known` are the pages that have been read.
    pub fn visit_all(&mut self, known: &HashSet<usize>) {
        let file = self.file;
        let mut textless = HashSet::new();
        // First all objects: pages that no tree leads to are drawn here, which marks the streams they use as walked.
        for (place, object) in file.objects.iter().enumerate() {
            self.visit_object(&object.value, Around::default());
            mark_textless(file, &object.value, None, &mut textless);
            if let (Some(dict), false) = (object.dict(), known.contains(&place))
                && dict.get("Type").and_then(Object::as_name) == Some(b"Page")
            {
                let page = Page { place: Some(place), dict, inherited: None };
                let drawn = self.reader.read_page(&page, None);
                self.add_undrawn_text(drawn);
            }
        }
        // Then the streams. Only now is it known which of them pages drew, and which some object names as a font, a
        // profile and so on.
        for (place, object) in file.objects.iter().enumerate() {
            if let (Some(_), Some(dict)) = (object.stream, object.dict()) {
                self.visit_stream(place, dict, &textless);
            }
        }
    }

    /// What is drawn on no page.
    fn add_undrawn_text(&mut self, drawn: Drawn) {
        let text = drawn.all_text().to_string();
        self.reading.add_text(PdfPlace::Elsewhere, None, text);
    }

    fn visit_object(&mut self, object: &Object<'a>, around: Around) {
        match object {
            Object::String(words) => self.add_string(around, decode_text_string(words)),
            Object::Array(items) => items.iter().for_each(|item| self.visit_object(item, around)),
            Object::Dict(dict) => self.visit_dict(dict, around),
            _ => {}
        }
    }

    /// The values that stand in a dictionary itself; those it refers to are objects of the file too.
    fn visit_dict(&mut self, dict: &Dict<'a>, around: Around) {
        // `Pg` is the page of a structure element (ISO 32000-1, table 323), `P` that of a note. `P` of a structure element
        // is its parent, which is no page and so has no number.
        let page = dict.get("Pg").or_else(|| dict.get("P"));
        let page = page.and_then(|page| match page {
            Object::Ref(number) => self.numbers.get(number).copied(),
            _ => None,
        });
        for (key, value) in dict.entries() {
            let around = Around {
                place: place_of_key(key, dict).or(around.place),
                page: page.or(around.page),
            };
            self.visit_object(value, around);
        }
    }

    /// Accounts for a stream: what it says is read, or it is known to say nothing.
    fn visit_stream(&mut self, place: usize, dict: &'f Dict<'a>, textless: &HashSet<usize>) {
        let file = self.file;
        let kind = file.name_of(dict, "Type").unwrap_or_default();
        let sort = file.name_of(dict, "Subtype").unwrap_or_default();
        if sort == b"Image" {
            return self.visit_picture(place);
        }
        if self.reader.walked.contains(&place) || textless.contains(&place) {
            return;
        }
        let has = |key| dict.get(key).is_some();
        let is_font =
            has("Length1") || [&b"Type1C"[..], b"CIDFontType0C", b"OpenType"].contains(&sort);
        let is_textless =
            is_font || has("FunctionType") || has("ShadingType") || has("HalftoneType");
        match kind {
            // What streams of objects hold has been visited as objects.
            b"ObjStm" | b"XRef" | b"CMap" => return,
            _ if is_textless => return,
            _ => {}
        }
        if sort == b"Form" || has("PatternType") || has("Resources") {
            let drawn = self.reader.read_undrawn_stream(place);
            return self.add_undrawn_text(drawn);
        }
        let held = file.decode_stream(place);
        match held.rest {
            Rest::Nothing => {}
            Rest::TooMuch => self.reader.tally.note_unread_of_file(Why::TooMuch),
            Rest::Pixels | Rest::Damaged => self.reader.tally.note_unread_of_file(Why::Damaged),
        }
        if kind == b"EmbeddedFile" {
            self.attached.push(held.bytes.into_owned());
        } else if kind == b"Metadata" || sort == b"XML" {
            self.reading.add_text(PdfPlace::Metadata, None, read_xmp(&held.bytes));
        } else {
            self.visit_unknown_stream(place, &held.bytes);
        }
    }

    /// A stream of which nothing tells what it is: it may be text, or draw some.
    fn visit_unknown_stream(&mut self, place: usize, bytes: &[u8]) {
        let drawn = self.reader.read_undrawn_stream(place);
        // It counts as read when it draws something, or when all of it is printable text. Anything else is named as of no
        // known kind.
        let draws = !drawn.text.is_empty() || !drawn.beside.is_empty();
        self.add_undrawn_text(drawn);
        let text = str::from_utf8(bytes).ok();
        let text = text.filter(|text| !text.contains(is_unprintable));
        if text.is_none() && !draws && !bytes.is_empty() {
            self.reader.tally.note_unread_of_file(Why::Unknown);
        }
        self.reading.add_text(PdfPlace::Elsewhere, None, text.unwrap_or_default().to_string());
    }

    fn visit_picture(&mut self, place: usize) {
        let page = self.reader.pictures.get(&place).copied().flatten();
        // A picture in a format of its own may be packed once more.
        let held = self.file.pixel_data(place);
        let revealed = picture::read_metadata(&held);
        for carried in &revealed {
            self.reading.add_text(PdfPlace::Picture, page, carried.text.clone());
        }
        self.reading.pictures.push(PdfPicture { page, revealed });
    }

    fn add_string(&mut self, around: Around, text: String) {
        let place = around.place.unwrap_or(PdfPlace::Elsewhere);
        let text = match place {
            PdfPlace::Annotation => decode_address(&text),
            _ => text,
        };
        self.reading.add_text(place, around.page, text);
    }
}

/// Notes the streams that an object refers to as something without text.
fn mark_textless(file: &PdfFile, object: &Object, key: Option<&[u8]>, found: &mut HashSet<usize>) {
    match object {
        Object::Ref(_) if key.is_some_and(|key| TEXTLESS.contains(&key)) => {
            found.extend(file.stream_of(object));
        }
        Object::Array(items) => {
            // A colour space is an array such as `[/ICCBased 12 0 R]`: its first item says what the reference is for.
            let first = items.first().and_then(Object::as_name);
            let key = first.filter(|name| *name == b"ICCBased").or(key);
            items.iter().for_each(|item| mark_textless(file, item, key, found));
        }
        Object::Dict(dict) => {
            dict.entries().for_each(|(key, value)| mark_textless(file, value, Some(key), found));
        }
        _ => {}
    }
}

fn is_unprintable(sign: char) -> bool {
    sign.is_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{c}')
}

/// What the key of a string says of its place; none when what stands around it says it.
fn place_of_key(key: &[u8], dict: &Dict) -> Option<PdfPlace> {
    Some(match key {
        b"Alt" | b"ActualText" | b"E" => PdfPlace::Alternative,
        // Bookmarks have a parent and the document's information has none; both call their text `Title`.
        b"Title" if dict.get("Parent").is_some() => PdfPlace::Bookmark,
        b"Title" | b"Author" | b"Subject" | b"Keywords" | b"Creator" | b"Producer" => {
            PdfPlace::Metadata
        }
        b"URI" | b"Contents" | b"RC" => PdfPlace::Annotation,
        b"F" | b"UF" | b"Desc" => PdfPlace::Attachment,
        _ => return None,
    })
}
