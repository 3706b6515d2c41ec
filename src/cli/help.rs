//! `help`: the help of a command, a page of the guide, or the list of both.
//!
//! `recit help build` becomes `recit build --help` before arguments are parsed, so that both print the same.

use std::ffi::OsString;

use clap::{Command, CommandFactory};

use super::guide::{GuidePage, PAGES};
use super::print::print_text;
use super::screen::detect_window;
use super::{Screen, explain, output_style, page, words};
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::locale::Language;
use crate::locale::catalogue::Catalogue;
use crate::text::nearest;

/// The arguments of `help`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The topic of a page, or a word near it.
    topic: Option<String>,
    /// Prints a long page in full, even on a terminal.
    #[arg(long, alias = "tout")]
    all: bool,
}

/// What people type first for help, in place of a command.
const HELP: [&str; 3] = ["help", "aide", "aide-moi"];
/// The most columns of a page: longer lines are tiring to read.
const WIDEST: usize = 100;

/// What was typed, with `recit aide build` and `recit help build` as `recit build --help`, wherever `--lang` stands.
pub fn ask_of_command(mut typed: Vec<OsString>, command: &Command) -> Vec<OsString> {
    let mut words = word_places(&typed).into_iter();
    let (first, second) = (words.next(), words.next());
    let word = |at: usize| typed[at].to_str().unwrap_or_default();
    let asks = first.filter(|at| HELP.contains(&word(*at)));
    let is_command = second.is_some_and(|at| command.find_subcommand(word(at)).is_some());
    if let Some(at) = asks.filter(|_| is_command) {
        typed.remove(at);
        typed.push("--help".into());
    }
    typed
}

/// Where the words after the program's own name are that are neither options nor the language that `--lang` names.
fn word_places(typed: &[OsString]) -> Vec<usize> {
    let text = |at: usize| typed[at].to_str().unwrap_or_default();
    let is_language = |at: usize| words::LANGUAGE_OPTIONS.contains(&text(at - 1));
    let is_word = |at: &usize| !text(*at).starts_with('-') && !is_language(*at);
    (1..typed.len()).filter(is_word).collect()
}

/// Prints a page of the guide, or the list of commands and topics; returns true always. An error for an unknown topic.
pub fn run(args: &Args, screen: &Screen) -> Result<bool> {
    let Some(topic) = &args.topic else {
        print_overview(screen);
        return Ok(true);
    };
    let found = GuidePage::find_by_word(topic, screen.language());
    let (found, word) = found.ok_or_else(|| unknown_topic_error(topic, screen))?;
    // Whoever types a French word reads French, whatever the machine speaks.
    let language = screen.language.or(screen.project).unwrap_or(word);
    let link = |label: &str, target: &str| describe_link(label, target, language);
    let width = output_style(false).width.min(WIDEST);
    let show = |text: &str| page::format_page(text, width, &link);
    // A thousand lines run off a terminal: there, the files are listed, and each can be asked for.
    if detect_window(false).is_some() && found.is_of_keys() && !args.all {
        let introduction = show(found.introduction_in(language));
        screen.print_on_stdout(&format!("{introduction}\n{}", list_files(language)));
    } else {
        screen.print_on_stdout(&show(found.text_in(language)));
    }
    Ok(true)
}

/// Every kind of file that has keys, one per line, and how to see the keys of one or of all.
fn list_files(language: Language) -> String {
    let catalogue = Catalogue::for_language(language);
    let sentence = |key: &'static str| Message::new(key).format_with(catalogue);
    let mut lines = vec![sentence("help-files")];
    lines.extend(explain::describe_files(catalogue));
    lines.push(String::new());
    lines.push(sentence("help-all-keys"));
    lines.join("\n")
}

/// Prints the help of the program, then each topic with the title of its page.
fn print_overview(screen: &Screen) {
    let mut command = words::localise_command_line(program(), screen.catalogue());
    print_text(&command.render_help().ansi().to_string(), false);
    screen.print_on_stdout("");
    screen.print_on_stdout(&screen.format_message(&Message::new("guide-topics")));
    let language = screen.language();
    let topics = PAGES.iter().map(|page| (page.topic_in(language), page.title_in(language)));
    for (topic, title) in topics {
        screen.print_on_stdout(&format!("  {topic:<10} {title}"));
    }
}

fn program() -> Command {
    super::Args::command().bin_name("recit")
}

/// The error for a topic that no page has: the nearest topic or command, and all topics.
fn unknown_topic_error(topic: &str, screen: &Screen) -> Error {
    let language = screen.language();
    let error = Error::new(Message::new("unknown-help-topic").with("value", topic));
    // A word that is nearly a command is proposed too: `recit help bulid`.
    let program = program();
    let commands = program.get_subcommands().flat_map(Command::get_name_and_visible_aliases);
    let words = PAGES.iter().flat_map(|page| page.words_in(language)).copied();
    let near = nearest(topic, words.chain(commands));
    let near = near.map(|near| Message::new("hint-nearest").with("value", near));
    let topics: Vec<&str> = PAGES.iter().map(|page| page.topic_in(language)).collect();
    let all = Message::new("hint-guide-topics").with("topics", topics.join(", "));
    near.into_iter().chain([all]).fold(error, Error::with_hint)
}

/// A link as words: the topic of another page, or an address beside its label.
fn describe_link(label: &str, target: &str, language: Language) -> String {
    let help = match language {
        Language::Fr => "recit aide",
        Language::En => "recit help",
    };
    match GuidePage::find_by_link(target) {
        Some(page) => format!("{label} ({help} {})", page.topic_in(language)),
        None if target.starts_with("https://") => format!("{label} ({target})"),
        None if target.starts_with("rules.md") || target.starts_with("regles.md") => {
            format!("{label} (recit rules)")
        }
        None => label.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_topic_is_a_command_as_the_command_would_win() {
        let program = program();
        for language in Language::ALL {
            for word in PAGES.iter().flat_map(|page| page.words_in(language)) {
                assert!(program.find_subcommand(word).is_none(), "{word}");
            }
        }
    }

    #[test]
    fn the_list_of_files_names_each_file_of_the_page_and_fits_a_terminal() {
        let page = PAGES.iter().find(|page| page.is_of_keys()).expect("the page of keys");
        for language in Language::ALL {
            let text = page.text_in(language);
            let files: Vec<&str> =
                text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            let list = list_files(language);
            let named = list.lines().filter_map(|line| line.strip_prefix("    "));
            let named: Vec<&str> = named.filter_map(|line| line.split(' ').next()).collect();
            assert_eq!(named, files);
            assert!(page.introduction_in(language).lines().chain(list.lines()).count() < 24);
        }
    }

    #[test]
    fn the_language_may_be_named_before_or_after_what_is_asked() {
        let asked = |line: &str| {
            let typed = line.split(' ').map(OsString::from).collect();
            let typed = ask_of_command(typed, &program());
            typed.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(asked("recit help build"), "recit build --help");
        assert_eq!(asked("recit --lang en help build"), "recit --lang en build --help");
        assert_eq!(asked("recit --langue=fr aide build"), "recit --langue=fr build --help");
        assert_eq!(asked("recit help --lang en build"), "recit --lang en build --help");
        assert_eq!(asked("recit --lang en help story"), "recit --lang en help story");
        assert_eq!(asked("recit --lang help build"), "recit --lang help build");
    }

    #[test]
    fn a_link_leads_to_what_can_be_typed() {
        let shown = |target| describe_link("See", target, Language::En);
        assert_eq!(shown("limits.md#size"), "See (recit help limits)");
        assert_eq!(shown("rules.md"), "See (recit rules)");
        assert_eq!(shown("https://example.org"), "See (https://example.org)");
        assert_eq!(shown("../../README.md"), "See");
    }
}
