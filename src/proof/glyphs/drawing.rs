//! A drawing while it is read: where in its operations the reading is, what is marked, and the text so far.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use super::super::drawn::Drawn;
use super::super::fonts::Font;
use super::super::from_right::in_drawn_order;
use super::super::objects::Bytes;
use super::super::reading::{Unread, Why};

/// What a drawing says depends on: its place, and, as far as it has none of its own, its resources and the font it begins
/// with.
pub(super) type FormKey = (usize, usize, Option<*const Font>);

/// Where the text of a drawing in a drawing belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// Into the text around it.
    Text,
    /// Beside the text around it.
    Beside,
}

/// A drawing to be read within another.
pub(super) struct InnerForm {
    /// The place of its stream among the objects of the file.
    pub place: usize,
    /// Where its text belongs.
    pub flow: Flow,
    /// The resources it has when it has none of its own.
    pub resources: usize,
}

/// What a stretch of a page is marked as.
pub(super) enum DrawnMark {
    /// No part of what the page says: a header, a line.
    Artifact,
    /// This text stands for what is drawn.
    Actual(String),
    /// A part of it.
    Part,
}

/// What may still be read of a file, and what of it could not be.
pub(in super::super) struct ReadingTally {
    /// How many bytes of text may still be read.
    pub text_left: usize,
    /// The number of the page that is read, from 1, if it has one.
    pub page: Option<usize>,
    /// What could not be read, once for each page and reason.
    pub unread: BTreeSet<Unread>,
}

impl ReadingTally {
    /// The tally of a file of which nothing was read.
    pub fn new(text_left: usize) -> Self {
        Self { text_left, page: None, unread: BTreeSet::new() }
    }

    /// Notes that something of the page that is read cannot be.
    pub fn note_unread(&mut self, why: Why) {
        self.unread.insert(Unread { page: self.page, why });
    }

    /// Notes that something cannot be read that belongs to no page.
    pub fn note_unread_of_file(&mut self, why: Why) {
        self.unread.insert(Unread { page: None, why });
    }
}

/// A drawing being read.
pub(super) struct DrawingState<'a> {
    /// What it is known by once it is read; none for a page.
    pub key: Option<FormKey>,
    /// Where its text belongs.
    pub flow: Flow,
    /// The bytes of its operations.
    pub content: Bytes<'a>,
    /// The byte at which the next operation begins.
    pub at: usize,
    /// Whether no image among its operations ends any more.
    pub has_no_end: bool,
    /// What its names mean.
    pub resources: usize,
    /// The font that is set.
    pub font: Option<Rc<Font>>,
    /// The fonts before, of states that were put aside.
    pub fonts: Vec<Option<Rc<Font>>>,
    /// The marks that are open.
    pub marks: Vec<DrawnMark>,
    /// How many of the marks keep what is drawn out of the text.
    others: usize,
    /// What it has drawn so far.
    pub drawn: Drawn,
    /// The drawings within it that come before what it draws next.
    pub next: VecDeque<InnerForm>,
    /// Those that come after all.
    pub last: VecDeque<InnerForm>,
}

impl<'a> DrawingState<'a> {
    /// A drawing of which nothing was read.
    pub fn new(
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

    /// Marks what is drawn from here on.
    pub fn begin_mark(&mut self, mark: DrawnMark) {
        // Marks lie in one another. A count is enough to know whether any of those that are open keeps what is drawn out of
        // the text.
        self.others += usize::from(!matches!(mark, DrawnMark::Part));
        self.marks.push(mark);
    }

    /// Ends the innermost mark, and adds the text that stands for what was drawn in it.
    pub fn end_mark(&mut self, tally: &mut ReadingTally) {
        let mark = self.marks.pop();
        // Taken off before the text is added: the text that stands for glyphs belongs to what lies around its mark.
        self.others -= usize::from(!matches!(mark, Some(DrawnMark::Part) | None));
        if let Some(DrawnMark::Actual(text)) = mark {
            self.add_text(&in_drawn_order(&text), tally);
        }
    }

    /// Adds the letters of some codes, and the drawings of glyphs that are drawings.
    pub fn add_glyphs(&mut self, codes: &[u8], tally: &mut ReadingTally) {
        // Without a font, nobody shows anything; what would be shown is noted, and read as far as it can be.
        let font = self.font.clone();
        if font.is_none() {
            tally.note_unread(Why::Letterless);
        }
        let font = font.unwrap_or_default();
        let (text, is_known) = font.decode_codes(codes, tally.text_left);
        if !is_known {
            tally.note_unread(Why::Letterless);
        }
        self.add_text(&text, tally);
        let glyphs = codes.iter().filter_map(|code| font.drawings.get(code));
        self.next.extend(glyphs.map(|place| InnerForm {
            place: *place,
            flow: Flow::Beside,
            resources: font.resources.unwrap_or(self.resources),
        }));
    }

    /// Parts what comes from what was.
    pub fn add_gap(&mut self, tally: &mut ReadingTally) {
        let drawn = match self.others {
            0 => &self.drawn.text,
            _ => &self.drawn.beside,
        };
        if !drawn.is_empty() && !drawn.ends_with(' ') {
            self.add_text(" ", tally);
        }
    }

    fn add_text(&mut self, text: &str, tally: &mut ReadingTally) {
        let parts = match self.others {
            0 => (text, ""),
            _ => ("", text),
        };
        self.add_parts(parts, text, tally);
    }

    /// Adds the text of a drawing within this one.
    pub fn add_drawing(&mut self, drawn: &Drawn, flow: Flow, tally: &mut ReadingTally) {
        // Three cases. A drawing that has only one kind of text keeps a single copy, so it is put where that kind goes.
        // One that has both keeps its parts apart in a text flow, and becomes all `beside` elsewhere, in the order it is
        // drawn.
        let is_part = flow == Flow::Text && self.others == 0;
        if drawn.both.is_empty() {
            let text = drawn.all_text();
            let is_text = is_part && !drawn.text.is_empty();
            let parts = if is_text { (text, "") } else { ("", text) };
            self.add_parts(parts, text, tally);
        } else if is_part {
            self.add_parts((&drawn.text, &drawn.beside), &drawn.both, tally);
        } else {
            self.add_parts(("", &drawn.both), &drawn.both, tally);
        }
    }

    fn add_parts(&mut self, parts: (&str, &str), both: &str, tally: &mut ReadingTally) {
        if !self.drawn.add_texts(parts, both, &mut tally.text_left) {
            tally.note_unread(Why::TooMuch);
        }
    }
}
