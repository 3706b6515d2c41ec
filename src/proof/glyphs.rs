//! From what a page draws to its text: glyphs through the tables of their fonts, and the texts that stand for glyphs.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::read::{name_of, text_of};
use crate::tree::windows;

/// What is drawn on one page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The text, in the order it is drawn; a space wherever a stretch of it ends.
    pub text: String,
    /// What is drawn besides: headers and footers, and glyphs for which another text stands.
    pub beside: String,
}

/// How deep drawings may lie in drawings: Typst makes two levels.
const DEEPEST: usize = 12;

/// Reads pages one after the other; fonts that several pages use are read once.
#[derive(Default)]
pub(super) struct Scribe {
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    /// The page, from 1, on which each picture is drawn first.
    pub pictures: HashMap<ObjectIdentifier, usize>,
}

impl Scribe {
    /// The text of a page, by its number from 1.
    pub(super) fn page(&mut self, page: &Page, number: usize) -> Drawn {
        let mut hand = Hand {
            scribe: self,
            number,
            drawn: Drawn::default(),
            marks: Vec::new(),
            font: None,
        };
        if let Some(content) = page.page_stream() {
            hand.read(content, page.resources(), 0);
        }
        hand.drawn
    }

    fn font(&mut self, dict: &Dict) -> Rc<Font> {
        let Some(id) = dict.obj_id() else {
            return Rc::new(Font::read(dict));
        };
        let read = || Rc::new(Font::read(dict));
        Rc::clone(self.fonts.entry(id).or_insert_with(read))
    }
}

/// What a stretch of a page is marked as.
enum Mark {
    /// No part of what the page says: a header, a line.
    Artifact,
    /// This text stands for what is drawn.
    Actual(String),
    /// A part of it.
    Part,
}

/// One page being read.
struct Hand<'s> {
    scribe: &'s mut Scribe,
    number: usize,
    drawn: Drawn,
    marks: Vec<Mark>,
    font: Option<Rc<Font>>,
}

impl Hand<'_> {
    fn read(&mut self, content: &[u8], resources: &Resources, depth: usize) {
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            match instruction {
                TypedInstruction::TextFont(font) => {
                    let dict = resources.get_font(font.0);
                    self.font = dict.map(|dict| self.scribe.font(&dict));
                }
                TypedInstruction::ShowText(shown) => self.show(shown.0),
                TypedInstruction::NextLineAndShowText(shown) => self.show(shown.0),
                TypedInstruction::ShowTextWithParameters(shown) => self.show(shown.2),
                TypedInstruction::ShowTexts(shown) => {
                    let parts = shown.0.iter::<Object>();
                    let strings = parts.filter_map(Object::into_string);
                    strings.for_each(|string| self.show(&string));
                }
                TypedInstruction::EndText(_) => self.say(" "),
                TypedInstruction::BeginMarkedContent(mark) => self.begin(mark.0, None),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => {
                    let properties = match mark.1 {
                        Object::Dict(dict) => Some(dict.clone()),
                        Object::Name(name) => resources.properties.get::<Dict>(&**name),
                        _ => None,
                    };
                    self.begin(mark.0, properties.as_ref());
                }
                TypedInstruction::EndMarkedContent(_) => self.end(),
                TypedInstruction::XObject(object) => {
                    if let Some(stream) = resources.get_x_object(object.0) {
                        self.object(&stream, resources, depth);
                    }
                }
                _ => {}
            }
        }
    }

    /// A drawing inside the drawing, or a picture.
    fn object(&mut self, stream: &Stream, resources: &Resources, depth: usize) {
        match name_of(stream.dict(), "Subtype").as_deref() {
            Some("Form") if depth < DEEPEST => {
                let own = stream.dict().get::<Dict>("Resources").unwrap_or_default();
                let own = Resources::from_parent(own, resources.clone());
                if let Ok(content) = stream.decoded() {
                    self.read(&content, &own, depth + 1);
                }
            }
            Some("Image") => {
                let number = self.number;
                let pictures = &mut self.scribe.pictures;
                pictures.entry(stream.obj_id()).or_insert(number);
            }
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Name, properties: Option<&Dict>) {
        let actual = || {
            let text = properties?.get::<hayro_syntax::object::String>("ActualText")?;
            Some(text_of(&text))
        };
        self.marks.push(match actual() {
            Some(text) => Mark::Actual(text),
            None if &**tag == b"Artifact" => Mark::Artifact,
            None => Mark::Part,
        });
    }

    fn end(&mut self) {
        if let Some(Mark::Actual(text)) = self.marks.pop() {
            self.say(&text);
        }
    }

    fn show(&mut self, codes: &[u8]) {
        if let Some(font) = self.font.clone() {
            self.say(&font.text(codes));
        }
    }

    fn say(&mut self, text: &str) {
        let is_part = self.marks.iter().all(|mark| matches!(mark, Mark::Part));
        match is_part {
            true => self.drawn.text.push_str(text),
            false => self.drawn.beside.push_str(text),
        }
    }
}

/// How the codes of a font become letters.
struct Font {
    /// The font's own table.
    table: Option<CMap>,
    /// Bytes that name one glyph.
    width: usize,
}

impl Font {
    fn read(dict: &Dict) -> Self {
        let stream = dict.get::<Stream>("ToUnicode");
        let table = stream.and_then(|stream| CMap::parse(&stream.decoded().ok()?, |_| None));
        let is_composite = name_of(dict, "Subtype").as_deref() == Some("Type0");
        Self {
            table,
            width: if is_composite { 2 } else { 1 },
        }
    }

    fn text(&self, codes: &[u8]) -> String {
        let mut text = String::new();
        for code in codes.chunks(self.width) {
            let number = code.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
            let table = self.table.as_ref();
            match table.and_then(|table| table.lookup_bf_string(number)) {
                Some(BfString::Char(sign)) => text.push(sign),
                Some(BfString::String(signs)) => text.push_str(&signs),
                // Without a table, the letters of simple fonts are most often those of Windows.
                None if self.width == 1 => text.push_str(&windows(code)),
                None => text.push(char::REPLACEMENT_CHARACTER),
            }
        }
        text
    }
}
