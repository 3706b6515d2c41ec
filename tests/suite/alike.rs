//! Letters typed as one sign or as two are the same: in the names of files and folders, in keys, in what names something, and
//! in texts.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;
use recit::deck::{BuildOptions, Index, plan};
use recit::finding::{Report, format_json};
use recit::lint::{self, Context, Showing};
use recit::locale::Language;
use recit::locale::catalogue::Catalogue;
use recit::project::Project;
use recit::source::Sources;
use unicode_normalization::UnicodeNormalization;

use crate::support::Workplace;

/// What is renamed in the showcase, so that whatever has a name has an accent in it.
const NAMES: [(&str, &str); 8] = [
    ("donnees/", "données/"),
    ("fontaine.svg", "fontaine-d’été.svg"),
    ("quai.svg", "quai-d’été.svg"),
    ("sentier.typ", "sentier-d’été.typ"),
    ("compteurs-eau", "compteurs-d’été"),
    ("volume_l", "volume relevé"),
    ("code_point", "n° du relevé"),
    ("PE-01", "PÉ-01"),
];

/// A sample with accents in all names, each word of which is typed in one form or the other.
fn typed(sample: &str, forms: &[bool]) -> Workplace {
    let (from, to) = (Workplace::sample(sample), Workplace::empty());
    let mut words = forms.iter().copied().cycle();
    copy(from.path(), "", &to, &mut words);
    to
}

/// Copies what lies in a folder to a place below the new project, which is empty or ends in a slash.
fn copy(from: &Path, below: &str, to: &Workplace, forms: &mut impl Iterator<Item = bool>) {
    let entries = fs::read_dir(from).expect("a folder").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names {
        let path = from.join(&name);
        if path.is_dir() {
            let own = renamed(&format!("{name}/")).replace("recits/", "récits/");
            copy(&path, &format!("{below}{}", mixed(&own, forms)), to, forms);
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        let place = format!("{below}{}", mixed(&renamed(&name), forms));
        match String::from_utf8(bytes) {
            Ok(text) => to.write(&place, mixed(&renamed(&text), forms)),
            Err(refused) => to.write(&place, refused.into_bytes()),
        };
    }
}

fn renamed(text: &str) -> String {
    NAMES.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
}

/// A text of which each word with an accent has it on its letter, or beside it.
fn mixed(text: &str, forms: &mut impl Iterator<Item = bool>) -> String {
    let in_one_form = |word: &str| {
        if word.is_ascii() || !forms.next().unwrap_or_default() {
            word.to_string()
        } else {
            word.nfd().collect()
        }
    };
    text.split_inclusive(|sign: char| !sign.is_alphabetic()).map(in_one_form).collect()
}

/// What is said of a project and its figures, with each accent on its letter.
fn said(place: &Workplace) -> Result<Vec<String>, TestCaseError> {
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let project = Project::read(place.path(), &mut sources, &mut report)
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    let index = Index::from_project(&project, &mut report);
    let mut plans = Vec::new();
    for folder in &project.decks {
        if let Some(deck) = &folder.file {
            plans.push(plan(&project, folder, deck, BuildOptions::default(), &index, &mut report));
        }
    }
    let shown = plans.iter().map(Showing::new);
    lint::check_content(&Context::new(&project, &sources, shown.collect()), &mut report);
    let catalogue = Catalogue::for_language(Language::Fr);
    let findings = report.findings().iter();
    let mut all: Vec<String> = findings
        .map(|finding| {
            let line = format_json(finding, &sources, catalogue);
            let line: serde_json::Value = serde_json::from_str(&line).expect("JSON");
            let of = |key: &str| line[key].to_string().nfc().collect::<String>();
            ["rule", "file", "line", "message", "hints"].map(of).join(" ")
        })
        .collect();
    let figures = project.decks.iter().flat_map(|deck| &deck.narratives.figures);
    all.extend(figures.map(|figure| format!("{} {:?}", figure.id.value, figure.value.value)));
    all.sort();
    Ok(all)
}

const SAMPLES: [&str; 2] = ["presquile", "vanity"];

/// What is said of each sample when all accents stand on their letters.
fn expected(at: usize) -> &'static [String] {
    static EXPECTED: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    let all = EXPECTED.get_or_init(|| {
        SAMPLES.iter().map(|name| said(&typed(name, &[false])).expect("a project")).collect()
    });
    &all[at]
}

#[test]
fn accents_beside_all_letters_change_nothing() {
    for (at, sample) in SAMPLES.iter().enumerate() {
        assert!(expected(at).len() > 5, "{sample}");
        let parted = said(&typed(sample, &[true])).expect("a project");
        let (one, other) = (parted.join("\n"), expected(at).join("\n"));
        assert_eq!(one, other, "{sample}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn accents_beside_any_letters_change_nothing(
        at in 0..SAMPLES.len(),
        forms in prop::collection::vec(any::<bool>(), 7..40),
    ) {
        let mixed = said(&typed(SAMPLES[at], &forms))?;
        prop_assert_eq!(mixed.join("\n"), expected(at).join("\n"));
    }
}
