//! The help of the command line and its error messages, in the reader's language.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, ValueEnum};

use super::print::print_text;
use super::screen::{Format, Screen};
use crate::finding::Message;
use crate::locale::Language;
use crate::locale::catalogue::Catalogue;
use crate::text::nearest;

/// The columns of the smallest terminal, and of most mails and tickets that help is pasted into.
const WIDTH: usize = 80;

/// The names of the option for the language of messages.
pub const LANGUAGE_OPTIONS: [&str; 2] = ["--lang", "--langue"];

/// The language typed with `--lang`. It is looked for before the arguments are parsed,
/// so that parsing can use it for its errors.
pub fn language_typed(args: &[OsString]) -> Option<Language> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        if LANGUAGE_OPTIONS.contains(&arg) {
            return args.next().and_then(Language::from_code);
        }
        if let Some(code) = arg.strip_prefix("--lang=").or(arg.strip_prefix("--langue=")) {
            return Language::from_code(code);
        }
    }
    None
}

/// The form typed with `--format`, for the errors of parsing; that for people when none of ours is typed.
pub fn format_typed(args: &[OsString]) -> Format {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    let typed = args.find_map(|arg| match arg {
        "--format" => Some(None),
        _ => arg.strip_prefix("--format=").map(Some),
    });
    let typed = typed.and_then(|value| value.or_else(|| args.next()));
    typed.and_then(|value| Format::from_str(value, false).ok()).unwrap_or_default()
}

/// The command line with its help in the language of a catalogue.
pub fn localise_command_line(command: Command, catalogue: &Catalogue) -> Command {
    let word = |key: &str| catalogue.word(&format!("cli.{key}"));
    let command = localise_command(command, "recit", catalogue)
        .about(word("about"))
        .after_help(word("example"));
    with_commands(command, "", catalogue)
}

/// The same command whose subcommands have their help; `of` is the path of names that leads to it, such as `voices.`.
fn with_commands(command: Command, of: &str, catalogue: &Catalogue) -> Command {
    let word = |key: &str| catalogue.word(&format!("cli.{key}"));
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_string()).collect();
    let mut command = command
        .disable_help_subcommand(true)
        .subcommand_help_heading(word("commands"))
        .subcommand_value_name(word("command"));
    for name in names {
        let path = format!("{of}{name}");
        let about = word(&format!("{path}.about"));
        command = command.mut_subcommand(&name, |sub| {
            let sub = localise_command(sub, &path, catalogue).about(about);
            with_commands(sub, &format!("{path}."), catalogue)
        });
    }
    command
}

/// One command with its usage, its headings and the help of its arguments.
fn localise_command(command: Command, of: &str, catalogue: &Catalogue) -> Command {
    let word = |key: &str| catalogue.word(&format!("cli.{key}"));
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        word("usage")
    );
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .alias("aide")
        .action(clap::ArgAction::Help)
        .help(word("show-help"));
    let mut command =
        command.max_term_width(WIDTH).disable_help_flag(true).arg(help).help_template(template);
    if of == "recit" {
        let version = Arg::new("version")
            .short('V')
            .long("version")
            .action(clap::ArgAction::Version)
            .help(word("version"));
        command = command.disable_version_flag(true).arg(version);
    }
    // The default and the possible values are left out of the help, as clap prints them in English.
    let of = of.to_string();
    command.mut_args(|arg| {
        // The three arguments that every command has share one text. Any other
        // has its own, under the path of its command.
        let id = arg.get_id().to_string();
        let key = match id.as_str() {
            "help" => "show-help".to_string(),
            "version" | "lang" => id.clone(),
            _ => format!("{of}.{id}"),
        };
        let arg = if catalogue.has(&format!("cli.{key}")) { arg.help(word(&key)) } else { arg };
        let heading = if arg.is_positional() { "arguments" } else { "options" };
        let arg = arg.help_heading(word(heading));
        let arg = if arg.get_action().takes_values() {
            arg.hide_default_value(true).hide_possible_values(true)
        } else {
            arg
        };
        if catalogue.has(&format!("cli.values.{id}")) {
            arg.value_name(word(&format!("values.{id}")))
        } else {
            arg
        }
    })
}

/// Prints the help that was asked for, or the error of a command line that cannot be parsed; returns the exit status.
pub fn print_refusal(refused: &clap::Error, command: &mut Command, screen: &Screen) -> ExitCode {
    match refused.kind() {
        // clap reports help that was asked for as an error too: it goes to standard output with status 0.
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print_text(&refused.render().ansi().to_string(), false);
            return ExitCode::SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            print_text(&command.render_help().ansi().to_string(), true);
        }
        _ => {
            let (message, hint) = describe_refusal(refused, command, screen.language());
            let error = crate::error::Error::new(message);
            let error = hint.into_iter().fold(error, crate::error::Error::with_hint);
            screen.print_fatal_error(&error);
        }
    }
    ExitCode::from(2)
}

/// A refusal of clap as a sentence of ours.
fn describe_refusal(
    refused: &clap::Error,
    command: &Command,
    language: Language,
) -> (Message, Option<Message>) {
    let of = |kind| refused.get(kind).map(format_context_value).unwrap_or_default();
    // clap names an option with its value, as in `--lang <fr|en>`; the message names the option alone.
    let option = || {
        let typed = of(ContextKind::InvalidArg);
        typed.split(' ').next().unwrap_or_default().to_string()
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg];
    let near = near.into_iter().find_map(|kind| refused.get(kind)).map(best_suggestion);
    let hint_at = |near: String| Message::new("hint-nearest").with("value", near);
    let near = near.map(hint_at);
    let help = Some(Message::new("hint-help"));
    match refused.kind() {
        ErrorKind::InvalidSubcommand => (
            Message::new("unknown-command").with("value", of(ContextKind::InvalidSubcommand)),
            near.or(help),
        ),
        ErrorKind::UnknownArgument => (
            Message::new("unknown-argument").with("value", of(ContextKind::InvalidArg)),
            near.or(help),
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
            if of(ContextKind::InvalidValue).is_empty() =>
        {
            (Message::new("argument-without-value").with("arg", option()), help)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let message = Message::new("wrong-argument")
                .with("arg", option())
                .with("value", of(ContextKind::InvalidValue));
            let typed = of(ContextKind::InvalidValue);
            let near = nearest_value(command, &option(), &typed).map(hint_at);
            let values = refused.get(ContextKind::ValidValue).map(|values| {
                let values = match named_values(command, &option(), language) {
                    Some(named) => named.join(", "),
                    None => format_context_value(values),
                };
                Message::new("hint-known").with("values", values)
            });
            (message, near.or(values).or(help))
        }
        ErrorKind::ArgumentConflict => (Message::new("argument-twice").with("arg", option()), help),
        _ => (Message::new("wrong-command-line"), help),
    }
}

/// The values of an option as a reader would type them: in French by their first other name, where they have one.
fn named_values(command: &Command, option: &str, language: Language) -> Option<Vec<String>> {
    let name = |value: &clap::builder::PossibleValue| {
        let mut names = value.get_name_and_aliases();
        let first = names.next().unwrap_or_default();
        let other = names.next().filter(|_| language == Language::Fr);
        other.unwrap_or(first).to_string()
    };
    values_of(command, option).map(|values| values.iter().map(name).collect())
}

/// The values that an option takes; none when it takes any.
fn values_of(command: &Command, option: &str) -> Option<Vec<clap::builder::PossibleValue>> {
    let long = option.strip_prefix("--")?;
    let is_it = |arg: &&Arg| arg.get_long() == Some(long);
    let own = command.get_arguments().find(is_it);
    let arg =
        own.or_else(|| command.get_subcommands().find_map(|sub| sub.get_arguments().find(is_it)))?;
    let values = arg.get_possible_values();
    (!values.is_empty()).then_some(values)
}

/// The name of a value of an option, in either language, that resembles what was typed.
fn nearest_value(command: &Command, option: &str, typed: &str) -> Option<String> {
    let values = values_of(command, option)?;
    let names = values.iter().flat_map(|value| value.get_name_and_aliases());
    nearest(typed, names).map(str::to_string)
}

fn format_context_value(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}

/// The best of what clap proposes in place of a word: the last, as it sorts them from the least alike.
fn best_suggestion(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(texts) => texts.last().cloned().unwrap_or_default(),
        other => format_context_value(other),
    }
}
