//! Findings as annotations of a GitHub workflow: one command a line.

use super::located::{Located, located};
use super::{Report, Severity};
use crate::locale::catalogue::Catalogue;
use crate::source::Sources;

/// One annotation a line; `prefix` leads from the repository's root to the project's.
pub fn github(report: &Report, sources: &Sources, catalogue: &Catalogue, prefix: &str) -> String {
    let all = located(report, sources, prefix);
    let lines: Vec<String> = all.iter().map(|at| annotation(at, catalogue)).collect();
    lines.join("\n")
}

fn annotation(at: &Located, catalogue: &Catalogue) -> String {
    let level = match at.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let message = at.finding.text(catalogue);
    // Columns of an annotation hold within one line only.
    let columns = if at.start.line == at.end.line {
        format!(",col={},endColumn={}", at.start.column, at.end.column)
    } else {
        String::new()
    };
    format!(
        "::{level} file={},line={},endLine={}{columns},title={}::{}",
        property(&at.path),
        at.start.line,
        at.end.line,
        at.finding.rule.name,
        data(&message),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
