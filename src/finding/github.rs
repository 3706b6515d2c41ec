//! Findings as annotations of a GitHub workflow: one command a line.

use super::Severity;
use super::located::{ExportedReport, Located, error_and_hints};
use crate::locale::catalogue::Catalogue;

/// One annotation a line.
pub fn format_github(exported: &ExportedReport) -> String {
    let (all, catalogue) = (exported.locate_findings(), exported.catalogue);
    // An error stands in no file: its annotation belongs to the whole run.
    let stop = exported.error.map(|error| {
        let message = escape_data(&error_and_hints(error, catalogue));
        format!("::error title={}::{message}", error.message.key)
    });
    let lines = all.iter().map(|at| format_annotation(at, catalogue));
    let lines: Vec<String> = lines.chain(stop).collect();
    lines.join("\n")
}

fn format_annotation(at: &Located, catalogue: &Catalogue) -> String {
    let level = match at.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let message = at.finding.message_and_hints(catalogue);
    // GitHub takes columns only for a range within one line.
    let columns = if at.start.line == at.end.line {
        format!(",col={},endColumn={}", at.start.column, at.end.column)
    } else {
        String::new()
    };
    format!(
        "::{level} file={},line={},endLine={}{columns},title={}::{}",
        escape_property(&at.path),
        at.start.line,
        at.end.line,
        at.finding.rule.name,
        escape_data(&message),
    )
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
