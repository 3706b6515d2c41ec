//! Findings in the formats of code hosts, the choice among findings, and the pages of rules.

mod fatal;
mod schema;

use serde_json::Value;

use crate::small::{project, recit, recit_in};
use crate::support::Workplace;

const SCHEMA: &str = include_str!("formats/sarif-2.1.0-rtm.5.json");
const FORMATS: [&str; 3] = ["sarif", "github", "gitlab"];

/// A project with an error, a warning and an info.
fn faulty() -> Workplace {
    let place = project(&["one"]);
    place.write("one/doubts.yaml", "doubts:\n  - { what: été, soon: yes }\n");
    place.write("one/notes, of: mine.yaml", "a: b\n");
    place.edit(
        "recit.yaml",
        "voiceless-story: off, short-reason: off",
        "lone-figure: off, voiceless-story: { level: off, because: 'this small project is told by its team, and by nobody else' }",
    );
    place
}

fn checked(place: &Workplace, format: &str) -> String {
    recit(place.path(), &["check", "--format", format]).out
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("one JSON document")
}

#[test]
fn a_sarif_log_follows_the_published_schema_with_findings_and_without() {
    let schema = parsed(SCHEMA);
    for place in [project(&["one"]), faulty()] {
        let log = parsed(&checked(&place, "sarif"));
        let faults = schema::faults(&schema, &log);
        assert!(faults.is_empty(), "{faults:?}");
    }
    let mut log = parsed(&checked(&faulty(), "sarif"));
    log["runs"][0]["results"][0]["level"] = Value::from("fatal");
    assert_eq!(schema::faults(&schema, &log), ["/runs/0/results/0/level: not in the list"]);
    let log = parsed(&checked(&faulty(), "sarif"));
    let run = &log["runs"][0];
    let levels: Vec<&str> = run["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| result["level"].as_str().expect("a level"))
        .collect();
    assert_eq!(levels, ["note", "error", "warning"]);
    let first = &run["results"][1];
    assert_eq!(
        first["ruleId"],
        run["tool"]["driver"]["rules"][first["ruleIndex"].as_u64().expect("a place") as usize]["id"]
    );
    let region = &first["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&Value::from(2), &Value::from(18)));
    assert!(checked(&faulty(), "sarif").contains("one/notes%2C%20of%3A%20mine.yaml"));
}

#[test]
fn an_annotation_is_one_line_whose_signs_cannot_be_taken_for_its_form() {
    let told = checked(&faulty(), "github");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    assert!(
        lines[1].starts_with(
            "::error file=one/doubts.yaml,line=2,endLine=2,col=18,endColumn=22,title=unknown-key::"
        ),
        "{told}"
    );
    assert!(lines[1].contains("%0Aone of: `what`"), "{told}");
    assert!(lines[2].starts_with("::warning file=one/notes%2C of%3A mine.yaml,line=1,"), "{told}");
    assert!(lines[0].starts_with("::notice file=recit.yaml,"), "{told}");
    assert_eq!(checked(&project(&["one"]), "github"), "");
}

#[test]
fn a_code_quality_report_names_each_finding_once_and_for_good() {
    let place = faulty();
    let before = parsed(&checked(&place, "gitlab"));
    let prints = |report: &Value| -> Vec<String> {
        let issues = report.as_array().expect("a list").iter();
        issues.map(|issue| issue["fingerprint"].to_string()).collect()
    };
    let mut distinct = prints(&before);
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 3);
    assert_eq!(before[1]["location"]["lines"]["begin"], 2);
    place.edit("one/doubts.yaml", "doubts:", "# One more line.\ndoubts:");
    let french = recit(place.path(), &["check", "--format", "gitlab", "--lang", "fr"]).out;
    assert_eq!(prints(&before), prints(&parsed(&french)));
    assert_eq!(parsed(&checked(&project(&["one"]), "gitlab")), Value::Array(Vec::new()));
}

#[test]
fn places_are_told_from_the_root_of_the_repository() {
    let place = Workplace::empty();
    std::fs::create_dir_all(place.path().join(".git")).expect("a folder");
    crate::support::copy(faulty().path(), &place.path().join("docs/reports"));
    for format in FORMATS {
        let told = recit(&place.path().join("docs/reports"), &["check", "--format", format]).out;
        assert!(told.contains("docs/reports/one/doubts.yaml"), "{format}: {told}");
    }
}

#[test]
fn rules_and_categories_are_chosen_and_left_out() {
    let place = faulty();
    let names = |args: &[&str]| {
        let run = recit(place.path(), &[&["check", "--format", "json"], args].concat());
        let lines = run.out.lines().map(|line| parsed(line)["rule"].as_str().map(str::to_string));
        (lines.flatten().collect::<Vec<_>>(), run.status)
    };
    assert_eq!(names(&["--select", "unread-file"]), (vec!["unread-file".into()], Some(0)));
    assert_eq!(names(&["--select", "figure,voice"]), (vec![], Some(0)));
    assert_eq!(names(&["--ignore", "unknown-key,short-reason"]).0, ["unread-file"]);
    assert_eq!(
        names(&["--select", "form", "--ignore", "unread-file"]).0,
        ["short-reason", "unknown-key"]
    );
    assert_eq!(names(&["--fail-on", "never"]).1, Some(0));
    assert_eq!(names(&["--ignore", "unknown-key", "--fail-on", "warning"]).1, Some(1));
    let run = recit(place.path(), &["check", "--select", "unread-fil"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("did you mean `unread-file`?"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_is_told_whatever_is_chosen() {
    let place = project(&["one"]);
    place.write("one/doubts.yaml", "doubts: [\n");
    let run = recit(place.path(), &["check", "--select", "vanity", "--ignore", "form"]);
    assert_eq!(run.status, Some(1));
    assert!(run.out.contains("error[broken-yaml]"), "{}", run.out);
}

#[test]
fn every_rule_is_listed_and_explained_in_the_reader_s_language() {
    let place = Workplace::empty();
    let list = recit(place.path(), &["rules"]).out;
    for rule in recit::lint::RULES.iter() {
        assert!(list.contains(rule.name), "{}", rule.name);
        let page = recit_in("fr_FR.UTF-8", place.path(), &["explain", rule.name]);
        assert!(page.out.contains("## À la place"), "{}", page.out);
        assert!(!page.out.contains("```"), "{}", page.out);
    }
    let english = recit(place.path(), &["explain", "missing-base"]).out;
    assert!(english.contains("To fix, in figures.yaml\n    figures:\n"), "{english}");
    let unknown = recit(place.path(), &["explain", "mising-base"]);
    assert_eq!(unknown.status, Some(2));
    assert!(unknown.err.contains("did you mean `missing-base`?"), "{}", unknown.err);
}
