//! What the program reads and leaves on disk when the disk refuses something.

use std::fs::{self, File};
use std::path::Path;

use crate::small::{files, project, recit};
use crate::support::Workplace;

/// No temporary file below a folder.
#[track_caller]
fn assert_swept(place: &Workplace) {
    let hidden =
        files(place.path()).into_iter().filter(|path| path.contains("/.") || path.starts_with('.'));
    assert_eq!(hidden.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn nothing_temporary_is_left_after_success_or_failure() {
    let place = project(&["one"]);
    assert_eq!(recit(place.path(), &["build"]).status, Some(0));
    assert_eq!(recit(place.path(), &["build", "--emit", "typst"]).status, Some(0));
    fs::create_dir(place.path().join("x")).expect("a folder");
    fs::create_dir(place.path().join("x/one.pdf")).expect("a folder");
    assert_eq!(recit(place.path(), &["build", "-o", "x"]).status, Some(2));
    assert_swept(&place);
}

#[test]
fn an_output_that_cannot_be_written_is_an_error_and_leaves_nothing_behind() {
    let place = project(&["one"]);
    place.write("busy", "a file");
    let before = files(place.path());
    for output in ["busy", "busy/x.pdf", "busy/deep/er"] {
        let run = recit(place.path(), &["build", "-o", output]);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{output}");
        assert!(
            run.err.contains("cannot be written: there is a file where a folder is needed"),
            "{}",
            run.err
        );
        assert_eq!(files(place.path()), before, "{output}");
    }
}

#[test]
fn one_pdf_that_cannot_be_written_does_not_stop_the_others() {
    let place = project(&["one", "two"]);
    fs::create_dir_all(place.path().join("out/one.pdf")).expect("a folder");
    place.write("two/doubts.yaml", "doubts:\n  - { what: The map is late, soon: yes }\n");
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(2));
    assert!(run.out.contains("two.pdf") && !run.out.contains("one.pdf"), "{}", run.out);
    assert!(run.err.contains("unknown-key"), "{}", run.err);
    assert!(run.err.contains("one.pdf` cannot be written: it is a folder"), "{}", run.err);
}

#[test]
fn what_a_killed_run_left_goes_with_the_next_build_and_what_somebody_put_there_does_not() {
    let place = project(&["one"]);
    for path in [
        ".recit-ab12.tmp/0-new.tmp",
        ".recit-ab12.tmp/17-old.tmp",
        ".recit-ab12.tmp/draft.tmp",
        ".recit-cd34.tmp/0-new.tmp",
        ".recit-cd34.tmp/notes.txt",
        ".recit-file.tmp",
        ".recit-notes",
    ] {
        place.write(&format!("out/{path}"), "half a PDF");
    }
    assert_eq!(recit(place.path(), &["build"]).status, Some(0));
    assert_eq!(
        files(&place.path().join("out")),
        [".recit-cd34.tmp/notes.txt", ".recit-file.tmp", ".recit-notes", "one.pdf"]
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").permissions().mode() & 0o777
    }

    /// Whether permissions hold us back at all: they do not when the tests run as root.
    fn permissions_hold(path: &Path) -> bool {
        let hold = File::open(path).is_err() && fs::read_dir(path).is_err();
        if !hold {
            eprintln!("SKIPPED: {} can be read without the right to", path.display());
        }
        hold
    }

    #[test]
    fn a_file_that_may_not_be_read_ends_with_two_in_the_project_s_language() {
        let place = project(&["one"]);
        place.edit("recit.yaml", "language: en", "language: fr");
        let story = place.path().join("one/stories/map.yaml");
        fs::set_permissions(&story, fs::Permissions::from_mode(0o000)).expect("permissions");
        if permissions_hold(&story) {
            let run = recit(place.path(), &["check"]);
            assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
            assert!(run.err.contains("vous n’en avez pas le droit"), "{}", run.err);
        }
    }

    #[test]
    fn a_link_to_nothing_is_told() {
        let place = project(&["one"]);
        symlink("nowhere.yaml", place.path().join("one/voices.yaml")).expect("a link");
        let run = recit(place.path(), &["check"]);
        assert_ne!(run.status, Some(0));
        assert!((run.out + &run.err).contains("one/voices.yaml"));
    }

    #[test]
    fn a_folder_that_may_not_be_written_ends_with_two() {
        let place = project(&["one"]);
        let out = place.path().join("out");
        fs::create_dir(&out).expect("a folder");
        fs::set_permissions(&out, fs::Permissions::from_mode(0o000)).expect("permissions");
        if permissions_hold(&out) {
            let run = recit(place.path(), &["build"]);
            assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
            assert!(run.err.contains("permission denied"), "{}", run.err);
        }
        fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).expect("permissions");
        assert_eq!(files(&out), [""; 0]);
    }

    #[test]
    fn a_device_that_takes_no_files_ends_with_two() {
        let place = project(&["one"]);
        let run = recit(place.path(), &["build", "-o", "/dev/null/x.pdf"]);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{}", run.err);
    }

    #[test]
    fn a_link_where_a_pdf_would_be_is_kept_and_so_is_what_it_leads_to() {
        for is_there in [true, false] {
            let place = project(&["one"]);
            fs::create_dir_all(place.path().join("shared")).expect("a folder");
            if is_there {
                place.write("shared/board.pdf", "%PDF-old");
            }
            fs::create_dir(place.path().join("out")).expect("a folder");
            symlink("../shared/board.pdf", place.path().join("out/one.pdf")).expect("a link");
            let run = recit(place.path(), &["build"]);
            assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
            assert!(run.err.contains("/out/one.pdf` is a link"), "{}", run.err);
            let link = fs::symlink_metadata(place.path().join("out/one.pdf")).expect("a link");
            assert!(link.is_symlink());
            assert_eq!(files(&place.path().join("shared")).len(), usize::from(is_there));
            assert!(!is_there || place.read("shared/board.pdf") == "%PDF-old");
        }
    }

    #[test]
    fn a_folder_of_output_that_is_a_link_is_written_to_only_when_it_is_named() {
        let place = project(&["one"]);
        fs::create_dir(place.path().join("shared")).expect("a folder");
        symlink("shared", place.path().join("out")).expect("a link");
        let run = recit(place.path(), &["build"]);
        assert_eq!(run.status, Some(2));
        assert!(run.err.contains("/out` is a link"), "{}", run.err);
        assert_eq!(files(&place.path().join("shared")), [""; 0]);
        let run = recit(place.path(), &["build", "-o", "out"]);
        assert_eq!(run.status, Some(0), "{}", run.err);
        assert_eq!(files(&place.path().join("shared")), ["one.pdf"]);
    }

    #[test]
    fn permissions_of_a_pdf_are_kept_and_those_of_a_new_one_are_the_usual_ones() {
        let place = project(&["one"]);
        recit(place.path(), &["build"]);
        place.write("usual", "");
        let pdf = place.path().join("out/one.pdf");
        assert_eq!(mode(&pdf), mode(&place.path().join("usual")));
        for kept in [0o600, 0o640, 0o666] {
            fs::set_permissions(&pdf, fs::Permissions::from_mode(kept)).expect("permissions");
            assert_eq!(recit(place.path(), &["build"]).status, Some(0));
            assert_eq!(mode(&pdf), kept);
        }
    }
}

#[test]
#[cfg(unix)]
fn a_link_at_the_place_of_a_pdf_never_costs_what_somebody_wrote() {
    let place = Workplace::sample("starter-en");
    let written = place.read("2026-Q3/deck.yaml");
    std::fs::create_dir(place.path().join("out")).expect("a folder");
    let link = place.path().join("out/2026-Q3.pdf");
    std::os::unix::fs::symlink("../2026-Q3/deck.yaml", &link).expect("a link");
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("is a link"), "{}", run.err);
    assert_eq!(place.read("2026-Q3/deck.yaml"), written);
    assert!(link.is_symlink());
}

#[test]
fn a_deck_of_more_slides_than_memory_holds_is_refused_in_words() {
    let place = Workplace::sample("starter-en");
    let entries = "  - statement: \"One more sentence.\"\n".repeat(501);
    let deck = place.read("2026-Q3/deck.yaml");
    place.write("2026-Q3/deck.yaml", format!("{deck}running-order:\n{entries}"));
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(2));
    let said = "the deck `2026-Q3` has 501 slides; recit lays out 500 at most";
    assert!(run.err.contains(said), "{}", run.err);
    let told = recit(place.path(), &["check", "2026-Q3"]);
    assert!(told.out.contains("above 500, `recit check` does not lay out pages"), "{}", told.out);
}

#[test]
fn decks_that_are_named_are_laid_out_whatever_else_was_written() {
    let place = Workplace::sample("starter-en");
    let voices = place.read("2026-Q3/voices.yaml");
    let more: String = (0..210)
        .map(|at| {
            format!(
                "  - id: more-{at}\n    text: \"The bus was late again, number {at}.\"\n    speaker: {{ role: \"walker\", adult: true }}\n    consent: {{ basis: anonymous }}\n"
            )
        })
        .collect();
    place.write("2026-Q3/voices.yaml", format!("{voices}{more}"));
    let whole = recit(place.path(), &["check"]).out;
    assert!(whole.contains("above 200, `recit check` does not lay out pages"), "{whole}");
    let named = recit(place.path(), &["check", "2026-Q3"]).out;
    assert!(named.contains("a deck of") && !named.contains("does not lay out pages"), "{named}");
}
