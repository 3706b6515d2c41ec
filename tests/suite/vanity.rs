//! All findings of `check` for a deck as a social media agency might write it, and which of them come first.

use std::fs;
use std::process::Command;

use recit::locale::Language;

use crate::support::{Workplace, told};

/// The deck of the sample, with one of its files changed.
fn with(file: &str, change: impl Fn(&str) -> String) -> String {
    let place = Workplace::sample("vanity");
    let text = fs::read_to_string(place.path().join(file)).expect("a file of the sample");
    place.write(file, change(&text));
    let opened = place.open();
    let report = opened.lint_all_decks();
    told(&report, &opened.sources, Language::Fr)
}

#[test]
fn a_figure_that_owns_its_vanity_is_checked_like_any_other() {
    let silent = with("2026-T3/chiffres.yaml", str::to_string);
    assert!(!silent.contains("42800"), "{silent}");
    let said = with("2026-T3/chiffres.yaml", |text| {
        let because = "vanité: { parce-que: \"le conseil a voté ce compte en mars et le demande chaque année\" }";
        text.replacen("    nature: personnes", &format!("    nature: personnes\n    {because}"), 1)
    });
    assert!(!said.contains("48 000 abonnés est"), "{said}");
    assert!(said.contains("42800"), "its periods are looked at: {said}");
}

#[test]
fn what_people_said_is_never_searched() {
    let said = with("2026-T3/voix.yaml", |text| {
        text.replace("Trop beau", "48 000 abonnés et 12 000 likes")
            .replace("rôle: \"abonnée\"", "rôle: \"abonnée, 3 000 followers\"")
    });
    assert!(!said.contains("12 000 likes") && !said.contains("3 000 followers"), "{said}");
}

#[test]
fn everything_said_of_the_deck_of_an_agency() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("vanity");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let place = Workplace::sample("vanity");
    let mut command = Command::new(env!("CARGO_BIN_EXE_recit"));
    command.arg("check").current_dir(place.path()).env("COLUMNS", "100");
    let said = command.output().expect("the program runs");
    assert_eq!(said.status.code(), Some(1));
    settings.bind(|| insta::assert_snapshot!("check", String::from_utf8_lossy(&said.stdout)));
}
