//! The texts teams wrote, by id, and places in them.

use std::ops::Range;

/// Names one text among [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A place in one text, in bytes, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// A place from byte offsets. Texts are refused past 4 GB long before this.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: byte(range.start), end: byte(range.end) }
    }

    /// The bytes it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The empty place at its start.
    pub fn at_start(self) -> Self {
        Self { end: self.start, ..self }
    }
}

/// A value with the place it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// A line and a column as people count them, from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One text and the path it was read from.
#[derive(Debug)]
pub struct Source {
    /// Path from the project's root, with `/`.
    pub path: String,
    /// The whole text, without its byte order mark.
    pub text: String,
    lines: Vec<u32>,
    counted: Vec<u32>,
}

/// Every how many bytes the characters before are counted once and kept, so
/// that a column costs the same in a file of one very long line.
const STRIDE: usize = 4096;

impl Source {
    fn new(path: String, text: String) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at as u32 + 1);
        let lines = [0].into_iter().chain(breaks).collect();
        let mut counted = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut characters = 0;
        for stretch in text.as_bytes().chunks(STRIDE) {
            counted.push(characters);
            characters += count_characters(stretch) as u32;
        }
        Self { path, text, lines, counted }
    }

    /// Line and column of a byte. A byte past the end gives the end.
    pub fn place_of_byte(&self, byte: u32) -> LineColumn {
        let byte = (byte as usize).min(self.text.len());
        let line = self.lines.partition_point(|start| *start as usize <= byte);
        let start = self.lines[line - 1] as usize;
        LineColumn {
            line,
            column: self.characters_before(byte) - self.characters_before(start) + 1,
        }
    }

    /// The bytes of a line counted from 1, without its line break.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.lines[line - 1] as usize;
        let end = self.lines.get(line).map_or(self.text.len(), |next| *next as usize - 1);
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }

    fn characters_before(&self, byte: usize) -> usize {
        let Some(kept) = self.counted.get(byte / STRIDE) else {
            return self.counted.last().map_or(0, |kept| {
                let from = (self.counted.len() - 1) * STRIDE;
                *kept as usize + count_characters(&self.text.as_bytes()[from..byte])
            });
        };
        let from = byte / STRIDE * STRIDE;
        *kept as usize + count_characters(&self.text.as_bytes()[from..byte])
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !is_continuation(**byte)).count()
}

/// All texts of a run.
#[derive(Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// Keeps a text and names it.
    pub fn add(&mut self, path: impl Into<String>, text: String) -> SourceId {
        let id = SourceId(u32::try_from(self.all.len()).expect("fewer than 4 billion files"));
        self.all.push(Source::new(path.into(), text));
        id
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The text of an id.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[id.0 as usize]
    }

    /// The words a span covers.
    pub fn slice(&self, span: Span) -> &str {
        &self.get(span.source).text[span.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_even_far_into_one_long_line() {
        let text = format!("é: 1\n{}x", "é".repeat(10_000));
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", text);
        let source = sources.get(id);
        let end = source.text.len() as u32;
        assert_eq!(source.place_of_byte(3), LineColumn { line: 1, column: 3 });
        assert_eq!(source.place_of_byte(end - 1), LineColumn { line: 2, column: 10_001 });
        assert_eq!(source.place_of_byte(end), LineColumn { line: 2, column: 10_002 });
    }

    #[test]
    fn a_line_ends_before_its_break_whatever_the_system_wrote() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "un\r\ndeux\n".to_string());
        assert_eq!(&sources.get(id).text[sources.get(id).line_range(1)], "un");
        assert_eq!(&sources.get(id).text[sources.get(id).line_range(2)], "deux");
        assert_eq!(&sources.get(id).text[sources.get(id).line_range(3)], "");
    }
}
