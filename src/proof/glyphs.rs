//! From what a page draws to its text: glyphs through the tables of their fonts, and the texts that stand for glyphs.
//!
//! Drawings lie in drawings: groups, patterns that fill and stroke, masks, glyphs that are drawings themselves, what notes look
//! like. Each is read once, when it is drawn first, and its text comes again wherever it is drawn again. Nothing calls
//! itself: drawings may lie as deep in one another as they like.

mod drawing;
mod effects;
mod resources;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::drawn::Drawn;
use super::file::{Page, PdfFile};
use super::filters::Rest;
use super::lexer::Lexer;
use super::objects::{Bytes, Dict, Object};
use super::reading::Why;
use drawing::{DrawingState, Flow, FormKey, InnerForm, ReadingTally};
use effects::{DrawingEffect, effect_of_operation};
use resources::ResourceTable;

/// The most bytes of text that are read of one file: some thirty novels. Drawings that double each other would have no end.
pub(super) const MOST_TEXT: usize = 24 * 1024 * 1024;

/// Reads pages one after the other; fonts and drawings that several pages use are read once.
pub(super) struct PageReader<'f, 'a> {
    /// The file whose pages are read.
    file: &'f PdfFile<'a>,
    /// What names mean in each drawing.
    resources: ResourceTable<'f, 'a>,
    /// What each drawing draws that was read.
    read: HashMap<FormKey, Drawn>,
    /// What may still be read, and what could not be.
    pub tally: ReadingTally,
    /// The page, from 1, on which each picture is drawn first, by the picture's place in the file.
    pub pictures: HashMap<usize, Option<usize>>,
    /// The streams that were read as drawings or for them.
    pub walked: HashSet<usize>,
}

impl<'f, 'a> PageReader<'f, 'a> {
    /// A reader of the pages of a file, which may read so many bytes of text.
    pub fn new(file: &'f PdfFile<'a>, text_left: usize) -> Self {
        Self {
            file,
            resources: ResourceTable::new(file),
            read: HashMap::new(),
            tally: ReadingTally::new(text_left),
            pictures: HashMap::new(),
            walked: HashSet::new(),
        }
    }

    /// The text of a page, by its number from 1, if it has one, and of the notes on it.
    pub fn read_page(&mut self, page: &Page<'f, 'a>, number: Option<usize>) -> Drawn {
        let file = self.file;
        self.tally.page = number;
        let inherited = page.inherited.map(|object| file.resolve_reference(object));
        let around = inherited.and_then(Object::as_dict);
        let around = around.map(|dict| self.resources.add_dict(dict, None));
        // By the standard, resources of a page replace those of the nodes above (ISO 32000-1, 7.7.3.4). Readers differ
        // where a name is missing, so those above stay behind as a second place to look.
        let own = file.dict_of(page.dict, "Resources");
        let resources = match (own, around) {
            (Some(own), around) => self.resources.add_dict(own, around),
            (None, Some(around)) => around,
            (None, None) => self.resources.add_dict(page.dict, None),
        };
        self.resources.page = Some(resources);
        let content = self.read_page_contents(page);
        let last = self.appearance_streams(page);
        let last = last.into_iter().map(|place| InnerForm { place, flow: Flow::Beside, resources });
        let mut state = DrawingState::new(None, Flow::Text, content, resources, None);
        state.last.extend(last);
        self.read_drawing(state)
    }

    /// What a page draws itself: one stream, or several as if they were one.
    fn read_page_contents(&mut self, page: &Page<'f, 'a>) -> Bytes<'a> {
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
                self.tally.note_unread(Why::TooMuch);
                break;
            }
            content.extend_from_slice(&self.read_content_stream(place));
            content.push(b' ');
        }
        content.into()
    }

    /// What the notes on a page look like, in all their states.
    fn appearance_streams(&mut self, page: &Page<'f, 'a>) -> Vec<usize> {
        let file = self.file;
        let notes = file.value_of(page.dict, "Annots").as_array();
        let mut found = Vec::new();
        for note in notes.unwrap_or_default() {
            // Many pages may share a list of many notes: each counts as a letter.
            if self.tally.text_left == 0 {
                self.tally.note_unread(Why::TooMuch);
                break;
            }
            self.tally.text_left -= 1;
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
                self.tally.text_left = self.tally.text_left.saturating_sub(found.len() - before);
            }
        }
        found
    }

    /// The text of a stream that no page draws, read as if one did.
    pub fn read_undrawn_stream(&mut self, place: usize) -> Drawn {
        self.tally.page = None;
        let dict = self.file.objects[place].dict();
        let Some(resources) = dict.map(|dict| self.resources.add_dict(dict, None)) else {
            return Drawn::default();
        };
        let mut state = DrawingState::new(None, Flow::Text, Bytes::default(), resources, None);
        state.last.push_back(InnerForm { place, flow: Flow::Text, resources });
        self.read_drawing(state)
    }

    /// What a stream draws; what of it cannot be read is noted.
    fn read_content_stream(&mut self, place: usize) -> Bytes<'a> {
        self.walked.insert(place);
        let found = self.file.decode_drawing(place);
        match found.rest {
            Rest::Nothing => {}
            Rest::TooMuch => self.tally.note_unread(Why::TooMuch),
            Rest::Pixels | Rest::Damaged => self.tally.note_unread(Why::Damaged),
        }
        found.bytes
    }

    /// Reads a drawing and all those within it.
    fn read_drawing(&mut self, page: DrawingState<'a>) -> Drawn {
        // `states` is the stack of drawings that have begun; the last one is read on. One turn of the loop does one step:
        // it enters a drawing within, runs one operation, or closes a drawing that is at its end. It ends because each
        // operation takes at least one byte, each drawing is read once for a key, and the text that is written is bounded
        // by the tally.
        let mut states = vec![page];
        let mut open: HashSet<FormKey> = HashSet::new();
        while let Some(state) = states.last_mut() {
            // Drawings within come before the next operation, so that their text stands where they are drawn.
            if let Some(inner) = state.next.pop_front() {
                let begun = self.enter_form(&inner, state, &mut open);
                states.extend(begun);
            } else if !self.take_step(state) {
                let ended = states.pop();
                match (ended, states.last_mut()) {
                    (Some(ended), Some(around)) => self.close_form(ended, around, &mut open),
                    (ended, _) => return ended.map(|ended| ended.drawn).unwrap_or_default(),
                }
            }
        }
        Drawn::default()
    }

    /// Begins a drawing within another; none when what it draws is known already, and added.
    fn enter_form(
        &mut self,
        inner: &InnerForm,
        around: &mut DrawingState<'a>,
        open: &mut HashSet<FormKey>,
    ) -> Option<DrawingState<'a>> {
        let (key, resources) = self.form_key(inner, around);
        if let Some(known) = self.read.get(&key) {
            around.add_drawing(known, inner.flow, &mut self.tally);
            return None;
        }
        // One that draws itself would have no end: it is read where it begins.
        if !open.insert(key) {
            return None;
        }
        let content = self.read_content_stream(inner.place);
        let font = around.font.clone();
        Some(DrawingState::new(Some(key), inner.flow, content, resources, font))
    }

    /// Runs the next operation of a drawing; whether there was anything left to read of it.
    fn take_step(&mut self, state: &mut DrawingState<'a>) -> bool {
        let mut lexer = Lexer::new(&state.content, state.at);
        lexer.has_no_end = state.has_no_end;
        // The operation borrows from the content, which the state owns: what it says is taken out of it first.
        let step = lexer.next_operation();
        if lexer.is_cut {
            self.tally.note_unread(Why::Damaged);
        }
        if let Some(operation) = step {
            let (at, has_no_end) = (lexer.at, lexer.has_no_end);
            let effect = effect_of_operation(&operation, state.resources, &mut self.resources);
            (state.at, state.has_no_end) = (at, has_no_end);
            self.apply_effect(effect, state);
            return true;
        }
        // At the end of a page, its notes: they are read like drawings within, and the content is not begun again, as the
        // state is at its end.
        if !state.last.is_empty() {
            state.next.append(&mut state.last);
            return true;
        }
        // A mark that was never closed still holds the text that stands for what was drawn.
        while !state.marks.is_empty() {
            state.end_mark(&mut self.tally);
        }
        false
    }

    /// Adds what a drawing has drawn to the one around it, and keeps it for the next time.
    fn close_form(
        &mut self,
        ended: DrawingState<'a>,
        around: &mut DrawingState<'a>,
        open: &mut HashSet<FormKey>,
    ) {
        around.add_drawing(&ended.drawn, ended.flow, &mut self.tally);
        if let Some(key) = ended.key {
            open.remove(&key);
            self.read.insert(key, ended.drawn);
        }
    }

    /// What a drawing within another is known by, and its resources.
    fn form_key(&mut self, inner: &InnerForm, around: &DrawingState) -> (FormKey, usize) {
        let file = self.file;
        let own = file.objects[inner.place].dict();
        let own = own.and_then(|dict| file.dict_of(dict, "Resources"));
        let resources = match own {
            Some(own) => self.resources.add_dict(own, None),
            None => inner.resources,
        };
        // A drawing begins with the font that is set where it is drawn, so the same stream may say different things. The
        // pointer stays valid: fonts are kept in the table of resources as long as the reader
        // lives.
        let font = around.font.as_ref().map(Rc::as_ptr);
        ((inner.place, resources, font), resources)
    }

    fn apply_effect(&mut self, effect: DrawingEffect, state: &mut DrawingState<'a>) {
        // A font may be the last thing that was made of the file; no page is to blame for that alone.
        if std::mem::take(&mut self.resources.is_used_up) {
            self.tally.note_unread_of_file(Why::TooMuch);
        }
        let tally = &mut self.tally;
        match effect {
            DrawingEffect::Nothing => {}
            DrawingEffect::Font(font) => state.font = font,
            DrawingEffect::Show(codes) => state.add_glyphs(&codes, tally),
            DrawingEffect::ShowOnNextLine(codes) => {
                state.add_gap(tally);
                state.add_glyphs(&codes, tally);
            }
            DrawingEffect::ShowParts(parts) => parts.iter().for_each(|part| match part {
                Some(codes) => state.add_glyphs(codes, tally),
                None => state.add_gap(tally),
            }),
            DrawingEffect::Gap => state.add_gap(tally),
            DrawingEffect::Keep => state.fonts.push(state.font.clone()),
            DrawingEffect::Back => {
                if let Some(font) = state.fonts.pop() {
                    state.font = font;
                }
            }
            DrawingEffect::Begin(mark) => state.begin_mark(mark),
            DrawingEffect::End => state.end_mark(tally),
            DrawingEffect::Draw(inner) => state.next.push_back(inner),
            DrawingEffect::Picture(place) => {
                self.walked.insert(place);
                self.pictures.entry(place).or_insert(tally.page);
            }
            DrawingEffect::State(font, mask) => {
                if font.is_some() {
                    state.font = font;
                }
                state.next.extend(mask);
            }
        }
    }
}
