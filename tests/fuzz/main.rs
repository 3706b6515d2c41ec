//! Coverage-guided fuzzing with libFuzzer: what it finds, a test of the place repeats. `tests/fuzz/run.sh` builds and runs it.
//!
//! `RECIT_FUZZ` names the target. A target panics where something that must always hold does not.

#![no_main]
// libFuzzer calls a function of C.
#![allow(unsafe_code)]
// libFuzzer calls a function of C.
#![allow(unsafe_code)]

use std::fs;
use std::path::Path;
use std::slice;
use std::sync::LazyLock;

use recit::data::Encoding;
use recit::deck::Composer;
use recit::finding::{Finding, FindingStyle, Report, format_human};
use recit::import::{ExportTable, decode_export, format_originals, merge_export, read_tables};
use recit::lint::Context;
use recit::lint::fix::fixed_files;
use recit::locale::Language;
use recit::locale::catalogue::Catalogue;
use recit::locale::typography::correct_text;
use recit::narrative::{FileKind, Narratives};
use recit::project::{ImportMapping, Project};
use recit::proof;
use recit::schema::{Text, yaml};
use recit::source::{Sources, Span};
use tempfile::TempDir;

type Target = fn(&[u8]);

/// Every target, by its name.
const TARGETS: &[(&str, Target)] = &[
    ("decoder", decoder),
    ("data", data),
    ("import", exports),
    ("markdown", markdown),
    ("typography", typography),
    ("proof", pdf),
    ("edits", edits),
];

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("RECIT_FUZZ").unwrap_or_default();
    let known = TARGETS.iter().find(|(known, _)| *known == name);
    known.unwrap_or_else(|| panic!("RECIT_FUZZ names no target: `{name}`")).1
});

/// What libFuzzer calls with each case.
///
/// # Safety
///
/// As libFuzzer promises, `data` points to `size` bytes that nobody writes meanwhile. The one door between the two languages,
/// and the only place of the repository that needs such a promise.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn LLVMFuzzerTestOneInput(data: *const u8, size: usize) -> i32 {
    let case = match size {
        0 => &[],
        // SAFETY: see above.
        _ => unsafe { slice::from_raw_parts(data, size) },
    };
    TARGET(case);
    0
}

/// The language that the first byte picks, and the text behind it.
fn text(case: &[u8]) -> Option<(Language, u8, &str)> {
    let (first, rest) = case.split_first()?;
    let language = Language::ALL[usize::from(*first) % Language::ALL.len()];
    Some((language, first / 2, str::from_utf8(rest).ok()?))
}

/// Narratives are read or told: every place lies in the text, and every finding can be said.
fn decoder(case: &[u8]) {
    let Some((language, kind, text)) = text(case) else {
        return;
    };
    let (kind, _) = FileKind::ALL[usize::from(kind) % FileKind::ALL.len()];
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let id = sources.add("a.yaml", text.to_string());
    let read = Narratives::read(kind, id, "a", language, &sources, &mut report);
    for leaf in &read.written.leaves {
        sources.slice(leaf.text.span);
    }
    say(report.findings(), &sources, language);
}

/// Draws findings as a terminal shows them.
fn say(findings: &[Finding], sources: &Sources, language: Language) {
    let style = FindingStyle { colour: false, width: 100 };
    for finding in findings {
        format_human(finding, sources, Catalogue::for_language(language), style);
    }
}

/// Marks are read: the pages and the words of a text come of any text.
fn markdown(case: &[u8]) {
    let Some((language, _, value)) = text(case) else {
        return;
    };
    let mut sources = Sources::default();
    let id = sources.add("a.yaml", value.to_string());
    let typed = Text {
        value: value.to_string(),
        span: Span::new(id, 0..value.len()),
        style: yaml::WrittenStyle::Block,
    };
    let mut composer = Composer::new(language);
    let line = composer.line(&typed, None);
    composer.prose(&typed, None);
    line.capitalised().plain_text();
}

/// What has been corrected is correct, and no letter or digit is lost on the way.
fn typography(case: &[u8]) {
    let Some((language, _, text)) = text(case) else {
        return;
    };
    let once = correct_text(text, language, None);
    let twice = correct_text(&once, language, None);
    assert_eq!(once, twice, "of {text:?}");
    let letters =
        |text: &str| -> String { text.chars().filter(|sign| sign.is_alphanumeric()).collect() };
    assert_eq!(letters(text), letters(&once), "of {text:?}");
}

/// Any bytes are read as a PDF or refused.
fn pdf(case: &[u8]) {
    let _ = proof::read_pdf(case);
}

/// An export is read or refused; what is kept of it is YAML of as many messages.
fn exports(case: &[u8]) {
    let (text, _) = decode_export(case, None::<Encoding>);
    read_tables(&text, None).iter_mut().for_each(rows_of_export);
}

fn rows_of_export(table: &mut ExportTable) {
    let titles = table.likely_titles();
    let title = |at: usize| titles.get(at).cloned();
    let Some(first) = title(0) else {
        return;
    };
    let mapping = ImportMapping {
        name: "export".to_string(),
        text: first,
        id: title(1),
        date: title(2),
        channel: title(3),
        author: title(4),
        language: title(5),
        channels: Vec::new(),
        zone: chrono_tz::Europe::Paris,
        separator: None,
        encoding: None,
    };
    assert!(table.find_titles(mapping.column_titles()), "{titles:?}");
    let imported = merge_export(table, &mapping, recit::locale::Language::Fr, Vec::new());
    let file = format_originals(&imported.messages, "an export", Language::En);
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let id = sources.add("a.yaml", file);
    assert!(yaml::parse(id, &sources, &mut report).is_some(), "{:?}", sources.get(id).text);
    assert!(report.findings().is_empty(), "{:?}", sources.get(id).text);
}

/// A project on a disk in memory, made once.
struct Place(TempDir);

impl Place {
    fn of(files: &[(&str, &str)]) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = match memory.is_dir() {
            true => TempDir::new_in(memory),
            false => TempDir::new(),
        };
        let place = Self(folder.expect("a folder"));
        for (path, text) in files {
            place.write(path, text.as_bytes());
        }
        place
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn read(&self) -> (Project, Sources, Report) {
        let (mut sources, mut report) = (Sources::default(), Report::default());
        let project = Project::read(self.0.path(), &mut sources, &mut report);
        (project.expect("a project"), sources, report)
    }
}

const DECK: &str = "title: A deck\nperiod: 2026-Q3\nmeeting: { board: board, date: 2026-10-08 }\n";

static DATA: LazyLock<Place> = LazyLock::new(|| {
    let asked = [
        "format: log, sum: 2026-Q3",
        "format: log, across: [a], sum: 2026-Q3",
        "format: insee-melodi, where: { GEO: 2023-DEP-35 }, sum: 2026-Q3",
        "format: insee-bdm, mean: 2026-Q3",
        "format: ods, where: { a: b }, sum: 2026-Q3",
    ];
    let figure = |(at, asked): (usize, &&str)| {
        format!(
            "  - {{ id: f-{at}, title: T, label: L, value: {{ data: data/x.csv, {asked} }}, unit: questions, nature: volume, period: 2026-Q3, scope: P, meaning: M, source: {{ organisation: O, title: T }} }}\n"
        )
    };
    let figures: String = asked.iter().enumerate().map(figure).collect();
    let settings = "organisation: { name: O }\nlanguage: en\ndecks: ['*/']\nformats: { log: { separator: ',', period: month, value: count }, ods: { kind: opendatasoft, period: month, value: count } }\n";
    Place::of(&[
        ("recit.yaml", settings),
        ("one/deck.yaml", DECK),
        ("one/figures.yaml", &format!("figures:\n{figures}")),
    ])
});

/// Any bytes are a file of the observatory or a fault that can be said.
fn data(case: &[u8]) {
    DATA.write("data/x.csv", case);
    let (_, sources, report) = DATA.read();
    say(report.findings(), &sources, Language::En);
}

static EDITED: LazyLock<Place> = LazyLock::new(|| {
    let settings = "organisation: { name: O }\nlanguage: fr\ndecks: ['*/']\n";
    Place::of(&[("recit.yaml", settings), ("one/deck.yaml", DECK)])
});

/// What has been mended asks for no more mending, and has as many lines as before.
fn edits(case: &[u8]) {
    let Ok(text) = str::from_utf8(case) else {
        return;
    };
    let Some(mended) = mended(text) else {
        return;
    };
    assert_eq!(
        mended.split('\n').count(),
        text.trim_start_matches('\u{feff}').split('\n').count(),
        "of {text:?}"
    );
    assert_eq!(self::mended(&mended), None, "of {text:?}");
}

/// A file of doubts with its edits made; none when it has none.
fn mended(text: &str) -> Option<String> {
    EDITED.write("one/doubts.yaml", text.as_bytes());
    let (project, sources, report) = EDITED.read();
    let context = Context::new(&project, &sources, Vec::new());
    let mut fixed = fixed_files(&context, &report, &["one".to_string()]);
    fixed.pop().map(|fixed| fixed.text)
}
