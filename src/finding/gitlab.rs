//! Findings as a GitLab code quality report: one JSON list.

use serde_json::json;

use super::located::{ExportedReport, Located};
use super::{Severity, visible};
use crate::locale::catalogue::Catalogue;

/// The whole report.
pub fn format_gitlab(exported: &ExportedReport) -> String {
    let (all, catalogue) = (exported.locate_findings(), exported.catalogue);
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
