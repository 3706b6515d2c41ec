//! Everything a PDF says, from its bytes alone: the text of its pages, and every text beside them.
//!
//! Nothing here trusts the program that made the bytes: each object of the file is visited, whatever leads to it, and each
//! stream is accounted for: read, or known to hold no text; what is neither is told.

use std::collections::{BTreeSet, HashMap, HashSet};

use std::sync::LazyLock;

use regex::Regex;

use super::file::{self, Inner, Page, PdfFile, PdfScan};
use super::filters::Rest;
use super::glyphs::{Drawn, MOST_TEXT, PageReader};
use super::objects::{Dict, Object};
use super::picture::{self, Revealed};
use crate::tree::decode_leniently;

/// What a PDF says.
#[derive(Debug, Default)]
pub struct PdfReading {
    /// Its pages, in order.
    pub pages: Vec<Drawn>,
    /// The texts beside the pages, in the order of the file.
    pub said: Vec<TextBeside>,
    /// Its pictures.
    pub pictures: Vec<PdfPicture>,
    /// How many files are attached to it.
    pub attachments: usize,
    /// What may hold text and could not be read.
    pub unread: BTreeSet<Unread>,
}

/// Something that may hold text and could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unread {
    /// The page that draws it, from 1, if one does.
    pub page: Option<usize>,
    /// Why it could not.
    pub why: Why,
}

/// Why something cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is more than is read of one file: what draws itself over and over.
    TooMuch,
    /// It is damaged, or packed in a way that is not known.
    Damaged,
    /// It is drawn with a font that does not tell which letters it draws.
    Letterless,
    /// It is of no known kind.
    Unknown,
}

impl Why {
    /// What names it in the catalogue.
    pub fn catalogue_key(self) -> &'static str {
        match self {
            Self::TooMuch => "drawing-too-much",
            Self::Damaged => "drawing-damaged",
            Self::Letterless => "drawing-letterless",
            Self::Unknown => "drawing-unknown",
        }
    }
}

/// A text beside the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBeside {
    /// Where it stands.
    pub place: PdfPlace,
    /// The page it belongs to, from 1, if the file tells.
    pub page: Option<usize>,
    /// The words.
    pub text: String,
}

/// Where a PDF says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PdfPlace {
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

impl PdfPlace {
    /// What names it in the catalogue.
    pub fn catalogue_key(self) -> &'static str {
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
pub struct PdfPicture {
    /// The page that draws it first, from 1; none when no page does.
    pub page: Option<usize>,
    /// What it carries besides its pixels.
    pub revealed: Vec<Revealed>,
}

/// Bytes that are no PDF that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadablePdf;

/// Reads a PDF. Any bytes are read or refused, in a time that grows with their number alone: bytes that come out of filters,
/// and text that is drawn again and again, are counted, and what is too much is told.
pub fn read_pdf(bytes: &[u8]) -> Result<PdfReading, UnreadablePdf> {
    let mut left = Left { bytes: file::MOST, text: MOST_TEXT };
    read_within(bytes, &mut left, true)
}

/// What may still be made of one file and all that is attached to it.
struct Left {
    bytes: usize,
    text: usize,
}

fn read_within(bytes: &[u8], left: &mut Left, is_outer: bool) -> Result<PdfReading, UnreadablePdf> {
    let scan = PdfScan::from_bytes(bytes);
    let inner = Inner::from_scan(&scan, left.bytes);
    let file = PdfFile::from_scan(scan, &inner)?;
    let pages = file.pages();
    if pages.is_empty() {
        return Err(UnreadablePdf);
    }
    let mut scribe = PageReader::new(&file, left.text);
    let (mut drawn, mut numbers, mut known) = (Vec::new(), HashMap::new(), HashSet::new());
    for (number, page) in (1..).zip(&pages) {
        drawn.push(scribe.read_page(page, Some(number)));
        // A page that stands in the tree twice is drawn twice, and keeps the number of its first place.
        if let Some(place) = page.place {
            numbers.entry(file.items[place].number).or_insert(number);
            known.insert(place);
        }
    }
    if file.is_damaged {
        scribe.note_unread(None, Why::Damaged);
    }
    let mut visitor = Visitor {
        file: &file,
        numbers,
        scribe,
        attached: Vec::new(),
        reading: PdfReading { pages: drawn, ..PdfReading::default() },
    };
    visitor.visit_all(&known);
    let Visitor { scribe, mut reading, attached, .. } = visitor;
    left.text = scribe.text_left();
    left.bytes = file.bytes_left();
    reading.unread.extend(&scribe.unread);
    for bytes in attached {
        read_attachment(&bytes, &mut reading, left, is_outer);
    }
    Ok(reading)
}

/// What an attached file says: a PDF is read like this one, pictures for what they carry, the rest as text.
fn read_attachment(bytes: &[u8], reading: &mut PdfReading, left: &mut Left, is_outer: bool) {
    reading.attachments += 1;
    if bytes.starts_with(b"%PDF") {
        // A PDF in a PDF in a PDF is told as damaged, not read: each level calls this function anew, and must not be
        // without end.
        let inner = if is_outer { read_within(bytes, left, false) } else { Err(UnreadablePdf) };
        let Ok(inner) = inner else {
            let (page, why) = (None, Why::Damaged);
            reading.unread.insert(Unread { page, why });
            return;
        };
        let drawn = inner.pages.into_iter();
        // `both` too: a run of words may go over a text and what stands beside it.
        let texts = drawn.flat_map(|page| [page.text, page.beside, page.both]);
        let said = inner.said.into_iter().map(|said| said.text);
        texts.chain(said).for_each(|text| reading.add_text(PdfPlace::Attachment, None, text));
        reading.pictures.extend(inner.pictures);
        let why = inner.unread.into_iter().map(|unread| unread.why);
        let page = None;
        reading.unread.extend(why.map(|why| Unread { page, why }));
        return;
    }
    let revealed = picture::read_metadata(bytes);
    if !revealed.is_empty() {
        let page = None;
        reading.pictures.push(PdfPicture { page, revealed });
    }
    let text =
        decode_leniently(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned());
    reading.add_text(PdfPlace::Attachment, None, text);
}

impl PdfReading {
    fn add_text(&mut self, place: PdfPlace, page: Option<usize>, text: String) {
        if !text.trim().is_empty() {
            self.said.push(TextBeside { place, page, text });
        }
    }
}

/// What stands around a string.
#[derive(Default, Clone, Copy)]
struct Around {
    place: Option<PdfPlace>,
    page: Option<usize>,
}

struct Visitor<'f, 'a> {
    file: &'f PdfFile<'a>,
    /// The number of each page, by that of its object.
    numbers: HashMap<u32, usize>,
    scribe: PageReader<'f, 'a>,
    /// The files attached to it.
    attached: Vec<Vec<u8>>,
    reading: PdfReading,
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

impl<'f, 'a> Visitor<'f, 'a> {
    /// Every object of the file; `known` are the pages that have been read.
    fn visit_all(&mut self, known: &HashSet<usize>) {
        let file = self.file;
        let mut textless = HashSet::new();
        // First all objects: pages that no tree leads to are drawn here, which marks the streams they use as walked.
        for (place, item) in file.items.iter().enumerate() {
            self.visit_object(&item.object, Around::default());
            mark_textless(file, &item.object, None, &mut textless);
            if let (Some(dict), false) = (item.dict(), known.contains(&place))
                && dict.get("Type").and_then(Object::as_name) == Some(b"Page")
            {
                let page = Page { place: Some(place), dict, inherited: None };
                let drawn = self.scribe.read_page(&page, None);
                self.add_undrawn_text(drawn);
            }
        }
        // Then the streams. Only now is it known which of them pages drew, and which some object names as a font, a
        // profile and so on.
        for (place, item) in file.items.iter().enumerate() {
            if let (Some(_), Some(dict)) = (item.stream, item.dict()) {
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
            Object::String(words) => self.add_string(around, text_of(words)),
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
        if self.scribe.walked.contains(&place) || textless.contains(&place) {
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
            let drawn = self.scribe.read_undrawn_stream(place);
            return self.add_undrawn_text(drawn);
        }
        let held = file.decode_stream(place);
        match held.rest {
            Rest::Nothing => {}
            Rest::TooMuch => self.scribe.note_unread(None, Why::TooMuch),
            Rest::Pixels | Rest::Damaged => self.scribe.note_unread(None, Why::Damaged),
        }
        if kind == b"EmbeddedFile" {
            self.attached.push(held.bytes.into_owned());
        } else if kind == b"Metadata" || sort == b"XML" {
            let text = String::from_utf8_lossy(&held.bytes);
            // XMP is not parsed as XML: the names of its elements stay in the text. They hurt nothing, and a damaged XMP is
            // read as well.
            let text = unescape_xml(&NAMESPACE.replace_all(&text, " "));
            self.reading.add_text(PdfPlace::Metadata, None, text);
        } else {
            self.visit_unknown_stream(place, &held.bytes);
        }
    }

    /// A stream of which nothing tells what it is: it may be text, or draw some.
    fn visit_unknown_stream(&mut self, place: usize, bytes: &[u8]) {
        let drawn = self.scribe.read_undrawn_stream(place);
        // It counts as read when it draws something, or when all of it is printable text. Anything else is told as of no
        // known kind.
        let draws = !drawn.text.is_empty() || !drawn.beside.is_empty();
        self.add_undrawn_text(drawn);
        let text = str::from_utf8(bytes).ok();
        let text = text.filter(|text| !text.contains(is_unprintable));
        if text.is_none() && !draws && !bytes.is_empty() {
            self.scribe.note_unread(None, Why::Unknown);
        }
        self.reading.add_text(PdfPlace::Elsewhere, None, text.unwrap_or_default().to_string());
    }

    fn visit_picture(&mut self, place: usize) {
        let page = self.scribe.pictures.get(&place).copied().flatten();
        // A picture in a format of its own may be packed once more.
        let held = self.file.pixel_data(place);
        let revealed = picture::read_metadata(&held);
        for told in &revealed {
            self.reading.add_text(PdfPlace::Picture, page, told.text.clone());
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

/// The words of a string: two bytes a character or UTF-8 when a mark says so, else one byte a character.
pub(super) fn text_of(bytes: &[u8]) -> String {
    match bytes {
        // The two marks are those of ISO 32000-2, 7.9.2.2. Without one the code is PDFDocEncoding. It is read as Latin-1,
        // which differs in few signs, most of them from 0x80 to 0xa0.
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2);
            let units = units.map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            let signs = char::decode_utf16(units);
            signs.map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| pdf_doc_character(*byte)).collect(),
    }
}

/// The character of a byte of a text string without a mark, by PDFDocEncoding (ISO 32000-2, annex D.3), which is Latin-1 but
/// for these.
fn pdf_doc_character(byte: u8) -> char {
    const FROM_18: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const FROM_80: [char; 31] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
    ];
    match byte {
        0x18..=0x1f => FROM_18[usize::from(byte - 0x18)],
        0x80..=0x9e => FROM_80[usize::from(byte - 0x80)],
        0xa0 => '€',
        _ => char::from(byte),
    }
}

/// What names the vocabularies of a document's metadata: the same in every file of any program.
static NAMESPACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"xmlns:?\w*="[^"]*"|rdf:about="""#).expect("a pattern of ours"));

/// How often percent codes are written with percent codes: programs that pass an address on do it once more each.
const CODED: usize = 8;

/// An address with its signs themselves, not their percent codes, however often they are coded.
fn decode_address(address: &str) -> String {
    let mut now = address.to_string();
    for _ in 0..CODED {
        let next = decoded_once(&now);
        if next == now {
            break;
        }
        now = next;
    }
    now
}

fn decoded_once(address: &str) -> String {
    // Bytes, not signs: `%C3%A9` is one letter of two bytes.
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
    // Last, so that `&amp;lt;` becomes `&lt;` and not `<`.
    ("&amp;", "&"),
];

fn unescape_xml(xml: &str) -> String {
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
        format!("<<{keys}/Length {}>>stream\n{content}\nendstream", content.len())
    }

    fn reading(content: &str, more: &[&str]) -> PdfReading {
        let content = stream("", content);
        let own = [
            "<</Author(Anne \\(guide\\))/Title<FEFF00E90074>>>",
            &content,
            "<</Type/Outlines/First 8 0 R>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        let objects = [&PAGES[..], &own, more].concat();
        read_pdf(&pdf(&objects)).expect("a PDF")
    }

    fn said(reading: &PdfReading, place: PdfPlace) -> Vec<&str> {
        let said = reading.said.iter().filter(|said| said.place == place);
        said.map(|said| said.text.as_str()).collect()
    }

    #[test]
    fn a_string_without_a_mark_is_read_in_the_code_of_pdf() {
        assert_eq!(text_of(b"C\x9cur d\x90\xe9t\xe9 \x84 5 \xa0"), "Cœur d’été — 5 €");
    }

    #[test]
    fn pages_say_their_glyphs_and_the_texts_that_stand_for_glyphs() {
        let content = "BT /F 9 Tf (Bonjour) Tj ET /Span <</ActualText(cent)>> BDC BT /F 9 Tf (100) Tj ET EMC \
            /Artifact BMC BT /F 9 Tf [(pa) -50 (ge)] TJ ET EMC";
        let page = &reading(content, &[]).pages[0];
        assert_eq!(page.text.split_whitespace().collect::<Vec<_>>(), ["Bonjour", "cent"]);
        assert_eq!(page.beside.split_whitespace().collect::<Vec<_>>(), ["100", "page"]);
    }

    #[test]
    fn what_stands_beside_the_pages_is_read_with_its_place() {
        let attached = stream("/Type/EmbeddedFile", "secret;1");
        let xmp = stream(
            "/Type/Metadata/Subtype/XML",
            "<rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>L&apos;accueil</dc:creator>",
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
        assert_eq!(said(&reading, PdfPlace::Bookmark), ["Un signet"]);
        assert_eq!(said(&reading, PdfPlace::Alternative), ["Un quai", "long"]);
        assert_eq!(said(&reading, PdfPlace::Annotation), ["http://e.org/une rue", "Une note"]);
        assert_eq!(said(&reading, PdfPlace::Attachment), ["Les gens", "liste.csv", "secret;1"]);
        assert_eq!(reading.attachments, 1);
        let metadata = said(&reading, PdfPlace::Metadata);
        assert_eq!(metadata[..2], ["Anne (guide)", "ét"]);
        assert!(metadata[2].contains("L'accueil") && !metadata[2].contains("purl.org"));
        assert_eq!(said(&reading, PdfPlace::Elsewhere), ["au fond"]);
        let alternative = reading.said.iter().find(|said| said.text == "Un quai");
        assert_eq!(alternative.and_then(|said| said.page), Some(1));
    }

    #[test]
    fn an_entry_without_a_value_makes_a_file_unreadable_and_no_crash() {
        let damaged = b"7 0 obj<</Type/Catalog/Pages 2 0 R/Contents + >>";
        assert!(read_pdf(damaged).is_err());
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
        assert_eq!(read_pdf(&whole).expect("a PDF").pages.len(), 1);
        for end in (0..whole.len()).step_by(7) {
            read_pdf(&whole[..end]).ok();
        }
        assert!(read_pdf(b"no PDF").is_err());
    }

    /// The reading of one page that draws `content` with these resources, which begin with an object of number 10.
    fn drawn(content: &str, resources: &str, more: &[&str]) -> PdfReading {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 7 0 R>>{resources}>>/Annots[9 0 R]>>"
        );
        let content = stream("", content);
        let own = [
            PAGES[0],
            PAGES[1],
            &page,
            "<<>>",
            &content,
            "null",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            "null",
            more[0],
        ];
        read_pdf(&pdf(&[&own, &more[1..]].concat())).expect("a PDF")
    }

    const WORDS: &str = "BT /F 9 Tf (hidden words) Tj ET";
    const FONT: &str = "/Resources<</Font<</F 7 0 R>>>>";

    /// What the first page says, all of it, and that nothing of the file is unread.
    fn all(reading: &PdfReading) -> &str {
        assert_eq!(reading.unread, BTreeSet::new());
        reading.pages[0].all_text().trim()
    }

    #[test]
    fn words_are_read_whatever_draws_them() {
        let form = stream(&format!("/Subtype/Form{FONT}"), WORDS);
        let tiles = stream(&format!("/PatternType 1{FONT}"), WORDS);
        let cases = [
            ("/X Do", "/XObject<</X 10 0 R>>", &form),
            ("/Pattern cs /P scn 0 0 9 9 re f", "/Pattern<</P 10 0 R>>", &tiles),
            ("/Pattern CS /P SCN 0 0 9 9 re S", "/Pattern<</P 10 0 R>>", &tiles),
            (
                "/C cs 1 0 0 /P scn",
                "/ColorSpace<</C[/Pattern/DeviceRGB]>>/Pattern<</P 10 0 R>>",
                &tiles,
            ),
            ("/G gs 0 0 9 9 re f", "/ExtGState<</G<</SMask<</S/Alpha/G 10 0 R>>>>>>", &form),
            ("/P scn", "/Pattern<</P<</PatternType 2/ExtGState<</SMask<</G 10 0 R>>>>>>>>", &form),
            ("/P scn", "/Pattern<</P 10 0 R>>", &form),
            (
                "BT /D 9 Tf (a) Tj ET",
                "/Font<</F 7 0 R/D<</Subtype/Type3/CharProcs<</a 10 0 R>>/Encoding<</Differences[97/a]>>>>>>",
                &form,
            ),
        ];
        for (content, resources, drawing) in cases {
            let reading = drawn(content, resources, &["null", drawing]);
            assert!(all(&reading).contains("hidden words"), "{content}");
            assert!(said(&reading, PdfPlace::Elsewhere).is_empty(), "{content}");
        }
    }

    #[test]
    fn what_notes_look_like_is_read_in_all_their_states() {
        let note = "<</Subtype/Widget/AP<</N<</On 10 0 R/Off 11 0 R>>/R 12 0 R/D 10 0 R>>>>";
        let look =
            |words: &str| stream(&format!("/Subtype/Form{FONT}"), &WORDS.replace("words", words));
        let looks = ["on", "off", "over"].map(look);
        let reading = drawn("", "", &[note, &looks[0], &looks[1], &looks[2]]);
        for words in ["hidden on", "hidden off", "hidden over"] {
            assert!(all(&reading).contains(words));
        }
    }

    #[test]
    fn the_contents_of_a_page_may_be_many_and_drawings_as_deep_as_they_like() {
        let mut objects: Vec<String> = PAGES.map(str::to_string).to_vec();
        objects[2] = objects[2].replace("5 0 R", "[5 0 R 5 0 R 6 0 R]");
        objects.push("<<>>".to_string());
        objects.push(stream("", "BT /F 9 Tf (one) Tj ET"));
        objects.push(stream("", "/X Do"));
        objects.push("<</Subtype/Type1>>".to_string());
        objects[2] = objects[2].replace("/Font", "/XObject<</X 8 0 R>>/Font");
        for next in 9..20_000 {
            let keys = format!("/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>");
            objects.push(stream(&keys, "/X Do"));
        }
        objects.push(stream(&format!("/Subtype/Form{FONT}"), WORDS));
        let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
        let reading = read_pdf(&pdf(&objects)).expect("a PDF");
        assert_eq!(all(&reading), "one one hidden words");
    }

    #[test]
    fn drawings_that_double_each_other_end_and_are_told() {
        let doubling = |levels: u32, words: &str| {
            let forms = (10..10 + levels).map(|number| {
                let keys = format!("/Subtype/Form/Resources<</XObject<</X {} 0 R>>>>", number + 1);
                stream(&keys, "/X Do /X Do")
            });
            let last = stream(&format!("/Subtype/Form{FONT}"), words);
            let forms: Vec<String> =
                ["null".to_string()].into_iter().chain(forms).chain([last]).collect();
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            drawn("/X Do", "/XObject<</X 10 0 R>>", &forms)
        };
        let few = doubling(4, WORDS);
        assert_eq!(all(&few).matches("hidden words").count(), 16);
        let many = doubling(60, WORDS);
        let (page, why) = (Some(1), Why::TooMuch);
        assert!(many.unread.contains(&Unread { page, why }));
        assert!(many.pages[0].text.len() <= MOST_TEXT);
        // Drawings without words may double as often as they like.
        assert_eq!(doubling(60, "0 0 9 9 re f").unread, BTreeSet::new());
    }

    fn why(reading: &PdfReading) -> Vec<Why> {
        reading.unread.iter().map(|unread| unread.why).collect()
    }

    #[test]
    fn streams_that_nothing_draws_are_read_or_told() {
        let form = stream(&format!("/Subtype/Form{FONT}"), WORDS);
        let tiles = stream(&format!("/PatternType 1{FONT}"), WORDS);
        let bare = stream("", "BT (hidden words) Tj ET");
        let script = stream("", "app.alert('hidden words')");
        for more in [&form, &tiles, &bare, &script] {
            let reading = drawn("", "", &["null", more]);
            assert!(
                said(&reading, PdfPlace::Elsewhere)
                    .iter()
                    .any(|text| text.contains("hidden words"))
            );
        }
        let page = "<</Type/Page/Contents 11 0 R/Resources<</Font<</F 7 0 R>>>>>>";
        let reading = drawn("", "", &["null", page, &stream("", WORDS)]);
        assert_eq!(said(&reading, PdfPlace::Elsewhere), ["hidden words "]);
        let unknown = stream("/Type/Own", "\u{1}\u{2}\u{3}");
        assert_eq!(why(&drawn("", "", &["null", &unknown])), [Why::Unknown]);
        let known = [
            stream("/FunctionType 4", "{\u{1}}"),
            stream("/ShadingType 4", "\u{1}"),
            stream("/Length1 3", "\u{1}"),
            stream("/Subtype/Image", "\u{1}"),
            stream("/Type/XRef", "\u{1}"),
        ];
        let mut more = vec!["<</FontFile3 15 0 R/CIDSet 16 0 R/C[/ICCBased 17 0 R]>>"; 1];
        more.extend(known.iter().map(String::as_str));
        let bare = stream("", "\u{1}");
        more.extend([bare.as_str(); 3]);
        assert_eq!(why(&drawn("", "", &more)), []);
    }

    #[test]
    fn what_cannot_be_unpacked_is_told_wherever_it_is_drawn() {
        let form = stream("/Subtype/Form/Filter/Own", WORDS);
        let reading = drawn("/X Do", "/XObject<</X 10 0 R>>", &["null", &form]);
        let (page, why) = (Some(1), Why::Damaged);
        assert!(reading.unread.contains(&Unread { page, why }));
        let reading = drawn("BT /F 9 Tf (never ends", "", &["null"]);
        assert!(reading.unread.contains(&Unread { page, why }));
        let attached = stream("/Type/EmbeddedFile/Filter/FlateDecode", "no zlib");
        assert_eq!(self::why(&drawn("", "", &["null", &attached])), [Why::Damaged]);
    }

    #[test]
    fn codes_that_no_table_explains_are_told() {
        let font = "/Font<</F<</Subtype/Type0>>>>";
        let page = format!("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<<{font}>>>>");
        let content = stream("", "BT /F 9 Tf <0001> Tj ET");
        let reading =
            read_pdf(&pdf(&[PAGES[0], PAGES[1], &page, "null", &content])).expect("a PDF");
        assert_eq!(why(&reading), [Why::Letterless]);
    }

    /// Trees of pages that double, dictionaries that open in front of streams again and again, lists as deep as the file is
    /// long: each keeps the reader that Typst is tested with busy for ever, or breaks its stack.
    #[test]
    fn files_made_to_keep_a_reader_busy_are_read_at_once() {
        let started = std::time::Instant::now();
        let mut tree = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n".to_string();
        for number in 2..42 {
            let next = number + 1;
            tree += &format!("{number} 0 obj<</Type/Pages/Kids[{next} 0 R {next} 0 R]>>endobj\n");
        }
        tree += "42 0 obj<</Type/Page>>endobj trailer<</Root 1 0 R>>";
        let loops = tree.replace("42 0 R]", "2 0 R 2 0 R 99 0 R]");
        let page = "1 0 obj<</Type/Page/Contents 2 0 R>>endobj ";
        let rest = |text: &str| format!("%PDF-1.7 {page}{text}");
        let cases = [
            tree,
            loops,
            rest(&"<<".repeat(200_000)),
            rest(&"2 0 obj<</A ".repeat(50_000)),
            rest(&("<< ".repeat(80) + &">>stream ".repeat(80))),
            rest(&"2 0 obj[".repeat(100_000)),
            rest(&"2 0 obj(".repeat(100_000)),
            rest(&"2 0 obj<".repeat(100_000)),
            rest(&"2 0 obj<<>>stream\n".repeat(50_000)),
            rest(&"3 0 R 3 0 obj 4 0 R endobj 4 0 obj 3 0 R endobj ".repeat(20_000)),
            rest(&format!("2 0 obj<</Length 9>>stream\n{}endstream", "ID BI ".repeat(100_000))),
            rest(&format!("2 0 obj<</Length 9>>stream\n{}endstream", "BDC q ".repeat(100_000))),
            "0 0 obj ".repeat(100_000),
            rest(&"trailer(".repeat(100_000)),
            rest(
                &("2 0 obj[".to_string()
                    + &"/Fl ".repeat(100_000)
                    + "]endobj "
                    + &"3 0 obj<</Filter 2 0 R>>stream\nendstream ".repeat(5_000)),
            ),
            rest(
                &("2 0 obj[".to_string()
                    + &"4 0 R ".repeat(50_000)
                    + "]endobj 4 0 obj<<>>stream\n\nendstream "
                    + &"3 0 obj<</Type/Page/Annots 2 0 R/Contents 2 0 R>>endobj ".repeat(5_000)),
            ),
        ];
        for case in cases {
            read_pdf(case.as_bytes()).ok();
        }
        assert!(started.elapsed() < std::time::Duration::from_secs(20), "{:?}", started.elapsed());
    }

    #[test]
    fn links_are_read_however_often_they_are_coded() {
        assert_eq!(decode_address("a%2520b%25252525c"), "a b%c");
        assert_eq!(decode_address("100%"), "100%");
    }
}
