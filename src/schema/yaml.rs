//! YAML text to a tree of nodes with places. Only this file, and its explanations of faults, know the YAML parser.

mod alignment;
mod comments;
mod fault;
mod spaces;
mod versions;

use granit_parser::{Event, Marker, Parser, ScalarStyle, StructureStyle};

pub use self::comments::find_comments;
use self::fault::YamlFault;
use self::spaces::{is_special_space, special_space};
use super::file_report::{MOST, too_many};
use super::marks::TypedList;
pub use super::node::{Node, NodeContent, Scalar, WrittenStyle};
use crate::finding::rules::{HIDDEN_TEXT, UNSUPPORTED_YAML};
use crate::finding::{Finding, Message, Report};
use crate::source::{SourceId, Sources, Span};

/// How deep nodes may nest: the format needs 6; more is an accident or an attack.
const DEPTH: usize = 32;

/// Reads a text as one YAML document. `None` when it is broken (a finding says where) or empty.
pub fn parse(id: SourceId, sources: &Sources, report: &mut Report) -> Option<Node> {
    let text = &sources.get(id).text;
    if let Some(versions) = versions::find_versions(text, id) {
        report.push(versions);
        return None;
    }
    let mark = report.len();
    let mut reader = NodeReader {
        id,
        text,
        report,
        open: Vec::new(),
        root: None,
        documents: 0,
        before: None,
        quoted: None,
        reached: 0,
        mark,
        refused: 0,
    };
    // Under-indented flow collections are let through as most tools do; unknown aliases are reported like all others.
    let options = granit_parser::options! { emit_unresolved_aliases: true };
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => {
                let place = reader.span_between(span.start, span.end);
                if !reader.handle_event(
                    event,
                    place,
                    span.tag_span().map(|tag| reader.span_between(tag.start, tag.end)),
                ) {
                    // A second document leaves the first one whole.
                    return reader.root;
                }
            }
            Err(error) => {
                let at = reader.span_between(*error.marker(), *error.marker());
                reader.report_fault(error.kind(), at.start as usize);
                return None;
            }
        }
    }
    reader.root
}

/// A collection whose end has not been read yet.
struct Open {
    span: Span,
    /// Whether it stands between brackets or braces.
    is_flow: bool,
    members: Members,
}

enum Members {
    List(Vec<Node>),
    Map(Vec<(Node, Node)>, Option<Node>),
}

struct NodeReader<'a> {
    id: SourceId,
    text: &'a str,
    report: &'a mut Report,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    /// The last plain scalar, which a comment on the same line may have cut.
    before: Option<Span>,
    /// The last text between quotes, if it runs over several lines.
    quoted: Option<Span>,
    /// The end of what has been read.
    reached: usize,
    /// How many findings there were before this file.
    mark: usize,
    /// How many things have been refused.
    refused: usize,
}

impl NodeReader<'_> {
    fn span_between(&self, start: Marker, end: Marker) -> Span {
        let byte =
            |marker: Marker| marker.byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let (start, end) = (byte(start), byte(end));
        Span::new(self.id, start..end.max(start))
    }

    /// Takes one event; false stops the reading.
    fn handle_event(&mut self, event: Event, span: Span, tag: Option<Span>) -> bool {
        let before = self.report.len();
        if let Some(tag) = tag {
            self.refuse_sign(tag);
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 && !self.is_last_line(span) {
                    self.report_second_document(span);
                    return false;
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse_sign(span);
                let content = NodeContent::Refused;
                self.add_node(Node { span, content });
            }
            Event::Scalar(text, style, anchor, _) => {
                self.refuse_anchor(anchor, span);
                let is_refused = self.report.len() > before && matches!(&*text, "" | "~");
                return self.handle_scalar(text.into_owned(), style_of(style), span, is_refused);
            }
            Event::SequenceStart(style, anchor, _) => {
                self.refuse_anchor(anchor, span);
                self.open_collection(span, style, Members::List(Vec::new()));
            }
            Event::MappingStart(style, anchor, _) => {
                self.refuse_anchor(anchor, span);
                self.open_collection(span, style, Members::Map(Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close_collection(span),
            Event::Comment(text, _) => self.check_comment(&text, span),
            _ => {}
        }
        self.reached = self.reached.max(span.end as usize);
        self.refused < MOST && !self.is_too_deep(span)
    }

    fn handle_scalar(
        &mut self,
        text: String,
        style: WrittenStyle,
        span: Span,
        is_refused: bool,
    ) -> bool {
        let span = match style {
            WrittenStyle::Block => self.without_break(span),
            _ => span,
        };
        let is_nothing = style == WrittenStyle::Plain && matches!(text.as_str(), "" | "~");
        let comment = is_nothing.then(|| self.comment_of_key()).flatten();
        let (text, span) = comment.map_or((text, span), |comment| (String::new(), comment));
        self.before = (style == WrittenStyle::Plain).then_some(span);
        let is_quoted = matches!(style, WrittenStyle::Single | WrittenStyle::Double);
        if is_quoted {
            self.quoted = Some(span).filter(|span| self.text[span.range()].contains('\n'));
        }
        self.reached = self.reached.max(span.end as usize);
        if style == WrittenStyle::Plain && self.awaits_key() && text.starts_with(is_special_space) {
            self.report_special_space(span);
            return false;
        }
        let content = if is_refused {
            NodeContent::Refused
        } else {
            let written = if is_quoted { "" } else { &self.text[span.range()] };
            let is_plain = style == WrittenStyle::Plain;
            let list = TypedList::from_written(written, span.start as usize, self.id, is_plain);
            NodeContent::Scalar(Scalar { text, style, list })
        };
        self.add_node(Node { span, content });
        true
    }

    /// The comment on the line of the key that awaits its value.
    fn comment_of_key(&self) -> Option<Span> {
        let Some(Members::Map(_, Some(key))) = self.open.last().map(|open| &open.members) else {
            return None;
        };
        let rest = &self.text[key.span.end as usize..];
        let behind = rest.trim_start_matches([' ', ':']);
        // Most often something else stands there: a line may be as long as the file, and is not looked through for each key.
        if !behind.starts_with('#') || !rest.trim_start().starts_with(':') {
            return None;
        }
        let comment = behind.lines().next()?.trim_end();
        let start = self.text.len() - behind.len();
        Some(Span::new(self.id, start..start + comment.len()))
    }

    fn awaits_key(&self) -> bool {
        matches!(self.open.last().map(|open| &open.members), Some(Members::Map(_, None)))
    }

    /// A no-break space in the indentation makes a key of itself and of the key behind it.
    fn report_special_space(&mut self, span: Span) {
        let start = span.start as usize;
        let length = self.text[start..].chars().next().map_or(0, char::len_utf8);
        self.report.push(special_space(Span::new(self.id, start..start + length)));
    }

    /// The same place without the line breaks at its end.
    fn without_break(&self, span: Span) -> Span {
        let words = self.text[span.range()].trim_end();
        let end = span.start + words.len() as u32;
        Span { end, ..span }
    }

    fn open_collection(&mut self, span: Span, style: StructureStyle, members: Members) {
        self.open.push(Open { span, is_flow: style == StructureStyle::Flow, members });
    }

    fn is_too_deep(&mut self, span: Span) -> bool {
        let is_too_deep = self.open.len() > DEPTH;
        if is_too_deep {
            self.report.push(fault::too_deep(span.at_start()));
        }
        is_too_deep
    }

    /// A last `---` closes the head of a page of a static site; with nothing behind it, it is no second document.
    fn is_last_line(&self, span: Span) -> bool {
        let mut lines = self.text[span.start as usize..].lines();
        let is_blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        lines.next().is_some_and(|line| line.trim_end() == "---") && lines.all(is_blank)
    }

    fn report_second_document(&mut self, span: Span) {
        let message = Message::new("yaml-second-document");
        self.report.push(
            Finding::new(&UNSUPPORTED_YAML, first_line(span, self.text), message)
                .with_hint(Message::new("hint-second-document")),
        );
    }

    /// What the parser stumbled over, unless something on that line has been reported already.
    fn report_fault(&mut self, kind: &granit_parser::ErrorKind, at: usize) {
        let line = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        let is_there = |finding: &Finding| {
            finding.rule == &UNSUPPORTED_YAML && finding.span.start as usize >= line
        };
        if self.report.findings()[self.mark..].iter().any(is_there) {
            return;
        }
        let open = self.open.iter().rev().find(|open| open.is_flow);
        let fault = YamlFault {
            id: self.id,
            text: self.text,
            at,
            reached: self.reached.min(at),
            plain: self.before.map(Span::range).filter(|plain| plain.end <= at),
            quoted: self.quoted.map(|quoted| quoted.start as usize),
            open: open.map(|open| open.span.start as usize),
        };
        self.report.push(fault.to_finding(kind));
    }

    fn close_collection(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let closing = if open.is_flow { span.end } else { 0 };
        let last = match &open.members {
            Members::List(items) => items.last(),
            Members::Map(entries, _) => entries.last().map(|(_, value)| value),
        };
        // Block collections end where their last value does.
        let end = last.map_or(span.end, |last| last.span.end.max(closing));
        let content = match open.members {
            Members::List(items) => NodeContent::List(items),
            Members::Map(entries, _) => NodeContent::Map(entries),
        };
        self.add_node(Node { span: Span { end: end.max(open.span.start), ..open.span }, content });
    }

    fn add_node(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.members) {
            None => self.keep_root(node),
            Some(Members::List(items)) => items.push(node),
            Some(Members::Map(entries, key)) => match key.take() {
                None => *key = Some(node),
                Some(key) => entries.push((key, node)),
            },
        }
    }

    /// What follows a last `---` is empty: the first document stays.
    fn keep_root(&mut self, node: Node) {
        self.root.get_or_insert(node);
    }

    /// `&name` before a value.
    fn refuse_anchor(&mut self, anchor: usize, span: Span) {
        if anchor == 0 {
            return;
        }
        let before = self.text.get(self.reached..).unwrap_or_default();
        let start = before.find('&').map_or(span.start as usize, |at| self.reached + at);
        let name = self.text[start..].find(char::is_whitespace);
        let end = name.map_or(self.text.len(), |length| start + length);
        self.refuse_sign(Span::new(self.id, start..end));
    }

    /// Something that YAML reads in its own way, most often a sign typed at the start of a text.
    fn refuse_sign(&mut self, span: Span) {
        let span = first_line(span, self.text);
        let sign = self.text[span.start as usize..].chars().next().unwrap_or('?');
        let message = Message::new("yaml-sign").with("sign", sign.to_string());
        self.refused += 1;
        if self.refused == MOST {
            self.report.push(too_many(span));
            return;
        }
        self.report.push(
            Finding::new(&UNSUPPORTED_YAML, span, message).with_hint(Message::new("hint-quote-it")),
        );
    }

    /// A comment glued to its sign after a plain text (`Objectif #1`) or a key (`accent: #9c4221`) was most likely
    /// meant as text.
    fn check_comment(&mut self, text: &str, span: Span) {
        let Some(before) = self.before.take() else {
            return;
        };
        let between = self.text.get(before.end as usize..span.start as usize).unwrap_or("\n");
        let gap = between.trim_start().strip_prefix(':').unwrap_or(between);
        let is_glued = text.chars().next().is_some_and(char::is_alphanumeric);
        let is_enough = self.report.len() - self.mark >= MOST;
        if is_glued && !is_enough && !gap.is_empty() && gap.chars().all(|c| c == ' ') {
            let message = Message::new("hidden-text").with("text", format!("#{text}"));
            self.report.push(
                Finding::new(&HIDDEN_TEXT, span, message).with_hint(Message::new("hint-quote-it")),
            );
        }
    }
}

fn style_of(style: ScalarStyle) -> WrittenStyle {
    match style {
        ScalarStyle::SingleQuoted => WrittenStyle::Single,
        ScalarStyle::DoubleQuoted => WrittenStyle::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => WrittenStyle::Block,
        ScalarStyle::Plain => WrittenStyle::Plain,
    }
}

fn first_line(span: Span, text: &str) -> Span {
    let covered = &text[span.range()];
    let end = covered.find('\n').map_or(span.end, |at| span.start + at as u32);
    Span { end, ..span }
}
