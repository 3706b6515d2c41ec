//! Findings for programs: one JSON object a line.

use std::borrow::Cow;

use serde::Serialize;

use super::visible::{self, sanitise_text};
use super::{ExportedReport, Finding, Severity};
use crate::error::Error;
use crate::locale::catalogue::Catalogue;
use crate::source::Sources;

/// A finding on one line. Places count from 1, columns in characters; the end is the place after the last character.
#[derive(Serialize)]
struct JsonLine<'a> {
    rule: &'a str,
    category: &'a str,
    severity: &'a str,
    message: String,
    file: Cow<'a, str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    hints: Vec<String>,
    /// Every file that the message names or counts, when there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<Cow<'a, str>>,
}

/// What stopped the program on one line, with the keys of a finding: it breaks no rule and stands in no file.
#[derive(Serialize)]
struct ErrorLine {
    /// What happened, by the key of its message.
    error: &'static str,
    /// None, nor a category: these names are those of rules.
    rule: Option<()>,
    category: Option<()>,
    /// Always an error.
    severity: &'static str,
    /// What happened, in the reader's language.
    message: String,
    /// None, nor a line or a column.
    file: Option<()>,
    line: Option<()>,
    column: Option<()>,
    end_line: Option<()>,
    end_column: Option<()>,
    /// What to do next, in the reader's language.
    hints: Vec<String>,
}

/// A JSON object a line: each finding, then what stopped the program.
pub fn format_json_lines(exported: &ExportedReport) -> String {
    let (sources, catalogue) = (exported.sources, exported.catalogue);
    let findings = exported.report.findings().iter();
    let lines = findings.map(|finding| format_json(finding, sources, catalogue));
    let stop = exported.error.map(|error| format_error(error, catalogue));
    let lines: Vec<String> = lines.chain(stop).collect();
    lines.join("\n")
}

/// What stopped the program as a JSON object on one line.
fn format_error(error: &Error, catalogue: &Catalogue) -> String {
    let line = ErrorLine {
        error: error.message.key,
        rule: None,
        category: None,
        severity: Severity::Error.name(),
        message: error.message.format_with(catalogue),
        file: None,
        line: None,
        column: None,
        end_line: None,
        end_column: None,
        hints: error.hints.iter().map(|hint| hint.format_with(catalogue)).collect(),
    };
    visible::sanitise_json(&serde_json::to_string(&line).unwrap_or_default())
}

/// A finding as a JSON object on one line.
pub fn format_json(finding: &Finding, sources: &Sources, catalogue: &Catalogue) -> String {
    let source = sources.get(finding.span.source);
    let (start, end) =
        (source.place_of_byte(finding.span.start), source.place_of_byte(finding.span.end));
    let line = JsonLine {
        rule: finding.rule.name,
        category: finding.rule.category.name(),
        severity: finding.severity.name(),
        message: finding.message.format_with(catalogue),
        file: sanitise_text(&source.path),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        hints: finding.hints.iter().map(|hint| hint.format_with(catalogue)).collect(),
        files: finding.files.iter().map(|path| sanitise_text(path)).collect(),
    };
    visible::sanitise_json(&serde_json::to_string(&line).unwrap_or_default())
}
