//! The template engine of manuscripts: strict, bounded, and every hole a Typst literal.

use std::fmt;
use std::io;

use minijinja::value::ValueKind;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};

use super::literal::format_literal;

/// The most bytes that the template of a slide writes, values included: a story takes 3,000, a table of 700 cells 25,000. The
/// layout of a slide of so many takes up to 1 GB.
const SLIDE: usize = 64 << 10;
/// The same for the annex and for papers, which hold something of every slide: 500 voices take 130,000.
const WHOLE: usize = 256 << 10;
/// What is said of a template that writes more.
const TOO_LONG: &str = "the template writes more than a page could hold";

/// Instructions one template may take: a slide takes a few hundred.
const FUEL: u64 = 200_000;
/// How deep macros may call one another.
const RECURSION: usize = 50;
/// Stand around the number of a hole while a template is rendered.
const MARKS: (char, char) = ('\u{f0000}', '\u{f0001}');

/// What a template put somewhere.
#[derive(Debug, Clone)]
pub struct Hole {
    /// The literal.
    pub literal: String,
    /// The numbers of the slide's texts in it, in order.
    pub texts: Vec<usize>,
}

/// The holes of a template, and how many bytes are left for it.
#[derive(Debug)]
struct Holes {
    all: Vec<Hole>,
    room: usize,
}

/// A rendered template: its own text with marks, and what goes in their place.
#[derive(Debug)]
pub struct Rendered {
    /// Pieces of the template's own text; a hole stands after each but the last.
    pub pieces: Vec<String>,
    /// The holes.
    pub holes: Vec<Hole>,
}

/// Where and why a template failed.
#[derive(Debug, Clone)]
pub struct TemplateFault {
    /// The template's name.
    pub template: String,
    /// The bytes of it that failed, when they are known.
    pub range: Option<std::ops::Range<usize>>,
    /// Its line, from 1, when it is known.
    pub line: Option<usize>,
    /// What the line says, as far as it is known: lines are miscounted after a loop.
    pub said: String,
    /// What the engine says.
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
    /// Whether it writes too much: too much was written for its slide, unless the template is the project's own.
    pub fn is_too_long(&self) -> bool {
        self.detail == TOO_LONG
    }

    fn from_error(template: &str, error: &Error) -> Self {
        // The innermost reason says what is wrong; those around it only say in which template that was met.
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

/// An engine without templates.
pub fn create_environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // No escaping of HTML by the name of the file: `record_hole` is what makes values safe.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_recursion_limit(RECURSION);
    environment.set_fuel(Some(FUEL));
    environment.set_debug(true);
    // A manuscript has no text to let through unseen; and one number must not fill the memory.
    for filter in ["safe", "escape", "e", "format", "indent"] {
        environment.remove_filter(filter);
    }
    environment.set_formatter(record_hole);
    environment
}

/// Adds a template; a fault tells what does not parse.
pub fn add_template(
    environment: &mut Environment<'static>,
    name: &str,
    text: &str,
) -> Result<(), TemplateFault> {
    environment
        .add_template_owned(name.to_string(), text.to_string())
        .map_err(|error| TemplateFault::from_error(name, &error))
}

/// Keeps the value as a literal and leaves a mark in its place.
fn record_hole(output: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    // Literals do not pass through the output, where only marks are written, so their bytes are counted here.
    let most = byte_limit(state.name());
    let room = state.get_or_insert_extension(Holes { all: Vec::new(), room: most }).room;
    let too_long = || Error::new(ErrorKind::WriteFailure, TOO_LONG);
    // Indented for people; a line break inside a string is written `\n`, so this changes none.
    let literal = format_literal(value, room)?.ok_or_else(too_long)?.replace('\n', "\n  ");
    // Only now: what has become a literal is neither too deep nor too long to be walked.
    let mut texts = Vec::new();
    collect_text_numbers(value, &mut texts);
    let holes = state.get_or_insert_extension(Holes { all: Vec::new(), room: most });
    holes.room = room.checked_sub(literal.len()).ok_or_else(too_long)?;
    holes.all.push(Hole { literal, texts });
    write!(output, "{}{}{}", MARKS.0, holes.all.len() - 1, MARKS.1).map_err(Error::from)
}

/// The most bytes that a template writes.
fn byte_limit(template: &str) -> usize {
    match template {
        "slides/annex.typ.j2" => WHOLE,
        _ if template.starts_with("slides/") => SLIDE,
        _ => WHOLE,
    }
}

/// What a template has written so far; refuses more than it may write.
struct Bounded {
    written: Vec<u8>,
    most: usize,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A refused write ends the template at once, so a loop without end fills no memory.
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

/// The `at` of every text in a value.
fn collect_text_numbers(value: &Value, found: &mut Vec<usize>) {
    match value.kind() {
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

/// Renders a template.
pub fn render_template(
    environment: &Environment,
    name: &str,
    context: Value,
) -> Result<Rendered, TemplateFault> {
    let fault = |error: Error| TemplateFault::from_error(name, &error);
    let template = environment.get_template(name).map_err(fault)?;
    let mut output = Bounded { written: Vec::new(), most: byte_limit(name) };
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

/// The text between marks, when every hole is marked once and in order.
fn split_at_marks(output: &str, holes: usize) -> Option<Vec<String>> {
    let mut pieces = Vec::with_capacity(holes + 1);
    let mut rest = output;
    for number in 0..holes {
        // A macro or a filter may take the output of another as its value: a mark would then be missing, twice there, or
        // inside a literal. Each of these is refused rather than guessed at.
        let mark = format!("{}{number}{}", MARKS.0, MARKS.1);
        let (piece, after) = rest.split_once(&mark)?;
        pieces.push(piece.to_string());
        rest = after;
    }
    pieces.push(rest.to_string());
    // Marks are private characters, which no font may draw in a PDF/A: a template has no use for them.
    let is_clean = pieces.iter().all(|piece| !piece.contains([MARKS.0, MARKS.1]));
    is_clean.then_some(pieces)
}
