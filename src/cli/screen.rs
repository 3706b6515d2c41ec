//! The screen of a command: where its messages and findings go, in which language and form.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ValueEnum;
use terminal_size::terminal_size_of;

use super::print;
use crate::error::Error;
use crate::finding::{self, ExportedReport, FindingStyle, Message, Report, error_text, visible};
use crate::locale::Language;
use crate::locale::catalogue::Catalogue;
use crate::pipeline::Opened;
use crate::source::Sources;
use crate::watch::{self, JournalEntry, Window};

/// The form in which findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text with the lines concerned, for people.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// One SARIF 2.1.0 log.
    Sarif,
    /// Annotations of a GitHub workflow, one a line.
    Github,
    /// A GitLab code quality report.
    Gitlab,
}

/// The options that say how findings are printed.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct FindingForm {
    /// How findings are written.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Shows each finding in full, however many there are.
    #[arg(long, alias = "tout")]
    pub all: bool,
}

impl Format {
    /// Findings, and the error that stopped the command, as one document for a program; `None` when there is nothing to
    /// print, as in every form for people.
    fn compose_document(self, exported: &ExportedReport) -> Option<String> {
        let is_empty = exported.report.is_empty() && exported.error.is_none();
        match self {
            Self::Human => None,
            Self::Json | Self::Github if is_empty => None,
            Self::Json => Some(finding::format_json_lines(exported)),
            Self::Github => Some(finding::format_github(exported)),
            Self::Gitlab => Some(finding::format_gitlab(exported)),
            Self::Sarif => Some(finding::format_sarif(exported)),
        }
    }
}

/// Where messages go, and in which language.
pub struct Screen {
    /// The language of `--lang`.
    pub language: Option<Language>,
    /// The project's language, once it is known.
    pub project: Option<Language>,
    /// The form of findings that is asked for.
    pub form: FindingForm,
    /// Whether something stands on standard output already.
    has_printed: AtomicBool,
}

impl Screen {
    /// A screen for a command with the language of `--lang`, that of the project, and the form of findings.
    pub fn new(language: Option<Language>, project: Option<Language>, form: FindingForm) -> Self {
        Self { language, project, form, has_printed: AtomicBool::new(false) }
    }

    /// The language asked for, else the project's, else the system's.
    pub fn language(&self) -> Language {
        self.language.or(self.project).unwrap_or_else(system_language)
    }

    /// The words of that language.
    pub fn catalogue(&self) -> &'static Catalogue {
        Catalogue::for_language(self.language())
    }

    /// A sentence in that language.
    pub fn format_message(&self, message: &Message) -> String {
        message.format_with(self.catalogue())
    }

    /// Prints lines on standard output, made harmless for a terminal or a CI. A closed pipe is no error.
    pub fn print_on_stdout(&self, text: &str) {
        self.print_sanitised(&visible::sanitise_lines(text), false);
    }

    /// Prints lines on standard error, made harmless in the same way.
    pub fn print_on_stderr(&self, text: &str) {
        self.print_sanitised(&visible::sanitise_lines(text), true);
    }

    /// Prints on standard error what stopped the program.
    pub fn print_error(&self, error: &Error) {
        let text = error_text(error, self.catalogue(), output_style(true));
        self.print_sanitised(&visible::sanitise_coloured(&text), true);
    }

    /// Prints what stopped the command: for people on standard error and, in a form for programs, as a document on
    /// standard output too, unless something stands there already.
    pub fn print_fatal_error(&self, error: &Error) {
        if !self.has_printed.load(Ordering::Relaxed) {
            self.print_document(&ExportedReport {
                report: &Report::default(),
                sources: &Sources::default(),
                catalogue: self.catalogue(),
                prefix: "",
                error: Some(error),
            });
        }
        self.print_error(error);
    }

    /// Prints a text that is harmless already: made so by [`visible`], or by an output for
    /// programs. A child hands it to its parent.
    pub fn print_sanitised(&self, text: &str, on_error: bool) {
        self.has_printed.fetch_or(!on_error, Ordering::Relaxed);
        let note = if on_error {
            JournalEntry::Err(text.to_string())
        } else {
            JournalEntry::Out(text.to_string())
        };
        if watch::write_note(&note) {
            return;
        }
        print::print_text(&format!("{text}\n"), on_error);
    }

    /// Findings of a project as a document for programs, with the error that stopped the command.
    pub fn compose_document(
        &self,
        report: &Report,
        opened: &Opened,
        error: Option<&Error>,
    ) -> Option<String> {
        let prefix = opened.project.tree.path_in_repository();
        self.form.format.compose_document(&ExportedReport {
            report,
            sources: &opened.sources,
            catalogue: self.catalogue(),
            prefix: &prefix,
            error,
        })
    }

    /// Prints a document for programs on standard output.
    fn print_document(&self, exported: &ExportedReport) {
        if let Some(document) = self.form.format.compose_document(exported) {
            self.print_sanitised(&document, false);
        }
    }
}

/// The language of this computer; English when it tells none of ours.
pub fn system_language() -> Language {
    sys_locale::get_locale().and_then(|code| Language::from_code(&code)).unwrap_or(Language::En)
}

/// The style of findings on standard output or standard error: coloured and as wide as the window on a terminal only.
pub fn output_style(on_error: bool) -> FindingStyle {
    let window = watch::parent_window(on_error).unwrap_or_else(|| detect_window(on_error));
    let width = window.flatten();
    FindingStyle {
        colour: window.is_some(),
        width: width.map_or(WIDTH, |width| usize::from(width).max(NARROWEST)),
    }
}

/// The terminal behind standard output or standard error, with its width if it
/// tells one; `None` when it is no terminal.
pub fn detect_window(on_error: bool) -> Window {
    let is_terminal =
        if on_error { std::io::stderr().is_terminal() } else { std::io::stdout().is_terminal() };
    let size = if on_error {
        terminal_size_of(std::io::stderr())
    } else {
        terminal_size_of(std::io::stdout())
    };
    is_terminal.then(|| size.map(|(width, _)| width.0))
}

/// The width in columns of findings that go into a file or another program.
const WIDTH: usize = 100;
/// The least width in columns, however narrow the window.
const NARROWEST: usize = 40;
