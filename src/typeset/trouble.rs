//! What Typst complains about, with its spans resolved to bytes of named files.

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::diag::{self, SourceDiagnostic};
use typst::syntax::{DiagSpan, DiagSpanKind, FileId, Source};

/// One thing that went wrong in typesetting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// How bad it is, and whose fault.
    pub severity: TroubleSeverity,
    /// What is wrong, in Typst's words.
    pub message: String,
    /// What to do about it, in Typst's words.
    pub hints: Vec<String>,
    /// Where it happened; none when it concerns the whole deck.
    pub place: Option<TroublePlace>,
    /// The calls that led there, innermost first.
    pub trace: Vec<TroublePlace>,
}

/// How bad a trouble is, from mild to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TroubleSeverity {
    /// There are pages, but something in them is doubtful.
    Warning,
    /// There are no pages.
    Error,
    /// There are no pages, and no writer can change that: Typst panicked or the theme did not work as it must.
    Internal,
}

/// A range of bytes in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TroublePlace {
    /// The path in the folder or from the project's root, with `/`.
    pub path: String,
    /// The bytes within that file.
    pub range: Range<usize>,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Trouble {}

impl Trouble {
    /// A fault of the program itself.
    pub(super) fn internal(message: impl Into<String>) -> Self {
        Self {
            severity: TroubleSeverity::Internal,
            message: message.into(),
            hints: Vec::new(),
            place: None,
            trace: Vec::new(),
        }
    }

    /// The place in a file where it happened, or else the innermost call from that file; none when neither is there.
    pub fn place_in(&self, path: &str) -> Option<&TroublePlace> {
        let mut places = self.place.iter().chain(&self.trace);
        places.find(|place| place.path == path)
    }
}

/// The texts of a deck by id, in which Typst's spans are looked up.
pub(super) struct TypstSources(HashMap<FileId, Source>);

impl TypstSources {
    /// Prepares the lookup in these texts.
    pub fn new(sources: impl IntoIterator<Item = Source>) -> Self {
        Self(sources.into_iter().map(|s| (s.id(), s)).collect())
    }

    /// Turns Typst's messages into troubles.
    pub fn resolve_troubles(
        &self,
        said: impl IntoIterator<Item = SourceDiagnostic>,
    ) -> Vec<Trouble> {
        said.into_iter().map(|one| self.resolve_diagnostic(one)).collect()
    }

    /// Turns one message into a trouble.
    fn resolve_diagnostic(&self, said: SourceDiagnostic) -> Trouble {
        Trouble {
            severity: match said.severity {
                diag::Severity::Error => TroubleSeverity::Error,
                diag::Severity::Warning => TroubleSeverity::Warning,
            },
            message: said.message.into(),
            hints: said.hints.into_iter().map(|hint| hint.v.into()).collect(),
            place: self.resolve_span(said.span),
            trace: said
                .trace
                .iter()
                .filter_map(|step| self.resolve_span(step.span.into()))
                .collect(),
        }
    }

    /// The file and bytes of a span; none when it is detached or its file is not known.
    fn resolve_span(&self, span: DiagSpan) -> Option<TroublePlace> {
        let (id, range) = match span.get() {
            DiagSpanKind::Detached => return None,
            DiagSpanKind::Range { id, range } => (id, range),
            // A numbered span names a node of the parsed text, which only the source itself can turn into bytes.
            DiagSpanKind::Number { id, num, sub_range } => {
                (id, self.0.get(&id)?.range(num, sub_range)?)
            }
        };
        let path = id.vpath().get_without_slash().to_owned();
        Some(TroublePlace { path, range })
    }
}

/// Runs a piece of Typst; a panic in it becomes an internal trouble.
pub(super) fn catch_panic<T>(work: impl FnOnce() -> T) -> Result<T, Trouble> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said = panic_message(&*panic);
        Trouble::internal(format!("the typesetter stopped unexpectedly: {said}"))
    })
}

/// The message of a panic.
fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {

    use super::super::tests::{folder, typeset, typesetter};
    use super::super::{MAIN, Typeset};
    use super::*;

    /// Typesets a manuscript that calls `f` of a theme.
    fn with_theme(main: &str, theme: &str) -> Typeset {
        let main = format!("#import \"theme/lib.typ\": f\n{main}");
        typesetter().typeset(&folder(&main, theme), None)
    }

    #[test]
    fn an_error_inside_the_theme_names_the_call_in_the_manuscript() {
        let theme = "#let g(x) = x + 1\n#let f(x) = g(x)";
        let done = with_theme("#f(3)\n#f(\"é\")", theme);
        let trouble = &done.troubles[0];
        assert_eq!(trouble.severity, TroubleSeverity::Error);
        assert_eq!(trouble.place.as_ref().expect("a place").path, "theme/lib.typ");
        let call = trouble.place_in(MAIN).expect("a call");
        let main = "#import \"theme/lib.typ\": f\n#f(3)\n#f(\"é\")";
        assert_eq!(&main[call.range.clone()], "f(\"é\")");
        assert_eq!(trouble.trace.len(), 2);
    }

    #[test]
    fn a_warning_keeps_the_pages() {
        let done = typeset("#set text(font: \"Nowhere Sans\")\ntext");
        assert!(done.pages.is_some());
        assert_eq!(done.troubles[0].severity, TroubleSeverity::Warning);
        assert!(done.troubles[0].message.contains("unknown font family"));
        assert_eq!(done.troubles[0].place.as_ref().expect("a place").range, 16..30);
    }

    #[test]
    fn all_syntax_errors_of_a_text_are_told() {
        assert!(typeset("#let = 1\n\n#let = 2").troubles.len() >= 2);
    }
}
