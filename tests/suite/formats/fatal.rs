//! What stops the program is in the document that it writes for another program, and is said to people as ever.

use serde_json::Value;

use super::{SCHEMA, parsed, schema};
use crate::small::{Run, project, recit};
use crate::support::Workplace;

/// The forms for programs.
const FORMATS: [&str; 4] = ["json", "sarif", "github", "gitlab"];

/// A line typed in a folder, and the key of what stops it.
struct Stop {
    /// The folder.
    place: Workplace,
    /// What is typed after the name of the program.
    args: &'static [&'static str],
    /// The key of the message.
    key: &'static str,
}

/// Commands that stop before they have read a project, while they read it, and when they would write.
fn stops() -> Vec<Stop> {
    let with_file = |path: &str, text: &str| {
        let place = project(&["spring"]);
        place.write(path, text);
        place
    };
    let without_decks = project(&[]);
    without_decks.write("recit.yaml", "organisation: { name: Valmer }\ndeks: ['20*/']\n");
    let stop = |place, args, key| Stop { place, args, key };
    vec![
        stop(Workplace::empty(), &["check"], "no-project"),
        stop(Workplace::empty(), &["build"], "no-project"),
        stop(project(&["spring"]), &["check", "autumn"], "no-deck"),
        stop(project(&["spring"]), &["build", "autumn"], "no-deck"),
        stop(project(&["spring"]), &["check", "--select", "vanityy"], "unknown-rule"),
        stop(project(&["spring"]), &["check", "--fial-on", "error"], "unknown-argument"),
        stop(project(&["spring"]), &["build", "-o", "deck.odp"], "not-a-pdf"),
        stop(project(&["spring"]), &["build", "--emit", "typst,png"], "typst-alone"),
        stop(with_file("out", "no folder"), &["build"], "cannot-write"),
        stop(without_decks, &["check"], "no-decks"),
    ]
}

/// Runs the line with a form of findings.
fn run(stop: &Stop, format: &str) -> Run {
    recit(stop.place.path(), &[stop.args, &["--format", format]].concat())
}

/// The keys of the errors that a document tells.
fn keys(document: &str, format: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().map(str::to_string);
    match format {
        "json" => document.lines().filter_map(|line| text(&parsed(line)["error"])).collect(),
        "sarif" => {
            let run = &parsed(document)["runs"][0]["invocations"][0];
            let told = run["toolExecutionNotifications"].as_array().expect("a list").iter();
            told.filter_map(|one| text(&one["descriptor"]["id"])).collect()
        }
        "github" => {
            let lines = document.lines().filter_map(|line| line.strip_prefix("::error title="));
            lines.filter_map(|line| line.split_once("::")).map(|(key, _)| key.to_string()).collect()
        }
        _ => {
            let issues = parsed(document);
            let issues = issues.as_array().expect("a list").iter();
            let fatal = issues.filter(|issue| issue["severity"] == "blocker");
            fatal.filter_map(|issue| text(&issue["check_name"])).collect()
        }
    }
}

#[test]
fn what_stops_a_command_is_in_its_document_and_is_said_as_ever() {
    for stop in stops() {
        let human = recit(stop.place.path(), stop.args);
        for format in FORMATS {
            let run = run(&stop, format);
            assert_eq!(run.status, Some(2), "{:?} {format}", stop.args);
            assert_eq!(keys(&run.out, format), [stop.key], "{:?} {format}: {}", stop.args, run.out);
            let last = |said: &str| said.split("error: ").last().map(str::to_string);
            assert_eq!(last(&run.err), last(&human.err), "{:?} {format}", stop.args);
        }
    }
}

#[test]
fn a_log_of_what_stopped_a_command_follows_the_published_schema() {
    let schema = parsed(SCHEMA);
    for stop in stops() {
        let log = parsed(&run(&stop, "sarif").out);
        let faults = schema::faults(&schema, &log);
        assert!(faults.is_empty(), "{:?}: {faults:?}", stop.args);
        assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    }
}

#[test]
fn findings_before_the_stop_are_in_the_same_document() {
    let place = project(&[]);
    place.write("recit.yaml", "organisation: { name: Valmer }\ndeks: ['20*/']\n");
    let told = |format| recit(place.path(), &["check", "--format", format]).out;
    let lines: Vec<Value> = told("json").lines().map(parsed).collect();
    assert_eq!(
        (&lines[0]["rule"], &lines[1]["error"]),
        (&"unknown-key".into(), &"no-decks".into())
    );
    assert_eq!(lines[1]["hints"].as_array().map(Vec::len), Some(1));
    let issues = parsed(&told("gitlab"));
    assert_eq!(issues.as_array().map(Vec::len), Some(2));
    assert_eq!(parsed(&told("sarif"))["runs"][0]["results"].as_array().map(Vec::len), Some(1));
}
