//! The READMEs and the guide under `docs`: what they show is run, what they link to is there, what is made of the code is
//! compared with it. `RECIT_BLESS=1` writes anew what is made, and what the program prints.

mod generated;
mod links;
mod scene;

use std::collections::BTreeSet;
use std::fs;

use recit::locale::Language;

use self::scene::{PlayedPage, blocks};
use crate::small::recit_in;
use crate::support::{Workplace, repository};

/// A page of the READMEs or of the guide.
pub struct GuideText {
    /// Its path from the root of the repository.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its language.
    pub language: Language,
}

impl GuideText {
    /// A page of the repository.
    pub fn read(path: &str) -> Self {
        let is_french = path.contains("/fr/") || path.ends_with(".fr.md");
        let text = fs::read_to_string(repository().join(path));
        Self {
            path: path.to_string(),
            text: text.unwrap_or_else(|error| panic!("{path}: {error}")),
            language: if is_french { Language::Fr } else { Language::En },
        }
    }
}

/// The README of a language and the pages of its guide, in order of their names.
fn guide_texts(language: Language) -> Vec<GuideText> {
    let pattern = format!("{}/docs/{}/*.md", repository().display(), language.code());
    let found = glob::glob(&pattern).expect("a pattern").map(|path| {
        let name = path.expect("a page");
        let name = name.file_name().expect("a name").to_string_lossy().into_owned();
        GuideText::read(&format!("docs/{}/{name}", language.code()))
    });
    std::iter::once(GuideText::read(readme_path(language))).chain(found).collect()
}

fn readme_path(language: Language) -> &'static str {
    match language {
        Language::Fr => "README.fr.md",
        Language::En => "README.md",
    }
}

/// Plays every page of a language, each in a project of its own.
fn assert_pages_hold(language: Language) {
    let pages = guide_texts(language);
    assert!(pages.len() > 10, "{}", pages.len());
    let faults: Vec<String> = pages.iter().flat_map(PlayedPage::play_all).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_block_and_every_command_of_the_english_pages_holds() {
    assert_pages_hold(Language::En);
}

#[test]
fn every_block_and_every_command_of_the_french_pages_holds() {
    assert_pages_hold(Language::Fr);
}

#[test]
fn both_readmes_fit_150_lines() {
    for language in Language::ALL {
        let lines = GuideText::read(readme_path(language)).text.lines().count();
        assert!(lines <= 150, "{} has {lines} lines", readme_path(language));
    }
}

#[test]
fn both_languages_have_the_same_pages_in_the_same_order_with_as_much_in_them() {
    let [french, english] = [Language::Fr, Language::En].map(|language| {
        let readme = GuideText::read(readme_path(language));
        let folder = format!("docs/{}/", language.code());
        let linked = links::link_targets(&readme.text).into_iter();
        let mut linked: Vec<String> = linked.filter(|target| target.starts_with(&folder)).collect();
        let mut seen = BTreeSet::new();
        linked.retain(|path| seen.insert(path.clone()));
        assert_eq!(linked.len() + 1, guide_texts(language).len(), "a page is not in the README");
        let linked = linked.iter().map(|path| GuideText::read(path));
        std::iter::once(readme).chain(linked).collect::<Vec<_>>()
    });
    for (french, english) in french.iter().zip(&english) {
        let outline = |page: &GuideText| {
            let headings = page.text.lines().filter(|line| line.starts_with("## ")).count();
            let kinds = blocks(&page.text).into_iter().map(|block| block.kind);
            (headings, kinds.collect::<Vec<_>>())
        };
        assert_eq!(outline(french), outline(english), "{} {}", french.path, english.path);
    }
}

#[test]
fn what_the_readmes_say_of_a_picture_is_what_the_program_says() {
    for language in Language::ALL {
        let said = recit_in("C", boasting_project(language).path(), &["check", "--all"]).out;
        let lines = said.lines().filter(|line| line.contains("[neighbour-comparison]"));
        let mut messages = lines.filter_map(|line| Some(line.split_once("]: ")?.1));
        let readme = GuideText::read(readme_path(language)).text.replace('\n', " ");
        let is_said = messages.any(|message| readme.contains(message));
        assert!(is_said, "see .ci/pictures.py; said is\n{said}");
    }
}

/// The project of a boast, which `.ci/pictures.py` makes too.
fn boasting_project(language: Language) -> Workplace {
    if language == Language::Fr {
        return Workplace::sample("vanity");
    }
    let place = Workplace::sample("starter-en");
    let path = "2026-Q3/stories/an-example.yaml";
    let told = place.read(path);
    let change = told.lines().find(|line| line.starts_with("change: ")).expect("a change");
    let boast = "change: \"Our engagement rate rose to 3.1%, ahead of our neighbours.\"";
    place.edit(path, change, boast);
    place
}
