//! `explain`: prints the page of a rule, with its examples set apart, or what may be written in a file or under a key.

use super::{Screen, output_style};
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::finding::Rule;
use crate::lint::RULES;
use crate::locale::catalogue::Catalogue;
use crate::project::keys::{self, Keys};
use crate::text::{fold_name, nearest};

/// The arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name of a rule, of a kind of file, of a key or of a fixed value.
    name: Option<String>,
}

/// When more letters than this begin the name of a rule, the hint proposes that rule.
const BEGINNING: usize = 4;

/// Prints the page or the meanings of a name; returns true always. An error when nothing has that name.
pub fn run(args: &Args, screen: &Screen) -> Result<bool> {
    let Some(name) = &args.name else {
        print_topics(screen);
        return Ok(true);
    };
    let catalogue = screen.catalogue();
    let width = output_style(false).width;
    if let Some(rule) = Rule::find_by_name(name) {
        print_rule_page(rule, screen);
        return Ok(true);
    }
    // One word may be the name of a file, of a key and of a value: all of its meanings are printed.
    let mut told = Vec::new();
    if let Some(file) = keys::find_file_kind(name) {
        let title = Message::new("explain-file").with("file", file.title(catalogue));
        told.extend([screen.format_message(&title), file.outline(catalogue, width)]);
    }
    let places = keys::explain_key(name, catalogue, width);
    if !places.is_empty() {
        told.push(screen.format_message(&Message::new("explain-key").with("key", name.as_str())));
        told.extend(places);
    }
    let values = keys::explain_value(name, catalogue, width);
    if !values.is_empty() {
        told.push(
            screen.format_message(&Message::new("explain-value").with("value", name.as_str())),
        );
        told.extend(values);
    }
    if told.is_empty() {
        return Err(unknown_topic_error(name, screen));
    }
    screen.print_on_stdout(&told.join("\n\n"));
    Ok(true)
}

/// Prints the page of a rule.
fn print_rule_page(rule: &Rule, screen: &Screen) {
    let mut is_example = false;
    for line in rule.page_in(screen.language()).lines() {
        match line.strip_prefix("```") {
            Some("") => is_example = false,
            Some(opening) => {
                is_example = true;
                screen.print_on_stdout(&screen.format_message(&example_heading(opening)));
            }
            None if is_example && !line.is_empty() => {
                screen.print_on_stdout(&format!("    {line}"));
            }
            None => screen.print_on_stdout(line),
        }
    }
}

/// Prints what `explain` can be asked for.
fn print_topics(screen: &Screen) {
    let catalogue = screen.catalogue();
    screen.print_on_stdout(&screen.format_message(&Message::new("explain-what")));
    screen.print_on_stdout(&screen.format_message(&Message::new("explain-rules")));
    screen.print_on_stdout(&screen.format_message(&Message::new("explain-keys")));
    screen.print_on_stdout(&screen.format_message(&Message::new("explain-values")));
    screen.print_on_stdout(&screen.format_message(&Message::new("explain-files")));
    describe_files(catalogue).iter().for_each(|line| screen.print_on_stdout(line));
}

/// A line for each kind of file: the name that `explain` takes, and what it contains.
pub fn describe_files(catalogue: &Catalogue) -> Vec<String> {
    let name = |file: &Keys| file.name.in_language(catalogue.language());
    let line = |file: &Keys| format!("    {:<16}  {}", name(file), file.title(catalogue));
    keys::file_kinds().iter().map(line).collect()
}

/// The error for a name that nothing has, with the nearest known name as its hint.
fn unknown_topic_error(name: &str, screen: &Screen) -> Error {
    let written = fold_name(name);
    let rules = RULES.iter().map(|rule| rule.name);
    let begun = rules.clone().find(|rule| rule.starts_with(&written));
    let files = keys::file_kinds().into_iter();
    let files = files.map(|file| file.name.in_language(screen.language()));
    let known = files.chain(rules).chain(keys::all_names(screen.language()));
    let near = nearest(name, known);
    let near = begun.filter(|_| written.len() > BEGINNING).or(near);
    let hint = match near {
        Some(near) => Message::new("hint-nearest").with("value", near),
        None => Message::new("hint-unknown-topic"),
    };
    Error::new(Message::new("unknown-topic").with("value", name)).with_hint(hint)
}

/// The fence "yaml bad figures.yaml" as a sentence that announces an example.
fn example_heading(opening: &str) -> Message {
    let mut words = opening.split(' ').skip(1);
    let key = match words.next() {
        Some("bad") => "example-bad",
        _ => "example-good",
    };
    Message::new(key).with("file", words.next().unwrap_or_default())
}
