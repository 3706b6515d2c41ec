//! `init`: a small complete project to start from.

use std::path::PathBuf;
use std::str::FromStr;

use chrono::{Datelike, Local};

use super::Screen;
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::locale::Language;
use crate::period::Period;
use crate::scaffold;

/// The arguments of `init`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder to write into.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The period of the first deck; the current quarter when left out.
    #[arg(long)]
    period: Option<String>,
}

/// Writes a starter project in the language in which messages are printed.
pub fn run(args: &Args, screen: &mut Screen) -> Result<bool> {
    let language: Language = screen.language();
    let period = match &args.period {
        Some(typed) => Period::from_str(typed)
            .ok()
            // The starter's settings name deck folders with a pattern that knows years from 2000 to 2099 only.
            .filter(|period| (2000..2100).contains(&period.first_day().year()))
            .ok_or_else(|| {
                Error::new(Message::new("wrong-period").with("value", typed.as_str()))
                    .with_hint(Message::new("hint-period"))
            })?,
        // The only place where the program reads a clock: the current quarter for a new project.
        None => Period::of_quarter(Local::now().date_naive()),
    };
    let deck = scaffold::create_project(&args.folder, language, period)?;
    let message = Message::new("initialised")
        .with("path", args.folder.display().to_string())
        .with("deck", deck)
        .with("here", args.folder.as_os_str() == ".");
    screen.print_on_stdout(&screen.format_message(&message));
    Ok(true)
}
