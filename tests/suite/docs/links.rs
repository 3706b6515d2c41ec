//! Links of the pages: the file is there, and so is the heading.

use std::fs;
use std::path::Path;

use recit::locale::Language;
use regex::Regex;

use super::{GuideText, guide_texts};
use crate::support::repository;

/// What the links of a page name, outside examples and code.
pub fn link_targets(text: &str) -> Vec<String> {
    let mut is_example = false;
    let mut prose = String::new();
    for line in text.lines() {
        is_example ^= line.starts_with("```");
        if !is_example {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    // What looks like a link between backquotes is an example of one.
    let code = Regex::new(r"`[^`\n]*`").expect("a pattern");
    let link = Regex::new(r"\]\(([^)\s]+)\)").expect("a pattern");
    let prose = code.replace_all(&prose, "code");
    link.captures_iter(&prose).map(|found| found[1].to_string()).collect()
}

/// The name of a heading in a link, as GitHub makes it.
fn anchor_of(heading: &str) -> String {
    let letters = heading.to_lowercase();
    let letters =
        letters.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    letters.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

fn broken_link(page: &GuideText, target: &str) -> Option<String> {
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let folder = Path::new(&page.path).parent().expect("a folder");
    let place = repository().join(folder).join(file);
    if !place.is_file() {
        return Some(format!("{}: there is no {target}", page.path));
    }
    let text =
        if heading.is_empty() { String::new() } else { fs::read_to_string(place).expect("a page") };
    let titles = text.lines().filter(|line| line.starts_with('#'));
    let mut headings = titles.filter_map(|line| line.trim_start_matches('#').strip_prefix(' '));
    let is_there = heading.is_empty() || headings.any(|line| anchor_of(line) == heading);
    (!is_there).then(|| format!("{}: {target} has no such heading", page.path))
}

#[test]
fn every_link_leads_to_a_file_and_a_heading_that_are_there() {
    let others = ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(GuideText::read);
    let pages: Vec<GuideText> =
        Language::ALL.into_iter().flat_map(guide_texts).chain(others).collect();
    let mut count = 0;
    let mut faults = Vec::new();
    for page in &pages {
        let targets = link_targets(&page.text);
        let own = targets.iter().filter(|target| !target.starts_with("https://"));
        count += own.clone().count();
        faults.extend(own.filter_map(|target| broken_link(page, target)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 50, "{count} links");
}

#[test]
fn a_link_to_nothing_is_found() {
    let page = GuideText::read("README.md");
    for target in ["docs/en/nowhere.md", "docs/en/limits.md#nowhere"] {
        assert!(broken_link(&page, target).is_some(), "{target}");
    }
    assert_eq!(broken_link(&page, "docs/en/limits.md#size"), None);
    assert_eq!(anchor_of("Écarter une règle"), "écarter-une-règle");
}
