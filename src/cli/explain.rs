//! `explain`: the page of a rule, its examples told from its words; what may be written in a file or under a key, and what it means.

use super::{Screen, style};
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::finding::Rule;
use crate::lint::RULES;
use crate::project::keys;
use crate::text::{fold_name, nearest};

/// What `explain` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name of a rule, of a kind of file, of a key or of a fixed value.
    name: Option<String>,
}

/// From more letters than this on, the beginning of a name is enough to tell which is meant.
const BEGINNING: usize = 4;

/// Explains; always true.
pub fn run(args: &Args, screen: &Screen) -> Result<bool> {
    let Some(name) = &args.name else {
        topics(screen);
        return Ok(true);
    };
    let catalogue = screen.catalogue();
    let width = style(false).width;
    if let Some(rule) = Rule::named(name) {
        page(rule, screen);
        return Ok(true);
    }
    let mut told = Vec::new();
    if let Some(file) = keys::file(name) {
        let title = Message::new("explain-file").with("file", file.title(catalogue));
        told.extend([screen.say(&title), file.outline(catalogue, width)]);
    }
    let places = keys::places(name, catalogue, width);
    if !places.is_empty() {
        told.push(screen.say(&Message::new("explain-key").with("key", name.as_str())));
        told.extend(places);
    }
    let values = keys::values(name, catalogue, width);
    if !values.is_empty() {
        told.push(screen.say(&Message::new("explain-value").with("value", name.as_str())));
        told.extend(values);
    }
    if told.is_empty() {
        return Err(unknown(name, screen));
    }
    screen.out(&told.join("\n\n"));
    Ok(true)
}

/// Prints the page of a rule.
fn page(rule: &Rule, screen: &Screen) {
    let mut is_example = false;
    for line in rule.page(screen.language()).lines() {
        match line.strip_prefix("```") {
            Some("") => is_example = false,
            Some(opening) => {
                is_example = true;
                screen.out(&screen.say(&heading(opening)));
            }
            None if is_example && !line.is_empty() => screen.out(&format!("    {line}")),
            None => screen.out(line),
        }
    }
}

/// Prints what may be explained.
fn topics(screen: &Screen) {
    let catalogue = screen.catalogue();
    screen.out(&screen.say(&Message::new("explain-what")));
    screen.out(&screen.say(&Message::new("explain-rules")));
    screen.out(&screen.say(&Message::new("explain-keys")));
    screen.out(&screen.say(&Message::new("explain-values")));
    screen.out(&screen.say(&Message::new("explain-files")));
    for file in keys::files() {
        let name = file.name.in_language(screen.language());
        screen.out(&format!("    {name:<16}  {}", file.title(catalogue)));
    }
}

/// What is said of a name that nothing has.
fn unknown(name: &str, screen: &Screen) -> Error {
    let written = fold_name(name);
    let rules = RULES.iter().map(|rule| rule.name);
    let begun = rules.clone().find(|rule| rule.starts_with(&written));
    let files = keys::files().into_iter();
    let files = files.map(|file| file.name.in_language(screen.language()));
    let known = files.chain(rules).chain(keys::names(screen.language()));
    let near = nearest(name, known);
    let near = begun.filter(|_| written.len() > BEGINNING).or(near);
    let hint = match near {
        Some(near) => Message::new("hint-nearest").with("value", near),
        None => Message::new("hint-unknown-topic"),
    };
    Error::new(Message::new("unknown-topic").with("value", name)).hint(hint)
}

/// "yaml bad figures.yaml" as a line of words.
fn heading(opening: &str) -> Message {
    let mut words = opening.split(' ').skip(1);
    let key = match words.next() {
        Some("bad") => "example-bad",
        _ => "example-good",
    };
    Message::new(key).with("file", words.next().unwrap_or_default())
}
