//! The commands, and the only place that prints. Exit status: 0 clean, 1 something to fix, 2 could not finish.

mod build;
mod check;
mod chosen;
mod explain;
mod figures;
mod files;
mod findings;
mod fix;
mod guide;
mod help;
mod init;
mod outputs;
mod page;
mod print;
mod rules;
mod screen;
mod supervisor;
mod voices;
mod words;

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::error::{Error, Result};
use crate::finding::Message;
use crate::lint::{Depth, FindingScope};
use crate::locale::Language;
use crate::locale::catalogue::Catalogue;
use crate::pipeline::{self, Opened};
use crate::project::{find_root, language_of};
use crate::text::fold_name;
use screen::{FindingForm, Screen, detect_window, output_style, system_language};

/// The command line as typed. The words of its help come from the catalogue.
#[derive(Debug, Parser)]
#[command(name = "recit", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
    /// The language of messages.
    #[arg(long, global = true, value_parser = language_parser(), value_name = "fr|en", alias = "langue")]
    lang: Option<Language>,
}

/// The commands. The help names each once, in English; French words that people try lead to the same command.
#[derive(Debug, Subcommand)]
enum Command {
    #[command(aliases = ["construire", "générer", "generer", "compiler"])]
    Build(build::Args),
    #[command(aliases = ["vérifier", "verifier", "contrôler", "controler", "relire"])]
    Check(check::Args),
    #[command(aliases = ["expliquer", "explique"])]
    Explain(explain::Args),
    #[command(aliases = ["chiffres", "chiffre"])]
    Figures(figures::Args),
    #[command(aliases = ["aide", "aide-moi"])]
    Help(help::Args),
    #[command(aliases = ["créer", "creer", "commencer", "démarrer", "demarrer", "initialiser"])]
    Init(init::Args),
    #[command(aliases = ["règles", "regles", "règle", "regle"])]
    Rules,
    #[command(aliases = ["voix", "témoignages", "temoignages"])]
    Voices(voices::Args),
}

fn language_parser() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(["fr", "en"]).try_map(|code| Language::from_code(&code).ok_or(code))
}

/// Runs the program on its arguments, its own name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    // Always our own name, not the one it was called by, which comes from outside and could hold anything.
    let command = Args::command().bin_name("recit");
    let typed = help::ask_of_command(args.into_iter().collect(), &command);
    let here = language_here();
    let asked = words::language_typed(&typed).or(here);
    let language = asked.unwrap_or_else(system_language);
    let catalogue = Catalogue::for_language(language);
    let mut command = words::localise_command_line(command, catalogue);
    let parsed = command
        .try_get_matches_from_mut(&typed)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let status = match parsed {
        Ok(args) if args.command.uses_projects() => dispatch_in_child(&typed, &args, here),
        Ok(args) => dispatch(&args, here),
        Err(refused) => {
            let screen = Screen::new(
                asked,
                here,
                FindingForm { format: words::format_typed(&typed), all: false },
            );
            words::print_refusal(&refused, &mut command, &screen)
        }
    };
    print::final_status(status, |reason| {
        let screen = Screen::new(asked, None, FindingForm::default());
        screen.print_error(&Error::from_io("cannot-print", reason));
    })
}

impl Command {
    /// Whether a command reads a project's pictures, fonts, templates and slides, which could crash this process.
    fn uses_projects(&self) -> bool {
        match self {
            Self::Build(_) | Self::Check(_) | Self::Figures(_) | Self::Voices(_) => true,
            Self::Explain(_) | Self::Help(_) | Self::Init(_) | Self::Rules => false,
        }
    }

    /// The form of findings that is asked for; that for people where a command has no choice.
    fn form(&self) -> FindingForm {
        match self {
            Self::Build(args) => args.form,
            Self::Check(args) => args.form,
            Self::Explain(_)
            | Self::Figures(_)
            | Self::Help(_)
            | Self::Init(_)
            | Self::Rules
            | Self::Voices(_) => FindingForm::default(),
        }
    }
}

/// Does what is asked in a child process, since what a project brings may crash it.
fn dispatch_in_child(typed: &[OsString], args: &Args, here: Option<Language>) -> ExitCode {
    let screen = Screen::new(args.lang, here, args.command.form());
    if supervisor::is_child() {
        return supervisor::on_stack(|| dispatch(args, here));
    }
    match supervisor::supervise(typed, &screen) {
        Some(Ok(status)) => status,
        Some(Err(error)) => {
            screen.print_fatal_error(&error);
            ExitCode::from(2)
        }
        None => supervisor::on_stack(|| dispatch(args, here)),
    }
}

/// Runs the command in this process; `here` is the language of the project in the current folder.
fn dispatch(args: &Args, here: Option<Language>) -> ExitCode {
    let mut screen = Screen::new(args.lang, here, args.command.form());
    let done = match &args.command {
        Command::Build(args) => build::run(args, &mut screen),
        Command::Check(args) => check::run(args, &mut screen),
        Command::Explain(args) => explain::run(args, &screen),
        Command::Figures(args) => figures::run(args, &mut screen),
        Command::Help(args) => help::run(args, &screen),
        Command::Init(args) => init::run(args, &mut screen),
        Command::Rules => rules::run(&screen),
        Command::Voices(args) => voices::run(args, &mut screen),
    };
    match done {
        Ok(is_clean) => ExitCode::from(u8::from(!is_clean)),
        Err(error) => {
            screen.print_fatal_error(&error);
            ExitCode::from(2)
        }
    }
}

/// The language of the project in the current folder or above; `None` without one.
fn language_here() -> Option<Language> {
    let root = find_root(Path::new(".")).ok()?;
    language_of(&root)
}

/// Opens the project that the places belong to. Returns it with the paths of the decks
/// meant: all of them when no place is named.
fn decks_named(places: &[PathBuf], screen: &mut Screen) -> Result<(Opened, Vec<String>)> {
    let here = Path::new(".");
    let place = places.first().map_or(here, PathBuf::as_path);
    // A place that does not exist may be a deck's path from the root of the project around here.
    let root = find_root(if is_missing(place) { here } else { place })?;
    let opened = pipeline::open(&root).inspect_err(|_| screen.project = language_of(&root))?;
    screen.project = Some(opened.project.language());
    let mut decks: Vec<String> = Vec::new();
    if places.is_empty() {
        decks = all_deck_paths(&opened).cloned().collect();
    }
    for place in places {
        for deck in decks_at(place, &opened)? {
            if !decks.contains(&deck) {
                decks.push(deck);
            }
        }
    }
    Ok((opened, decks))
}

fn all_deck_paths(opened: &Opened) -> impl Iterator<Item = &String> {
    opened.project.decks.iter().map(|deck| &deck.path)
}

/// The decks at a place, those below it, or the one it lies in. A path from the
/// project's root names a deck from any folder.
fn decks_at(place: &Path, opened: &Opened) -> Result<Vec<String>> {
    let decks: Vec<String> = if is_missing(place) {
        decks_by_name(place, opened)
    } else {
        if find_root(place)? != opened.root {
            let message = Message::new("other-project");
            return Err(Error::new(message.with("path", place.display().to_string())));
        }
        // Decks below the place are meant, and the deck that the place is within; links are resolved first.
        let real =
            place.canonicalize().map_err(|reason| Error::for_file("cannot-read", place, reason))?;
        let touches = |deck: &&String| {
            let folder = opened.root.join(deck);
            folder.starts_with(&real) || real.starts_with(&folder)
        };
        all_deck_paths(opened).filter(touches).cloned().collect()
    };
    if decks.is_empty() {
        return Err(no_deck(place, opened));
    }
    Ok(decks)
}

/// The deck of a path from the root; where none has it, the one deck that has it in other letters: `2026-t3` for
/// `2026-T3`.
fn decks_by_name(place: &Path, opened: &Opened) -> Vec<String> {
    let exact = all_deck_paths(opened).filter(|deck| Path::new(deck) == place);
    let exact: Vec<String> = exact.cloned().collect();
    let typed = place.to_string_lossy().replace('\\', "/");
    let folded = fold_name(typed.trim_end_matches('/'));
    let alike = all_deck_paths(opened).filter(|deck| fold_name(deck) == folded);
    let alike: Vec<String> = alike.cloned().collect();
    if exact.is_empty() && alike.len() == 1 { alike } else { exact }
}

fn is_missing(place: &Path) -> bool {
    place.metadata().is_err_and(|reason| reason.kind() == ErrorKind::NotFound)
}

fn no_deck(place: &Path, opened: &Opened) -> Error {
    let known: Vec<String> = all_deck_paths(opened).map(|deck| format!("`{deck}`")).collect();
    let error = Error::new(Message::new("no-deck").with("path", place.display().to_string()));
    if known.is_empty() {
        return error.with_hint(Message::new("hint-no-decks"));
    }
    error.with_hint(Message::new("hint-known").with("values", known.join(", ")))
}

/// The error for options that cannot go together, with what to do.
fn no_such_mix(message: &'static str, hint: &'static str) -> Error {
    Error::new(Message::new(message)).with_hint(Message::new(hint))
}

/// Prints what was found in a project without decks, which may be why it has none, and returns the error that says so.
fn no_decks(opened: &Opened, screen: &Screen, on_error: bool) -> Error {
    let mut report = opened.report.clone();
    opened.finish_report(&FindingScope::for_decks(&[], Depth::Texts), &mut report);
    let error = Error::new(Message::new("no-decks")).with_hint(Message::new("hint-no-decks"));
    let last = if on_error {
        screen.print_findings(&report, opened, true)
    } else {
        screen.print_findings_before(&error, &report, opened)
    };
    last.iter().for_each(|sentence| screen.print_on_stderr(&screen.format_message(sentence)));
    error
}
