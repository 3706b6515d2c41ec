//! Findings for programs: one JSON object a line.

use std::borrow::Cow;

use serde::Serialize;

use super::Finding;
use super::visible::{self, sanitise_text};
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
