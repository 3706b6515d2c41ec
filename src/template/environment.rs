//! The template engine of manuscripts: strict, bounded, and every hole a Typst literal.

use minijinja::value::ValueKind;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};

use super::literal::literal;

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

#[derive(Default)]
struct Holes(Vec<Hole>);

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
pub struct Fault {
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
}

impl Fault {
    fn of(template: &str, error: &Error) -> Self {
        let deepest =
            std::iter::successors(std::error::Error::source(error), |next| next.source()).last();
        let detail = deepest.map_or_else(
            || {
                error
                    .detail()
                    .map_or_else(|| error.kind().to_string(), str::to_string)
            },
            ToString::to_string,
        );
        Self {
            template: error.name().unwrap_or(template).to_string(),
            range: error.range(),
            line: error.line(),
            said: String::new(),
            detail,
        }
    }
}

/// An engine without templates.
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_recursion_limit(RECURSION);
    environment.set_fuel(Some(FUEL));
    environment.set_debug(true);
    // A manuscript has no text to let through unseen; and one number must not fill the memory.
    for filter in ["safe", "escape", "e", "format", "indent"] {
        environment.remove_filter(filter);
    }
    environment.set_formatter(put);
    environment
}

/// Adds a template; a fault tells what does not parse.
pub fn add(environment: &mut Environment<'static>, name: &str, text: &str) -> Result<(), Fault> {
    environment
        .add_template_owned(name.to_string(), text.to_string())
        .map_err(|error| Fault::of(name, &error))
}

/// Keeps the value as a literal and leaves a mark in its place.
fn put(output: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let mut texts = Vec::new();
    numbers(value, &mut texts);
    let hole = Hole {
        // Indented for people; a line break inside a string is written `\n`, so this changes none.
        literal: literal(value)?.replace('\n', "\n  "),
        texts,
    };
    let holes = state.get_or_insert_extension(Holes::default());
    holes.0.push(hole);
    write!(output, "{}{}{}", MARKS.0, holes.0.len() - 1, MARKS.1).map_err(Error::from)
}

/// The `at` of every text in a value.
fn numbers(value: &Value, found: &mut Vec<usize>) {
    match value.kind() {
        ValueKind::Map => {
            if let Some(at) = value
                .get_attr("at")
                .ok()
                .and_then(|at| usize::try_from(at).ok())
            {
                found.push(at);
            }
            for key in value.try_iter().into_iter().flatten() {
                value
                    .get_item(&key)
                    .iter()
                    .for_each(|inner| numbers(inner, found));
            }
        }
        ValueKind::Seq => value
            .try_iter()
            .into_iter()
            .flatten()
            .for_each(|item| numbers(&item, found)),
        _ => {}
    }
}

/// Renders a template.
pub fn render(environment: &Environment, name: &str, context: Value) -> Result<Rendered, Fault> {
    let fault = |error: Error| Fault::of(name, &error);
    let template = environment.get_template(name).map_err(fault)?;
    let mut captured = template.render_captured(context).map_err(fault)?;
    let holes = captured.with_state_mut(|state| {
        state
            .get_extension_mut::<Holes>()
            .map(std::mem::take)
            .unwrap_or_default()
    });
    let output = captured.into_output();
    let pieces = cut(&output, holes.0.len()).ok_or_else(|| Fault {
        template: name.to_string(),
        range: None,
        line: None,
        said: String::new(),
        detail: "a value is put through a filter or a test that changes its mark".to_string(),
    })?;
    Ok(Rendered {
        pieces,
        holes: holes.0,
    })
}

/// The text between marks, when every hole is marked once and in order.
fn cut(output: &str, holes: usize) -> Option<Vec<String>> {
    let mut pieces = Vec::with_capacity(holes + 1);
    let mut rest = output;
    for number in 0..holes {
        let mark = format!("{}{number}{}", MARKS.0, MARKS.1);
        let (piece, after) = rest.split_once(&mark)?;
        pieces.push(piece.to_string());
        rest = after;
    }
    pieces.push(rest.to_string());
    let is_clean = pieces
        .iter()
        .all(|piece| !piece.contains([MARKS.0, MARKS.1]));
    is_clean.then_some(pieces)
}
