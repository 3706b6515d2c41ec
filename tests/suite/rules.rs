//! The pages of rules, which every rule has in both languages. A page is true when its bad examples raise that rule and
//! no other, and its good ones raise nothing. Examples are laid over the small project of `rules/<language>`.

mod graded;
mod innocent;
mod page;

use std::collections::BTreeSet;
use std::fs;

use recit::deck::{BuildOptions, Output};
use recit::finding::{Category, Raised, Rule};
use recit::lint::RULES;
use recit::locale::Language;

use self::page::{Block, Page, Verdict};
use crate::messages::literals_by_file;
use crate::support::{Workplace, copy, repository, told};

/// The folder of the deck that examples are laid over.
fn deck(language: Language) -> &'static str {
    match language {
        Language::En => "2026-Q3",
        Language::Fr => "2026-T3",
    }
}

/// The small project of a language, with these files instead of its own.
fn project(language: Language, blocks: &[Block]) -> Workplace {
    let place = Workplace::empty();
    let base = repository().join("tests/suite/rules").join(language.code());
    copy(&base, place.path());
    for block in blocks {
        let is_of_project = block.file == "recit.yaml" || block.file.starts_with("templates/");
        let path = if is_of_project {
            block.file.to_string()
        } else {
            format!("{}/{}", deck(language), block.file)
        };
        place.write(&path, block.bytes());
    }
    place
}

/// The names of the rules that a project raises, and everything said.
fn raised(place: &Workplace, rule: &Rule, language: Language) -> (BTreeSet<&'static str>, String) {
    let (sources, report) = match rule.raised {
        Raised::Layout => {
            let opened = place.open();
            let decks = [deck(language).to_string()];
            let built = opened.plan(BuildOptions::default()).each_deck(
                &decks,
                &[Output::Note],
                &|_, mut built| {
                    opened.print_and_prove(&mut built, Output::Slides)?;
                    Ok(built)
                },
            );
            let (built, mut report) = built.unwrap_or_else(|error| panic!("{error}"));
            let built = built.into_iter().flatten();
            built.for_each(|built| report.append(built.report));
            (opened.sources, report)
        }
        _ => {
            let opened = place.open();
            let report = opened.lint_all_decks();
            (opened.sources, report)
        }
    };
    for finding in report.findings() {
        let (rule, weight) = (finding.rule, finding.severity);
        assert!(rule.severities().contains(&weight), "{} has no weight {weight:?}", rule.name);
    }
    let names = report.findings().iter().map(|finding| finding.rule.name);
    (names.collect(), told(&report, &sources, language))
}

/// What is wrong with the examples of one page, if anything.
fn faults(rule: &Rule, language: Language) -> Vec<String> {
    let page = Page::of(rule, language);
    let mut faults = page.faults();
    for example in &page.examples {
        let (names, said) = raised(&project(language, &example.blocks), rule, language);
        let wanted = match example.verdict {
            Verdict::Bad => BTreeSet::from([rule.name]),
            Verdict::Good => BTreeSet::new(),
        };
        if names != wanted {
            let place = format!("{}:{}", page.path, example.line);
            faults.push(format!("{place}: raises {names:?}, not {wanted:?}\n{said}"));
        }
    }
    faults
}

#[test]
fn every_page_is_true() {
    let pages = RULES.iter().flat_map(|rule| Language::ALL.map(|language| (*rule, language)));
    let pages: Vec<_> = pages.collect();
    let halves = pages.chunks(pages.len().div_ceil(2));
    let faults: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = halves
            .map(|half| {
                let told = |(rule, language): &(&Rule, Language)| faults(rule, *language);
                scope.spawn(move || half.iter().flat_map(told).collect::<Vec<_>>())
            })
            .collect();
        let done = workers.into_iter().map(|worker| worker.join().expect("pages are read"));
        done.flatten().collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn both_pages_of_a_rule_hold_the_same_messages_in_the_same_order() {
    for rule in RULES.iter() {
        let [first, second] = Language::ALL.map(|language| Page::of(rule, language));
        assert_eq!(first.message_keys(), second.message_keys(), "{}", second.path);
    }
}

#[test]
fn a_message_in_a_page_is_said_by_its_rule_alone() {
    let files = literals_by_file();
    for rule in RULES.iter() {
        let code = format!("{}/{}.rs", rule.category.name(), rule.name.replace('-', "_"));
        let own =
            [format!("src/lint/rules/{code}"), format!("templates/lexicon/{}.yaml", rule.name)];
        for key in Page::of(rule, Language::En).message_keys() {
            let is_name = RULES.iter().any(|other| other.name == key);
            for (path, literals) in &files {
                // In another file, the name of a rule stands for the rule unless a message is made of it.
                let said = if is_name { &literals.asked } else { &literals.any };
                let is_said = said.contains(&key) && !own.contains(path);
                assert!(!is_said, "{path} says `{key}` too: it belongs into the locales");
            }
            let own = own.iter().filter_map(|path| files.get(path));
            assert!(
                own.into_iter().any(|own| own.any.contains(&key)),
                "{} never says `{key}`",
                rule.name
            );
        }
    }
}

#[test]
fn the_project_under_the_examples_raises_nothing() {
    for language in Language::ALL {
        assert_eq!(project(language, &[]).findings(language), "");
    }
}

#[test]
fn every_rule_of_the_code_is_in_the_list_and_no_name_is_there_twice() {
    let listed: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let names: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(names.len(), listed.len(), "a name is listed twice");
    let folder = repository().join("src/lint/rules");
    let written: BTreeSet<String> = Category::ALL
        .iter()
        .flat_map(|category| fs::read_dir(folder.join(category.name())).expect("a category"))
        .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
        .filter_map(|name| Some(name.strip_suffix(".fr.md")?.to_string()))
        .collect();
    assert_eq!(names, written.iter().map(String::as_str).collect());
}
