//! A written file replaces only what the program wrote before: everything else is kept and reported.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::small::{command, files, project, recit};
use crate::support::Workplace;

/// A PDF, a picture, a JSON file and a source that somebody else made.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Creator(Typst 0.15.1)>>\nendobj\nstartxref\n9\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR of somebody";
const JSON: &[u8] = b"{ \"title\": \"mine\" }\n";
const TYPST: &[u8] = b"= Mine\n";

/// Runs a build that must refuse, and gives the first line of what it says.
fn refused(place: &Workplace, args: &[&str]) -> String {
    let run = recit(place.path(), args);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{args:?}: {}", run.err);
    let line = run.err.lines().find(|line| line.starts_with("error"));
    line.unwrap_or_else(|| panic!("{args:?}: {}", run.err)).to_string()
}

fn built(place: &Workplace, args: &[&str]) {
    let run = recit(place.path(), args);
    assert_eq!(run.status, Some(0), "{args:?}: {}", run.err);
}

#[test]
fn a_file_that_somebody_else_made_is_kept_and_nothing_else_of_the_deck_is_written() {
    let all = ["build", "--for", "all", "--emit", "pdf,png,sheet,pdfpc"];
    for (path, bytes) in [
        ("out/one.pdf", PDF),
        ("out/one-note.pdf", PDF),
        ("out/one/01.png", PNG),
        ("out/one-handout/01.png", PNG),
        ("out/one-sheet.png", PNG),
        ("out/one.json", JSON),
        ("out/one.pdfpc", JSON),
        ("out/one.pdf", PNG),
        ("out/one.pdf", b"mine"),
    ] {
        let place = project(&["one"]);
        place.write(path, bytes);
        let said = refused(&place, &all);
        assert!(said.contains(&format!("/{path}` was not made by recit")), "{said}");
        assert_eq!(fs::read(place.path().join(path)).expect("a file"), bytes);
        assert_eq!(files(&place.path().join("out")), [path.strip_prefix("out/").expect("out")]);
    }
}

#[test]
fn pictures_in_the_folder_of_a_deck_cost_nobody_a_file() {
    let place = project(&["one"]);
    for name in ["one/01.png", "one/99.png", "one/2026.png"] {
        place.write(name, PNG);
    }
    refused(&place, &["build", "--emit", "png", "-o", "."]);
    fs::remove_file(place.path().join("one/01.png")).expect("a file");
    built(&place, &["build", "--emit", "png", "-o", "."]);
    for name in ["one/99.png", "one/2026.png"] {
        assert_eq!(fs::read(place.path().join(name)).expect("a file"), PNG, "{name}");
    }
}

#[test]
fn what_the_program_made_is_replaced_and_pages_that_are_no_more_go() {
    let place = project(&["one"]);
    let args = ["build", "--for", "all", "--emit", "pdf,png,sheet,pdfpc"];
    place.write("one/doubts.yaml", "doubts:\n  - what: The map is late\n");
    built(&place, &args);
    let before = files(&place.path().join("out"));
    place.write("out/one/77.png", PNG);
    fs::remove_file(place.path().join("one/doubts.yaml")).expect("a file");
    built(&place, &args);
    let after = files(&place.path().join("out"));
    let gone: Vec<&String> = before.iter().filter(|path| !after.contains(path)).collect();
    let come: Vec<&String> = after.iter().filter(|path| !before.contains(path)).collect();
    assert!(!gone.is_empty() && gone.iter().all(|path| path.ends_with(".png")), "{gone:?}");
    assert_eq!(come, ["one/77.png"]);
}

/// What somebody does to a file.
type Change<'c> = &'c dyn Fn(&[u8]) -> Vec<u8>;

#[test]
fn what_somebody_changed_since_is_kept() {
    let annotated =
        |bytes: &[u8]| [bytes, b"9 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"].concat();
    let edited = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        text.replacen("one", "two", 1).into_bytes()
    };
    let noted = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        text.replacen("\"overlay\": 0", "\"overlay\": 1", 1).into_bytes()
    };
    let changes: [(&str, Change); 3] =
        [("out/one.pdf", &annotated), ("out/one.json", &edited), ("out/one.pdfpc", &noted)];
    for (path, change) in changes {
        let place = project(&["one"]);
        let args = ["build", "--for", "all", "--emit", "pdf,pdfpc"];
        built(&place, &args);
        let mine = change(&fs::read(place.path().join(path)).expect("a file"));
        place.write(path, &mine);
        let said = refused(&place, &args);
        assert!(said.contains(path), "{said}");
        assert_eq!(fs::read(place.path().join(path)).expect("a file"), mine);
    }
}

#[test]
fn a_folder_of_sources_takes_the_place_of_what_was_written_there_and_of_nothing_else() {
    let place = project(&["one"]);
    let args = ["build", "--emit", "typst", "-o", "src"];
    built(&place, &args);
    place.edit("one/stories/map.yaml", "three of them", "four of them");
    built(&place, &args);
    assert!(place.read("src/main.typ").contains("four of them"));
    place.edit("src/main.typ", "four", "five");
    let said = refused(&place, &args);
    assert!(said.contains("main.typ` was changed"), "{said}");
    assert!(place.read("src/main.typ").contains("five of them"));
    for path in ["main.typ", "theme/lib.typ", "theme/manifest.json"] {
        let place = project(&["one"]);
        place.write(path, TYPST);
        let before = files(place.path());
        refused(&place, &["build", "--emit", "typst", "-o", "."]);
        assert_eq!(place.read(path).as_bytes(), TYPST);
        assert_eq!(files(place.path()), before);
    }
}

#[cfg(unix)]
#[test]
fn sources_are_not_written_through_links() {
    use std::os::unix::fs::symlink;
    let elsewhere = Workplace::empty();
    elsewhere.write("lib.typ", "kept");
    for (link, to) in [("src/main.typ", "lib.typ"), ("src/theme", ".")] {
        let place = project(&["one"]);
        fs::create_dir(place.path().join("src")).expect("a folder");
        symlink(elsewhere.path().join(to), place.path().join(link)).expect("a link");
        let said = refused(&place, &["build", "--emit", "typst", "-o", "src"]);
        assert!(said.contains(&format!("{link}` is a link")), "{said}");
        assert_eq!(files(elsewhere.path()), ["lib.typ"]);
        assert_eq!(elsewhere.read("lib.typ"), "kept");
    }
}

#[cfg(unix)]
#[test]
fn imports_and_corrections_are_not_written_through_links_out_of_the_project() {
    use std::os::unix::fs::symlink;
    let elsewhere = Workplace::empty();
    elsewhere.write("ignored", "kept\n");
    let place = project(&["one"]);
    let settings = place.read("recit.yaml");
    let import = "import: { mail: { text: Message } }\n";
    place.write("recit.yaml", settings + import);
    elsewhere.write("export.csv", "Message\nThe stop is hard to find.\n");
    let export = elsewhere.path().join("export.csv");
    let export = export.to_str().expect("UTF-8");
    for (link, to) in [("one/voices", "."), (".gitignore", "ignored"), ("private", ".")] {
        symlink(elsewhere.path().join(to), place.path().join(link)).expect("a link");
        let run = recit(place.path(), &["voices", "import", export]);
        assert_eq!(run.status, Some(2), "{link}: {}{}", run.out, run.err);
        assert_eq!(files(elsewhere.path()), ["export.csv", "ignored"], "{link}");
        assert_eq!(elsewhere.read("ignored"), "kept\n");
        assert!(!place.path().join("private/export.yaml").exists(), "{link}");
        fs::remove_file(place.path().join(link)).expect("the link");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_no_file_is_told_for_what_it_is() {
    let place = project(&["spring"]);
    place.write("minutes", "no folder");
    std::os::unix::fs::symlink("nowhere", place.path().join("dead")).expect("a link");
    let long = format!("{}.pdf", "long".repeat(80));
    for (output, path, wanted) in [
        ("/proc/deck.pdf", "/proc", "the system lets no file be made there"),
        ("/proc/decks/deck.pdf", "/proc", "the system lets no file be made there"),
        ("minutes/deck.pdf", "minutes", "there is a file where a folder is needed"),
        ("minutes/spring/deck.pdf", "minutes", "there is a file where a folder is needed"),
        ("dead/deck.pdf", "dead", "it is a link that leads nowhere"),
        (&long, &long, "this name is too long for the system"),
    ] {
        let told = refused(&place, &["build", "-o", output]);
        assert_eq!(told, format!("error: `{path}` cannot be written: {wanted}"), "{output}");
    }
    assert!(!place.path().join("nowhere").exists());
    let run = recit(place.path(), &["build", "-o", "/proc/deck.pdf"]);
    assert!(run.err.contains("choose another place with `-o`"), "{}", run.err);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_status_two_whatever_is_asked() {
    let place = Workplace::sample("starter-en");
    place.edit("2026-Q3/deck.yaml", "title:", "titel:");
    for args in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["explain", "voices"],
        &["rules"],
        &["--help"],
        &["build", "--help"],
        &["--version"],
        &["init", "new"],
    ] {
        let full = || fs::File::options().write(true).open("/dev/full").expect("a device");
        let run = command(place.path()).args(args).stdout(full()).output();
        let run = run.expect("the program runs");
        assert_eq!(run.status.code(), Some(2), "{args:?}");
        let said = String::from_utf8_lossy(&run.stderr);
        let wanted = ["could not be printed", "n’a pas pu être écrit"];
        assert!(wanted.iter().any(|words| said.contains(words)), "{args:?}: {said}");
    }
    for args in [&["build"][..], &["nonsense"], &[]] {
        let full = fs::File::options().write(true).open("/dev/full").expect("a device");
        let run = command(place.path()).args(args).stderr(full).stdout(Stdio::null()).status();
        assert_eq!(run.expect("the program runs").code(), Some(2), "{args:?}");
    }
    // A reader that went away is no trouble.
    let line = format!("{} rules | head -1", env!("CARGO_BIN_EXE_recit"));
    let run = Command::new("bash").args(["-o", "pipefail", "-c", &line]).output();
    assert_eq!(run.expect("bash runs").status.code(), Some(0));
}

/// Runs a build of everything in which no file may be larger than so many kilobytes.
#[cfg(target_os = "linux")]
fn limited(folder: &Path, kilobytes: u32) -> Option<i32> {
    let line = format!(
        "ulimit -f {kilobytes}; exec {} build --for all --emit pdf,png",
        env!("CARGO_BIN_EXE_recit")
    );
    let run = Command::new("bash").args(["-c", &line]).current_dir(folder).output();
    run.expect("bash runs").status.code()
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_larger_than_the_system_allows_leaves_the_old_set_and_nothing_half_written() {
    let place = project(&["one"]);
    built(&place, &["build", "--for", "all", "--emit", "pdf,png"]);
    let out = place.path().join("out");
    let set = || {
        let bytes = |path: &String| fs::read(out.join(path)).expect("a file");
        let paths = files(&out);
        let read: Vec<Vec<u8>> = paths.iter().map(bytes).collect();
        (paths, read)
    };
    let before = set();
    place.edit("one/stories/map.yaml", "three of them", "four of them");
    let mut refused = 0;
    for kilobytes in [0, 1, 8, 32, 64, 100] {
        match limited(place.path(), kilobytes) {
            Some(2) => {
                assert!(set() == before, "{kilobytes}");
                refused += 1;
            }
            status => assert_eq!(status, Some(0), "{kilobytes}"),
        }
    }
    assert!(refused > 3, "{refused}");
}

#[test]
fn two_builds_at_once_leave_one_whole_set_and_nothing_else() {
    let place = project(&["one"]);
    let args = ["build", "--for", "all", "--emit", "pdf,png"];
    let other = project(&["one"]);
    other.edit("one/stories/map.yaml", "three of them", "four of them");
    let folder = Workplace::empty();
    let out = folder.path().join("out");
    let set = || {
        let bytes = |path: &String| fs::read(out.join(path)).expect("a file");
        files(&out).iter().map(bytes).collect::<Vec<_>>()
    };
    let build = |place: &Workplace| {
        let out = out.to_str().expect("UTF-8");
        let mut command = command(place.path());
        command.args(args).args(["-o", out]).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let alone = [&place, &other].map(|place| {
        assert_eq!(build(place).status().expect("it runs").code(), Some(0));
        set()
    });
    assert!(alone[0] != alone[1]);
    for _ in 0..5 {
        let mut both = [&place, &other].map(|place| build(place).spawn().expect("it runs"));
        for child in &mut both {
            assert_eq!(child.wait().expect("it ends").code(), Some(0));
        }
        assert!(alone.contains(&set()), "{:?}", files(&out));
    }
}
