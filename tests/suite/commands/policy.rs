//! The policy of a project decides the exit status, never what is built.

use crate::small::{project, recit};
use crate::support::Workplace;

/// What the small project's policy is before it is replaced.
const SMALL_POLICY: &str = "policy: { rules: { voiceless-story: off, short-reason: off } }\n";

/// A voice, so that its story has nothing to be told.
const VOICE: &str = "voices: [{ id: v-01, text: Where is the stop, speaker: { role: walker }, channel: field, date: 2026-08-16, consent: { basis: consent } }]\n";

/// A project with one warning, or with one error, and this policy.
fn with(policy: &str, is_error: bool) -> Workplace {
    let place = project(&["one"]);
    place.edit("recit.yaml", SMALL_POLICY, &format!("policy: {policy}\n"));
    place.edit("one/stories/map.yaml", "unknown:", "voices: [v-01]\nunknown:");
    place.write("one/voices.yaml", VOICE);
    if is_error {
        place.write("one/doubts.yaml", "doubts:\n  - { what: The map is late, soon: yes }\n");
    } else {
        place.write("one/notes-of-mine.yaml", "a: b\n");
    }
    place
}

#[test]
fn from_which_weight_on_the_status_is_one_is_the_organisation_s_choice() {
    for (policy, of_warning, of_error) in [
        ("{}", 0, 1),
        ("{ fail-on: error }", 0, 1),
        ("{ fail-on: warning }", 1, 1),
        ("{ fail-on: never }", 0, 0),
        ("{ rules: { unread-file: error, unknown-key: warning } }", 1, 0),
        ("{ rules: { unread-file: info, unknown-key: info }, fail-on: warning }", 0, 0),
        ("{ rules: { unread-file: off, unknown-key: off }, fail-on: warning }", 0, 0),
    ] {
        for (is_error, wanted) in [(false, of_warning), (true, of_error)] {
            let place = with(policy, is_error);
            for command in ["build", "check"] {
                let run = recit(place.path(), &[command]);
                assert_eq!(run.status, Some(wanted), "{command} {policy}\n{}{}", run.out, run.err);
            }
            assert!(place.path().join("out/one.pdf").is_file(), "{policy}");
        }
    }
}

#[test]
fn a_rule_says_its_findings_with_the_weight_it_is_given_or_not_at_all() {
    let said = |policy| recit(with(policy, true).path(), &["check"]).out;
    assert!(said("{}").contains("error[unknown-key]"));
    assert!(said("{ rules: { unknown-key: warning } }").contains("warning[unknown-key]"));
    assert!(said("{ rules: { unknown-key: info } }").contains("info[unknown-key]"));
    assert!(!said("{ rules: { unknown-key: off } }").contains("[unknown-key]"));
}

#[test]
fn a_file_that_cannot_be_read_stays_an_error_whatever_the_policy_says() {
    let place = project(&["one"]);
    place.edit("recit.yaml", SMALL_POLICY, "policy: { rules: { broken-yaml: off } }\n");
    place.write("one/doubts.yaml", "doubts: [\n");
    let run = recit(place.path(), &["build"]);
    assert_eq!((run.status, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("error[broken-yaml]"), "{}", run.err);
}

#[test]
fn a_final_deck_is_not_written_while_something_fails_the_policy() {
    let place = project(&["one"]);
    place.edit("one/deck.yaml", "title:", "status: draft\ntitle:");
    place.write("one/notes.yaml", "a: b\n");
    let build = |args: &[&str]| recit(place.path(), &[&["build"], args].concat());
    assert_eq!(build(&[]).status, Some(0), "a warning does not stop a draft");
    let draft = std::fs::read(place.path().join("out/one.pdf")).expect("a PDF");

    place.edit("one/deck.yaml", "status: draft", "status: final");
    place.edit("recit.yaml", "policy: { ", "policy: { fail-on: warning, ");
    let run = build(&[]);
    assert_eq!(run.status, Some(1));
    assert!(
        run.err.contains("the deck `one` is final, but something in it must still be fixed"),
        "{}",
        run.err
    );
    let kept = std::fs::read(place.path().join("out/one.pdf")).expect("a PDF");
    assert!(kept == draft, "the last PDF is untouched");

    std::fs::remove_file(place.path().join("one/notes.yaml")).expect("a file");
    assert_eq!(build(&[]).status, Some(0));
    let last = std::fs::read(place.path().join("out/one.pdf")).expect("a PDF");
    assert!(last != draft, "the final PDF is written");
}
