//! Whatever names, values and arguments contain, no terminal and no CI obeys what is printed, in any format.

use std::fs;

use serde_json::Value;

use crate::small::{project, recit};
use crate::support::Workplace;

/// What a terminal would obey, what hides or turns a line, and what a CI would take for a command.
const PAYLOADS: [&str; 21] = [
    "\x1b]0;title\x07",
    "\x1b[2J\x1b[31m",
    "\u{85}a",
    "\u{9b}31m",
    "a\x08\x08b",
    "a\x0b\x0cb\x7f",
    "\u{202e}gpj.lmay",
    "\u{2066}a\u{2069}\u{200f}\u{61c}",
    "a\u{2028}::error::b\u{2029}",
    "a\u{200b}b\u{feff}\u{2060}c",
    "a\u{e0041}\u{e0042}\u{e007f}",
    "a\u{fe0f}\u{fe0f}\u{e0100}",
    "\n::error::b",
    "\n   ::set-output name=a::b",
    "\r\n\t::add-mask::b",
    "\u{a0}\n\u{a0}::warning::b",
    "::error::b",
    "##vso[task.complete]",
    "a ##[error]b",
    "\n##teamcity[b]",
    "\n\u{ad}::debug::b",
];

const FORMATS: [&str; 5] = ["human", "json", "sarif", "github", "gitlab"];

fn is_obeyed_or_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Asserts that what was printed commands nothing; annotations of GitHub are commands, and ours alone.
#[track_caller]
fn assert_harmless(printed: &str, format: &str, what: &str) {
    for line in printed.split('\n') {
        let sign = line.chars().find(|sign| is_obeyed_or_hidden(*sign));
        assert_eq!(sign, None, "{what}, {format}: {line:?}");
        let start = line.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '\u{ad}');
        let ours = ["::error file=", "::warning file=", "::notice file="];
        let is_ours = format == "github" && ours.iter().any(|ours| line.starts_with(ours));
        assert!(!start.starts_with("::") || is_ours, "{what}, {format}: {line:?}");
        for hashes in ["##[", "##vso[", "##teamcity["] {
            assert!(!line.contains(hashes), "{what}, {format}: {line:?}");
        }
    }
    let texts: Vec<Value> = match format {
        "json" => printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect(),
        "sarif" | "gitlab" => vec![serde_json::from_str(printed).expect("JSON")],
        _ => Vec::new(),
    };
    texts.iter().for_each(|value| assert_texts_harmless(value, what));
}

/// Asserts that no text in some JSON holds a sign that is obeyed or hides: programs show them. Hints stand on lines of their own.
#[track_caller]
fn assert_texts_harmless(value: &Value, what: &str) {
    match value {
        Value::String(text) => {
            let sign = text.chars().find(|sign| is_obeyed_or_hidden(*sign) && *sign != '\n');
            assert_eq!(sign, None, "{what}: {text:?}");
        }
        Value::Array(parts) => parts.iter().for_each(|part| assert_texts_harmless(part, what)),
        Value::Object(parts) => parts.values().for_each(|part| assert_texts_harmless(part, what)),
        _ => {}
    }
}

/// A payload as YAML and JSON write it.
fn quoted(payload: &str) -> String {
    serde_json::to_string(payload).expect("a text").replace('\x7f', "\\u007f")
}

/// A project with a payload in names of files and folders, in keys and in values.
fn poisoned(payload: &str) -> Workplace {
    let place = project(&["one"]);
    let text = quoted(payload);
    place
        .write(&format!("one/quay{payload}.yaml"), "a: b\n")
        .write(&format!("one/stories/quay{payload}.yaml"), "title: [\n")
        .write("one/doubts.yaml", format!("doubts:\n  - {{ what: {text}, {text}: yes }}\n"))
        .write("one/signals.yaml", format!("signals:\n  - {{ id: {text}, strength: {text}, photo: {{ file: {text} }} }}\n"))
        .write("one/figures.yaml", format!("figures:\n  - {{ id: {text}, label: {text}, value: 3, unit: {text}, source: {text}, period: {text} }}\n"))
        .write("one/voices.yaml", format!("voices:\n  - {{ id: v-1, text: {text}, role: {text}, consent: {text} }}\n"))
        .write(&format!("two{payload}/deck.yaml"), "title: Two\n");
    place
}

#[test]
fn nothing_from_outside_is_obeyed_in_any_format() {
    for payload in PAYLOADS {
        let place = poisoned(payload);
        for format in FORMATS {
            let what = format!("{payload:?}");
            for command in [["check", "--format"], ["build", "--format"]] {
                let run = recit(place.path(), &[command[0], command[1], format]);
                let (findings, beside) = match command[0] {
                    "check" => (&run.out, &run.err),
                    _ => (&run.err, &run.out),
                };
                let format = if findings.starts_with(['{', '[', ':']) { format } else { "human" };
                // What `build` says of files follows its findings.
                let is_whole =
                    command[0] == "check" || !matches!(format, "json" | "sarif" | "gitlab");
                assert_harmless(findings, if is_whole { format } else { "human" }, &what);
                assert_harmless(beside, "human", &what);
            }
        }
    }
}

#[test]
fn nothing_that_is_typed_is_obeyed() {
    for payload in PAYLOADS {
        let place = project(&["one"]);
        let file = place.path().join("messages.csv");
        let title = payload.replace('"', "");
        fs::write(&file, format!("\"{title}\",b\nc,d\n")).expect("a file");
        let option = format!("--{payload}");
        let path = format!("./{payload}");
        for args in [
            &["check", payload][..],
            &["check", &path],
            &["build", payload, "-o", payload],
            &["check", &option],
            &["check", "--format", payload],
            &["check", "--only", payload],
            &["--lang", payload, "check"],
            &[payload],
            &["explain", payload],
            &["figures", "show", payload],
            &["voices", "import", "messages.csv"],
            &["voices", "import", &path, "--to", payload],
            &["init", &path, "--period", payload],
        ] {
            let run = recit(place.path(), args);
            assert_harmless(&run.out, "human", &format!("{args:?}"));
            assert_harmless(&run.err, "human", &format!("{args:?}"));
        }
    }
}

#[test]
fn what_is_built_and_shown_is_named_without_being_obeyed() {
    for payload in PAYLOADS {
        let place = project(&["one"]);
        fs::rename(place.path().join("one"), place.path().join(format!("one{payload}")))
            .expect("a folder");
        place.write(
            &format!("one{payload}/figures.yaml"),
            format!(
                "figures:\n  - {{ id: seats, label: {0}, value: 3, unit: {0}, source: {0}, period: 2026, scope: {0} }}\n",
                quoted(payload)
            ),
        );
        for args in
            [&["build", "-o", "out"][..], &["figures", "show"], &["build", "--emit", "typst"]]
        {
            let run = recit(place.path(), args);
            assert_harmless(&run.out, "human", &format!("{payload:?} {args:?}"));
            assert_harmless(&run.err, "human", &format!("{payload:?} {args:?}"));
        }
    }
}

#[test]
fn what_languages_and_emoji_need_is_printed_as_it_is() {
    let kept =
        "l’été\u{a0}: 12\u{202f}345\u{a0}€, co\u{ad}op, e\u{301}, 👩\u{200d}👩\u{200d}👧, مرحبا";
    let place = project(&["one"]);
    place.write(&format!("one/{kept}.yaml"), "a: b\n");
    for format in ["human", "json", "github", "gitlab"] {
        let said = recit(place.path(), &["check", "--format", format]).out;
        let said = said.replace("%3A", ":").replace("%2C", ",");
        assert!(said.contains(kept), "{format}: {said}");
    }
}

#[test]
fn edits_of_a_text_with_such_signs_are_told_and_not_shown() {
    let place = project(&["one", "two"]);
    let edit = |deck: &str, title: &str| {
        let story = format!("{deck}/stories/map.yaml");
        place.edit(&story, "title: A map at the station spares travellers a detour", title);
    };
    edit("one", "title: A map... at the station");
    edit("two", "title: A map... at the \u{202e}station");
    let run = recit(place.path(), &["check", "--diff"]);
    assert!(
        run.out.starts_with("--- a/one/stories/map.yaml\n+++ b/one/stories/map.yaml\n@@ "),
        "{}",
        run.out
    );
    assert!(run.out.contains("+title: A map… at the station\n"), "{}", run.out);
    assert!(!run.out.contains("two"), "{}", run.out);
    assert!(run.err.contains("the edits of `two/stories/map.yaml` are not shown"), "{}", run.err);
}
