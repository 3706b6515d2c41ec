//! What tests share: projects in temporary folders, and findings as text.

use std::fs;
use std::path::{Path, PathBuf};

use recit::deck::{BuildOptions, Output};
use recit::finding::Raised;
use recit::finding::{Category, FindingStyle, Report, Rule, format_human};
use recit::lint::{Depth, FindingScope};
use recit::locale::Language;
use recit::locale::catalogue::Catalogue;
use recit::pipeline::{self, Built, LaidOut, Opened};
use recit::source::Sources;

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A project in a temporary folder, which goes when it is dropped.
pub struct Workplace {
    folder: tempfile::TempDir,
}

impl Workplace {
    /// An empty folder.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    /// A copy of a sample.
    pub fn sample(name: &str) -> Self {
        let place = Self::empty();
        copy(&repository().join("samples").join(name), place.path());
        place
    }

    /// Where it is, links followed.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, whatever the bytes.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        self
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces words in a file, which must hold them.
    pub fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = fs::read_to_string(self.path().join(path)).expect("a file to edit");
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, text.replace(from, to))
    }

    /// Reads the project; pictures are made each time, whatever the user's cache holds.
    pub fn open(&self) -> Opened {
        let mut opened = pipeline::open(self.path()).unwrap_or_else(|error| panic!("{error}"));
        opened.cache = None;
        opened
    }

    /// Reads the project and builds all its decks; those that cannot be built are `None`.
    pub fn build(&self) -> (Opened, Vec<Option<Built>>) {
        let mut opened = self.open();
        let decks: Vec<String> =
            opened.project.decks.iter().map(|deck| deck.path.clone()).collect();
        let built = build(&mut opened, &decks, &[], BuildOptions::default());
        (opened, built)
    }

    /// Everything there is to say about the project, in a language, as people read it.
    pub fn findings(&self, language: Language) -> String {
        self.findings_if(language, |_| true)
    }

    /// What is said of files, keys, references and pages, whatever the rules of content find, and without a word on
    /// those that are set aside.
    pub fn faults(&self, language: Language) -> String {
        self.findings_if(language, |rule| {
            let is_content = matches!(rule.raised, Raised::Content(_));
            let is_form = rule.category == Category::Form && rule.name != "short-reason";
            !is_content || is_form
        })
    }

    fn findings_if(&self, language: Language, is_wanted: impl Fn(&Rule) -> bool) -> String {
        let (mut opened, built) = self.build();
        let mut report = std::mem::take(&mut opened.report);
        for mut built in built.into_iter().flatten() {
            opened
                .print_and_prove(&mut built, Output::Slides)
                .unwrap_or_else(|error| panic!("{error}"));
            report.append(built.report);
        }
        let decks: Vec<String> =
            opened.project.decks.iter().map(|deck| deck.path.clone()).collect();
        opened.finish_report(&FindingScope::for_decks(&decks, Depth::Texts), &mut report);
        report.retain(|finding| is_wanted(finding.rule));
        told(&report, &opened.sources, language)
    }
}

/// Builds decks of a project and keeps them; what was said of the project takes the place of what reading said.
pub fn build(
    opened: &mut Opened,
    decks: &[String],
    papers: &[Output],
    options: BuildOptions,
) -> Vec<Option<Built>> {
    let built = opened.plan(options).each_deck(decks, papers, &|_, built| Ok(built));
    let (built, report) = built.unwrap_or_else(|error| panic!("{error}"));
    opened.report = report;
    built
}

/// The Typst sources of a deck, and its pages.
pub fn layout(built: &Built) -> &LaidOut {
    built.layout.as_ref().expect("sources that can be written")
}

/// Findings as people read them, without colours.
pub fn told(report: &Report, sources: &Sources, language: Language) -> String {
    let style = FindingStyle { colour: false, width: 100 };
    let all = report.findings().iter();
    all.map(|finding| {
        format_human(finding, sources, Catalogue::for_language(language), style) + "\n\n"
    })
    .collect()
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("an entry");
        let target: PathBuf = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("a file to copy");
        }
    }
}

/// Text with its special spaces made plain: readers of PDF often give them back so.
pub fn plain_spaces(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
