//! `build`: decks to PDF.

use std::fs;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use minijinja::Value;

use super::{Format, Screen, decks_named};
use crate::assets::FONTS;
use crate::deck::Counts;
use crate::error::{Error, Result};
use crate::finding::{Message, Report};
use crate::pipeline::{self, Built, Opened};
use crate::scaffold::write;

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
pub fn run(args: &Args, screen: &mut Screen) -> Result<bool> {
    let (mut opened, decks) = decks_named(&args.decks, pipeline::open)?;
    screen.project = Some(opened.project.language());
    if decks.is_empty() && opened.project.is_readable {
        return Err(Error::new(Message::new("no-decks")).hint(Message::new("hint-no-decks")));
    }
    if decks.len() > 1 && args.output.as_deref().is_some_and(is_pdf) {
        let message = Message::new("one-file-many-decks").with("decks", decks.len());
        return Err(Error::new(message).hint(Message::new("hint-one-file-many-decks")));
    }
    let bar = progress(decks.len());
    let apart = decks.len() > 1;
    let emitted = opened.each_deck(&decks, &|opened, built| {
        let emitted = emit(args, opened, built, apart);
        bar.inc(1);
        emitted
    })?;
    bar.finish_and_clear();
    let mut report = std::mem::take(&mut opened.report);
    let mut lines = Vec::new();
    for (deck, emitted) in decks.iter().zip(emitted) {
        let target = emitted.and_then(|emitted| {
            report.append(emitted.report);
            Some((emitted.target?, emitted.counts))
        });
        match target {
            Some((path, counts)) => lines.push(summary(screen, &path, deck, counts)),
            None => {
                screen.err(&screen.say(&Message::new("deck-not-built").with("deck", deck.as_str())))
            }
        }
    }
    let fails = super::conclude(&opened, &decks, &mut report);
    screen.findings(&report, &opened.sources, args.format, true);
    lines.iter().for_each(|line| screen.out(line));
    Ok(!fails && lines.len() == decks.len())
}

/// What came of one deck.
struct Emitted {
    /// Where it was written, when it could be.
    target: Option<PathBuf>,
    counts: Counts,
    report: Report,
}

/// Writes what was asked for one deck; `apart` when several decks share the folder they are written to.
fn emit(args: &Args, opened: &Opened, mut built: Built, apart: bool) -> Result<Emitted> {
    let deck = built.deck.path.replace('/', "-");
    let target = match args.emit {
        Emit::Pdf => match opened.pdf(&mut built)? {
            Some(bytes) => {
                let file = pdf_target(args, opened, &deck);
                write(&file, &bytes)?;
                Some(file)
            }
            None => None,
        },
        Emit::Typst if built.folder.main.is_empty() => None,
        Emit::Typst => {
            let folder = folder_target(args, opened, &deck, apart);
            write_folder(&folder, &built, opened)?;
            Some(folder)
        }
    };
    Ok(Emitted {
        target,
        counts: built.deck.counts,
        report: built.report,
    })
}

/// `out/<deck>.pdf` at the root, or what `-o` names: a file when it ends in `.pdf`, else a folder.
fn pdf_target(args: &Args, opened: &Opened, deck: &str) -> PathBuf {
    match &args.output {
        Some(file) if is_pdf(file) => file.clone(),
        Some(folder) => folder.join(format!("{deck}.pdf")),
        None => opened
            .project
            .tree
            .root()
            .join(OUT)
            .join(format!("{deck}.pdf")),
    }
}

/// The folder that `-o` names, with one below it for each deck when there are several; else `out/<deck>`.
fn folder_target(args: &Args, opened: &Opened, deck: &str, apart: bool) -> PathBuf {
    match &args.output {
        Some(folder) if !apart => folder.clone(),
        Some(folder) => folder.join(deck),
        None => opened.project.tree.root().join(OUT).join(deck),
    }
}

fn is_pdf(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
        && !path.is_dir()
}

/// The manuscript, the theme and the fonts, as plain Typst finds them.
fn write_folder(folder: &Path, built: &Built, opened: &Opened) -> Result<()> {
    write(&folder.join("main.typ"), built.folder.main.as_bytes())?;
    for (path, text) in &built.folder.texts {
        write(&folder.join(path), text.as_bytes())?;
    }
    for (path, font) in FONTS {
        write(&folder.join(path), font)?;
    }
    for (number, font) in opened.templates.fonts.iter().enumerate() {
        write(&folder.join(format!("fonts/own-{number}.ttf")), font)?;
    }
    Ok(())
}

/// "out/2026-T3.pdf  12 slides, 4 stories, 9 voices, 3 figures, 2 decisions".
fn summary(screen: &Screen, path: &Path, deck: &str, counts: Counts) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let shown = here
        .ok()
        .and_then(|here| path.strip_prefix(here).ok())
        .unwrap_or(path);
    let message = Message::new("built")
        .with("path", shown.display().to_string())
        .with("deck", deck)
        .with("slides", Value::from(counts.slides))
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
