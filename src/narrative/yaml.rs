//! YAML text to a tree of nodes with places. The only file that knows the YAML parser.
//!
//! Scalars stay as typed: what they mean is decided by the key that holds them, so `no`, `1.10`, `2026` or `~`
//! cannot be misread.

use granit_parser::{ErrorKind, Event, Marker, Parser, ScalarStyle};

use crate::finding::rules::{BROKEN_YAML, HIDDEN_TEXT, UNSUPPORTED_YAML};
use crate::finding::{Finding, Message, Report};
use crate::source::{SourceId, Sources, Span};

/// One value of a file.
#[derive(Debug)]
pub struct Node {
    /// Its place, quotes included.
    pub span: Span,
    /// What it holds.
    pub content: Content,
}

/// What a node holds.
#[derive(Debug)]
pub enum Content {
    /// A text as typed, escapes and indentation undone.
    Scalar(Scalar),
    /// An ordered list.
    List(Vec<Node>),
    /// Keys and values in the order they were written, twice-written keys included.
    Map(Vec<(Node, Node)>),
}

/// A text and how it was written.
#[derive(Debug, Clone)]
pub struct Scalar {
    /// The text.
    pub text: String,
    /// How it was written, which tells where each character stands in the file.
    pub style: Style,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// Between `'`.
    Single,
    /// Between `"`.
    Double,
    /// After `|` or `>`.
    Block,
}

/// How deep nodes may nest: the format needs 6; more is an accident or an attack.
const DEPTH: usize = 32;

/// Reads a text as one YAML document. `None` when it is broken (a finding says where) or empty.
pub fn parse(id: SourceId, sources: &Sources, report: &mut Report) -> Option<Node> {
    let text = &sources.get(id).text;
    let mut reader = Reader {
        id,
        text,
        report,
        open: Vec::new(),
        root: None,
        documents: 0,
        keyed: None,
    };
    // Under-indented flow collections are let through as most tools do; unknown aliases are told like all others.
    let options = granit_parser::options! { emit_unresolved_aliases: true };
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => {
                let place = reader.place(span.start, span.end);
                if !reader.take(
                    event,
                    place,
                    span.tag_span().map(|tag| reader.place(tag.start, tag.end)),
                ) {
                    return None;
                }
            }
            Err(error) => {
                let at = reader.place(*error.marker(), *error.marker());
                let finding = syntax_finding(error.kind(), at, text);
                reader.report.push(finding);
                return None;
            }
        }
    }
    reader.root
}

/// A collection whose end has not been read yet.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, Vec<(Node, Node)>, Option<Node>),
}

struct Reader<'a> {
    id: SourceId,
    text: &'a str,
    report: &'a mut Report,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    /// The last plain scalar, which a comment on the same line may have cut.
    keyed: Option<Span>,
}

impl Reader<'_> {
    fn place(&self, start: Marker, end: Marker) -> Span {
        let byte = |marker: Marker| {
            marker
                .byte_offset()
                .unwrap_or(self.text.len())
                .min(self.text.len())
        };
        let (start, end) = (byte(start), byte(end));
        Span::new(self.id, start..end.max(start))
    }

    /// Takes one event; false stops the reading.
    fn take(&mut self, event: Event, span: Span, tag: Option<Span>) -> bool {
        if let Some(tag) = tag {
            self.refuse(tag, "yaml-tag");
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.refuse(span, "yaml-second-document");
                    return false;
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(span, "yaml-alias");
                self.close(Node {
                    span,
                    content: Content::Scalar(Scalar {
                        text: String::new(),
                        style: Style::Plain,
                    }),
                });
            }
            Event::Scalar(text, style, anchor, _) => {
                self.refuse_anchor(anchor, span);
                let style = style_of(style);
                self.keyed = (style == Style::Plain).then_some(span);
                self.close(Node {
                    span,
                    content: Content::Scalar(Scalar {
                        text: text.into_owned(),
                        style,
                    }),
                });
            }
            Event::SequenceStart(_, anchor, _) => {
                self.refuse_anchor(anchor, span);
                self.open.push(Open::List(span, Vec::new()));
            }
            Event::MappingStart(_, anchor, _) => {
                self.refuse_anchor(anchor, span);
                self.open.push(Open::Map(span, Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Comment(text, _) => self.comment(&text, span),
            _ => {}
        }
        if self.open.len() > DEPTH {
            self.report.push(Finding::new(
                &BROKEN_YAML,
                span.at_start(),
                Message::new("yaml-too-deep").with("most", DEPTH),
            ));
            return false;
        }
        true
    }

    fn end(&mut self, span: Span) {
        let node = match self.open.pop() {
            Some(Open::List(start, items)) => {
                let end = items
                    .last()
                    .map_or(span.end, |last| last.span.end.max(self.closing(span)));
                Node {
                    span: Span { end, ..start },
                    content: Content::List(items),
                }
            }
            Some(Open::Map(start, entries, _)) => {
                let end = entries
                    .last()
                    .map_or(span.end, |(_, last)| last.span.end.max(self.closing(span)));
                Node {
                    span: Span { end, ..start },
                    content: Content::Map(entries),
                }
            }
            None => return,
        };
        self.close(node);
    }

    /// The end of a closing bracket; block collections end where their last value does.
    fn closing(&self, span: Span) -> u32 {
        if matches!(
            self.text.as_bytes().get(span.start as usize),
            Some(b']' | b'}')
        ) && span.end > span.start
        {
            span.end
        } else {
            0
        }
    }

    fn close(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                None => *key = Some(node),
                Some(key) => entries.push((key, node)),
            },
        }
    }

    fn refuse_anchor(&mut self, anchor: usize, span: Span) {
        if anchor != 0 {
            let before = self.text[..span.start as usize]
                .rfind('&')
                .unwrap_or(span.start as usize);
            self.refuse(
                Span {
                    start: before as u32,
                    ..span
                },
                "yaml-anchor",
            );
        }
    }

    fn refuse(&mut self, span: Span, key: &'static str) {
        let finding = Finding::new(
            &UNSUPPORTED_YAML,
            first_line(span, self.text),
            Message::new(key),
        )
        .hint(Message::new("hint-quote-it"));
        self.report.push(finding);
    }

    /// A comment glued to its sign after a plain text (`Objectif #1`) was most likely meant as text.
    fn comment(&mut self, text: &str, span: Span) {
        let Some(value) = self.keyed.take() else {
            return;
        };
        let between = self
            .text
            .get(value.end as usize..span.start as usize)
            .unwrap_or("\n");
        let glued = text
            .chars()
            .next()
            .is_some_and(|first| first.is_alphanumeric());
        if glued && !between.is_empty() && between.chars().all(|c| c == ' ') {
            let finding = Finding::new(
                &HIDDEN_TEXT,
                span,
                Message::new("hidden-text").with("text", format!("#{text}")),
            )
            .hint(Message::new("hint-quote-it"));
            self.report.push(finding);
        }
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        _ => Style::Plain,
    }
}

fn first_line(span: Span, text: &str) -> Span {
    let covered = &text[span.range()];
    let end = covered
        .find('\n')
        .map_or(span.end, |at| span.start + at as u32);
    Span { end, ..span }
}

/// Says a parser's fault in words that somebody who never read the YAML specification can act on.
fn syntax_finding(kind: &ErrorKind, at: Span, text: &str) -> Finding {
    let line = line_around(at.start as usize, text);
    let special = text[line.clone()]
        .char_indices()
        .find(|(byte, c)| is_misplaced_space(*byte, *c, &text[line.clone()]));
    if let Some((byte, c)) = special {
        let start = line.start + byte;
        let span = Span::new(at.source, start..start + c.len_utf8());
        return Finding::new(&BROKEN_YAML, span, Message::new("yaml-special-space"))
            .hint(Message::new("hint-special-space"));
    }
    let (key, hint) = syntax_words(kind);
    let span = visible(at, text);
    let finding = Finding::new(
        &BROKEN_YAML,
        span,
        Message::new(key).with("detail", kind.to_string()),
    );
    hint.map_or(finding.clone(), |hint| finding.hint(Message::new(hint)))
}

fn syntax_words(kind: &ErrorKind) -> (&'static str, Option<&'static str>) {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => ("yaml-tab", Some("hint-tab")),
        K::MappingValueNotAllowed
        | K::InvalidColonPlacement
        | K::MappingKeyNotAllowed
        | K::InvalidMappingValueWhitespace => ("yaml-colon", Some("hint-quote-colon")),
        K::UnclosedQuotedScalar
        | K::InvalidQuotedScalarIndent
        | K::DocumentIndicatorInQuotedScalar => ("yaml-unclosed-quote", Some("hint-close-quote")),
        K::InvalidTrailingSingleQuotedScalar => ("yaml-after-quote", Some("hint-single-quote")),
        K::InvalidTrailingDoubleQuotedScalar => ("yaml-after-quote", Some("hint-double-quote")),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape => ("yaml-escape", Some("hint-escape")),
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::MismatchedFlowCollectionEnd { .. }
        | K::MisplacedFlowCollectionEnd => ("yaml-bracket", Some("hint-bracket")),
        K::InvalidIndentation
        | K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::InvalidBlockScalarIndent
        | K::InvalidFlowScalarIndent => ("yaml-indentation", Some("hint-indentation")),
        K::SimpleKeyExpected | K::InvalidSimpleKey | K::UnexpectedEndOfPlainScalar => {
            ("yaml-key", Some("hint-key"))
        }
        K::UnexpectedCharacter { .. } | K::PlainScalarStartsWithDashFlowIndicator => {
            ("yaml-character", Some("hint-quote-it"))
        }
        K::RecursionLimitExceeded => ("yaml-nesting", None),
        K::MissingAnchorOrAliasName | K::UndeclaredTagHandle | K::MissingTagUri => {
            ("yaml-character", Some("hint-quote-it"))
        }
        _ => ("yaml-other", Some("hint-quote-it")),
    }
}

fn line_around(at: usize, text: &str) -> std::ops::Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end
}

/// A no-break space that YAML does not take for a space: in the indentation, or right after the key's colon.
fn is_misplaced_space(byte: usize, c: char, line: &str) -> bool {
    let before = &line[..byte];
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
        && (before.trim().is_empty()
            || (before.ends_with(':') && !before[..before.len() - 1].contains(':')))
}

/// One visible character at a fault, so that there is something to point at.
fn visible(at: Span, text: &str) -> Span {
    let end = text[at.start as usize..]
        .chars()
        .next()
        .map_or(0, |c| if c == '\n' { 0 } else { c.len_utf8() });
    Span {
        end: at.start + end as u32,
        ..at
    }
}
