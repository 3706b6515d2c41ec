//! What is built and where, and what is printed about it on which stream.

use std::fs;

use snapbox::{IntoData, assert_data_eq, str};

use crate::small::{files, project, recit, transcript};
use crate::support::Workplace;

/// The files of a folder `out`.
fn built(place: &Workplace, folder: &str) -> Vec<String> {
    let folder = place.path().join(folder);
    if folder.is_dir() { files(&folder) } else { Vec::new() }
}

#[test]
fn all_decks_are_built_when_none_is_named() {
    let place = project(&["one", "two"]);
    assert_data_eq!(
        transcript(&place, &["build"]),
        str![[r#"
$ recit build
stdout:
out/one.pdf: 2 slides, 1 story, 0 voices, 0 figures, 0 decisions
one: 1 story, 0 voices, 0 figures, 0 signals; 23 words per slide: a deck of stories
out/two.pdf: 2 slides, 1 story, 0 voices, 0 figures, 0 decisions
two: 1 story, 0 voices, 0 figures, 0 signals; 23 words per slide: a deck of stories
status 0


"#]]
        .raw()
    );
    assert_eq!(built(&place, "out"), ["one.pdf", "two.pdf"]);
}

#[test]
fn decks_are_named_by_folder_by_project_or_from_anywhere_in_it() {
    for (from, args, wanted) in [
        ("", &["build", "two"][..], &["two.pdf"][..]),
        ("", &["build", "two/", "./two", "two"], &["two.pdf"]),
        ("", &["build", "two", "one"], &["one.pdf", "two.pdf"]),
        ("", &["build", "two/stories/map.yaml"], &["two.pdf"]),
        ("", &["build", "."], &["one.pdf", "two.pdf"]),
        ("two", &["build", "."], &["two.pdf"]),
        ("two/stories", &["build", "."], &["two.pdf"]),
        ("two", &["build"], &["one.pdf", "two.pdf"]),
        ("two", &["build", "../one"], &["one.pdf"]),
        ("two", &["build", "one"], &["one.pdf"]),
    ] {
        let place = project(&["one", "two"]);
        let run = recit(&place.path().join(from), args);
        assert_eq!((run.status, run.err.as_str()), (Some(0), ""), "{from} {args:?}");
        assert_eq!(built(&place, "out"), wanted, "{from} {args:?}");
    }
}

#[test]
fn a_project_is_built_from_outside() {
    let place = project(&["one"]);
    let elsewhere = Workplace::empty();
    let root = place.path().display().to_string();
    assert_eq!(recit(elsewhere.path(), &["build", &root]).status, Some(0));
    assert_eq!(built(&place, "out"), ["one.pdf"]);
    assert_eq!(built(&elsewhere, ""), [""; 0]);
}

#[test]
fn an_output_that_ends_in_pdf_is_a_file_and_any_other_a_folder() {
    let place = project(&["one", "two"]);
    let lines =
        ["build one -o x.pdf", "build one -o deep/er/X.PDF", "build -o folder", "build one -o x.d"];
    assert_data_eq!(
        transcript(&place, &lines),
        str![[r#"
$ recit build one -o x.pdf
stdout:
x.pdf: 2 slides, 1 story, 0 voices, 0 figures, 0 decisions
one: 1 story, 0 voices, 0 figures, 0 signals; 23 words per slide: a deck of stories
status 0

$ recit build one -o deep/er/X.PDF
stdout:
deep/er/X.PDF: 2 slides, 1 story, 0 voices, 0 figures, 0 decisions
one: 1 story, 0 voices, 0 figures, 0 signals; 23 words per slide: a deck of stories
status 0

$ recit build -o folder
stdout:
folder/one.pdf: 2 slides, 1 story, 0 voices, 0 figures, 0 decisions
one: 1 story, 0 voices, 0 figures, 0 signals; 23 words per slide: a deck of stories
folder/two.pdf: 2 slides, 1 story, 0 voices, 0 figures, 0 decisions
two: 1 story, 0 voices, 0 figures, 0 signals; 23 words per slide: a deck of stories
status 0

$ recit build one -o x.d
stdout:
x.d/one.pdf: 2 slides, 1 story, 0 voices, 0 figures, 0 decisions
one: 1 story, 0 voices, 0 figures, 0 signals; 23 words per slide: a deck of stories
status 0


"#]]
        .raw()
    );
    let mut pdfs = files(place.path());
    pdfs.retain(|path| path.to_lowercase().ends_with(".pdf"));
    assert_eq!(pdfs, ["deep/er/X.PDF", "folder/one.pdf", "folder/two.pdf", "x.d/one.pdf", "x.pdf"]);
}

#[test]
fn one_file_for_several_decks_is_refused_before_anything_is_built() {
    let place = project(&["one", "two"]);
    assert_data_eq!(
        transcript(&place, &["build -o x.pdf", "build one two -o x.pdf --lang fr"]),
        str![[r#"
$ recit build -o x.pdf
stderr:
error: one file cannot contain 2 decks
 │
 ╰ help: name one deck, or choose a folder
status 2

$ recit build one two -o x.pdf --lang fr
stderr:
erreur: un seul fichier ne peut pas recevoir 2 dossiers
 │
 ╰ conseil: nommez un seul dossier, ou donnez un répertoire de sortie
status 2


"#]]
        .raw()
    );
    assert_eq!(built(&place, ""), built(&project(&["one", "two"]), ""));
}

#[test]
fn two_decks_that_would_share_a_file_are_refused() {
    let place = project(&["a-b", "a/b"]);
    place.edit("recit.yaml", "['*/']", "['*/', '*/*/']");
    assert_data_eq!(
        transcript(&place, &["build"]),
        str![[r#"
$ recit build
stderr:
error: the decks `a-b` and `a/b` would be written to the same `ROOT/out/a-b.pdf`
 │
 ╰ help: rename one of their folders, or build them one by one with `-o`
status 2


"#]]
        .raw()
    );
    assert_eq!(built(&place, "out"), [""; 0]);
}

#[test]
fn findings_of_build_go_to_the_error_stream_and_those_of_check_to_the_output() {
    let place = project(&["one"]);
    place.write("one/doubts.yaml", "doubts:\n  - { what: The map is late, soon: yes }\n");
    assert_data_eq!(
        transcript(&place, &["build", "check", "check --lang fr"]),
        str![[r#"
$ recit build
stdout:
out/one.pdf: 3 slides, 1 story, 0 voices, 0 figures, 0 decisions
one: 1 story, 0 voices, 0 figures, 0 signals; 17 words per slide: a deck of stories
stderr:
error[unknown-key]: the doubt: there is no key `soon`
  ╭▸ one/doubts.yaml:2:30
  │
2 │   - { what: The map is late, soon: yes }
  │                              ━━━━
  │
  ╰ help: one of: `what`, `why`, `next`, `language`, `allow`
status 1

$ recit check
stdout:
error[unknown-key]: the doubt: there is no key `soon`
  ╭▸ one/doubts.yaml:2:30
  │
2 │   - { what: The map is late, soon: yes }
  │                              ━━━━
  │
  ╰ help: one of: `what`, `why`, `next`, `language`, `allow`

one: 1 story, 0 voices, 0 figures, 0 signals; 17 words per slide: a deck of stories
4 files read: 1 error, 0 warnings, 0 info
status 1

$ recit check --lang fr
stdout:
erreur[unknown-key]: le doute : la clé `soon` n’existe pas
  ╭▸ one/doubts.yaml:2:30
  │
2 │   - { what: The map is late, soon: yes }
  │                              ━━━━
  │
  ╰ conseil: au choix : `what`, `why`, `next`, `language`, `allow`

one : 1 récit, 0 témoignage, 0 chiffre, 0 signal ; 17 mots par diapositive : un dossier de récits
4 fichiers lus : 1 erreur, 0 avertissement, 0 remarque
status 1


"#]]
        .raw()
    );
    assert_eq!(built(&place, "out"), ["one.pdf"]);
}

#[test]
fn only_what_concerns_the_named_decks_is_said() {
    let place = project(&["one", "two"]);
    place.write("one/doubts.yaml", "doubts:\n  - { what: The map is late, soon: yes }\n");
    let run = recit(place.path(), &["check", "two"]);
    assert_eq!(run.status, Some(0), "{}", run.out);
    let run = recit(place.path(), &["check", "one"]);
    assert_eq!(run.status, Some(1));
}

#[test]
fn a_broken_narrative_stops_the_pdf_of_its_deck_only() {
    let place = project(&["one", "two"]);
    recit(place.path(), &["build"]);
    let last = fs::read(place.path().join("out/one.pdf")).expect("a PDF");
    fs::remove_file(place.path().join("out/two.pdf")).expect("a PDF");
    place.write("one/stories/map.yaml", "title: [A map\nsituation: none\n");
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(1));
    assert!(run.out.starts_with("out/two.pdf: "), "{}", run.out);
    assert!(run.err.contains("one/stories/map.yaml:"), "{}", run.err);
    let last_words = "the deck `one` was not built; its last PDF is unchanged\n";
    assert!(run.err.ends_with(last_words), "{}", run.err);
    let run = recit(place.path(), &["build", "one", "--lang", "fr"]);
    assert_eq!((run.status, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("le dossier `one` n’a pas été construit"), "{}", run.err);
    assert!(fs::read(place.path().join("out/one.pdf")).expect("a PDF") == last);
    assert_eq!(built(&place, "out"), ["one.pdf", "two.pdf"]);
}

#[test]
fn settings_that_cannot_be_read_stop_every_deck() {
    let place = project(&["one"]);
    recit(place.path(), &["build"]);
    place.write("recit.yaml", "organisation: { name: Valmer\n");
    let run = recit(place.path(), &["build"]);
    assert_eq!((run.status, run.out.as_str()), (Some(1), ""), "{}", run.err);
    assert!(run.err.contains("recit.yaml:"), "{}", run.err);
}

#[test]
fn a_project_without_decks_says_why_and_what_to_do() {
    let place = project(&[]);
    place.write("recit.yaml", "organisation: { name: Valmer }\nlanguage: fr\ndeks: ['20*/']\n");
    assert_data_eq!(
        transcript(&place, &["build", "check"]),
        str![[r#"
$ recit build
stderr:
erreur[unknown-key]: le fichier recit.yaml : la clé `deks` n’existe pas
  ╭▸ recit.yaml:3:1
  │
3 │ deks: ['20*/']
  │ ━━━━
  │
  ╰ conseil: vouliez-vous écrire `decks` ?

erreur: ce projet n’a encore aucun dossier de séance
 │
 ╰ conseil: créez un répertoire avec un fichier dossier.yaml, ou lancez `recit init`
status 2

$ recit check
stdout:
erreur[unknown-key]: le fichier recit.yaml : la clé `deks` n’existe pas
  ╭▸ recit.yaml:3:1
  │
3 │ deks: ['20*/']
  │ ━━━━
  │
  ╰ conseil: vouliez-vous écrire `decks` ?
stderr:
erreur: ce projet n’a encore aucun dossier de séance
 │
 ╰ conseil: créez un répertoire avec un fichier dossier.yaml, ou lancez `recit init`
status 2


"#]]
        .raw()
    );
}

#[test]
fn a_deck_that_is_not_there_is_named_with_those_that_are() {
    let place = project(&["one", "two"]);
    place.write("notes/x.txt", "x");
    let lines = ["build tow", "build one tow", "check notes", "build tow --lang fr"];
    assert_data_eq!(
        transcript(&place, &lines),
        str![[r#"
$ recit build tow
stderr:
error: `tow` is not a deck of this project
 │
 ╰ help: one of: `one`, `two`
status 2

$ recit build one tow
stderr:
error: `tow` is not a deck of this project
 │
 ╰ help: one of: `one`, `two`
status 2

$ recit check notes
stderr:
error: `notes` is not a deck of this project
 │
 ╰ help: one of: `one`, `two`
status 2

$ recit build tow --lang fr
stderr:
erreur: `tow` n’est pas un dossier de séance de ce projet
 │
 ╰ conseil: au choix : `one`, `two`
status 2


"#]]
        .raw()
    );
    assert_eq!(built(&place, "out"), [""; 0]);
}

#[test]
fn outside_a_project_there_is_nothing_to_build() {
    let place = Workplace::empty();
    assert_data_eq!(
        transcript(&place, &["build", "check --lang fr", "build nowhere"]),
        str![[r#"
$ recit build
stderr:
error: there is no recit.yaml in `.` or above it
 │
 ╰ help: go to the folder of a project, or create one with `recit init`
status 2

$ recit check --lang fr
stderr:
erreur: aucun fichier recit.yaml dans `.` ni au-dessus
 │
 ╰ conseil: placez-vous dans un projet, ou créez-en un avec `recit init`
status 2

$ recit build nowhere
stderr:
error: there is no recit.yaml in `.` or above it
 │
 ╰ help: go to the folder of a project, or create one with `recit init`
status 2


"#]]
        .raw()
    );
}

#[test]
fn a_deck_of_another_project_is_refused() {
    let (place, other) = (project(&["one"]), project(&["one"]));
    let path = other.path().join("one").display().to_string();
    let run = recit(place.path(), &["build", "one", &path]);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("belongs to another project"), "{}", run.err);
}

#[test]
fn findings_for_programs_are_one_object_a_line_with_known_keys() {
    const KEYS: [&str; 10] = [
        "rule",
        "category",
        "severity",
        "message",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "hints",
    ];
    let place = project(&["one", "two"]);
    place.write("one/doubts.yaml", "doubts:\n  - { what: The map is late, soon: yes }\n");
    place.write("two/stories/map.yaml", "title: [A map\n");
    let check = recit(place.path(), &["check", "--format", "json"]);
    let build = recit(place.path(), &["build", "--format", "json"]);
    assert_eq!((check.status, build.status), (Some(1), Some(1)));
    assert_eq!((check.out.as_str(), check.err.as_str()), (build.err.as_str(), ""));
    assert!(check.out.lines().count() >= 2);
    for line in check.out.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).expect("an object");
        let keys: Vec<&String> = finding.as_object().expect("an object").keys().collect();
        assert_eq!(keys, KEYS);
        assert!(finding["line"].is_u64() && finding["hints"].is_array(), "{line}");
    }
    assert_eq!(build.out.lines().count(), 1, "{}", build.out);
}

#[test]
fn the_place_of_a_finding_counts_characters_from_one() {
    let place = project(&["one"]);
    place.write("one/doubts.yaml", "doubts:\n  - { what: été, soon: yes }\n");
    let run = recit(place.path(), &["check", "--format", "json"]);
    assert_data_eq!(run.out, str![[r#"
{"rule":"unknown-key","category":"form","severity":"error","message":"the doubt: there is no key `soon`","file":"one/doubts.yaml","line":2,"column":18,"end_line":2,"end_column":22,"hints":["one of: `what`, `why`, `next`, `language`, `allow`"]}

"#]].raw());
}

#[test]
fn a_build_counts_opinions_and_notes_apart_from_decisions() {
    for (sample, file, key, asked) in [
        (
            "starter-en",
            "2026-Q3/decisions.yaml",
            "answer-wanted: ",
            [
                ("vote", "1 figure, 1 decision\n"),
                ("opinion", "1 figure, 1 opinion to give\n"),
                ("note", "1 figure, 1 item to note\n"),
            ],
        ),
        (
            "starter",
            "2026-T3/decisions.yaml",
            "réponse-attendue: ",
            [
                ("vote", "1 chiffre, 1 décision\n"),
                ("avis", "1 chiffre, 1 avis à donner\n"),
                ("prise-d'acte", "1 chiffre, 1 point dont prendre acte\n"),
            ],
        ),
    ] {
        for (answer, wanted) in asked {
            let place = Workplace::sample(sample);
            place.edit(file, &format!("{key}vote"), &format!("{key}{answer}"));
            let out = recit(place.path(), &["build"]).out;
            assert!(out.contains(wanted), "{answer}: {out}");
        }
    }
}
