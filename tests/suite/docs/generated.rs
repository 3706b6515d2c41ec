//! Pages that are made of the code: the list of rules and that of keys.

use std::fs;

use recit::finding::Category;
use recit::lint::RULES;
use recit::locale::Language;
use recit::locale::catalogue::Catalogue;
use recit::project::keys::{Keys, file_kinds};

use super::GuideText;
use crate::support::repository;

/// The columns of the keys, as `recit explain` prints them into a file.
const WIDTH: usize = 100;

/// Compares what stands between the marks of a page with what it should be, or writes it.
fn assert_part(path: &str, mark: &str, wanted: &str) {
    let page = GuideText::read(path);
    let [start, end] = [format!("<!-- {mark} -->\n"), format!("<!-- end of {mark} -->")];
    let (before, rest) = page.text.split_once(&start).expect("the start of the part");
    let (_, after) = rest.split_once(&end).expect("the end of the part");
    let wanted = format!("{before}{start}{wanted}{end}{after}");
    if std::env::var_os("RECIT_BLESS").is_some() {
        fs::write(repository().join(path), wanted).expect("the page");
    } else {
        assert_eq!(page.text, wanted, "RECIT_BLESS=1 writes {path} anew");
    }
}

/// The colon after a word, with its space.
fn spaced_colon(language: Language) -> &'static str {
    match language {
        Language::Fr => "\u{a0}:",
        Language::En => ":",
    }
}

/// The rules of a category under its name: `- ` and a rule, its severity, what it finds.
fn rules_of(category: Category, language: Language) -> String {
    let catalogue = Catalogue::for_language(language);
    let title = catalogue.word(&format!("categories.{}", category.name()));
    let rules = RULES.iter().filter(|rule| rule.category == category);
    let lines = rules.map(|rule| {
        let severities = rule.severities().into_iter();
        let severities: Vec<String> =
            severities.map(|one| catalogue.word(&format!("severities.{}", one.name()))).collect();
        let severity = severities.join(", ");
        let (colon, summary) = (spaced_colon(language), rule.summary_in(language));
        format!("- `{}` ({severity}){colon} {summary}\n", rule.name)
    });
    format!("\n## {title}\n\n{}", lines.collect::<String>())
}

#[test]
fn the_pages_of_rules_are_the_list() {
    for (language, path) in
        [(Language::En, "docs/en/rules.md"), (Language::Fr, "docs/fr/regles.md")]
    {
        let parts = Category::ALL.iter().map(|category| rules_of(*category, language));
        assert_part(path, "rules", &(parts.collect::<String>() + "\n"));
    }
}

/// The keys of a kind of file, and what its fixed values mean.
fn keys_of(file: &Keys, language: Language) -> String {
    let catalogue = Catalogue::for_language(language);
    let (name, title) = (file.name.in_language(language), file.title(catalogue));
    let outline = file.outline(catalogue, WIDTH);
    let mut part = format!("\n## {name}\n\n{title}\n\n```yaml\n{outline}\n```\n");
    let colon = spaced_colon(language);
    for explained in file.explained_values(language) {
        let keys: Vec<String> = explained.keys.iter().map(|key| format!("`{key}`")).collect();
        part += &format!("\n{}{colon}\n\n", keys.join(", "));
        for (value, meaning) in &explained.values {
            part += &format!("- `{value}`{colon} {meaning}\n");
        }
    }
    part
}

#[test]
fn the_pages_of_keys_are_those_of_the_declarations() {
    for (language, path) in [(Language::En, "docs/en/keys.md"), (Language::Fr, "docs/fr/cles.md")] {
        let parts = file_kinds();
        let parts = parts.iter().map(|file| keys_of(file, language));
        assert_part(path, "keys", &(parts.collect::<String>() + "\n"));
    }
}
