//! Lines that begin in the wrong column: which line is wrong, and under which one it most likely belongs.
//!
//! The parser stops where nothing fits any more, which may be the line behind the wrong one. What stands above tells the
//! columns in which a key or a dash may begin.

use std::ops::Range;

use crate::finding::rules::BROKEN_YAML;
use crate::finding::{Finding, Message};
use crate::source::{SourceId, Span};

/// How many lines above a fault are looked at: entries are shorter.
const MOST: usize = 400;

/// What is wrong with the column of a line, and what to say of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Misalignment {
    /// A line that belongs in the column of a word of a line above.
    Aside(Range<usize>, Anchor),
    /// The first line below a key with nothing behind it, which must stand to its right, with how many spaces.
    NotUnder(Range<usize>, Anchor, usize),
    /// A dash in the column of keys; the last of these.
    DashAmongKeys(Range<usize>, Anchor),
    /// A dash of a list that is under no key; the key above has its value.
    ListWithoutKey(Range<usize>, Anchor),
    /// A key below a key that has its value already, further to the right than it.
    KeyUnderValue(Range<usize>, Anchor),
    /// Words without a key, below a text that they most likely go on with, with how many spaces.
    TextGoesOn(Range<usize>, usize),
}

/// A word above, under which a line may begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor {
    /// How many characters stand before it.
    pub column: usize,
    /// Where it is, in bytes.
    pub place: Range<usize>,
    /// The number of its line, from 1.
    pub line: usize,
}

/// A line as far as columns need it.
struct WrittenLine<'a> {
    /// Where its words begin, in bytes.
    start: usize,
    /// How many characters stand before them.
    indentation: usize,
    /// Its words, without what ends it.
    words: &'a str,
    /// Its number, from 1.
    number: usize,
}

/// What begins in some column of a line.
#[derive(Clone)]
struct ColumnStart {
    is_dash: bool,
    /// Whether nothing stands behind the key.
    is_open: bool,
    anchor: Anchor,
}

/// What is wrong with the column of the line that holds a place; none where nothing above tells.
pub(super) fn find_misalignment(text: &str, place: usize) -> Option<Misalignment> {
    let lines = lines_to(text, place);
    let (own, above) = lines.split_last()?;
    // A fault at the end of a file, or at a comment, has no words of its own.
    if text.get(own.start..place).is_some_and(|between| between.contains('\n')) {
        return None;
    }
    let words = own.start..own.start + own.words.len();
    let levels = open_levels(above);
    if own.is_dash() {
        return misplaced_dash(own, words, &levels);
    }
    if own.key().is_none() {
        return words_without_key(own, words, above.last()?);
    }
    if let Some(found) = line_not_under_key(own, above, &levels) {
        return Some(found);
    }
    let anchor = nearest_anchor(own.indentation, levels.iter().filter(|level| !level.is_dash))?;
    let is_below_value = above.last().is_some_and(|line| {
        line.start <= anchor.place.start && own.indentation > anchor.column + 1 && !line.is_dash()
    });
    if is_below_value {
        return Some(Misalignment::KeyUnderValue(words, anchor));
    }
    (anchor.column != own.indentation).then_some(Misalignment::Aside(words, anchor))
}

impl Misalignment {
    /// What to report of it.
    pub fn into_finding(self, id: SourceId, text: &str) -> Finding {
        let fault = |key, place: Range<usize>, anchor: &Anchor| {
            let message = Message::new(key).with("word", &text[anchor.place.clone()]);
            Finding::new(&BROKEN_YAML, Span::new(id, place), message)
        };
        match self {
            Self::Aside(place, anchor) => {
                let is_dash = text[place.clone()] == *"-";
                let key = if is_dash { "yaml-dash-aside" } else { "yaml-indentation" };
                fault(key, place, &anchor).with_hint(anchor.hint_under("hint-align", text))
            }
            Self::NotUnder(place, key, spaces) => fault("yaml-not-under", place, &key)
                .with_hint(Message::new("hint-not-under").with("n", spaces)),
            Self::DashAmongKeys(place, anchor) => fault("yaml-dash-among-keys", place, &anchor)
                .with_hint(anchor.hint_under("hint-dash-among-keys", text)),
            Self::ListWithoutKey(place, anchor) => fault("yaml-list-without-key", place, &anchor)
                .with_hint(anchor.hint_under("hint-list-without-key", text)),
            Self::KeyUnderValue(place, anchor) => fault("yaml-key-under-value", place, &anchor)
                .with_hint(anchor.hint_under("hint-align", text))
                .with_hint(anchor.hint_under("hint-key-under-value", text)),
            Self::TextGoesOn(place, spaces) => {
                let message = Message::new("yaml-text-goes-on");
                Finding::new(&BROKEN_YAML, Span::new(id, place), message)
                    .with_hint(Message::new("hint-text-goes-on").with("n", spaces))
            }
        }
    }
}

impl Anchor {
    /// A hint that names the line and the word under which something is to begin.
    fn hint_under(&self, key: &'static str, text: &str) -> Message {
        Message::new(key)
            .with("n", self.column)
            .with("word", &text[self.place.clone()])
            .with("line", self.line)
    }
}

/// A dash that is in no column of a list above.
fn misplaced_dash(
    own: &WrittenLine,
    words: Range<usize>,
    levels: &[ColumnStart],
) -> Option<Misalignment> {
    let dash = words.start..words.start + 1;
    let is_near = |level: &&ColumnStart| level.is_dash || level.anchor.column == own.indentation;
    // From the line above upwards: keys in the column of the dash part it from a list further up.
    match levels.iter().find(is_near) {
        Some(level) if !level.is_dash && level.is_open => None,
        Some(level) if !level.is_dash => {
            Some(Misalignment::DashAmongKeys(dash, level.anchor.clone()))
        }
        Some(_) => {
            let dashes = levels.iter().filter(|level| level.is_dash);
            let anchor = nearest_anchor(own.indentation, dashes)?;
            (anchor.column != own.indentation).then_some(Misalignment::Aside(dash, anchor))
        }
        None => {
            let key = levels.first().filter(|level| !level.is_open)?;
            Some(Misalignment::ListWithoutKey(dash, key.anchor.clone()))
        }
    }
}

/// Words that go on with the text of the line above: under its first words, or to the right of its key.
fn words_without_key(
    own: &WrittenLine,
    words: Range<usize>,
    above: &WrittenLine,
) -> Option<Misalignment> {
    let spaces = match above.key() {
        None if !above.is_dash() && above.indentation > own.indentation => above.indentation,
        Some(key) if key.holds_plain_text() => key.column + 2,
        _ => return None,
    };
    // `lieu "Gare"`: a key whose colon was forgotten.
    let is_key =
        own.words.split_once(' ').is_some_and(|(_, rest)| rest.starts_with(['"', '\'', '[', '{']));
    (spaces > own.indentation && !is_key).then_some(Misalignment::TextGoesOn(words, spaces))
}

/// The first line below a key with nothing behind it, where that line stands in the column of the key, and the fault below
/// shows how far to the right it belongs.
fn line_not_under_key(
    own: &WrittenLine,
    above: &[WrittenLine],
    levels: &[ColumnStart],
) -> Option<Misalignment> {
    let [.., before, last] = above else { return None };
    let key = before.key().filter(|key| key.value.is_empty())?;
    let is_beside = !last.is_dash()
        && last.indentation == key.column
        && own.indentation > key.column
        && last.key().is_some_and(|key| !key.value.is_empty());
    let anchor = levels.iter().map(|level| &level.anchor).find(|anchor| anchor.line == last.number);
    anchor.filter(|_| is_beside)?;
    let words = last.start..last.start + last.words.len();
    Some(Misalignment::NotUnder(words, before.anchor(key.column), own.indentation))
}

/// The word that begins in the nearest column.
fn nearest_anchor<'l>(
    column: usize,
    levels: impl Iterator<Item = &'l ColumnStart>,
) -> Option<Anchor> {
    // Of two that are as near, the first is that of the line above.
    levels
        .min_by_key(|level| level.anchor.column.abs_diff(column))
        .map(|level| level.anchor.clone())
}

/// The keys and dashes above under which something may still begin, from the nearest line upwards.
fn open_levels(above: &[WrittenLine]) -> Vec<ColumnStart> {
    let mut levels = Vec::new();
    let mut least = usize::MAX;
    for line in above.iter().rev() {
        let key = line.key();
        for level in [key.map(|key| line.key_level(&key)), line.dash_level()].into_iter().flatten()
        {
            if level.anchor.column < least {
                least = level.anchor.column;
                levels.push(level);
            }
        }
    }
    levels
}

/// The lines with words up to the one that holds a place.
fn lines_to(text: &str, place: usize) -> Vec<WrittenLine<'_>> {
    let end = text[place..].find('\n').map_or(text.len(), |at| place + at);
    let mut start = 0;
    let mut lines = Vec::new();
    for (at, line) in text[..end].split_inclusive('\n').enumerate() {
        let words = line.trim();
        if !words.is_empty() && !words.starts_with('#') {
            let spaces = line.len() - line.trim_start().len();
            let indentation = line[..spaces].chars().count();
            lines.push(WrittenLine { start: start + spaces, indentation, words, number: at + 1 });
        }
        start += line.len();
    }
    let first = lines.len().saturating_sub(MOST);
    lines.split_off(first)
}

/// A key at the start of a line, or behind its dash.
struct LeadingKey<'a> {
    column: usize,
    value: &'a str,
}

impl LeadingKey<'_> {
    /// Whether a text without quotation marks stands behind it.
    fn holds_plain_text(&self) -> bool {
        !self.value.is_empty() && !self.value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*'])
    }
}

impl<'a> WrittenLine<'a> {
    /// Whether it begins an item of a list.
    fn is_dash(&self) -> bool {
        self.words == "-" || self.words.starts_with("- ")
    }

    /// Its first key: one word before a colon.
    fn key(&self) -> Option<LeadingKey<'a>> {
        let behind = if self.is_dash() { self.words[1..].trim_start() } else { self.words };
        let (key, value) = behind.split_once(':')?;
        let is_word =
            |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-');
        let is_key = is_word(key.trim_end().trim_matches(['"', '\'']))
            && (value.is_empty() || value.starts_with(' '));
        let column = self.indentation + (self.words.len() - behind.len());
        let value = value.trim();
        let value = if value.starts_with('#') { "" } else { value };
        is_key.then_some(LeadingKey { column, value })
    }

    /// Where its key begins.
    fn key_level(&self, key: &LeadingKey) -> ColumnStart {
        ColumnStart {
            is_dash: false,
            is_open: key.value.is_empty(),
            anchor: self.anchor(key.column),
        }
    }

    /// Where its dash begins, if it has one.
    fn dash_level(&self) -> Option<ColumnStart> {
        let anchor = self.anchor(self.indentation);
        self.is_dash().then_some(ColumnStart { is_dash: true, is_open: false, anchor })
    }

    /// The word that begins in a column.
    fn anchor(&self, column: usize) -> Anchor {
        // Before a key there is nothing but a dash and spaces.
        let start = self.start + (column - self.indentation);
        let words = &self.words[column - self.indentation..];
        let is_dash = words.starts_with("- ") || words == "-";
        let end = if is_dash { 1 } else { words.find([':', ' ']).unwrap_or(words.len()) };
        Anchor { column, place: start..start + end, line: self.number }
    }
}
