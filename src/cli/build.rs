//! `build`: decks to PDF.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use minijinja::Value;

use super::files::{WrittenFile, write_all};
use super::outputs::{Emit, For, Target, WantedOutputs, plan_targets};
use super::screen::{FindingForm, Format};
use super::{Screen, decks_named};
use crate::deck::{BuildOptions, Counts, Output, Portrait, Withheld};
use crate::error::{Error, Result};
use crate::finding::rules::{RUNAWAY_FILE, UNREAD_RAW_FILE};
use crate::finding::{Finding, Message, Report};
use crate::lint::{self, Depth, FindingScope};
use crate::narrative::Audience;
use crate::pipeline::{Built, Opened, ProjectReport};
use crate::project::Theme;
use crate::typeset::Pages;
use crate::watch::{self, JournalEntry};
use crate::writes;

/// The arguments of `build`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Decks or projects; all decks of the project around here when none is named.
    decks: Vec<PathBuf>,
    /// A file ending in `.pdf`, or a folder.
    #[arg(short, long, alias = "sortie")]
    output: Option<PathBuf>,
    /// The documents to make.
    #[arg(
        long = "for",
        alias = "pour",
        value_enum,
        value_delimiter = ',',
        default_value = "slides"
    )]
    documents: Vec<For>,
    /// What to write of them.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "pdf")]
    emit: Vec<Emit>,
    /// The type, instead of the project's.
    #[arg(long, value_enum, alias = "thème")]
    theme: Option<Theme>,
    /// For whom, instead of the audience of the meeting.
    #[arg(long, value_enum, alias = "public")]
    audience: Option<Audience>,
    /// Takes decks for final, whatever they say of themselves.
    #[arg(long = "final", aliases = ["définitif", "definitif"])]
    is_final: bool,
    #[command(flatten)]
    pub form: FindingForm,
}

/// Builds decks; true when the policy finds nothing to fix.
///
/// Findings are reported even when a PDF cannot be written, and a deck that cannot be written does not stop the others.
pub fn run(args: &Args, screen: &mut Screen) -> Result<bool> {
    let wanted = WantedOutputs::new(&args.documents, &args.emit)?;
    lint::prepare_word_lists();
    let (opened, decks) = decks_named(&args.decks, screen)?;
    if decks.is_empty() && opened.project.is_readable {
        return Err(super::no_decks(&opened, screen, true));
    }
    let options =
        BuildOptions { theme: args.theme, audience: args.audience, is_final: args.is_final };
    let targets = plan_targets(&wanted, args.output.as_deref(), &options, &opened, &decks)?;
    // A killed run may have left its files half moved: that is ended before anything is read or written there.
    if let Some(target) = targets.first().filter(|_| !watch::is_trial()) {
        writes::finish_interrupted(&target.place);
    }
    if decks.len() > 1 {
        watch::write_note(&JournalEntry::Decks(decks.len() as u64));
    }
    let target_of: HashMap<&str, &Target> =
        targets.iter().map(|target| (target.deck.as_str(), target)).collect();
    let planned = opened.plan(options);
    let (emitted, mut report) = planned.each_deck(&decks, &wanted.papers(), &|said, built| {
        // Called on several threads, once for each deck that could be read. What it
        // returns comes back in the order of `decks`.
        let target = target_of[built.deck.path.as_str()];
        let emitted = match find_refusal_reason(&opened, said, &built) {
            Some(refusal) => Emitted::from_refusal(refusal, built),
            None => write_deck(&opened, &wanted, target, built),
        };
        watch::write_note(&JournalEntry::Deck);
        Ok(emitted)
    })?;
    let mut told = BuildSummary::default();
    for (target, emitted) in targets.iter().zip(emitted) {
        let mut emitted = emitted.unwrap_or_default();
        report.append(std::mem::take(&mut emitted.report));
        told.add_deck(screen, &wanted, target, emitted);
    }
    opened.finish_report(&FindingScope::for_decks(&decks, Depth::Texts), &mut report);
    let fails = opened.project.settings.policy.fail_on.is_failure(&report);
    let last = screen.print_findings(&report, &opened, true);
    if screen.form.format == Format::Human {
        told.unbuilt.iter().for_each(|line| screen.print_on_stderr(line));
    }
    last.iter().for_each(|sentence| screen.print_on_stderr(&screen.format_message(sentence)));
    told.lines.iter().for_each(|line| screen.print_on_stdout(line));
    let is_clean = !fails && told.unbuilt.is_empty();
    told.failure.map_or(Ok(is_clean), Err)
}

/// What is printed once all decks are done.
#[derive(Default)]
struct BuildSummary {
    /// The paths written, what each deck holds, and what was held back: for standard output.
    lines: Vec<String>,
    /// A sentence for each deck of which nothing was written: for standard error.
    unbuilt: Vec<String>,
    /// The first thing that kept the program from going on.
    failure: Option<Error>,
}

impl BuildSummary {
    fn add_deck(
        &mut self,
        screen: &Screen,
        wanted: &WantedOutputs,
        target: &Target,
        emitted: Emitted,
    ) {
        let held_back = format_held_back(screen, &target.deck, &emitted.held_back);
        match emitted.written {
            Ok(Some(written)) => {
                let portrait =
                    screen.format_message(&written.portrait.summary_message(&target.deck));
                self.lines.extend(format_written_files(screen, wanted, target, &written));
                self.lines.extend(held_back);
                self.lines.extend((screen.form.format == Format::Human).then_some(portrait));
            }
            Ok(None) => {
                let usual = if target.has_existing_output(wanted) {
                    "deck-not-built"
                } else {
                    "deck-never-built"
                };
                let reason = Message::new(emitted.refusal.unwrap_or(usual));
                let reason = reason.with("deck", target.deck.as_str());
                self.unbuilt.push(screen.format_message(&reason));
                self.lines.extend(held_back);
            }
            Err(error) => self.failure = self.failure.take().or(Some(with_other_place(error))),
        }
    }
}

/// An error with the hint to write elsewhere, if it is about a place that cannot be written.
fn with_other_place(error: Error) -> Error {
    match error.message.key {
        "cannot-write" => error.with_hint(Message::new("hint-cannot-write")),
        _ => error,
    }
}

/// A line for the voices that were held back and one for the photos: "2026-T3: 1 voice held back: v-07 (consent until
/// 2026-09-30)".
fn format_held_back(screen: &Screen, deck: &str, held_back: &[Withheld]) -> Vec<String> {
    let line = |key: &'static str, is_voice: bool| {
        let held = held_back.iter().filter(|held| held.is_voice == is_voice);
        let each = held.map(|held| {
            format!("{} ({})", held.name, screen.format_message(&held.reason.short_message()))
        });
        let each: Vec<String> = each.collect();
        let message = Message::new(key).with("deck", deck).with("n", each.len());
        (!each.is_empty()).then(|| screen.format_message(&message.with("list", each.join(", "))))
    };
    let lines = [line("held-voices", true), line("held-photos", false)];
    lines.into_iter().flatten().collect()
}

/// What came of one deck: what was written or why not, and what was found.
struct Emitted {
    /// What was written; `Ok(None)` when nothing could be written or nothing may be.
    written: Result<Option<WrittenDeck>>,
    /// Why writing was not even tried, as the key of a message.
    refusal: Option<&'static str>,
    held_back: Vec<Withheld>,
    report: Report,
}

/// The outcome of a deck that cannot be read: nothing written, nothing found here.
impl Default for Emitted {
    fn default() -> Self {
        Self { written: Ok(None), refusal: None, held_back: Vec::new(), report: Report::default() }
    }
}

impl Emitted {
    fn from_refusal(refusal: &'static str, built: Built) -> Self {
        Self {
            written: Ok(None),
            refusal: Some(refusal),
            held_back: built.deck.held_back,
            report: built.report,
        }
    }
}

/// The key of the message that says why a deck is not written. A deck whose layout was stopped is never written. A
/// final deck is refused when it asks for what may not be shown, when a raw file could not be searched, or when
/// something in it fails the project's policy.
fn find_refusal_reason(
    opened: &Opened,
    said: &ProjectReport,
    built: &Built,
) -> Option<&'static str> {
    // A trial leaves files out on purpose, to find out whether the rest works.
    let is_stopped = |finding: &Finding| finding.rule == &RUNAWAY_FILE;
    if built.report.findings().iter().any(is_stopped) && !watch::is_trial() {
        return Some("deck-stopped");
    }
    if !built.deck.is_final() {
        return None;
    }
    if !built.deck.held_back.is_empty() {
        return Some("final-held-back");
    }
    // Findings of the whole project count too, but only after policy and `allow`, and only those of this deck.
    let mut report = Report::clone(said);
    report.append(built.report.clone());
    opened.finish_report(
        &FindingScope::for_decks(std::slice::from_ref(&built.deck.path), Depth::Texts),
        &mut report,
    );
    let is_unread = |finding: &Finding| finding.rule == &UNREAD_RAW_FILE;
    if report.findings().iter().any(is_unread) {
        return Some("final-unread-raw");
    }
    let policy = &opened.project.settings.policy;
    policy.fail_on.is_failure(&report).then_some("final-refused")
}

/// The files written of a deck, and the counts that its summary line prints.
struct WrittenDeck {
    files: Vec<WrittenFile>,
    counts: Counts,
    portrait: Portrait,
    pages: usize,
}

/// Writes what was asked for one deck, and takes out of it what the summary needs.
fn write_deck(
    opened: &Opened,
    wanted: &WantedOutputs,
    target: &Target,
    mut built: Built,
) -> Emitted {
    let written = write_all(opened, &mut built, wanted, target);
    let pages = built.pages().map_or(0, Pages::count);
    let (counts, portrait) = (built.deck.counts, built.deck.portrait);
    let held_back = std::mem::take(&mut built.deck.held_back);
    Emitted {
        written: written
            .map(|files| files.map(|files| WrittenDeck { files, counts, portrait, pages })),
        refusal: None,
        held_back,
        report: built.report,
    }
}

/// A line for each file; one for all the pictures of a folder.
fn format_written_files(
    screen: &Screen,
    wanted: &WantedOutputs,
    target: &Target,
    written: &WrittenDeck,
) -> Vec<String> {
    if wanted.emits == [Emit::Typst] {
        return vec![format_deck_summary(
            screen,
            &target.folder_path(Output::Slides),
            &target.deck,
            written,
        )];
    }
    // For each document its PDFs, then its pictures as one line; what exists once for all documents comes last.
    let mut lines = Vec::new();
    for output in &wanted.outputs {
        let of = |emit: Emit| {
            let files = written.files.iter();
            files.filter(move |file| file.emit == emit && file.output == *output)
        };
        for file in of(Emit::Pdf) {
            lines.push(match output {
                Output::Slides => format_deck_summary(screen, &file.path, &target.deck, written),
                _ => told_file(screen, "written-pages", &file.path, file.pages),
            });
        }
        let pictures = of(Emit::Png).count();
        if pictures > 0 {
            lines.push(told_file(
                screen,
                "written-pictures",
                &target.folder_path(*output),
                pictures,
            ));
        }
    }
    let others = written.files.iter().filter(|file| matches!(file.emit, Emit::Sheet | Emit::Pdfpc));
    lines.extend(others.map(|file| told_file(screen, "written", &file.path, file.pages)));
    if wanted.manifest {
        lines.push(told_file(screen, "written", &target.manifest_path(), written.files.len()));
    }
    lines
}

/// A line with a path and a count: of pages, pictures or files.
fn told_file(screen: &Screen, key: &'static str, path: &Path, count: usize) -> String {
    let message = Message::new(key).with("path", from_here(path).display().to_string());
    screen.format_message(&message.with("n", count))
}

/// A path relative to the current folder if it lies below; as it is otherwise.
fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let below = here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    below.unwrap_or_else(|| path.to_path_buf())
}

/// "out/2026-T3.pdf  12 slides, 4 stories, 9 voices, 3 figures, 2 decisions".
fn format_deck_summary(screen: &Screen, path: &Path, deck: &str, written: &WrittenDeck) -> String {
    let counts = written.counts;
    let message = Message::new("built")
        .with("path", from_here(path).display().to_string())
        .with("deck", deck)
        .with("slides", Value::from(counts.slides))
        .with("pages", Value::from(written.pages))
        .with("stories", Value::from(counts.stories))
        .with("voices", Value::from(counts.voices))
        .with("figures", Value::from(counts.figures))
        .with("decisions", Value::from(counts.decisions))
        .with("opinions", Value::from(counts.opinions))
        .with("notes", Value::from(counts.notes));
    screen.format_message(&message)
}
