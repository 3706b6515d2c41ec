//! `init`: a project that builds at once, and that overwrites nobody's files.

use std::fs;

use chrono::Local;
use recit::period::Period;
use snapbox::{IntoData, assert_data_eq, str};

use crate::small::{files, recit, recit_in, transcript};
use crate::support::Workplace;

#[test]
fn a_project_is_written_in_english_and_builds_at_once() {
    let place = Workplace::empty();
    let told = transcript(&place, &["init here --lang en --period 2026-Q3", "check here"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit init here --lang en --period 2026-Q3
stdout:
Project created in here; its first deck is 2026-Q3.
To see the PDF: cd here, then recit build
To check your texts: recit check
status 0

$ recit check here
stdout:
2026-Q3: 1 story, 2 voices (1 critical), 1 figure, 1 signal; 40 words and 1.9 minutes per slide: a deck of stories
9 files read: 0 errors, 0 warnings, 0 info
status 0


"#]]
        .raw()
    );
    assert_eq!(recit(place.path(), &["build", "here"]).status, Some(0));
    assert_data_eq!(
        files(place.path()).join("\n"),
        str![[r#"
here/.gitignore
here/2026-Q3/decisions.yaml
here/2026-Q3/deck.yaml
here/2026-Q3/doubts.yaml
here/2026-Q3/figures.yaml
here/2026-Q3/signals.yaml
here/2026-Q3/spending.yaml
here/2026-Q3/stories/an-example.yaml
here/2026-Q3/voices.yaml
here/out/2026-Q3.pdf
here/recit.yaml
"#]]
        .raw()
    );
}

#[test]
fn a_project_is_written_in_french_and_builds_at_once() {
    let place = Workplace::empty();
    let told = transcript(&place, &["init . --lang fr --period 2026-T1", "check"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit init . --lang fr --period 2026-T1
stdout:
Projet créé ici ; le premier dossier est 2026-T1.
Pour voir le PDF : recit build
Pour vérifier vos textes : recit check
status 0

$ recit check
stdout:
2026-T1 : 1 récit, 2 témoignages dont 1 critique, 1 chiffre, 1 signal ; 41 mots et 1,9 minute par diapositive : un dossier de récits
9 fichiers lus : 0 erreur, 0 avertissement, 0 remarque
status 0


"#]]
        .raw()
    );
    assert_eq!(recit(place.path(), &["build"]).status, Some(0));
    assert_data_eq!(
        files(place.path()).join("\n"),
        str![[r#"
.gitignore
2026-T1/chiffres.yaml
2026-T1/decisions.yaml
2026-T1/depenses.yaml
2026-T1/dossier.yaml
2026-T1/doutes.yaml
2026-T1/recits/un-exemple.yaml
2026-T1/signaux.yaml
2026-T1/temoignages.yaml
out/2026-T1.pdf
recit.yaml
"#]]
        .raw()
    );
}

#[test]
fn the_language_of_a_project_is_that_of_the_locale_unless_it_is_asked() {
    for (locale, args, wanted) in [
        ("fr_FR.UTF-8", &["init"][..], "langue: fr"),
        ("C", &["init"], "language: en"),
        ("fr_FR.UTF-8", &["init", "--lang", "en"], "language: en"),
    ] {
        let place = Workplace::empty();
        assert_eq!(recit_in(locale, place.path(), args).status, Some(0));
        let settings = fs::read_to_string(place.path().join("recit.yaml")).expect("settings");
        assert!(settings.contains(wanted), "{locale} {args:?}\n{settings}");
    }
}

#[test]
fn every_kind_of_period_makes_a_deck_that_is_clean() {
    for (language, period, folder) in [
        ("fr", "2027-S1", "2027-S1"),
        ("fr", "2026-Q2", "2026-T2"),
        ("en", "2027-S1", "2027-H1"),
        ("en", "2026-07", "2026-07"),
        ("fr", "2026", "2026"),
        ("fr", "2026-07-01/2026-09-15", "2026-07-01_2026-09-15"),
    ] {
        let place = Workplace::empty();
        let run = recit(place.path(), &["init", "--lang", language, "--period", period]);
        assert_eq!(run.status, Some(0), "{period}: {}", run.err);
        assert!(place.path().join(folder).is_dir(), "{period}");
        let run = recit(place.path(), &["build"]);
        assert_eq!((run.status, run.err.as_str()), (Some(0), ""), "{period}");
        assert!(place.path().join(format!("out/{folder}.pdf")).is_file());
    }
}

#[test]
fn the_meeting_follows_the_period() {
    let place = Workplace::empty();
    recit(place.path(), &["init", "--lang", "en", "--period", "2026-Q1"]);
    let deck = fs::read_to_string(place.path().join("2026-Q1/deck.yaml")).expect("a deck");
    assert!(deck.contains("period: 2026-Q1"), "{deck}");
    assert!(deck.contains("date: 2026-04-08"), "{deck}");
}

#[test]
fn the_period_is_the_current_quarter_unless_it_is_asked() {
    // The quarter may change while the program runs.
    let quarter = || Period::of_quarter(Local::now().date_naive()).to_string();
    let place = Workplace::empty();
    let before = quarter();
    recit(place.path(), &["init", "--lang", "fr"]);
    let written = |name: String| place.path().join(name).join("dossier.yaml").is_file();
    assert!(written(before) || written(quarter()));
}

#[test]
fn a_wrong_period_writes_nothing() {
    let place = Workplace::empty();
    let told = transcript(
        &place,
        &["init --period T3-2026 --lang fr", "init --period 2026-Q5", "init --period 1826-Q3"],
    );
    assert_data_eq!(
        told,
        str![[r#"
$ recit init --period T3-2026 --lang fr
stderr:
erreur: `T3-2026` n’est pas une période
 │
 ╰ conseil: écrivez 2026, 2026-T3, 2026-S2, 2026-07, 2026-06/2026-09 ou 2026-07-01/2026-09-30
status 2

$ recit init --period 2026-Q5
stderr:
error: `2026-Q5` is not a period
 │
 ╰ help: write 2026, 2026-Q3, 2026-H2, 2026-07, 2026-06/2026-09 or 2026-07-01/2026-09-30
status 2

$ recit init --period 1826-Q3
stderr:
error: `1826-Q3` is not a period
 │
 ╰ help: write 2026, 2026-Q3, 2026-H2, 2026-07, 2026-06/2026-09 or 2026-07-01/2026-09-30
status 2


"#]]
        .raw()
    );
    assert_eq!(files(place.path()), [""; 0]);
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let place = Workplace::empty();
    place.write("2026-Q3/voices.yaml", "mine");
    let told = transcript(&place, &["init --period 2026-Q3", "init --period 2026-Q3 --lang fr"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit init --period 2026-Q3
stderr:
error: `./2026-Q3/voices.yaml` already exists; nothing was written
 │
 ╰ help: choose an empty folder
status 2

$ recit init --period 2026-Q3 --lang fr
stdout:
Projet créé ici ; le premier dossier est 2026-T3.
Pour voir le PDF : recit build
Pour vérifier vos textes : recit check
status 0


"#]]
        .raw()
    );
    assert_eq!(fs::read(place.path().join("2026-Q3/voices.yaml")).expect("a file"), b"mine");
    assert!(!place.path().join("2026-Q3/deck.yaml").exists());
}

#[test]
fn a_second_init_is_refused_and_changes_nothing() {
    let place = Workplace::empty();
    recit(place.path(), &["init", "--period", "2026-Q3"]);
    let before = files(place.path());
    let run = recit(place.path(), &["init", "--period", "2026-Q4"]);
    assert_eq!(run.status, Some(2));
    assert_eq!(files(place.path()), before);
}

#[test]
fn what_git_ignores_already_is_kept_and_added_to_once() {
    let place = Workplace::empty();
    place.write(".gitignore", "*.bak\nprivate/");
    recit(place.path(), &["init", "--period", "2026-Q3"]);
    let ignored = fs::read_to_string(place.path().join(".gitignore")).expect("a file");
    assert_eq!(ignored, "*.bak\nprivate/\n/out/\n");
}

#[test]
fn init_where_a_file_stands_for_the_folder_is_an_error() {
    let place = Workplace::empty();
    place.write("here", "a file");
    let told =
        transcript(&place, &["init here --period 2026-Q3", "init here --period 2026-T3 --lang fr"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit init here --period 2026-Q3
stderr:
error: `here` cannot be written: there is a file where a folder is needed
status 2

$ recit init here --period 2026-T3 --lang fr
stderr:
erreur: `here` ne peut pas être écrit : un fichier se trouve là où il faut un répertoire
status 2


"#]]
        .raw()
    );
}

#[test]
fn a_period_that_begins_on_the_starter_s_meeting_day_stays_as_asked() {
    let place = Workplace::empty();
    let run =
        recit(place.path(), &["init", "p", "--lang", "en", "--period", "2026-10-08/2026-12-31"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    let deck = place.read("p/2026-10-08_2026-12-31/deck.yaml");
    assert!(deck.contains("period: 2026-10-08/2026-12-31"), "{deck}");
}
