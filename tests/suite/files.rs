//! The gate to files: a file that a project names is read only if it is inside the project, not raw and not hidden.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use recit::tree::{FileRefusal, Purpose, Tree};

use crate::small::{files, project, recit};
use crate::support::Workplace;

/// The places in a project that name a file, with a name to put there and what is written around it.
const NAMED: [(&str, &str, &str); 6] = [
    (
        "one/stories/map.yaml",
        "FILE.jpg",
        "photo: { file: FILE.jpg, alt: \"A map of the station\" }\n",
    ),
    ("recit.yaml", "FILE.svg", "logo: FILE.svg"),
    (
        "one/figures.yaml",
        "FILE.csv",
        "figures: [{ id: n, label: Calls, unit: calls, value: { data: FILE.csv, format: desk, sum: yes }, period: 2026-Q3, scope: Valmer, meaning: Nothing., source: { organisation: Desk, title: Log } }]\n",
    ),
    ("recit.yaml", "FILE.yaml", "policy: { lexicon: [FILE.yaml] }\n"),
    ("recit.yaml", "FILE", "templates: FILE\n"),
    (
        "one/deck.yaml",
        "FILE.typ",
        "running-order: [cover, { custom: FILE.typ }, { story: map-one }]\n",
    ),
];

/// A project that names a file at some place.
fn naming(at: usize, file: &str) -> Workplace {
    let place = project(&["one"]);
    let (path, name, text) = NAMED[at];
    let ending = name.strip_prefix("FILE").unwrap_or_default();
    let text = text.replace(name, &format!("{file}{ending}"));
    let is_there = place.path().join(path).exists();
    let mut known = if is_there { place.read(path) } else { String::new() };
    if text.starts_with("logo") {
        known = known.replace("organisation: {", &format!("organisation: {{ {text},"));
    } else if text.starts_with("figures") {
        let formats = "formats:\n  desk: { separator: \";\", period: month, value: count }\n";
        place.write("recit.yaml", place.read("recit.yaml") + formats);
        known += &text;
    } else if text.starts_with("policy") {
        known = known.replace("policy: {", "policy: { lexicon: [LEXICON],");
        known = known.replace("LEXICON", &format!("{file}{ending}"));
    } else {
        known += &text;
    }
    place.write(path, known);
    place
}

/// Everything a check and a build say, whatever their status.
fn told(place: &Workplace) -> String {
    let (check, build) = (recit(place.path(), &["check"]), recit(place.path(), &["build"]));
    assert!(matches!(check.status, Some(0..=2)) && matches!(build.status, Some(0..=2)));
    check.out + &check.err + &build.out + &build.err
}

#[test]
fn what_lies_outside_is_told_alike_whether_it_is_there_or_not() {
    let outside = tempfile::tempdir().expect("a folder");
    for ending in ["jpg", "svg", "csv", "yaml", "typ"] {
        fs::write(outside.path().join(format!("thither.{ending}")), "").expect("a file");
    }
    fs::create_dir(outside.path().join("thither")).expect("a folder");
    for (at, named) in NAMED.iter().enumerate() {
        let said = |name: &str, is_linked: bool| {
            let file = if is_linked {
                "led/NAME".to_string()
            } else {
                outside.path().join("NAME").display().to_string()
            };
            let place = naming(at, &file.replace("NAME", name));
            symlink(outside.path(), place.path().join("led")).expect("a link");
            told(&place).replace(name, "NAME")
        };
        for is_linked in [false, true] {
            assert_eq!(
                said("thither", is_linked),
                said("yonders", is_linked).replace("yonders", "there"),
                "{named:?}"
            );
        }
    }
}

#[test]
fn nothing_of_raw_messages_is_shown_or_computed_from_under_any_spelling() {
    let secret = "month;count\n2026-07;24333\n2026-08;0\n2026-09;0\n";
    for folder in ["private", "Private", "PRIVÉ", "prive\u{301}", "one/private"] {
        for (at, named) in NAMED.iter().enumerate() {
            let name = format!("{folder}/face");
            let place = naming(at, &name);
            for ending in ["jpg", "svg", "csv", "yaml", "typ"] {
                place.write(&format!("{name}.{ending}"), secret);
            }
            let said = told(&place);
            let is_told =
                said.contains("private messages") || said.contains("is not in the project");
            assert!(is_told, "{folder} {named:?}: {said}");
            assert!(!said.contains("24333"), "{said}");
        }
    }
}

#[test]
fn a_link_to_raw_messages_and_a_file_that_is_one_are_private() {
    let place = project(&["one"]);
    place.write("private/a.csv", "n\n1\n").write("brut/b.csv", "n\n2\n");
    let root = place.path();
    symlink("private", root.join("open")).expect("a link");
    symlink("../private/a.csv", root.join("one/a.csv")).expect("a link");
    symlink("../brut", root.join("one/privé")).expect("a link");
    fs::hard_link(root.join("private/a.csv"), root.join("data.csv")).expect("a link");
    let tree = Tree::open(root).expect("a tree");
    for path in [
        "open/a.csv",
        "one/a.csv",
        "brut/b.csv",
        "one/privé/b.csv",
        "data.csv",
        "private/../private/a.csv",
    ] {
        assert!(
            matches!(tree.kind_of_path(path, Purpose::Deck), Err(FileRefusal::Private)),
            "{path}"
        );
        assert!(tree.kind_of_path(path, Purpose::Original).is_ok(), "{path}");
    }
}

#[test]
fn hidden_files_are_read_by_nothing() {
    let place = project(&["one"]);
    place.write(".git/config", "token = hush\n").write(".secret/x.csv", "n\n1\n");
    symlink(".git/config", place.path().join("settings.txt")).expect("a link");
    let tree = Tree::open(place.path()).expect("a tree");
    for path in [".git/config", ".secret/x.csv", "settings.txt", "one/../.git/config"] {
        assert!(
            matches!(tree.kind_of_path(path, Purpose::Deck), Err(FileRefusal::Hidden)),
            "{path}"
        );
    }
    let deck = place.read("one/deck.yaml")
        + "running-order: [cover, { custom: peek.typ }, { story: map-one }]\n";
    place.write("one/deck.yaml", deck);
    for path in ["/.git/config", "/settings.txt"] {
        place.write("one/peek.typ", format!("= A look\n#read(\"{path}\")\n"));
        let said = told(&place);
        assert!(said.contains("is hidden: no page shows it") && !said.contains("hush"), "{said}");
    }
}

#[test]
fn decks_voices_and_templates_are_not_looked_for_in_what_is_private_or_outside() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("canary-name.yaml"), "title: canary-text\n").expect("a file");
    let place = project(&["one", "private/deck"]);
    let settings = place.read("recit.yaml").replace("['*/']", "['*/', 'private/*/', 'led/']");
    place
        .write("recit.yaml", settings)
        .write("private/voices.yaml", "voices: [{ id: x, text: canary-text }]\n");
    fs::create_dir_all(place.path().join("one/voices")).expect("a folder");
    fs::create_dir_all(place.path().join("templates/slides")).expect("a folder");
    symlink("../../private", place.path().join("one/voices/x")).expect("a link");
    symlink(outside.path(), place.path().join("led")).expect("a link");
    symlink(outside.path(), place.path().join("templates/slides/led")).expect("a link");
    symlink("/", place.path().join("templates/root")).expect("a link");
    let said = told(&place);
    assert!(!said.contains("canary"), "{said}");
    assert!(said.contains("`private/`") || said.contains("`private`"), "{said}");
    for path in ["one/voices/x", "led", "templates/slides/led", "templates/root"] {
        assert!(said.contains(&format!("`{path}`")), "{path}: {said}");
    }
    assert!(!place.path().join("out/private-deck.pdf").exists());
}

#[test]
fn the_root_of_the_machine_is_no_folder_of_templates() {
    for folder in ["/", "//", "/etc", "../..", "one/../.."] {
        let place = project(&["one"]);
        let settings = place.read("recit.yaml") + &format!("templates: \"{folder}\"\n");
        place.write("recit.yaml", settings);
        let said = told(&place);
        assert!(said.contains("is not in the project"), "{folder}: {said}");
    }
}

#[test]
fn a_pipe_where_a_narrative_stands_is_a_finding_and_the_rest_is_read() {
    let place = project(&["one", "two"]);
    let pipe = place.path().join("one/voices.yaml");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.err.contains("a pipe or a device"), "{}", run.err);
    assert_eq!(files(&place.path().join("out")), ["two.pdf"]);
}

#[test]
fn a_build_of_a_project_full_of_links_opens_nothing_outside() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("bait.yaml"), "title: bait\n").expect("a file");
    let place = project(&["one", "two"]);
    let (root, bait) = (place.path(), outside.path());
    fs::create_dir_all(root.join("one/voices")).expect("a folder");
    fs::create_dir_all(root.join("templates/theme")).expect("a folder");
    for (to, link) in [
        (bait.join("bait.yaml"), "one/figures.yaml"),
        (bait.join("bait.yaml"), "one/voices/bait.yaml"),
        (bait.to_path_buf(), "one/voices/led"),
        (bait.to_path_buf(), "three"),
        (bait.to_path_buf(), "photos"),
        (bait.join("bait.yaml"), "_brand.yml"),
        (bait.join("bait.yaml"), "templates/theme/lib.typ"),
        (bait.to_path_buf(), "templates/fonts"),
        (bait.to_path_buf(), "private"),
    ] {
        symlink(to, root.join(link)).expect("a link");
    }
    let deck = place.read("two/deck.yaml")
        + "running-order: [cover, { custom: ../photos/bait.yaml }, { custom: peek.typ }, { story: map-two }]\n";
    place.write("two/deck.yaml", deck);
    place.write("two/peek.typ", "= A look\n#read(\"/photos/bait.yaml\")\n");
    let story = place.read("two/stories/map.yaml")
        + "photo: { file: photos/bait.jpg, alt: \"A map of the station\" }\n";
    place.write("two/stories/map.yaml", story);
    let trace = outside.path().join("trace");
    let run = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=%file", "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_recit"))
        .arg("build")
        .current_dir(root)
        .output()
        .expect("strace runs: it is a package of that name");
    assert!(matches!(run.status.code(), Some(0..=2)), "{}", String::from_utf8_lossy(&run.stderr));
    let trace = fs::read_to_string(&trace).expect("a trace");
    assert!(trace.contains("two/deck.yaml"), "nothing was traced");
    // Reading where a link of the project leads is no look at what stands there.
    let touched: Vec<&str> = trace
        .lines()
        .filter(|line| line.contains(&bait.display().to_string()))
        .filter(|line| !line.contains("readlink("))
        .collect();
    assert!(touched.is_empty(), "{touched:#?}");
}

/// Nobody, whom the system lets read what everybody may.
const NOBODY: u32 = 65534;

/// A project with two decks, the first of which has a file of data that a figure is computed from.
fn with_data() -> Workplace {
    let place = project(&["one", "two"]);
    let formats = "formats:\n  desk: { separator: \";\", period: month, value: count }\n";
    place
        .write("recit.yaml", place.read("recit.yaml") + formats)
        .write("data/calls.csv", "month;count\n2026-07;1\n2026-08;2\n2026-09;3\n")
        .write("one/figures.yaml", NAMED[2].2.replace("FILE.csv", "data/calls.csv"));
    place
}

/// What a build says, and what it makes, when the system closes some path; to everybody but root, who may read all.
fn build_with_closed(place: &Workplace, path: &str) -> (Option<i32>, String, Vec<String>) {
    let root = place.path();
    // The program lies beside the project: where tests are built, others may not look.
    let program = tempfile::tempdir().expect("a folder");
    let recit = program.path().join("recit");
    fs::copy(env!("CARGO_BIN_EXE_recit"), &recit).expect("a copy");
    fs::set_permissions(program.path(), Permissions::from_mode(0o755)).expect("rights");
    let mut command = Command::new(&recit);
    command.args(["build"]).current_dir(root).env("LC_ALL", "en_GB.UTF-8").env("HOME", root);
    if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        own_by_nobody(root);
        command.uid(NOBODY).gid(NOBODY);
    }
    let closed = root.join(path);
    let rights = fs::metadata(&closed).expect("a path").permissions();
    fs::set_permissions(&closed, Permissions::from_mode(0o0)).expect("rights");
    let run = command.output().expect("the program runs");
    fs::set_permissions(&closed, rights).expect("rights");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let out = root.join("out");
    (run.status.code(), said, if out.exists() { files(&out) } else { Vec::new() })
}

fn own_by_nobody(path: &Path) {
    chown(path, Some(NOBODY), Some(NOBODY)).expect("rights");
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        own_by_nobody(&entry.path());
    }
}

#[test]
fn what_the_system_closes_is_told_for_what_it_is_and_stops_its_own_deck_alone() {
    for (path, said) in [
        ("one/stories/map.yaml", "one/stories/map.yaml"),
        ("one/stories", "does not let you open the folder `one/stories`"),
        ("one/deck.yaml", "one/deck.yaml"),
        ("one", "does not let you open the folder `one`"),
    ] {
        let (status, told, made) = build_with_closed(&project(&["one", "two"]), path);
        assert_eq!((status, made), (Some(1), vec!["two.pdf".to_string()]), "{path}: {told}");
        assert!(told.contains("does not let you") && told.contains(said), "{path}: {told}");
        assert!(told.contains("give yourself the right"), "{path}: {told}");
    }
}

#[test]
fn data_that_the_system_closes_are_told_where_they_are_named() {
    for path in ["data/calls.csv", "data"] {
        let (status, told, made) = build_with_closed(&with_data(), path);
        assert_eq!((status, made.len()), (Some(1), 2), "{path}: {told}");
        assert!(told.contains("the system does not let you read `data/calls.csv`"), "{told}");
        assert!(!told.contains("export"), "{told}");
    }
}

#[test]
fn a_closed_folder_that_no_deck_needs_stops_nothing() {
    let place = project(&["one", "two"]);
    place.edit("recit.yaml", "'*/'", "'one/', 'two/'").write("aside/notes.txt", "Nothing.");
    let (status, told, made) = build_with_closed(&place, "aside");
    assert_eq!((status, made.len()), (Some(0), 2), "{told}");
}

#[test]
fn raw_messages_that_the_system_closes_are_told_with_the_right_to_give() {
    for path in ["private/a.txt", "private"] {
        let place = project(&["one"]);
        place.write("private/a.txt", "Your map is wrong.");
        let (status, told, _) = build_with_closed(&place, path);
        assert_eq!(status, Some(0), "{told}");
        assert!(told.contains("give yourself the right to read it"), "{told}");
    }
}

#[test]
fn pipes_where_files_belong_are_told_for_what_they_are() {
    let pipe = |place: &Workplace, path: &str| {
        let made = Command::new("mkfifo").arg(place.path().join(path)).status().expect("mkfifo");
        assert!(made.success());
    };
    let place = with_data();
    fs::remove_file(place.path().join("data/calls.csv")).expect("a file");
    pipe(&place, "data/calls.csv");
    let said = told(&place);
    assert!(
        said.contains("`data/calls.csv` is not a file, but a folder, a pipe or a device"),
        "{said}"
    );
    let place = naming(5, "draw");
    pipe(&place, "one/draw.typ");
    let said = told(&place);
    assert!(said.contains("`draw.typ` is a pipe or a device"), "{said}");
    let place = naming(5, "drawn");
    fs::create_dir(place.path().join("one/drawn.typ")).expect("a folder");
    let said = told(&place);
    assert!(said.contains("`drawn.typ` is a folder"), "{said}");
}

#[test]
fn settings_that_are_no_file_are_told_for_what_they_are() {
    let place = project(&["one"]);
    let settings = place.path().join("recit.yaml");
    fs::remove_file(&settings).expect("a file");
    let said = || {
        let run = recit(place.path(), &["check"]);
        assert_eq!(run.status, Some(2), "{}", run.err);
        assert!(
            run.err.contains("put the settings file of the project in its place"),
            "{}",
            run.err
        );
        run.err
    };
    fs::create_dir(&settings).expect("a folder");
    assert!(said().contains("recit.yaml` is a folder, where recit expects a file"));
    fs::remove_dir(&settings).expect("a folder");
    let made = Command::new("mkfifo").arg(&settings).status().expect("mkfifo");
    assert!(made.success());
    assert!(said().contains("recit.yaml` is a pipe or a device, where recit expects a file"));
    fs::remove_file(&settings).expect("a pipe");
    symlink("elsewhere.yaml", &settings).expect("a link");
    assert!(said().contains("recit.yaml` is a link that leads to no file"));
}

#[test]
fn templates_that_the_system_closes_are_told_and_no_deck_comes_out_in_another_dress() {
    for path in ["templates", "templates/slides"] {
        let place = project(&["one"]);
        place.write("templates/slides/notes.txt", "Nothing.");
        let (status, told, made) = build_with_closed(&place, path);
        assert_eq!((status, made), (Some(1), Vec::new()), "{path}: {told}");
        let said = format!("does not let you open the folder `{path}`");
        assert!(told.contains(&said) && told.contains("give yourself the right"), "{told}");
    }
}

#[test]
fn photos_and_slides_that_the_system_closes_are_told_where_they_are_named() {
    for (at, name) in [(0, "photos/face.jpg"), (5, "pages/face.typ")] {
        let place = naming(at, name.rsplit_once('.').expect("an ending").0);
        place.write(name, "= A page");
        let folder = name.split_once('/').expect("a folder").0;
        let (status, told, _) = build_with_closed(&place, folder);
        assert_eq!(status, Some(1), "{told}");
        assert!(told.contains(&format!("the system does not let you read `{name}`")), "{told}");
        assert!(told.contains("give yourself the right to read it"), "{told}");
    }
}
