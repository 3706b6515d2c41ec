//! The template engine for manuscripts: undefined values are errors, work is
//! bounded, and every hole becomes a Typst literal.

use std::fmt;
use std::io;

use minijinja::value::ValueKind;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};

use super::literal::format_literal;

/// The most bytes that the template of a slide may write, values included. A story takes 3,000, a table of 700 cells
/// 25,000; laying out a slide of 64 KiB takes up to 1 GB.
const SLIDE: usize = 64 << 10;
/// The most bytes for the annex and for papers, which have something of every slide: 500 voices take 130,000.
const WHOLE: usize = 256 << 10;
/// The error of a template that writes more.
const TOO_LONG: &str = "the template writes more than a page could hold";

/// The most instructions of one template; a slide takes a few hundred.
const FUEL: u64 = 200_000;
/// The deepest nesting of calls between macros.
const RECURSION: usize = 50;
/// Written around the number of a hole while a template is rendered.
const MARKS: (char, char) = ('\u{f0000}', '\u{f0001}');

/// A value that a template put into its text.
#[derive(Debug, Clone)]
pub struct Hole {
    /// The value as a Typst literal.
    pub literal: String,
    /// The numbers of the slide's texts that are in it, in order.
    pub texts: Vec<usize>,
}

/// The holes recorded while a template is rendered, and how many bytes it may still write.
#[derive(Debug)]
struct Holes {
    all: Vec<Hole>,
    room: usize,
}

/// A rendered template: its own text in pieces, and the holes between them.
#[derive(Debug)]
pub struct Rendered {
    /// The pieces of the template's own text; a hole follows each but the last.
    pub pieces: Vec<String>,
    /// The holes, in order.
    pub holes: Vec<Hole>,
}

/// Where and why a template failed.
#[derive(Debug, Clone)]
pub struct TemplateFault {
    /// The name of the template.
    pub template: String,
    /// The bytes of the template that failed, when they are known.
    pub range: Option<std::ops::Range<usize>>,
    /// The line that failed, from 1, when it is known.
    pub line: Option<usize>,
    /// The text of that line as far as it is known, since lines after a loop are miscounted.
    pub said: String,
    /// The message of the engine.
    pub detail: String,
    /// The slide it was rendered for, by its number from 0.
    pub slide: Option<u32>,
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for TemplateFault {}

impl TemplateFault {
    /// Whether it wrote too much. That is the fault of the slide's content, unless the template is the project's own.
    pub fn is_too_long(&self) -> bool {
        self.detail == TOO_LONG
    }

    fn from_error(template: &str, error: &Error) -> Self {
        // The innermost reason says what is wrong; outer ones only name the templates around it.
        let deepest =
            std::iter::successors(std::error::Error::source(error), |next| next.source()).last();
        let detail = deepest.map_or_else(
            || error.detail().map_or_else(|| error.kind().to_string(), str::to_string),
            ToString::to_string,
        );
        Self {
            template: error.name().unwrap_or(template).to_string(),
            range: error.range(),
            line: error.line(),
            said: String::new(),
            slide: None,
            detail,
        }
    }
}

/// An engine without any template.
pub fn create_environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Escaping for HTML, which the name of a file could turn on, stays off: `record_hole` is what makes values safe.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_recursion_limit(RECURSION);
    environment.set_fuel(Some(FUEL));
    environment.set_debug(true);
    // These filters would let text through that was not made a literal, or let one number write endless text.
    for filter in ["safe", "escape", "e", "format", "indent"] {
        environment.remove_filter(filter);
    }
    environment.set_formatter(record_hole);
    environment
}

/// Adds a template; an error when it does not parse.
pub fn add_template(
    environment: &mut Environment<'static>,
    name: &str,
    text: &str,
) -> Result<(), TemplateFault> {
    environment
        .add_template_owned(name.to_string(), text.to_string())
        .map_err(|error| TemplateFault::from_error(name, &error))
}

/// Called for each value that a template prints: keeps the value as a literal, and writes a mark in its place.
fn record_hole(output: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    // Literals do not pass through `Bounded`, where only their marks are written, so their bytes are counted here.
    let most = byte_limit(state.name());
    let room = state.get_or_insert_extension(Holes { all: Vec::new(), room: most }).room;
    let too_long = || Error::new(ErrorKind::WriteFailure, TOO_LONG);
    // Indented for people to read. Line breaks inside strings are written `\n`, so none of them is changed.
    let literal = format_literal(value, room)?.ok_or_else(too_long)?.replace('\n', "\n  ");
    // Only now: a value that became a literal is neither too deep nor too long to be walked.
    let mut texts = Vec::new();
    collect_text_numbers(value, &mut texts);
    let holes = state.get_or_insert_extension(Holes { all: Vec::new(), room: most });
    holes.room = room.checked_sub(literal.len()).ok_or_else(too_long)?;
    holes.all.push(Hole { literal, texts });
    write!(output, "{}{}{}", MARKS.0, holes.all.len() - 1, MARKS.1).map_err(Error::from)
}

/// The most bytes that a template may write, by its name.
fn byte_limit(template: &str) -> usize {
    match template {
        "slides/annex.typ.j2" => WHOLE,
        _ if template.starts_with("slides/") => SLIDE,
        _ => WHOLE,
    }
}

/// Collects what a template writes, and refuses more than `most` bytes.
struct Bounded {
    written: Vec<u8>,
    most: usize,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A refused write ends the template at once, so an endless loop cannot fill the memory.
        if self.written.len() + bytes.len() > self.most {
            return Err(io::Error::other(TOO_LONG));
        }
        self.written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Collects the `at` of every text in a value: its number among the texts of the slide.
fn collect_text_numbers(value: &Value, found: &mut Vec<usize>) {
    match value.kind() {
        // A line or prose is a map with its text's number under `at`; runs inside it have no number of their own.
        ValueKind::Map => {
            if let Some(at) = value.get_attr("at").ok().and_then(|at| usize::try_from(at).ok()) {
                found.push(at);
            }
            for key in value.try_iter().into_iter().flatten() {
                value.get_item(&key).iter().for_each(|inner| collect_text_numbers(inner, found));
            }
        }
        ValueKind::Seq => value
            .try_iter()
            .into_iter()
            .flatten()
            .for_each(|item| collect_text_numbers(&item, found)),
        _ => {}
    }
}

/// Renders a template by name. An error when a value is missing, when it writes too much, or when a mark was changed.
pub fn render_template(
    environment: &Environment,
    name: &str,
    context: Value,
) -> Result<Rendered, TemplateFault> {
    let fault = |error: Error| TemplateFault::from_error(name, &error);
    let template = environment.get_template(name).map_err(fault)?;
    let mut output = Bounded { written: Vec::new(), most: byte_limit(name) };
    // The state outlives the rendering, and with it the holes that `record_hole` kept there.
    let mut captured = template.render_captured_to(context, &mut output).map_err(fault)?;
    let holes = captured.with_state_mut(|state| {
        let holes = state.get_extension_mut::<Holes>();
        holes.map_or_else(Vec::new, |holes| std::mem::take(&mut holes.all))
    });
    drop(captured);
    let output = String::from_utf8_lossy(&output.written);
    let pieces = split_at_marks(&output, holes.len()).ok_or_else(|| TemplateFault {
        template: name.to_string(),
        range: None,
        line: None,
        said: String::new(),
        detail: "a value is put through a filter or a test that changes its mark".to_string(),
        slide: None,
    })?;
    Ok(Rendered { pieces, holes })
}

/// The text between the marks; none unless every hole is marked exactly once and in order.
fn split_at_marks(output: &str, holes: usize) -> Option<Vec<String>> {
    let mut pieces = Vec::with_capacity(holes + 1);
    let mut rest = output;
    for number in 0..holes {
        // A macro or a filter may take the output of another as its value. Then a mark is missing, written twice, or
        // inside a literal; each of these is refused rather than guessed at.
        let mark = format!("{}{number}{}", MARKS.0, MARKS.1);
        let (piece, after) = rest.split_once(&mark)?;
        pieces.push(piece.to_string());
        rest = after;
    }
    pieces.push(rest.to_string());
    // Marks are private characters, which no font may draw in a PDF/A, so no template can need them for itself.
    let is_clean = pieces.iter().all(|piece| !piece.contains([MARKS.0, MARKS.1]));
    is_clean.then_some(pieces)
}
