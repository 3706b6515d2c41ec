//! Large type: every kind of slide in the fixtures with texts of normal length, in both languages.

use std::collections::BTreeMap;
use std::fs;

use recit::deck::BuildOptions;
use recit::pipeline::{self, Built};
use recit::project::Theme;

use crate::slides::{LANGUAGES, SCALE, TOLERANCE, difference, folder, is_blessed};
use crate::small::recit;
use crate::support::{Workplace, build, repository};

/// A deck of the fixtures in large type.
fn large(language: &str, deck: &str) -> Built {
    let mut opened = pipeline::open(&folder(language)).unwrap_or_else(|error| panic!("{error}"));
    opened.cache = None;
    let options = BuildOptions { theme: Some(Theme::Large), ..BuildOptions::default() };
    let mut built = build(&mut opened, &[deck.to_string()], &[], options);
    built.remove(0).expect("the fixtures can be read")
}

#[test]
fn each_slide_kind_looks_in_large_type_as_its_picture() {
    let pictures = repository().join("tests/suite/large");
    let mut changed = Vec::new();
    for language in LANGUAGES {
        let built = large(language, "normal");
        let pages = built.pages().expect("the fixtures can be laid out");
        let first: BTreeMap<String, usize> =
            pages.slide_starts().expect("marks").into_iter().collect();
        let mut kinds = BTreeMap::new();
        for slide in &built.deck.slides {
            kinds.entry(slide.kind).or_insert_with(|| first[&slide.id]);
        }
        for (kind, page) in kinds {
            let path = pictures.join(format!("{kind}.{language}.png"));
            let drawn = pages.render_png(page, SCALE).expect("a picture");
            if is_blessed() {
                fs::create_dir_all(&pictures).expect("a folder");
                fs::write(&path, &drawn).expect("a file");
            }
            let kept = fs::read(&path).unwrap_or_default();
            if kept.is_empty() || difference(&kept, &drawn) > TOLERANCE {
                changed.push(format!("{kind}.{language}"));
            }
        }
    }
    assert!(changed.is_empty(), "these pages look different: {changed:?}");
}

#[test]
fn nobody_is_asked_to_shorten_what_fits_in_ordinary_type() {
    for language in LANGUAGES {
        for deck in ["short", "normal", "charts"] {
            let built = large(language, deck);
            let findings = built.report.findings().iter();
            let keys: Vec<_> = findings
                .filter(|finding| finding.rule.name == "overflowing-text")
                .map(|finding| (finding.message.key, finding.severity.name()))
                .collect();
            let all = keys.iter().all(|key| *key == ("overflowing-large", "info"));
            assert!(all, "{language} {deck}: {keys:?}");
        }
    }
}

#[test]
fn two_voices_stand_on_a_slide_and_none_beside_a_story() {
    for language in LANGUAGES {
        for slide in large(language, "normal").deck.slides {
            let shown = serde_json::to_value(&slide.content).expect("plain data");
            let voices = shown["voices"].as_array().map_or(0, Vec::len);
            let most = if slide.kind == "story" { 0 } else { 2 };
            assert!(voices <= most, "{language} {}: {voices}", slide.id);
        }
    }
}

#[test]
fn one_reader_has_large_type_beside_the_usual_pdf() {
    let place = Workplace::sample("starter-en");
    assert_eq!(recit(place.path(), &["build"]).status, Some(0));
    let run = recit(place.path(), &["build", "--theme", "large"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(run.out.contains("out/2026-Q3-large.pdf"), "{}", run.out);
    assert!(place.path().join("out/2026-Q3.pdf").exists());
    place.edit("recit.yaml", "language: en", "language: en\ntheme: large");
    let run = recit(place.path(), &["build"]);
    assert!(run.out.contains("out/2026-Q3.pdf"), "{}", run.out);
    let usual = fs::read(place.path().join("out/2026-Q3.pdf")).expect("a PDF");
    let asked = fs::read(place.path().join("out/2026-Q3-large.pdf")).expect("a PDF");
    assert_eq!(usual, asked);
}
