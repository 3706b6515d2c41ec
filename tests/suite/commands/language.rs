//! The language of messages: the one asked for, else the project's, else the system's.

use crate::small::{project, recit, recit_in};
use crate::support::Workplace;

/// What `check` says of a clean project.
fn said(locale: &str, project_is: &str, args: &[&str]) -> String {
    let place = project(&["one"]);
    place.edit("recit.yaml", "language: en", &format!("language: {project_is}"));
    recit_in(locale, place.path(), &[&["check"], args].concat()).out
}

#[test]
fn the_language_asked_for_comes_first_then_the_project_s() {
    for (locale, project_is, args, is_french) in [
        ("fr_FR.UTF-8", "en", &[][..], false),
        ("en_GB.UTF-8", "fr", &[], true),
        ("C", "fr", &[], true),
        ("fr_FR.UTF-8", "en", &["--lang", "fr"], true),
        ("fr_FR.UTF-8", "fr", &["--lang=en"], false),
    ] {
        let said = said(locale, project_is, args);
        assert_eq!(
            said.contains("fichiers lus"),
            is_french,
            "{locale} {project_is} {args:?}: {said}"
        );
        assert_eq!(
            said.contains("files read"),
            !is_french,
            "{locale} {project_is} {args:?}: {said}"
        );
    }
}

#[test]
fn outside_a_project_the_locale_decides() {
    let place = crate::support::Workplace::empty();
    for (locale, word) in
        [("fr_CA.UTF-8", "aucun fichier"), ("de_DE.UTF-8", "no recit.yaml"), ("C", "no recit.yaml")]
    {
        let err = recit_in(locale, place.path(), &["build"]).err;
        assert!(err.contains(word), "{locale}: {err}");
    }
}

#[test]
fn an_error_while_reading_is_told_in_the_project_s_language() {
    let place = project(&["one"]);
    place.edit("recit.yaml", "language: en", "language: fr");
    let err = recit_in("en_GB.UTF-8", place.path(), &["build", "two"]).err;
    assert!(err.contains("n’est pas un dossier"), "{err}");
}

#[test]
fn settings_that_cannot_be_read_still_say_in_which_language_to_tell_it() {
    for (language, said) in [("language: en", "error["), ("langue: fr", "erreur[")] {
        let place = Workplace::sample("starter-en");
        place.write("recit.yaml", format!("{language}\norganisation: {{"));
        let told = recit(place.path(), &["check"]).out;
        assert!(told.contains(said), "{told}");
        assert!(language != "language: en" || !told.contains("untranslated-voice"), "{told}");
    }
}

#[test]
fn a_folder_of_narratives_under_another_name_is_told() {
    let place = Workplace::sample("starter-en");
    let folder = |name: &str| place.path().join("2026-Q3").join(name);
    std::fs::rename(folder("stories"), folder("story")).expect("a folder");
    let told = recit(place.path(), &["check"]).out;
    assert!(told.contains("unread-file") && told.contains("`story`"), "{told}");
}

#[test]
fn an_entry_without_its_dash_is_told_once() {
    let place = Workplace::sample("starter-en");
    place.edit("2026-Q3/voices.yaml", "  - id: v-02", "    id: v-02");
    let told = recit(place.path(), &["check", "--select", "duplicate-key"]).out;
    assert_eq!(told.matches("duplicate-key").count(), 1, "{told}");
    assert!(told.contains("a `-` is missing before this `id`"), "{told}");
}

#[test]
fn a_word_that_no_line_can_hold_is_told_at_once() {
    let place = Workplace::sample("starter-en");
    let word = "e\u{301}".repeat(24_000);
    place.edit(
        "2026-Q3/stories/an-example.yaml",
        "notes: \"Start with the suitcases.\"",
        &format!("notes: \"{word}\""),
    );
    let told = recit(place.path(), &["check"]).out;
    assert!(told.contains("48,000 characters without a space"), "{told}");
}
