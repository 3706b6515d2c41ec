//! Everything a PDF says, from its bytes alone: the text of its pages, and every text beside them.
//!
//! Nothing here trusts the program that made the bytes: each object of the file is visited, whatever leads to it.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::Pdf;
use hayro_syntax::object::{
    Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream, String as Words,
};

use super::glyphs::{Drawn, Scribe};
use super::picture::{self, Revealed};
use crate::tree::lenient;

/// What a PDF says.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its pages, in order.
    pub pages: Vec<Drawn>,
    /// The texts beside the pages, in the order of the file.
    pub said: Vec<Said>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// How many files are attached to it.
    pub attachments: usize,
}

/// A text beside the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Where it stands.
    pub place: Place,
    /// The page it belongs to, from 1, if the file tells.
    pub page: Option<usize>,
    /// The words.
    pub text: String,
}

/// Where a PDF says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// On a page.
    Page,
    /// In its title, author, keywords and the like, or in its XMP.
    Metadata,
    /// In a text for those who do not see.
    Alternative,
    /// In a bookmark.
    Bookmark,
    /// In an attached file, its name or its description.
    Attachment,
    /// In a note or behind a link.
    Annotation,
    /// In what a picture carries besides its pixels.
    Picture,
    /// In any other string of the file.
    Elsewhere,
}

impl Place {
    /// What names it in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Page => "said-on-page",
            Self::Metadata => "said-in-metadata",
            Self::Alternative => "said-in-alternative",
            Self::Bookmark => "said-in-bookmark",
            Self::Attachment => "said-in-attachment",
            Self::Annotation => "said-in-annotation",
            Self::Picture => "said-in-picture",
            Self::Elsewhere => "said-elsewhere",
        }
    }
}

/// A picture of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The page that draws it first, from 1; none when no page does.
    pub page: Option<usize>,
    /// What it carries besides its pixels.
    pub revealed: Vec<Revealed>,
}

/// Bytes that are no PDF that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// How deep arrays and dictionaries may lie in one another, and PDF in PDF as attachments.
const DEEPEST: usize = 32;

/// Reads a PDF. Damaged objects may make the reader of objects panic: such a file cannot be read.
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    catch_unwind(AssertUnwindSafe(|| read_within(bytes, 0))).unwrap_or(Err(Unreadable))
}

fn read_within(bytes: &[u8], depth: usize) -> Result<Reading, Unreadable> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| Unreadable)?;
    let mut scribe = Scribe::default();
    let (mut pages, mut numbers) = (Vec::new(), HashMap::new());
    for (at, page) in pdf.pages().iter().enumerate() {
        pages.push(scribe.page(page, at + 1));
        numbers.extend(page.raw().obj_id().map(|id| (id, at + 1)));
    }
    let mut visitor = Visitor {
        numbers,
        drawn: scribe.pictures,
        depth,
        reading: Reading {
            pages,
            ..Reading::default()
        },
    };
    for object in pdf.objects() {
        visitor.object(&object, &Around::default());
    }
    Ok(visitor.reading)
}

/// What stands around a string.
#[derive(Default, Clone)]
struct Around {
    place: Option<Place>,
    page: Option<usize>,
    depth: usize,
}

struct Visitor {
    /// The number of each page, by its object.
    numbers: HashMap<ObjectIdentifier, usize>,
    /// The page on which each picture is drawn.
    drawn: HashMap<ObjectIdentifier, usize>,
    depth: usize,
    reading: Reading,
}

impl Visitor {
    fn object(&mut self, object: &Object, around: &Around) {
        if around.depth > DEEPEST {
            return;
        }
        match object {
            Object::String(words) => self.say(around, text_of(words)),
            Object::Array(array) => {
                let deeper = Around {
                    depth: around.depth + 1,
                    ..around.clone()
                };
                for item in array.raw_iter() {
                    if let MaybeRef::NotRef(item) = item {
                        self.object(&item, &deeper);
                    }
                }
            }
            Object::Dict(dict) => self.dict(dict, around),
            Object::Stream(stream) => {
                self.dict(stream.dict(), around);
                self.stream(stream);
            }
            _ => {}
        }
    }

    /// The values that stand in a dictionary itself; those it refers to are objects of the file too.
    fn dict(&mut self, dict: &Dict, around: &Around) {
        let page = dict.get_ref("Pg").or_else(|| dict.get_ref("P"));
        let page = page.and_then(|page| self.numbers.get(&page.into()).copied());
        for (key, value) in dict.entries() {
            if let MaybeRef::NotRef(value) = value {
                let around = Around {
                    place: place(&key, dict).or(around.place),
                    page: page.or(around.page),
                    depth: around.depth + 1,
                };
                self.object(&value, &around);
            }
        }
    }

    fn stream(&mut self, stream: &Stream) {
        let dict = stream.dict();
        let is = |key, value: &str| name_of(dict, key).as_deref() == Some(value);
        if is("Subtype", "Image") {
            self.picture(stream);
        } else if is("Type", "EmbeddedFile") {
            self.reading.attachments += 1;
            if let Ok(bytes) = stream.decoded() {
                self.attachment(&bytes);
            }
        } else if (is("Type", "Metadata") || is("Subtype", "XML"))
            && let Ok(bytes) = stream.decoded()
        {
            let text = unescaped(&String::from_utf8_lossy(&bytes));
            self.tell(Place::Metadata, None, text);
        }
    }

    fn picture(&mut self, stream: &Stream) {
        let page = self.drawn.get(&stream.obj_id()).copied();
        let revealed = picture::revealed(&stream.raw_data());
        for told in &revealed {
            self.tell(Place::Picture, page, told.text.clone());
        }
        self.reading.pictures.push(Picture { page, revealed });
    }

    /// What an attached file says: a PDF is read like this one, pictures for what they carry, the rest as text.
    fn attachment(&mut self, bytes: &[u8]) {
        if bytes.starts_with(b"%PDF")
            && self.depth == 0
            && let Ok(inner) = read_within(bytes, self.depth + 1)
        {
            let drawn = inner.pages.into_iter();
            let texts = drawn.flat_map(|page| [page.text, page.beside]);
            texts.for_each(|text| self.tell(Place::Attachment, None, text));
            let said = inner.said.into_iter();
            said.for_each(|said| self.tell(Place::Attachment, None, said.text));
            self.reading.pictures.extend(inner.pictures);
            return;
        }
        let revealed = picture::revealed(bytes);
        if !revealed.is_empty() {
            let page = None;
            self.reading.pictures.push(Picture { page, revealed });
        }
        let text = lenient(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned());
        self.tell(Place::Attachment, None, text);
    }

    fn say(&mut self, around: &Around, text: String) {
        let place = around.place.unwrap_or(Place::Elsewhere);
        let text = match place {
            Place::Annotation => decoded(&text),
            _ => text,
        };
        self.tell(place, around.page, text);
    }

    fn tell(&mut self, place: Place, page: Option<usize>, text: String) {
        if !text.trim().is_empty() {
            self.reading.said.push(Said { place, page, text });
        }
    }
}

/// What the key of a string says of its place; none when what stands around it says it.
fn place(key: &[u8], dict: &Dict) -> Option<Place> {
    Some(match key {
        b"Alt" | b"ActualText" | b"E" => Place::Alternative,
        b"Title" if dict.contains_key("Parent") => Place::Bookmark,
        b"Title" | b"Author" | b"Subject" | b"Keywords" | b"Creator" | b"Producer" => {
            Place::Metadata
        }
        b"URI" | b"Contents" | b"RC" => Place::Annotation,
        b"F" | b"UF" | b"Desc" => Place::Attachment,
        _ => return None,
    })
}

/// The name that a key of a dictionary has, as text.
pub(super) fn name_of(dict: &Dict, key: &str) -> Option<String> {
    dict.get::<Name>(key).map(|name| name.as_str().to_string())
}

/// The words of a string: two bytes a character or UTF-8 when a mark says so, else one byte a character.
pub(super) fn text_of(words: &Words) -> String {
    let bytes: &[u8] = words;
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2);
            let units = units.map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            let signs = char::decode_utf16(units);
            signs
                .map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// An address with its signs themselves, not their percent codes.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|code| str::from_utf8(code).ok());
        let sign = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match sign.filter(|_| *first == b'%') {
            Some(sign) => {
                bytes.push(sign);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The signs that XML writes with a name, in a text of it.
const ENTITIES: [(&str, &str); 7] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&amp;", "&"),
];

fn unescaped(xml: &str) -> String {
    let replaced = |text: String, (name, sign): &(&str, &str)| text.replace(name, sign);
    ENTITIES.iter().fold(xml.to_string(), replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF of some objects, the first of them the catalogue; without a table, as damaged files are.
    fn pdf(objects: &[&str]) -> Vec<u8> {
        let mut text = "%PDF-1.7\n".to_string();
        for (number, object) in (1..).zip(objects) {
            text += &format!("{number} 0 obj\n{object}\nendobj\n");
        }
        text += "trailer\n<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n";
        text.into_bytes()
    }

    const PAGES: [&str; 3] = [
        "<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 7 0 R>>>>>>",
    ];

    fn stream(keys: &str, content: &str) -> String {
        format!(
            "<<{keys}/Length {}>>stream\n{content}\nendstream",
            content.len()
        )
    }

    fn reading(content: &str, more: &[&str]) -> Reading {
        let content = stream("", content);
        let own = [
            "<</Author(Anne \\(guide\\))/Title<FEFF00E90074>>>",
            &content,
            "<</Type/Outlines/First 8 0 R>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        let objects = [&PAGES[..], &own, more].concat();
        read(&pdf(&objects)).expect("a PDF")
    }

    fn said(reading: &Reading, place: Place) -> Vec<&str> {
        let said = reading.said.iter().filter(|said| said.place == place);
        said.map(|said| said.text.as_str()).collect()
    }

    #[test]
    fn pages_say_their_glyphs_and_the_texts_that_stand_for_glyphs() {
        let content = "BT /F 9 Tf (Bonjour) Tj ET /Span <</ActualText(cent)>> BDC BT /F 9 Tf (100) Tj ET EMC \
            /Artifact BMC BT /F 9 Tf [(pa) -50 (ge)] TJ ET EMC";
        let page = &reading(content, &[]).pages[0];
        assert_eq!(
            page.text.split_whitespace().collect::<Vec<_>>(),
            ["Bonjour", "cent"]
        );
        assert_eq!(
            page.beside.split_whitespace().collect::<Vec<_>>(),
            ["100", "page"]
        );
    }

    #[test]
    fn what_stands_beside_the_pages_is_read_with_its_place() {
        let attached = stream("/Type/EmbeddedFile", "secret;1");
        let xmp = stream(
            "/Type/Metadata/Subtype/XML",
            "<dc:creator>L&apos;accueil</dc:creator>",
        );
        let more = [
            "<</Title(Un signet)/Parent 6 0 R/Dest[3 0 R/Fit]>>",
            "<</Type/StructElem/S/Figure/Pg 3 0 R/P 6 0 R/Alt(Un quai)/E(long)>>",
            "<</Type/Annot/Subtype/Text/P 3 0 R/Contents(Une note)/A<</URI(http://e.org/une%20rue)>>>>",
            "<</Type/Filespec/F(liste.csv)/Desc(Les gens)/EF<</F 12 0 R>>>>",
            &attached,
            &xmp,
            "<</Whatever[[(au fond)]]>>",
        ];
        let reading = reading("", &more);
        assert_eq!(said(&reading, Place::Bookmark), ["Un signet"]);
        assert_eq!(said(&reading, Place::Alternative), ["Un quai", "long"]);
        assert_eq!(
            said(&reading, Place::Annotation),
            ["http://e.org/une rue", "Une note"]
        );
        assert_eq!(
            said(&reading, Place::Attachment),
            ["Les gens", "liste.csv", "secret;1"]
        );
        assert_eq!(reading.attachments, 1);
        let metadata = said(&reading, Place::Metadata);
        assert_eq!(metadata[..2], ["Anne (guide)", "ét"]);
        assert!(metadata[2].contains("L'accueil"));
        assert_eq!(said(&reading, Place::Elsewhere), ["au fond"]);
        let alternative = reading.said.iter().find(|said| said.text == "Un quai");
        assert_eq!(alternative.and_then(|said| said.page), Some(1));
    }

    #[test]
    fn an_entry_without_a_value_makes_a_file_unreadable_and_no_crash() {
        let damaged = b"7 0 obj<</Type/Catalog/Pages 2 0 R/Contents + >>";
        assert!(read(damaged).is_err());
    }

    #[test]
    fn drawings_that_draw_themselves_and_damaged_bytes_end() {
        let mut objects = PAGES.map(str::to_string).to_vec();
        let looped = stream("/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>", "/X Do");
        let page = "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</XObject<</X 5 0 R>>>>>>";
        objects[2] = page.to_string();
        objects.extend(["null".to_string(), looped, stream("", "/X Do")]);
        let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
        let whole = pdf(&objects);
        assert_eq!(read(&whole).expect("a PDF").pages.len(), 1);
        for end in (0..whole.len()).step_by(7) {
            read(&whole[..end]).ok();
        }
        assert!(read(b"no PDF").is_err());
    }
}
