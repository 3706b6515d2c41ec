//! Findings as SARIF 2.1.0, the format that code hosts and editors exchange.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::located::{ExportedReport, Located, error_and_hints};
use super::{Rule, Severity, visible};
use crate::error::Error;
use crate::locale::Language;
use crate::locale::catalogue::Catalogue;

/// The whole log.
pub fn format_sarif(exported: &ExportedReport) -> String {
    let (all, catalogue) = (exported.locate_findings(), exported.catalogue);
    // Only rules with findings are described, in alphabetical order: a result names its rule by its index in that list.
    let rules: BTreeMap<&str, &Rule> =
        all.iter().map(|at| (at.finding.rule.name, at.finding.rule)).collect();
    let names: Vec<&str> = rules.keys().copied().collect();
    let results: Vec<Value> = all.iter().map(|at| format_result(at, &names, catalogue)).collect();
    let rules: Vec<Value> =
        rules.values().map(|rule| rule_descriptor(rule, catalogue.language())).collect();
    let mut log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "recit",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": catalogue.language().code(),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    if let Some(error) = exported.error {
        log["runs"][0]["invocations"] = json!([failed_invocation(error, catalogue)]);
    }
    visible::sanitise_json(&format!("{log:#}"))
}

/// The run of the program that an error stopped.
fn failed_invocation(error: &Error, catalogue: &Catalogue) -> Value {
    json!({
        "executionSuccessful": false,
        "exitCode": 2,
        "toolExecutionNotifications": [{
            "descriptor": { "id": error.message.key },
            "level": "error",
            "message": { "text": error_and_hints(error, catalogue) },
        }],
    })
}

fn rule_descriptor(rule: &Rule, language: Language) -> Value {
    let page = rule.page_in(language);
    json!({
        "id": rule.name,
        "defaultConfiguration": { "level": sarif_level(rule.severity) },
        "properties": { "tags": [rule.category.name()] },
        "shortDescription": { "text": rule.summary_in(language) },
        "help": { "text": page, "markdown": page },
    })
}

fn format_result(at: &Located, names: &[&str], catalogue: &Catalogue) -> Value {
    let rule = at.finding.rule.name;
    json!({
        "ruleId": rule,
        "ruleIndex": names.binary_search(&rule).unwrap_or_default(),
        "level": sarif_level(at.finding.severity),
        "message": { "text": at.finding.message_and_hints(catalogue) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": encode_uri(&at.exact), "uriBaseId": "%SRCROOT%" },
            "region": {
                "startLine": at.start.line,
                "startColumn": at.start.column,
                "endLine": at.end.line,
                "endColumn": at.end.column,
            },
        } }],
        "partialFingerprints": { "recit/v1": at.fingerprint },
    })
}

fn sarif_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative URI: bytes that a URI may not hold are written in hexadecimal.
fn encode_uri(path: &str) -> String {
    let letter = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(letter).collect()
}
