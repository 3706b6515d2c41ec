//! `explain`: the page of a rule, its examples told from its words.

use super::Screen;
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::lint;

/// What `explain` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name of a rule.
    rule: String,
}

/// Prints the page of a rule; always true.
pub fn run(args: &Args, screen: &Screen) -> Result<bool> {
    let Some(lint) = lint::named(&args.rule) else {
        return Err(unknown(&args.rule));
    };
    let mut is_example = false;
    for line in lint.page(screen.language()).lines() {
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
    Ok(true)
}

/// What is said of a name that no rule has.
pub fn unknown(name: &str) -> Error {
    Error::new(Message::new("unknown-rule").with("value", name)).hint(lint::hint(name))
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
