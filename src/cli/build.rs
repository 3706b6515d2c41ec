//! `build`: decks to PDF.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use minijinja::Value;

use super::{Format, Screen, decks_named};
use crate::assets::FONTS;
use crate::deck::{Counts, Portrait};
use crate::error::{Error, Result};
use crate::finding::{Message, Report};
use crate::lint::Depth;
use crate::pipeline::{Built, Opened};
use crate::scaffold::write;
use crate::typeset::Pages;

/// What `build` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Decks or projects; all decks of the project around here when none is named.
    decks: Vec<PathBuf>,
    /// A file ending in `.pdf`, or a folder.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// What to write.
    #[arg(long, value_enum, default_value_t)]
    emit: Emit,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What is written for a deck.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Emit {
    /// A PDF.
    #[default]
    Pdf,
    /// A folder that the plain Typst compiler turns into the same pages.
    Typst,
}

/// The folder of what is built, at the project's root.
const OUT: &str = "out";

/// Builds decks; true when the policy finds nothing to fix.
///
/// What is found is told even when a PDF cannot be written, and one that cannot does not stop the others.
pub fn run(args: &Args, screen: &mut Screen) -> Result<bool> {
    let (mut opened, decks) = decks_named(&args.decks, screen)?;
    if decks.is_empty() && opened.project.is_readable {
        return Err(super::no_decks(&mut opened, args.format, screen, true));
    }
    let targets = targets(args, &opened, &decks)?;
    let bar = progress(decks.len());
    let target_of: HashMap<&str, &Path> = decks
        .iter()
        .map(String::as_str)
        .zip(targets.iter().map(PathBuf::as_path))
        .collect();
    let emitted = opened.each_deck(&decks, &|opened, built| {
        let target = target_of[built.deck.path.as_str()];
        let emitted = emit(args, opened, target, built);
        bar.inc(1);
        Ok(emitted)
    })?;
    bar.finish_and_clear();
    let mut report = std::mem::take(&mut opened.report);
    let (mut lines, mut unbuilt, mut failure) = (Vec::new(), Vec::new(), None);
    for ((deck, target), emitted) in decks.iter().zip(&targets).zip(emitted) {
        let written = emitted.map_or(Ok(None), |emitted| {
            report.append(emitted.report);
            emitted.written
        });
        match written {
            Ok(Some(written)) => {
                let portrait = screen.say(&written.portrait.sentence(deck));
                lines.push(summary(screen, target, deck, written));
                lines.extend((args.format == Format::Human).then_some(portrait));
            }
            Ok(None) if target.exists() => unbuilt.push(told("deck-not-built", deck)),
            Ok(None) => unbuilt.push(told("deck-never-built", deck)),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    super::conclude(&opened, &decks, Depth::Texts, &mut report);
    let fails = opened.project.settings.policy.fail_on.fails(&report);
    screen.findings(&report, &opened, args.format, true);
    if args.format == Format::Human {
        unbuilt
            .iter()
            .for_each(|deck| screen.err(&screen.say(deck)));
    }
    lines.iter().for_each(|line| screen.out(line));
    failure.map_or(Ok(!fails && unbuilt.is_empty()), Err)
}

fn told(key: &'static str, deck: &str) -> Message {
    Message::new(key).with("deck", deck)
}

/// What came of one deck.
struct Emitted {
    /// What was written; none when there is nothing that could be written.
    written: Result<Option<Written>>,
    report: Report,
}

/// What a deck that was written holds.
struct Written {
    counts: Counts,
    portrait: Portrait,
    pages: usize,
}

/// Writes what was asked for one deck.
fn emit(args: &Args, opened: &Opened, target: &Path, mut built: Built) -> Emitted {
    let written = match args.emit {
        Emit::Pdf => opened
            .pdf(&mut built)
            .and_then(|pdf| pdf.map(|bytes| write(target, &bytes)).transpose()),
        Emit::Typst if built.folder.main.is_empty() => Ok(None),
        Emit::Typst => write_folder(target, &built, opened).map(Some),
    };
    let pages = built.pages.as_ref().map_or(0, Pages::count);
    let (counts, portrait) = (built.deck.counts, built.deck.portrait);
    Emitted {
        written: written.map(|written| {
            written.map(|()| Written {
                counts,
                portrait,
                pages,
            })
        }),
        report: built.report,
    }
}

/// Where each deck is written: no two in the same place.
fn targets(args: &Args, opened: &Opened, decks: &[String]) -> Result<Vec<PathBuf>> {
    let is_file = args.emit == Emit::Pdf && args.output.as_deref().is_some_and(is_pdf);
    if decks.len() > 1 && is_file {
        let message = Message::new("one-file-many-decks").with("decks", decks.len());
        return Err(Error::new(message).hint(Message::new("hint-one-file-many-decks")));
    }
    let is_whole = is_file || args.emit == Emit::Typst && decks.len() == 1;
    let mut targets: Vec<PathBuf> = Vec::new();
    for deck in decks {
        let target = match &args.output {
            Some(path) if is_whole => path.clone(),
            Some(folder) => folder.join(name(args.emit, deck)),
            None => opened
                .project
                .tree
                .root()
                .join(OUT)
                .join(name(args.emit, deck)),
        };
        if let Some(first) = targets.iter().position(|taken| *taken == target) {
            let message = Message::new("one-file-two-decks")
                .with("first", decks[first].as_str())
                .with("second", deck.as_str())
                .with("path", target.display().to_string());
            return Err(Error::new(message).hint(Message::new("hint-rename-deck")));
        }
        targets.push(target);
    }
    Ok(targets)
}

/// What a deck is written as, in a folder for several: `2026-T3.pdf`.
fn name(emit: Emit, deck: &str) -> String {
    let name = deck.replace('/', "-");
    match emit {
        Emit::Pdf => format!("{name}.pdf"),
        Emit::Typst => name,
    }
}

fn is_pdf(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
        && !path.is_dir()
}

/// The manuscript, the theme, the fonts and the files they show, as plain Typst finds them.
fn write_folder(folder: &Path, built: &Built, opened: &Opened) -> Result<()> {
    write(&folder.join("main.typ"), built.folder.main.as_bytes())?;
    for (path, text) in &built.folder.texts {
        write(&folder.join(path), text.as_bytes())?;
    }
    for (path, bytes) in built.files.iter().chain(&built.folder.files) {
        write(&folder.join(path), bytes)?;
    }
    for (path, font) in FONTS {
        write(&folder.join(path), font)?;
    }
    for (path, font) in &opened.templates.fonts {
        write(&folder.join(path), font)?;
    }
    Ok(())
}

/// "out/2026-T3.pdf  12 slides, 4 stories, 9 voices, 3 figures, 2 decisions".
fn summary(screen: &Screen, path: &Path, deck: &str, written: Written) -> String {
    let counts = written.counts;
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let shown = here
        .ok()
        .and_then(|here| path.strip_prefix(here).ok())
        .unwrap_or(path);
    let message = Message::new("built")
        .with("path", shown.display().to_string())
        .with("deck", deck)
        .with("slides", Value::from(counts.slides))
        .with("pages", Value::from(written.pages))
        .with("stories", Value::from(counts.stories))
        .with("voices", Value::from(counts.voices))
        .with("figures", Value::from(counts.figures))
        .with("decisions", Value::from(counts.decisions));
    screen.say(&message)
}

/// A bar on a terminal, for work that takes longer than a glance; nothing elsewhere.
fn progress(decks: usize) -> ProgressBar {
    let target = if decks > 1 {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let style = ProgressStyle::with_template("{bar:20} {pos}/{len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(decks as u64), target).with_style(style)
}
