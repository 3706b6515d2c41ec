//! Findings as a GitLab code quality report: one JSON list.

use serde_json::json;

use super::located::{self, ExportedReport, Located, error_and_hints};
use super::{Severity, visible};
use crate::error::Error;
use crate::locale::catalogue::Catalogue;

/// The whole report.
pub fn format_gitlab(exported: &ExportedReport) -> String {
    let (all, catalogue) = (exported.locate_findings(), exported.catalogue);
    let stop = exported.error.map(|error| format_error(error, exported.prefix, catalogue));
    let issues = all.iter().map(|at| format_issue(at, catalogue)).chain(stop).collect();
    visible::sanitise_json(&format!("{:#}", serde_json::Value::Array(issues)))
}

/// What stopped the program. GitLab wants a file and a line of each issue: the settings stand for the project.
fn format_error(error: &Error, prefix: &str, catalogue: &Catalogue) -> serde_json::Value {
    json!({
        "description": error_and_hints(error, catalogue),
        "check_name": error.message.key,
        "fingerprint": located::fingerprint_of_error(error),
        "severity": "blocker",
        "location": {
            "path": visible::sanitise_text(&format!("{prefix}recit.yaml")),
            "lines": { "begin": 1, "end": 1 },
        },
    })
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
