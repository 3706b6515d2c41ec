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
        Self {
            source,
            start: byte(range.start),
            end: byte(range.end),
        }
    }

    /// The bytes it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The empty place at its start.
    pub fn at_start(self) -> Self {
        Self {
            end: self.start,
            ..self
        }
    }
}

/// A value with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        Spanned {
            value: change(self.value),
            span: self.span,
        }
    }
}

/// A line and a column as people count them, from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
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
}

impl Source {
    /// Line and column of a byte. A byte past the end gives the end.
    pub fn place(&self, byte: u32) -> Place {
        let byte = (byte as usize).min(self.text.len());
        let line = self.lines.partition_point(|start| *start as usize <= byte);
        let start = self.lines[line - 1] as usize;
        Place {
            line,
            column: self.text[start..byte].chars().count() + 1,
        }
    }
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
        let mut lines = vec![0];
        lines.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(at, _)| at as u32 + 1),
        );
        self.all.push(Source {
            path: path.into(),
            text,
            lines,
        });
        id
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
