//! Findings as a GitLab code quality report: one JSON list.

use serde_json::json;

use super::located::{Located, locate_findings};
use super::{Report, Severity, visible};
use crate::locale::catalogue::Catalogue;
use crate::source::Sources;

/// All findings as one list; `prefix` leads from the repository's root to the project's.
pub fn format_gitlab(
    report: &Report,
    sources: &Sources,
    catalogue: &Catalogue,
    prefix: &str,
) -> String {
    let all = locate_findings(report, sources, prefix);
    let issues = all.iter().map(|at| format_issue(at, catalogue)).collect();
    visible::sanitise_json(&format!("{:#}", serde_json::Value::Array(issues)))
}

fn format_issue(at: &Located, catalogue: &Catalogue) -> serde_json::Value {
    let severity = match at.finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    json!({
        "description": at.finding.message_and_hints(catalogue),
        "check_name": at.finding.rule.name,
        "fingerprint": at.fingerprint,
        "severity": severity,
        "location": {
            "path": at.path,
            "lines": { "begin": at.start.line, "end": at.end.line },
        },
    })
}
