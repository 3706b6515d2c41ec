//! `allow`: rules set aside at a place, for a deck or for a project, and always with a trace in the annex.

use recit::locale::Language;

use crate::small::{project, recit};
use crate::support::{Workplace, layout};

const REASON: &str = "nobody kept the notebook, and two clerks remember the count";

/// A project with two decks, the first of which has a story with a figure that nobody could find again.
fn with(allow: &str, in_deck: &str) -> Workplace {
    let place = project(&["one", "two"]);
    place.write(
        "one/figures.yaml",
        format!(
            "figures:
  - id: questions
    label: Questions at the desk
    value: 14
    unit: questions
    period: 2026-Q3
    scope: front desk
    meaning: The map does not help everyone.
    source: {{ organisation: Us }}
{allow}"
        ),
    );
    place.edit("one/stories/map.yaml", "title:", "figures: [questions]\ntitle:");
    place.edit("one/deck.yaml", "period:", &format!("{in_deck}period:"));
    place
}

fn said(place: &Workplace) -> String {
    recit(place.path(), &["check"]).out
}

/// The manuscript of the first deck, where the annex stands as it is shown.
fn annex(place: &Workplace) -> String {
    let (_, built) = place.build();
    let built = built.into_iter().flatten().next().expect("a deck");
    let text = layout(&built).manuscript.text.clone();
    let at = text.find("#annex-slide").expect("an annex");
    text[at..].to_string()
}

#[test]
fn a_rule_is_set_aside_for_the_entry_that_says_so() {
    assert!(said(&with("", "")).contains("error[unsourced-figure]"));
    let entry = format!("    allow: {{ rule: unsourced-figure, because: '{REASON}' }}\n");
    let place = with(&entry, "");
    assert!(!said(&place).contains('['), "{}", said(&place));
    let annex = annex(&place);
    assert!(annex.contains(&REASON[1..]) && annex.contains("Set aside at one place"), "{annex}");
}

#[test]
fn an_entry_that_sets_a_rule_aside_leaves_its_neighbours_under_it() {
    let entry = format!("    allow: [{{ rule: unsourced-figure, because: '{REASON}' }}]\n");
    let place = with(&entry, "");
    place.edit(
        "one/figures.yaml",
        "figures:\n",
        "figures:\n  - { id: other, label: Calls, value: 3, unit: calls, period: 2026-Q3, scope: desk, \
         meaning: Few., source: { organisation: Them } }\n",
    );
    place.edit("one/stories/map.yaml", "[questions]", "[questions, other]");
    let said = said(&place);
    assert_eq!(said.matches("[unsourced-figure]").count(), 1, "{said}");
    assert!(said.contains("`Them`"), "{said}");
}

#[test]
fn a_rule_is_set_aside_for_a_whole_deck_and_no_other() {
    let allow = format!("allow: {{ rule: unsourced-figure, because: '{REASON}' }}\n");
    let place = with("", &allow);
    assert!(!said(&place).contains('['), "{}", said(&place));
    assert!(annex(&place).contains("Set aside for this deck"));
    let place = with("", "");
    place.edit("two/deck.yaml", "period:", &format!("{allow}period:"));
    let said = said(&place);
    assert!(said.contains("error[unsourced-figure]") && said.contains("[unused-allow]"), "{said}");
}

#[test]
fn a_rule_is_set_aside_for_a_whole_project_with_or_without_a_reason() {
    for (policy, info) in
        [("off", true), (&format!("{{ level: off, because: '{REASON}' }}"), false)]
    {
        let place = with("", "");
        let policy = format!("voiceless-story: info, unsourced-figure: {policy}");
        place.edit("recit.yaml", "voiceless-story: off, short-reason: off", &policy);
        let said = said(&place);
        assert!(!said.contains("[unsourced-figure]"), "{said}");
        assert_eq!(said.contains("info[short-reason]"), info, "{said}");
        assert_eq!(annex(&place).contains("Set aside for the whole"), !info);
    }
}

#[test]
fn a_name_that_no_rule_has_is_told_with_the_nearest_and_the_deck_is_built() {
    let place = with("    allow: { rule: unsourced-figur, because: because }\n", "");
    let run = recit(place.path(), &["build"]);
    assert!(run.err.contains("there is no rule `unsourced-figur`"), "{}", run.err);
    assert!(run.err.contains("did you mean `unsourced-figure`?"), "{}", run.err);
    assert!(place.path().join("out/one.pdf").is_file());
}

#[test]
fn a_file_that_cannot_be_read_is_never_set_aside() {
    let allow = format!("allow: {{ rule: broken-yaml, because: '{REASON}' }}\n");
    let place = with("", &allow);
    place.write("one/doubts.yaml", "doubts: [\n");
    let said = said(&place);
    assert!(said.contains("error[broken-yaml]") && !said.contains("[unused-allow]"), "{said}");
}

#[test]
fn what_only_a_check_measures_is_not_called_unused_by_a_build() {
    let entry = format!(
        "    allow: [{{ rule: unsourced-figure, because: '{REASON}' }}, {{ rule: overflowing-text, because: '{REASON}' }}]\n"
    );
    let place = with(&entry, "");
    let build = recit(place.path(), &["build"]).err;
    assert!(!build.contains("unused-allow"), "{build}");
    assert!(said(&place).contains("unused-allow"));
}

#[test]
fn the_reason_is_read_in_the_language_of_the_deck() {
    let allow = format!("allow: {{ rule: unsourced-figure, because: '{REASON}' }}\nlanguage: fr\n");
    let place = with("", &allow);
    let annex = annex(&place);
    assert!(annex.contains("Règles écartées, et pourquoi"), "{annex}");
    assert!(annex.contains("Un chiffre nomme une organisation"), "{annex}");
    assert_eq!(place.findings(Language::Fr).matches("unused-allow").count(), 0);
}
