//! The Typst text of a deck, and which of its bytes came from which text somebody wrote.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::Environment;
use minijinja::value::{Serde, Value, merge_maps};
use serde::Serialize;
use typst::syntax::{LinkedNode, SyntaxKind, parse};

use super::environment::{Fault, Rendered, render};
use crate::deck::Deck;
use crate::source::Span;

/// The Typst text of a deck and where it came from.
#[derive(Debug, Default)]
pub struct Manuscript {
    /// The text of `main.typ`.
    pub text: String,
    /// The bytes of each slide, in order.
    slides: Vec<Range<usize>>,
    holes: Vec<Placed>,
    pieces: Vec<Piece>,
}

/// Some text of a template itself.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    template: String,
    /// The line it begins on, from 1, if nothing before it is repeated or left out.
    line: usize,
}

#[derive(Debug)]
struct Placed {
    range: Range<usize>,
    /// The slide and the first of its texts in the hole.
    text: Option<(usize, usize)>,
}

impl Manuscript {
    /// The place somebody wrote that some bytes of the manuscript came from: the text itself, else its slide's origin.
    pub fn origin(&self, deck: &Deck, bytes: &Range<usize>) -> Option<Span> {
        let touches = |range: &Range<usize>| {
            range.start <= bytes.start && bytes.start < range.end.max(range.start + 1)
        };
        let hole = self
            .holes
            .iter()
            .find(|hole| touches(&hole.range))
            .and_then(|hole| hole.text);
        if let Some((slide, at)) = hole {
            return Some(deck.slides[slide].texts[at].span);
        }
        let slide = self.slides.iter().position(touches)?;
        Some(deck.slides[slide].origin)
    }

    /// The text of a slide by its number, from 0.
    pub fn slide_text(&self, number: usize) -> &str {
        &self.text[self.slides[number].clone()]
    }

    /// The template some bytes of the manuscript stand in: its name, the line from 1, and what the line says up to
    /// the next value. None inside a value.
    pub fn template(&self, bytes: &Range<usize>) -> Option<(&str, usize, &str)> {
        let inside = |piece: &&Piece| piece.range.contains(&bytes.start);
        let piece = self.pieces.iter().find(inside)?;
        let before = &self.text[piece.range.start..bytes.start];
        let start = before
            .rfind('\n')
            .map_or(piece.range.start, |at| piece.range.start + at + 1);
        let line = self.text[start..piece.range.end]
            .lines()
            .next()
            .unwrap_or_default();
        Some((
            &piece.template,
            piece.line + before.matches('\n').count(),
            line,
        ))
    }
}

/// Renders a deck slide by slide; `printable` replaces what no font can draw.
pub fn manuscript(
    environment: &Environment,
    deck: &Deck,
    printable: &dyn Fn(&str) -> String,
) -> Result<Manuscript, Fault> {
    let mut writer = Writer {
        text: String::new(),
        slides: Vec::new(),
        holes: Vec::new(),
        pieces: Vec::new(),
        lines: Vec::new(),
    };
    writer.put(
        "deck.typ.j2",
        render(
            environment,
            "deck.typ.j2",
            context("deck", &deck.front, printable),
        )?,
        None,
        deck,
    );
    for (number, slide) in deck.slides.iter().enumerate() {
        let name = format!("slides/{}.typ.j2", slide.kind);
        let id = Value::from(BTreeMap::from([("id", slide.id.clone())]));
        let content = value(&slide.content, printable);
        let slide = Value::from(BTreeMap::from([("slide", merge_maps([id, content]))]));
        let rendered = render(environment, &name, slide)?;
        writer.put(&name, rendered, Some(number), deck);
    }
    writer.check()
}

fn context(
    name: &'static str,
    content: &impl Serialize,
    printable: &dyn Fn(&str) -> String,
) -> Value {
    Value::from(BTreeMap::from([(name, value(content, printable))]))
}

fn value(content: &impl Serialize, printable: &dyn Fn(&str) -> String) -> Value {
    let mut json = serde_json::to_value(content).unwrap_or(serde_json::Value::Null);
    replace(&mut json, printable);
    Value::from(Serde(json))
}

fn replace(json: &mut serde_json::Value, printable: &dyn Fn(&str) -> String) {
    match json {
        serde_json::Value::String(text) => *text = printable(text),
        serde_json::Value::Array(items) => {
            items.iter_mut().for_each(|item| replace(item, printable))
        }
        serde_json::Value::Object(entries) => entries
            .values_mut()
            .for_each(|value| replace(value, printable)),
        _ => {}
    }
}

struct Writer {
    text: String,
    slides: Vec<Range<usize>>,
    holes: Vec<Placed>,
    pieces: Vec<Piece>,
    /// The template and the line of each hole, to tell where a hole stands wrong.
    lines: Vec<(String, usize)>,
}

impl Writer {
    fn put(&mut self, template: &str, rendered: Rendered, slide: Option<usize>, deck: &Deck) {
        let start = self.text.len();
        let mut pieces = rendered.pieces.iter();
        let first = pieces.next().map_or("", |piece| piece);
        let mut line = self.piece(template, 1, first);
        for (hole, piece) in rendered.holes.into_iter().zip(pieces) {
            let at = self.text.len();
            self.text.push_str(&hole.literal);
            let text = slide.and_then(|slide| {
                let at = hole
                    .texts
                    .first()
                    .copied()
                    .filter(|at| *at < deck.slides[slide].texts.len())?;
                Some((slide, at))
            });
            self.holes.push(Placed {
                range: at..self.text.len(),
                text,
            });
            self.lines.push((template.to_string(), line));
            line = self.piece(template, line, piece);
        }
        self.text.push('\n');
        if slide.is_some() {
            self.slides.push(start..self.text.len());
        }
    }

    /// Puts a template's own text, and gives the line it ends on.
    fn piece(&mut self, template: &str, line: usize, text: &str) -> usize {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece {
            range: start..self.text.len(),
            template: template.to_string(),
            line,
        });
        line + text.matches('\n').count()
    }

    /// Every hole must be one literal of the parsed text: a value put inside quotes or markup is not.
    fn check(self) -> Result<Manuscript, Fault> {
        let root = parse(&self.text);
        let root = LinkedNode::new(&root);
        for (hole, (template, line)) in self.holes.iter().zip(&self.lines) {
            if !is_literal(&root, &hole.range) {
                let detail = Cow::from(
                    "a value must stand alone as an argument, such as `title: {{ slide.title }},`",
                );
                return Err(Fault {
                    template: template.clone(),
                    range: None,
                    line: Some(*line),
                    detail: detail.into_owned(),
                });
            }
        }
        Ok(Manuscript {
            text: self.text,
            slides: self.slides,
            holes: self.holes,
            pieces: self.pieces,
        })
    }
}

/// Whether a range is exactly one literal of the tree.
fn is_literal(node: &LinkedNode, range: &Range<usize>) -> bool {
    use SyntaxKind as K;
    if node.range() == *range {
        let is_value = matches!(
            node.kind(),
            K::Str | K::Int | K::Float | K::Bool | K::None | K::Array | K::Dict | K::Unary
        );
        return is_value || node.children().any(|child| is_literal(&child, range));
    }
    let children = node.children();
    children.into_iter().any(|child| {
        child.range().start <= range.start
            && range.end <= child.range().end
            && is_literal(&child, range)
    })
}
