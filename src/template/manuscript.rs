//! The manuscript: the Typst text of a deck, and which of its bytes came from which text that somebody wrote.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::Environment;
use minijinja::value::{Serde, Value, merge_maps};
use serde::Serialize;
use typst::syntax::{LinkedNode, SyntaxKind, parse};

use super::environment::{Rendered, TemplateFault, render_template};
use crate::deck::Deck;
use crate::source::Span;

/// The Typst text of a deck, and where its bytes came from.
#[derive(Debug, Default)]
pub struct Manuscript {
    /// The content of `main.typ`.
    pub text: String,
    /// The bytes of each slide, in the order of slides.
    slides: Vec<Range<usize>>,
    holes: Vec<Placed>,
    pieces: Vec<ManuscriptPiece>,
}

/// A piece of a template's own text in the manuscript.
#[derive(Debug)]
struct ManuscriptPiece {
    range: Range<usize>,
    template: String,
    /// The line of the template on which it begins, from 1; right as long as nothing before it is repeated or left out.
    line: usize,
}

/// The bytes of the longest slide that takes one page or two: most slides take 500 to 3,000.
const ORDINARY: usize = 4 << 10;
/// How many more bytes fill another page: a row of a table takes 30 to 60, an item of a list 80.
const PAGE: usize = 1 << 10;

#[derive(Debug)]
struct Placed {
    range: Range<usize>,
    /// The slide and its first text in the hole, both by number; none for a hole without texts.
    text: Option<(usize, usize)>,
}

impl Manuscript {
    /// The place that some bytes of the manuscript came from: the text that
    /// somebody wrote, else the origin of the slide.
    pub fn origin_of(&self, deck: &Deck, bytes: &Range<usize>) -> Option<Span> {
        // An empty range counts as one byte here, as a fault may be at a place where nothing was written.
        let touches = |range: &Range<usize>| {
            range.start <= bytes.start && bytes.start < range.end.max(range.start + 1)
        };
        let hole = self.holes.iter().find(|hole| touches(&hole.range)).and_then(|hole| hole.text);
        if let Some((slide, at)) = hole {
            return Some(deck.slides[slide].texts[at].span);
        }
        let slide = self.slides.iter().position(touches)?;
        Some(deck.slides[slide].origin)
    }

    /// How much layout each slide needs, in order; a slide of ordinary length counts as 1.
    pub fn slide_weights(&self) -> impl Iterator<Item = usize> {
        let lengths = self.slides.iter().map(ExactSizeIterator::len);
        lengths.map(|length| 1 + length.saturating_sub(ORDINARY) / PAGE)
    }

    /// The Typst text of a slide; slides are numbered from 0.
    pub fn slide_text(&self, number: usize) -> &str {
        &self.text[self.slides[number].clone()]
    }

    /// The place in a template of some bytes: its name, the line from 1, and the text of that line up to the next
    /// value. None inside a value.
    pub fn template_at(&self, bytes: &Range<usize>) -> Option<(&str, usize, &str)> {
        let inside = |piece: &ManuscriptPiece| piece.range.contains(&bytes.start);
        let is_text = self.pieces.iter().any(inside);
        is_text.then(|| place_in_template(&self.pieces, &self.text, bytes.start))?
    }
}

/// The template, the line and its text around a byte; for a byte inside a value, those before the value.
fn place_in_template<'a>(
    pieces: &'a [ManuscriptPiece],
    text: &'a str,
    at: usize,
) -> Option<(&'a str, usize, &'a str)> {
    // Pieces are in order with values between them: the last that begins at or before the byte
    // contains it, or is right before its value.
    let piece = pieces.iter().rfind(|piece| piece.range.start <= at)?;
    let Range { start, end } = piece.range;
    let before = &text[start..at.min(end)];
    let line = before.rfind('\n').map_or(start, |at| start + at + 1);
    let said = text[line..end].lines().next().unwrap_or_default();
    Some((&piece.template, piece.line + before.matches('\n').count(), said))
}

/// Renders a deck slide by slide; `printable` replaces signs that no font can draw. An error when a template fails.
pub fn manuscript(
    environment: &Environment,
    deck: &Deck,
    printable: &dyn Fn(&str) -> String,
) -> Result<Manuscript, TemplateFault> {
    let mut writer =
        Writer { text: String::new(), slides: Vec::new(), holes: Vec::new(), pieces: Vec::new() };
    let front = deck.output.front_template();
    let opening =
        render_template(environment, front, template_context("deck", &deck.front, printable))?;
    // The front matter belongs to no slide: its faults have no origin in a running order.
    writer.append_rendered(front, opening, None, deck);
    for (number, slide) in deck.slides.iter().enumerate() {
        let name = slide.content.template_path();
        let id = Value::from(BTreeMap::from([("id", slide.id.clone())]));
        let content = printable_value(&slide.content, printable);
        let slide = Value::from(BTreeMap::from([("slide", merge_maps([id, content]))]));
        let rendered = render_template(environment, &name, slide)
            .map_err(|fault| TemplateFault { slide: u32::try_from(number).ok(), ..fault })?;
        writer.append_rendered(&name, rendered, Some(number), deck);
    }
    writer.check_syntax()
}

fn template_context(
    name: &'static str,
    content: &impl Serialize,
    printable: &dyn Fn(&str) -> String,
) -> Value {
    Value::from(BTreeMap::from([(name, printable_value(content, printable))]))
}

fn printable_value(content: &impl Serialize, printable: &dyn Fn(&str) -> String) -> Value {
    let mut json = serde_json::to_value(content).unwrap_or(serde_json::Value::Null);
    replace_unprintable(&mut json, printable);
    Value::from(Serde(json))
}

fn replace_unprintable(json: &mut serde_json::Value, printable: &dyn Fn(&str) -> String) {
    match json {
        serde_json::Value::String(text) => *text = printable(text),
        serde_json::Value::Array(items) => {
            items.iter_mut().for_each(|item| replace_unprintable(item, printable));
        }
        serde_json::Value::Object(entries) => {
            entries.values_mut().for_each(|value| replace_unprintable(value, printable));
        }
        _ => {}
    }
}

struct Writer {
    text: String,
    slides: Vec<Range<usize>>,
    holes: Vec<Placed>,
    pieces: Vec<ManuscriptPiece>,
}

impl Writer {
    fn append_rendered(
        &mut self,
        template: &str,
        rendered: Rendered,
        slide: Option<usize>,
        deck: &Deck,
    ) {
        let start = self.text.len();
        let mut pieces = rendered.pieces.iter();
        let first = pieces.next().map_or("", |piece| piece);
        // Pieces and holes alternate, with a piece at both ends. A literal is no text of the template, so `line` goes
        // on from where the piece before it ended.
        let mut line = self.append_piece(template, 1, first);
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
            self.holes.push(Placed { range: at..self.text.len(), text });
            line = self.append_piece(template, line, piece);
        }
        self.text.push('\n');
        if slide.is_some() {
            self.slides.push(start..self.text.len());
        }
    }

    /// Appends a template's own text; returns the line of the template that it ends on.
    fn append_piece(&mut self, template: &str, line: usize, text: &str) -> usize {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(ManuscriptPiece {
            range: start..self.text.len(),
            template: template.to_string(),
            line,
        });
        line + text.matches('\n').count()
    }

    /// Checks that each part parses as Typst, and that each hole is one literal of the parsed text, which a value
    /// inside quotes or markup is not.
    fn check_syntax(self) -> Result<Manuscript, TemplateFault> {
        let front = 0..self.slides.first().map_or(self.text.len(), |first| first.start);
        // Each part is parsed alone: a bracket that one slide leaves open would otherwise
        // be reported at the end of the last slide.
        for part in [&front].into_iter().chain(&self.slides) {
            let root = parse(&self.text[part.clone()]);
            let root = LinkedNode::new(&root);
            let inside =
                |hole: &&Placed| part.start <= hole.range.start && hole.range.end <= part.end;
            for hole in self.holes.iter().filter(inside) {
                let range = hole.range.start - part.start..hole.range.end - part.start;
                // Checked before syntax errors: a value inside quotes often causes some, and is their true reason.
                if !is_literal(&root, &range) {
                    return Err(self.fault_at(hole.range.start, ALONE));
                }
            }
            if let Some((at, detail)) = first_error(&root) {
                return Err(self.fault_at(part.start + at, &detail));
            }
        }
        Ok(Manuscript {
            text: self.text,
            slides: self.slides,
            holes: self.holes,
            pieces: self.pieces,
        })
    }

    /// A fault of the template that a byte of the text came from.
    fn fault_at(&self, at: usize, detail: &str) -> TemplateFault {
        let (template, line, said) =
            place_in_template(&self.pieces, &self.text, at).unwrap_or_default();
        TemplateFault {
            template: template.to_string(),
            range: None,
            line: Some(line),
            said: said.to_string(),
            detail: detail.to_string(),
            slide: None,
        }
    }
}

/// The error for a value that is not an argument of its own.
const ALONE: &str = "a value must stand alone as an argument, such as `title: {{ slide.title }},`";

/// The offset and message of the first syntax error in a tree; none when it has none.
fn first_error(node: &LinkedNode) -> Option<(usize, String)> {
    if node.kind() == SyntaxKind::Error {
        let (errors, _) = node.errors_and_warnings();
        return Some((node.offset(), errors.first()?.message.to_string()));
    }
    if !node.diagnosis().errors {
        return None;
    }
    node.children().find_map(|child| first_error(&child))
}

/// Whether a range is exactly one literal of the tree.
fn is_literal(node: &LinkedNode, range: &Range<usize>) -> bool {
    use SyntaxKind as K;
    if node.range() == *range {
        let is_value = matches!(
            node.kind(),
            K::Str | K::Int | K::Float | K::Bool | K::None | K::Array | K::Dict | K::Unary
        );
        let is_value = is_value && !node.get().diagnosis().errors;
        // A node may have the same range as its only child, but another kind.
        return is_value || node.children().any(|child| is_literal(&child, range));
    }
    let children = node.children();
    children.into_iter().any(|child| {
        child.range().start <= range.start
            && range.end <= child.range().end
            && is_literal(&child, range)
    })
}
