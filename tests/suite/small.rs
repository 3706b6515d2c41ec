//! Small projects made for the tests, and runs of the program on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::Workplace;

/// A clean project in English with one deck for each name: a cover and a story.
pub fn project(decks: &[&str]) -> Workplace {
    let place = Workplace::empty();
    place.write("recit.yaml", SETTINGS);
    for deck in decks {
        place.write(&format!("{deck}/deck.yaml"), DECK);
        let story = format!("id: map-{}\n{STORY}", deck.replace('/', "-in-"));
        place.write(&format!("{deck}/stories/map.yaml"), story);
    }
    place
}

const SETTINGS: &str = "organisation: { name: Valmer Visitor Centre }
language: en
decks: ['*/']
policy: { rules: { voiceless-story: off, short-reason: off } }
";

const DECK: &str = "title: What the station taught us
period: 2026-Q3
meeting: { board: board of directors, date: 2026-10-08 }
";

const STORY: &str = "title: A map at the station spares travellers a detour
situation: People stepping off the train could not find the stop.
action: We drew a map with three of them.
change: They now turn right without asking.
unknown: How people manage at night.
contribution: { others: [the bus company], witnesses: [{ role: bus driver, independent: true }] }
";

/// What a run of the program gave.
pub struct Run {
    /// Its exit status; none when it was killed.
    pub status: Option<i32>,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

/// Runs the program in a folder, in an English locale.
pub fn recit(folder: &Path, args: &[&str]) -> Run {
    recit_in("en_GB.UTF-8", folder, args)
}

/// Runs the program in a folder and a locale.
pub fn recit_in(locale: &str, folder: &Path, args: &[&str]) -> Run {
    let output =
        command(folder).env("LC_ALL", locale).args(args).output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let Output { status, .. } = output;
    Run { status: status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

/// The program, in a folder, without the tester's own language and colours.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recit"));
    command.current_dir(folder);
    for name in ["LANGUAGE", "LC_MESSAGES", "LC_CTYPE", "LANG", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs lines of arguments one after the other, as they would stand on a terminal.
pub fn transcript(place: &Workplace, lines: &[&str]) -> String {
    let mut told = String::new();
    for line in lines {
        let args: Vec<&str> = line.split_whitespace().collect();
        let run = recit(place.path(), &args);
        let status = run.status.map_or("killed".to_string(), |code| code.to_string());
        told += &format!("$ recit {line}\n");
        told += &section("stdout", &run.out);
        told += &section("stderr", &run.err);
        told += &format!("status {status}\n\n");
    }
    let root = place.path().canonicalize().expect("a folder");
    told.replace(&root.display().to_string(), "ROOT")
}

fn section(name: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("{name}:\n{}\n", text.trim_end())
}

/// Every file below a folder, hidden ones too, by path with `/`, in order.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    collect(folder, folder, &mut found);
    found.sort();
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let below = path.strip_prefix(root).expect("a path below");
            found.push(below.display().to_string().replace('\\', "/"));
        }
    }
}
