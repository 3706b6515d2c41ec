//! From what a page draws to its text: glyphs through the tables of their fonts, and the texts that stand for glyphs.
//!
//! Drawings lie in drawings: groups, patterns that fill and stroke, masks, glyphs that are drawings themselves, what notes look
//! like. Each is read once, when it is drawn first, and its text comes again wherever it is drawn again. Nothing calls
//! itself: drawings may lie as deep in one another as they like.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::Rc;

use super::file::{Page, PdfFile};
use super::filters::Rest;
use super::fonts::Font;
use super::from_right::in_drawn_order;
use super::objects::{Bytes, Dict, Lexer, Object, PdfOperation};
use super::read::{Unread, Why, text_of};

/// What is drawn on one page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The text, in the order it is drawn; a space wherever a stretch of it ends.
    pub text: String,
    /// What is drawn besides: headers and footers, glyphs for which another text stands, patterns, masks, notes.
    pub beside: String,
    /// Both of them in the order they are drawn; empty when either is.
    pub both: String,
}

impl Drawn {
    /// All of it, in the order it is drawn.
    pub fn all_text(&self) -> &str {
        match (self.both.is_empty(), self.text.is_empty()) {
            (false, _) => &self.both,
            (true, false) => &self.text,
            (true, true) => &self.beside,
        }
    }
}

/// The most bytes of text that are read of one file: some thirty novels. Drawings that double each other would have no end.
pub(super) const MOST_TEXT: usize = 24 * 1024 * 1024;

/// How far names are looked for in what lies around a drawing, which has resources of its own by the standard.
const AROUND: usize = 8;

/// Reads pages one after the other; fonts and drawings that several pages use are read once.
pub(super) struct PageReader<'f, 'a> {
    file: &'f PdfFile<'a>,
    /// The fonts, by the place of their dictionary in memory.
    fonts: HashMap<*const Dict<'a>, Rc<Font>>,
    resources: Vec<Resources<'f, 'a>>,
    /// The resources that dictionaries of their own hold, by the dictionary's place in memory and what lies around.
    known: HashMap<(*const Dict<'a>, Option<usize>), usize>,
    read: HashMap<FormKey, Rc<Drawn>>,
    left: usize,
    /// The page, from 1, on which each picture is drawn first, by the picture's place in the file.
    pub pictures: HashMap<usize, Option<usize>>,
    /// The streams that were read as drawings or for them.
    pub walked: HashSet<usize>,
    /// What could not be read.
    pub unread: BTreeSet<Unread>,
    /// The resources of the page that is read: programs rely on them in drawings too.
    page: Option<usize>,
}

/// What a drawing says depends on: its place, and, as far as it has none of its own, its resources and the font it begins
/// with.
type FormKey = (usize, usize, Option<*const Font>);

/// What names mean in a drawing.
struct Resources<'f, 'a> {
    dict: &'f Dict<'a>,
    around: Option<usize>,
}

/// Where the text of a drawing in a drawing belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// Into the text around it.
    Text,
    /// Beside it.
    Beside,
}

/// A drawing to be read within another.
struct InnerForm {
    place: usize,
    flow: Flow,
    /// The resources it has when it has none of its own.
    resources: usize,
}

/// What a stretch of a page is marked as.
enum DrawnMark {
    /// No part of what the page says: a header, a line.
    Artifact,
    /// This text stands for what is drawn.
    Actual(String),
    /// A part of it.
    Part,
}

/// A drawing being read.
struct DrawingState<'a> {
    /// What it is known by once it is read; none for a page.
    key: Option<FormKey>,
    flow: Flow,
    content: Bytes<'a>,
    at: usize,
    has_no_end: bool,
    resources: usize,
    font: Option<Rc<Font>>,
    /// The fonts before, of states that were put aside.
    fonts: Vec<Option<Rc<Font>>>,
    marks: Vec<DrawnMark>,
    /// How many of the marks keep what is drawn out of the text.
    others: usize,
    drawn: Drawn,
    /// The drawings within it that come before what it draws next.
    next: VecDeque<InnerForm>,
    /// Those that come after all.
    last: VecDeque<InnerForm>,
}

impl<'f, 'a> PageReader<'f, 'a> {
    /// Somebody who reads the pages of a file.
    pub fn new(file: &'f PdfFile<'a>, left: usize) -> Self {
        Self {
            file,
            fonts: HashMap::new(),
            resources: Vec::new(),
            known: HashMap::new(),
            read: HashMap::new(),
            left,
            pictures: HashMap::new(),
            walked: HashSet::new(),
            unread: BTreeSet::new(),
            page: None,
        }
    }

    /// How many bytes of text may still be read.
    pub fn text_left(&self) -> usize {
        self.left
    }

    /// The text of a page, by its number from 1, if it has one, and of the notes on it.
    pub fn read_page(&mut self, page: &Page<'f, 'a>, number: Option<usize>) -> Drawn {
        let file = self.file;
        let inherited = page.inherited.map(|object| file.resolve_reference(object));
        let around = inherited.and_then(Object::as_dict);
        let around = around.map(|dict| self.add_resources(dict, None));
        // By the standard, resources of a page replace those of the nodes above (ISO 32000-1, 7.7.3.4). Readers differ
        // where a name is missing, so those above stay behind as a second place to look.
        let own = file.dict_of(page.dict, "Resources");
        let resources = match (own, around) {
            (Some(own), around) => self.add_resources(own, around),
            (None, Some(around)) => around,
            (None, None) => self.add_resources(page.dict, None),
        };
        self.page = Some(resources);
        let content = self.read_page_contents(page, number);
        let last = self.appearance_streams(page, number);
        let last = last.into_iter().map(|place| InnerForm { place, flow: Flow::Beside, resources });
        let hand = DrawingState {
            last: last.collect(),
            ..DrawingState::new(None, Flow::Text, content, resources, None)
        };
        self.read_drawing(hand, number)
    }

    /// What a page draws itself: one stream, or several as if they were one.
    fn read_page_contents(&mut self, page: &Page<'f, 'a>, number: Option<usize>) -> Bytes<'a> {
        let file = self.file;
        let contents = page.dict.get("Contents");
        let parts = match contents.map(|contents| file.resolve_reference(contents)) {
            // The parts are joined before they are parsed: a token ends where a part ends, but an operation and its operands
            // may stand in two of them.
            Some(Object::Array(parts)) => parts.as_slice(),
            _ => contents.map(std::slice::from_ref).unwrap_or_default(),
        };
        let mut content = Vec::new();
        for place in parts.iter().filter_map(|part| file.stream_of(part)) {
            // Many pages may share a list of many parts.
            if file.bytes_left() == 0 {
                self.note_unread(number, Why::TooMuch);
                break;
            }
            content.extend_from_slice(&self.read_content_stream(place, number));
            content.push(b' ');
        }
        content.into()
    }

    /// What the notes on a page look like, in all their states.
    fn appearance_streams(&mut self, page: &Page<'f, 'a>, number: Option<usize>) -> Vec<usize> {
        let file = self.file;
        let notes = file.value_of(page.dict, "Annots").as_array();
        let mut found = Vec::new();
        for note in notes.unwrap_or_default() {
            // Many pages may share a list of many notes: each counts as a letter.
            if self.left == 0 {
                self.note_unread(number, Why::TooMuch);
                break;
            }
            self.left -= 1;
            let looks = file.resolve_reference(note).as_dict();
            let looks = looks.and_then(|dict| file.dict_of(dict, "AP"));
            for (_, look) in looks.into_iter().flat_map(Dict::entries) {
                // A look is a stream, or a dictionary with a stream for each state, such as `/On` and `/Off` of a box to tick.
                // All are read: a reader program may show any of them.
                let states = match file.stream_of(look) {
                    Some(_) => None,
                    None => file.resolve_reference(look).as_dict(),
                };
                let states = states.into_iter().flat_map(Dict::entries);
                let all = states.map(|(_, state)| state).chain([look]);
                let before = found.len();
                found.extend(all.filter_map(|look| file.stream_of(look)));
                self.left = self.left.saturating_sub(found.len() - before);
            }
        }
        found
    }

    /// The text of a stream that no page draws, read as if one did.
    pub fn read_undrawn_stream(&mut self, place: usize) -> Drawn {
        let none = self.file.items[place].dict();
        let Some(resources) = none.map(|dict| self.add_resources(dict, None)) else {
            return Drawn::default();
        };
        let mut hand = DrawingState::new(None, Flow::Text, Bytes::default(), resources, None);
        hand.last.push_back(InnerForm { place, flow: Flow::Text, resources });
        self.read_drawing(hand, None)
    }

    /// What a stream draws; what of it cannot be read is told.
    fn read_content_stream(&mut self, place: usize, number: Option<usize>) -> Bytes<'a> {
        self.walked.insert(place);
        let found = self.file.decode_drawing(place);
        match found.rest {
            Rest::Nothing => {}
            Rest::TooMuch => self.note_unread(number, Why::TooMuch),
            Rest::Pixels | Rest::Damaged => self.note_unread(number, Why::Damaged),
        }
        found.bytes
    }

    /// Tells that something cannot be read, once for each page and reason.
    pub fn note_unread(&mut self, page: Option<usize>, why: Why) {
        self.unread.insert(Unread { page, why });
    }

    fn add_resources(&mut self, dict: &'f Dict<'a>, around: Option<usize>) -> usize {
        let all = &mut self.resources;
        // The address of a dictionary is its identity: the file owns all dictionaries and does not move while it is read.
        // What lies around counts too, as the same dictionary finds other names in another surrounding.
        let known = self.known.entry((std::ptr::from_ref(dict), around));
        *known.or_insert_with(|| {
            all.push(Resources { dict, around });
            all.len() - 1
        })
    }

    /// What a name of a kind means in a drawing, or around it.
    fn named_resource(&self, resources: usize, kind: &str, name: &[u8]) -> Option<&'f Object<'a>> {
        let around = |at: &usize| self.resources.get(*at)?.around;
        let own = std::iter::successors(Some(resources), around).take(AROUND);
        // Innermost first, then what lies around, then the page. A file whose surroundings go in a circle cannot hold this
        // up: `AROUND` bounds the steps.
        own.chain(self.page).find_map(|at| {
            let own = self.resources.get(at)?;
            self.file.dict_of(own.dict, kind)?.of_name(name)
        })
    }

    fn load_font(&mut self, object: &'f Object<'a>, resources: usize) -> Option<Rc<Font>> {
        let dict = self.file.resolve_reference(object).as_dict()?;
        let known = std::ptr::from_ref(dict);
        if let Some(font) = self.fonts.get(&known) {
            return Some(Rc::clone(font));
        }
        let mut font = Font::from_dict(dict, self.file);
        let own = self.file.dict_of(dict, "Resources");
        font.resources = Some(match own {
            Some(own) => self.add_resources(own, Some(resources)),
            None => resources,
        });
        let font = Rc::new(font);
        self.fonts.insert(known, Rc::clone(&font));
        if self.file.bytes_left() == 0 {
            self.note_unread(None, Why::TooMuch);
        }
        Some(font)
    }

    /// Reads a drawing and all those within it.
    fn read_drawing(&mut self, page: DrawingState<'a>, number: Option<usize>) -> Drawn {
        // `hands` is the stack of drawings that have begun; the last one is read on. One turn of the loop does one step:
        // it enters a drawing within, runs one operation, or closes a drawing that is at its end. It ends because each
        // operation takes at least one byte, each drawing is read once for a key, and the text that is written is bounded
        // by `self.left`.
        let mut hands = vec![page];
        let mut open: HashSet<FormKey> = HashSet::new();
        loop {
            let Some(hand) = hands.last_mut() else {
                return Drawn::default();
            };
            // Drawings within come before the next operation, so that their text stands where they are drawn.
            if let Some(inner) = hand.next.pop_front() {
                let (key, resources) = self.form_key(&inner, hand);
                let known = self.read.get(&key).map(Rc::clone);
                if let Some(known) = known {
                    self.add_drawing(hand, &known, inner.flow, number);
                } else if open.insert(key) {
                    // One that draws itself would have no end: it is read where it begins.
                    let content = self.read_content_stream(inner.place, number);
                    let font = hand.font.clone();
                    hands.push(DrawingState::new(Some(key), inner.flow, content, resources, font));
                }
                continue;
            }
            let mut lexer = Lexer::new(&hand.content, hand.at);
            lexer.has_no_end = hand.has_no_end;
            // The operation borrows from the content, which the hand owns: what it says is taken out of it first.
            let step = lexer.next_operation();
            let is_cut = lexer.is_cut;
            if is_cut {
                self.note_unread(number, Why::Damaged);
            }
            match step {
                Some(operation) => {
                    let (at, has_no_end) = (lexer.at, lexer.has_no_end);
                    let done = self.effect_of_operation(&operation, hand.resources);
                    (hand.at, hand.has_no_end) = (at, has_no_end);
                    self.apply_effect(done, hand, number);
                }
                // At the end of a page, its notes: they are read like drawings within, and the content is not begun again, as
                // `hand.at` is at its end.
                None if !hand.last.is_empty() => hand.next.append(&mut hand.last),
                None => {
                    // A mark that was never closed still holds the text that stands for what was drawn.
                    while !hand.marks.is_empty() {
                        self.end_mark(hand, number);
                    }
                    let Some(hand) = hands.pop() else {
                        return Drawn::default();
                    };
                    let Some(around) = hands.last_mut() else {
                        return hand.drawn;
                    };
                    let drawn = Rc::new(hand.drawn);
                    self.add_drawing(around, &drawn, hand.flow, number);
                    if let Some(key) = hand.key {
                        open.remove(&key);
                        self.read.insert(key, drawn);
                    }
                }
            }
        }
    }

    /// What a drawing within another is known by, and its resources.
    fn form_key(&mut self, inner: &InnerForm, around: &DrawingState) -> (FormKey, usize) {
        let file = self.file;
        let own = file.items[inner.place].dict();
        let own = own.and_then(|dict| file.dict_of(dict, "Resources"));
        let resources = match own {
            Some(own) => self.add_resources(own, None),
            None => inner.resources,
        };
        // A drawing begins with the font that is set where it is drawn, so the same stream may say different things. The
        // pointer stays valid: fonts are kept in `self.fonts` as long as the reader lives.
        let font = around.font.as_ref().map(Rc::as_ptr);
        ((inner.place, resources, font), resources)
    }

    /// What an operation does to the text.
    fn effect_of_operation(&mut self, operation: &PdfOperation, resources: usize) -> Done {
        let operands = &operation.operands;
        // The last name: colours of a pattern stand before its name, as in `0.5 /P1 scn`.
        let name = || operands.iter().rev().find_map(Object::as_name);
        let bytes = || operands.last().and_then(Object::as_string);
        match operation.operator {
            b"Tf" => {
                let name = operands.first().and_then(Object::as_name);
                let font = name.and_then(|name| self.named_resource(resources, "Font", name));
                Done::Font(font.and_then(|font| self.load_font(font, resources)))
            }
            b"Tj" => Done::Show(bytes().unwrap_or_default().to_vec()),
            b"'" | b"\"" => Done::NextLine(bytes().unwrap_or_default().to_vec()),
            b"TJ" => {
                let parts = operands.last().and_then(Object::as_array);
                Done::Shows(parts.into_iter().flatten().filter_map(codes_or_gap).collect())
            }
            // Where the text goes is not computed. Any move may begin a word, and whoever compares texts drops spaces anyway.
            b"Td" | b"TD" | b"T*" | b"Tm" | b"ET" => Done::Gap,
            b"q" => Done::Keep,
            b"Q" => Done::Back,
            // Marked content (ISO 32000-1, 14.6). Properties stand in place or under a name of the resources.
            b"BMC" | b"BDC" => {
                let properties = operands.get(1);
                let actual = match properties {
                    Some(Object::Dict(dict)) => self.actual_text(dict),
                    Some(Object::Name(name)) => {
                        let named = self.named_resource(resources, "Properties", name);
                        let named =
                            named.and_then(|named| self.file.resolve_reference(named).as_dict());
                        named.and_then(|dict| self.actual_text(dict))
                    }
                    _ => None,
                };
                let tag = operands.first().and_then(Object::as_name);
                Done::Begin(match actual {
                    Some(text) => DrawnMark::Actual(text),
                    None if tag == Some(b"Artifact") => DrawnMark::Artifact,
                    None => DrawnMark::Part,
                })
            }
            b"EMC" => Done::End,
            b"Do" => name().map_or(Done::Nothing, |name| self.effect_of_xobject(name, resources)),
            b"sc" | b"scn" | b"SC" | b"SCN" => {
                let pattern =
                    name().and_then(|name| self.named_resource(resources, "Pattern", name));
                pattern.map_or(Done::Nothing, |pattern| self.effect_of_pattern(pattern, resources))
            }
            // A graphics state may set the font (ISO 32000-1, table 58), and its soft mask may draw text.
            b"gs" => {
                let state =
                    name().and_then(|name| self.named_resource(resources, "ExtGState", name));
                state.map_or(Done::Nothing, |state| self.effect_of_state(state, resources))
            }
            _ => Done::Nothing,
        }
    }

    fn actual_text(&self, dict: &Dict) -> Option<String> {
        // What stands in the content refers to nothing; what is named may.
        match dict.get("ActualText")? {
            Object::String(bytes) => Some(text_of(bytes)),
            Object::Ref(number) => {
                let place = self.file.place_of(*number)?;
                self.file.items[place].object.as_string().map(text_of)
            }
            _ => None,
        }
    }

    fn effect_of_xobject(&mut self, name: &[u8], resources: usize) -> Done {
        let object = self.named_resource(resources, "XObject", name);
        let Some(place) = object.and_then(|object| self.file.stream_of(object)) else {
            return Done::Nothing;
        };
        let dict = self.file.items[place].dict();
        let is_image = dict.and_then(|dict| self.file.name_of(dict, "Subtype")) == Some(b"Image");
        if is_image {
            Done::Picture(place)
        } else {
            Done::Draw(InnerForm { place, flow: Flow::Text, resources })
        }
    }

    /// A pattern: a drawing that is repeated, or colours that run into one another, with a state of their own.
    fn effect_of_pattern(&mut self, pattern: &'f Object<'a>, resources: usize) -> Done {
        if let Some(place) = self.file.stream_of(pattern) {
            return Done::Draw(InnerForm { place, flow: Flow::Beside, resources });
        }
        let dict = self.file.resolve_reference(pattern).as_dict();
        let state = dict.and_then(|dict| dict.get("ExtGState"));
        state.map_or(Done::Nothing, |state| self.effect_of_state(state, resources))
    }

    /// A state of drawing: the font it sets, and the drawing it masks with.
    fn effect_of_state(&mut self, state: &'f Object<'a>, resources: usize) -> Done {
        let file = self.file;
        let Some(state) = file.resolve_reference(state).as_dict() else {
            return Done::Nothing;
        };
        let font = file.value_of(state, "Font").as_array();
        let font = font.and_then(|font| self.load_font(font.first()?, resources));
        let mask = file.dict_of(state, "SMask").and_then(|mask| mask.get("G"));
        let mask = mask.and_then(|mask| file.stream_of(mask)).map(|place| InnerForm {
            place,
            flow: Flow::Beside,
            resources,
        });
        Done::State(font, mask)
    }

    fn apply_effect(&mut self, done: Done, hand: &mut DrawingState<'a>, number: Option<usize>) {
        match done {
            Done::Nothing => {}
            Done::Font(font) => hand.font = font,
            Done::Show(codes) => self.add_glyphs(hand, &codes, number),
            Done::NextLine(codes) => {
                self.add_gap(hand, number);
                self.add_glyphs(hand, &codes, number);
            }
            Done::Shows(parts) => {
                for part in parts {
                    match part {
                        Some(codes) => self.add_glyphs(hand, &codes, number),
                        None => self.add_gap(hand, number),
                    }
                }
            }
            Done::Gap => self.add_gap(hand, number),
            Done::Keep => hand.fonts.push(hand.font.clone()),
            Done::Back => {
                if let Some(font) = hand.fonts.pop() {
                    hand.font = font;
                }
            }
            Done::Begin(mark) => {
                // Marks lie in one another. A count is enough to know whether any of those that are open keeps what is drawn
                // out of the text.
                hand.others += usize::from(!matches!(mark, DrawnMark::Part));
                hand.marks.push(mark);
            }
            Done::End => self.end_mark(hand, number),
            Done::Draw(inner) => hand.next.push_back(inner),
            Done::Picture(place) => {
                self.walked.insert(place);
                self.pictures.entry(place).or_insert(number);
            }
            Done::State(font, mask) => {
                if font.is_some() {
                    hand.font = font;
                }
                hand.next.extend(mask);
            }
        }
    }

    fn end_mark(&mut self, hand: &mut DrawingState<'a>, number: Option<usize>) {
        let mark = hand.marks.pop();
        // Taken off before the text is added: the text that stands for glyphs belongs to what lies around its mark.
        hand.others -= usize::from(!matches!(mark, Some(DrawnMark::Part) | None));
        if let Some(DrawnMark::Actual(text)) = mark {
            self.add_text(hand, &in_drawn_order(&text), number);
        }
    }

    fn add_glyphs(&mut self, hand: &mut DrawingState<'a>, codes: &[u8], number: Option<usize>) {
        // Without a font, nobody shows anything; what would be is told, and read as far as it can be.
        let font = hand.font.clone();
        if font.is_none() {
            self.note_unread(number, Why::Letterless);
        }
        let font = font.unwrap_or_default();
        let (text, is_known) = font.decode_codes(codes, self.left);
        if !is_known {
            self.note_unread(number, Why::Letterless);
        }
        self.add_text(hand, &text, number);
        let glyphs = codes.iter().filter_map(|code| font.drawings.get(code));
        hand.next.extend(glyphs.map(|place| InnerForm {
            place: *place,
            flow: Flow::Beside,
            resources: font.resources.unwrap_or(hand.resources),
        }));
    }

    /// Parts what comes from what was.
    fn add_gap(&mut self, hand: &mut DrawingState<'a>, number: Option<usize>) {
        let drawn = match hand.others {
            0 => &hand.drawn.text,
            _ => &hand.drawn.beside,
        };
        if !drawn.is_empty() && !drawn.ends_with(' ') {
            self.add_text(hand, " ", number);
        }
    }

    fn add_text(&mut self, hand: &mut DrawingState<'a>, text: &str, number: Option<usize>) {
        let drawn = match hand.others {
            0 => (text, ""),
            _ => ("", text),
        };
        self.append_texts(hand, drawn, text, number);
    }

    /// Adds the text of a drawing to the one around it.
    fn add_drawing(
        &mut self,
        hand: &mut DrawingState<'a>,
        drawn: &Drawn,
        flow: Flow,
        number: Option<usize>,
    ) {
        // Three cases. A drawing that has only one kind of text keeps a single copy, so it is put where that kind goes.
        // One that has both keeps its parts apart in a text flow, and becomes all `beside` elsewhere, in the order it is
        // drawn.
        let is_part = flow == Flow::Text && hand.others == 0;
        if drawn.both.is_empty() {
            let text = drawn.all_text();
            let is_text = is_part && !drawn.text.is_empty();
            let parts = if is_text { (text, "") } else { ("", text) };
            self.append_texts(hand, parts, text, number);
        } else if is_part {
            self.append_texts(hand, (&drawn.text, &drawn.beside), &drawn.both, number);
        } else {
            self.append_texts(hand, ("", &drawn.both), &drawn.both, number);
        }
    }

    fn append_texts(
        &mut self,
        hand: &mut DrawingState<'a>,
        parts: (&str, &str),
        both: &str,
        number: Option<usize>,
    ) {
        let drawn = &mut hand.drawn;
        let (text, beside) = parts;
        let is_parted = |drawn: &Drawn| {
            let has_text = !drawn.text.is_empty() || !text.is_empty();
            has_text && (!drawn.beside.is_empty() || !beside.is_empty())
        };
        // The order of both is only written once a drawing has texts of both kinds, as most have one. From then on each
        // text is stored twice, and the first time what stands so far is copied: all of that is paid for here, before
        // anything grows.
        let mut cost = text.len() + beside.len();
        let has_both = !drawn.both.is_empty();
        if has_both {
            cost += both.len();
        } else if is_parted(drawn) {
            cost += drawn.text.len() + drawn.beside.len() + both.len();
        }
        // Drawings that draw each other twice double the text with each level. Nothing more is added from here on, as
        // nothing is left.
        if cost > self.left {
            self.left = 0;
            self.note_unread(number, Why::TooMuch);
            return;
        }
        self.left -= cost;
        if !has_both && is_parted(drawn) {
            // One of them is empty so far, and so is the order of both.
            drawn.both = format!("{}{}", drawn.text, drawn.beside);
        }
        let is_parted = is_parted(drawn);
        drawn.text.push_str(text);
        drawn.beside.push_str(beside);
        if is_parted {
            drawn.both.push_str(both);
        }
    }
}

impl<'a> DrawingState<'a> {
    fn new(
        key: Option<FormKey>,
        flow: Flow,
        content: Bytes<'a>,
        resources: usize,
        font: Option<Rc<Font>>,
    ) -> Self {
        Self {
            key,
            flow,
            content,
            at: 0,
            has_no_end: false,
            resources,
            font,
            fonts: Vec::new(),
            marks: Vec::new(),
            others: 0,
            drawn: Drawn::default(),
            next: VecDeque::new(),
            last: VecDeque::new(),
        }
    }
}

/// What an operation does to the text.
enum Done {
    Nothing,
    Font(Option<Rc<Font>>),
    Show(Vec<u8>),
    NextLine(Vec<u8>),
    /// Codes, and the gaps between words among them.
    Shows(Vec<Option<Vec<u8>>>),
    Gap,
    Keep,
    Back,
    Begin(DrawnMark),
    End,
    Draw(InnerForm),
    Picture(usize),
    State(Option<Rc<Font>>, Option<InnerForm>),
}

/// From how many thousandths of the size on a step to the right parts words: a space is 200 wide in the narrowest fonts.
const GAP: f64 = -180.0;

fn codes_or_gap(object: &Object) -> Option<Option<Vec<u8>>> {
    match object {
        Object::String(bytes) => Some(Some(bytes.to_vec())),
        // A number in `TJ` is taken off the position, so a step to the right is below zero (ISO 32000-1, 9.4.3). Small
        // steps are kerning.
        Object::Number(step) if *step < GAP => Some(None),
        _ => None,
    }
}
