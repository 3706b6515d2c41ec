//! A page played as somebody would who follows it: its files are written and its commands run, in order, in one project.
//!
//! - A block `yaml` or `typ` begins with a comment that names its file; after `in` or `dans`, it is added to that file.
//! - A block `csv` names its file beside its kind.
//! - The lines of a block `sh` are run. They succeed, or their comment says the exit status.
//! - A block `text` is part of what the last command printed.
//!
//! A page that does not begin with `recit init` or `cargo` is played in the project that `init` writes. Before a file is
//! replaced, and at the end, the check finds nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use recit::locale::Language;

use super::GuideText;
use crate::small::{Run, recit_in};
use crate::support::{Workplace, copy, repository};

/// The lines for developers, which `.ci/run` runs.
const CARGO: [&str; 3] = [
    "cargo run -- build samples/presquile",
    "cargo test",
    "cargo install --locked --path . --profile dev",
];

/// A block between two fences.
pub struct ShownBlock {
    /// The line of its opening, from 1.
    pub line: usize,
    /// What it is: `yaml`, `sh`.
    pub kind: String,
    /// What stands beside its kind.
    named: Option<String>,
    /// Its lines, each with its end.
    text: String,
}

/// The blocks of a page, without those that are made of the code.
pub fn blocks(page: &str) -> Vec<ShownBlock> {
    let mut found: Vec<ShownBlock> = Vec::new();
    let (mut is_open, mut is_made) = (false, false);
    for (at, line) in page.lines().enumerate() {
        is_made = (is_made || line == "<!-- keys -->") && line != "<!-- end of keys -->";
        match line.strip_prefix("```") {
            _ if is_made => {}
            Some(info) if !is_open => {
                let (kind, named) = info.split_once(' ').unwrap_or((info, ""));
                let named = Some(named.to_string()).filter(|named| !named.is_empty());
                let (kind, text) = (kind.to_string(), String::new());
                found.push(ShownBlock { line: at + 1, kind, named, text });
                is_open = true;
            }
            Some(_) => is_open = false,
            None if is_open => {
                let block = found.last_mut().expect("an open block");
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    found
}

impl ShownBlock {
    /// The file that it is of, and whether it is added to it.
    fn file_named(&self) -> Option<(&str, bool)> {
        if let Some(named) = &self.named {
            return Some((named, false));
        }
        let first = self.text.lines().next()?;
        let comment = first.strip_prefix("# ").or(first.strip_prefix("// "))?;
        let added = comment.strip_prefix("in ").or(comment.strip_prefix("dans "));
        let path = added.unwrap_or(comment);
        (path.contains('.') && !path.contains(' ')).then_some((path, added.is_some()))
    }
}

/// A page being played.
pub struct PlayedPage<'a> {
    page: &'a GuideText,
    place: Workplace,
    /// Where commands run, below the place.
    folder: PathBuf,
    written: BTreeSet<String>,
    is_changed: bool,
    said: String,
    faults: Vec<String>,
    /// The page with what the program really printed.
    blessed: String,
}

impl<'a> PlayedPage<'a> {
    /// Plays a page; what does not hold, each with its line.
    pub fn play_all(page: &'a GuideText) -> Vec<String> {
        let blocks = blocks(&page.text);
        let mut scene = Self::set_up(page, &blocks);
        for block in &blocks {
            match block.kind.as_str() {
                "yaml" | "typ" | "csv" => scene.write_file(block),
                "sh" => scene.run_lines(block),
                "text" => scene.compare_output(block),
                other => scene.add_fault(block.line, &format!("a block of the kind {other:?}")),
            }
        }
        scene.expect_clean(page.text.lines().count());
        if std::env::var_os("RECIT_BLESS").is_some() && scene.blessed != page.text {
            fs::write(repository().join(&page.path), &scene.blessed).expect("the page");
        }
        scene.faults
    }

    fn set_up(page: &'a GuideText, blocks: &[ShownBlock]) -> Self {
        let place = Workplace::empty();
        let first = blocks.iter().find(|block| block.kind == "sh").map(|block| &block.text);
        // What a page shows of `init` and `cargo` happens before there is a project.
        let begins = first.is_some_and(|text| text.starts_with("recit init"));
        let folder = place.path().to_path_buf();
        let mut scene = Self {
            page,
            place,
            folder,
            written: BTreeSet::new(),
            is_changed: false,
            said: String::new(),
            faults: Vec::new(),
            blessed: page.text.clone(),
        };
        if !begins && !first.is_some_and(|text| text.starts_with("cargo")) {
            let period = if page.language == Language::Fr { "2026-T3" } else { "2026-Q3" };
            scene.run_recit(&["init", ".", "--lang", page.language.code(), "--period", period]);
            scene.add_photos();
        }
        scene
    }

    /// Puts the photos that pages show into the project.
    fn add_photos(&self) {
        copy(&repository().join("tests/suite/docs/photos"), &self.folder.join("photos"));
    }

    fn add_fault(&mut self, line: usize, fault: &str) {
        self.faults.push(format!("{}:{line}: {fault}", self.page.path));
    }

    fn write_file(&mut self, block: &ShownBlock) {
        let Some((path, is_added)) = block.file_named() else {
            return self.add_fault(block.line, "the block names no file");
        };
        // A file that a page writes twice was complete before.
        if !self.written.insert(path.to_string()) {
            self.expect_clean(block.line);
        }
        let place = self.folder.join(path);
        let before =
            if is_added { fs::read_to_string(&place).unwrap_or_default() } else { String::new() };
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, before + &block.text).expect("a file");
        self.is_changed = true;
    }

    /// Asks for no finding, when something was written since the last time.
    fn expect_clean(&mut self, line: usize) {
        if std::mem::take(&mut self.is_changed) {
            let run = self.run_recit(&["check", "--format", "json"]);
            if !run.out.is_empty() || run.status != Some(0) {
                self.add_fault(line, &format!("the files above raise\n{}{}", run.out, run.err));
            }
        }
    }

    fn run_lines(&mut self, block: &ShownBlock) {
        for line in block.text.lines() {
            let (command, comment) = line.split_once(" # ").unwrap_or((line, ""));
            let wanted =
                comment.split(' ').find_map(|word| word.trim_end_matches(':').parse().ok());
            let wanted = wanted.unwrap_or(0);
            let words = split_words(command);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let status = match words.split_first() {
                Some((&"recit", rest)) => self.run_recit(rest).status,
                Some((&"git", rest)) => self.run_git(rest),
                Some((&"cd", rest)) => {
                    self.folder = self.folder.join(rest[0]);
                    self.add_photos();
                    Some(0)
                }
                _ if CARGO.contains(&command) => Some(0),
                _ => None,
            };
            if status != Some(wanted) {
                let said = std::mem::take(&mut self.said);
                self.add_fault(block.line, &format!("`{command}` ends with {status:?}\n{said}"));
            }
            // A page that shows a fault has shown it.
            self.is_changed &= wanted == 0;
        }
    }

    fn run_recit(&mut self, args: &[&str]) -> Run {
        let locale = match self.page.language {
            Language::Fr => "fr_FR.UTF-8",
            Language::En => "en_GB.UTF-8",
        };
        let run = recit_in(locale, &self.folder, args);
        self.said = format!("{}{}", run.out, run.err);
        run
    }

    fn run_git(&mut self, args: &[&str]) -> Option<i32> {
        let mut git = Command::new("git");
        for who in ["GIT_AUTHOR", "GIT_COMMITTER"] {
            git.env(format!("{who}_NAME"), "team").env(format!("{who}_EMAIL"), "team@example.org");
        }
        git.env("GIT_CONFIG_GLOBAL", self.place.path().join("no-settings"));
        let output = git.args(args).current_dir(&self.folder).output().expect("git runs");
        self.said = String::from_utf8_lossy(&output.stderr).into_owned();
        output.status.code()
    }

    fn compare_output(&mut self, block: &ShownBlock) {
        if self.said.contains(&block.text) {
            return;
        }
        if std::env::var_os("RECIT_BLESS").is_some() {
            let real = nearest_part(&self.said, &block.text);
            self.blessed = self.blessed.replacen(&block.text, &real, 1);
        } else {
            let said = self.said.clone();
            self.add_fault(block.line, &format!("the program does not print this, but\n{said}"));
        }
    }
}

/// The part of what was printed that a block stands for: the line that shares most words with its one line, or the first
/// paragraph.
fn nearest_part(said: &str, shown: &str) -> String {
    let words: BTreeSet<&str> = shown.split_whitespace().collect();
    let shared = |line: &&str| line.split_whitespace().filter(|word| words.contains(word)).count();
    let part = match shown.lines().count() {
        1 => said.lines().max_by_key(shared),
        _ => said.split("\n\n").next(),
    };
    format!("{}\n", part.unwrap_or_default().trim_end())
}

/// The words of a command; those between quotation marks stay together.
fn split_words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(String::from).collect::<Vec<_>>(),
        _ => vec![part.to_string()],
    });
    words.collect()
}
