//! The texts that were read, by id, and places in them.

use std::ops::Range;

/// Identifies one text among [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A place in one text: a range of bytes on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text that it is a place in.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A place from byte offsets. Texts of 4 GB, which offsets could not hold, are refused long before.
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
    /// The value that was read.
    pub value: T,
    /// The place it was read from.
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

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// One text and the path it was read from.
#[derive(Debug)]
pub struct Source {
    /// The path from the project's root, with `/`.
    pub path: String,
    /// The whole text without a byte order mark.
    pub text: String,
    lines: Vec<u32>,
    counted: Vec<u32>,
}

/// Characters are counted once for every so many bytes, so that a column is found as
/// fast in a file that is one very long line.
const STRIDE: usize = 4096;

impl Source {
    fn new(path: String, text: String) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at as u32 + 1);
        let lines = [0].into_iter().chain(breaks).collect();
        let mut counted = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut characters = 0;
        // A stretch may end inside a character. That does no harm, as only the first byte of each character is counted.
        for stretch in text.as_bytes().chunks(STRIDE) {
            counted.push(characters);
            characters += count_characters(stretch) as u32;
        }
        Self { path, text, lines, counted }
    }

    /// The line and column of a byte; a byte past the end has those of the end.
    pub fn place_of_byte(&self, byte: u32) -> LineColumn {
        let byte = (byte as usize).min(self.text.len());
        // The starts of lines are sorted: as many as are not after the byte is the number of its line, from 1.
        let line = self.lines.partition_point(|start| *start as usize <= byte);
        let start = self.lines[line - 1] as usize;
        LineColumn {
            line,
            column: self.characters_before(byte) - self.characters_before(start) + 1,
        }
    }

    /// The bytes of a line, without its line break; `line` counts from 1.
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

/// All texts of a run, by id.
#[derive(Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// Adds a text and returns its id.
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

    /// The text with an id.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[id.0 as usize]
    }

    /// The text that a span covers.
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
