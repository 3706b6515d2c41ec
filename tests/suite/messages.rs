//! Every message that the code uses exists in the catalogue, and every message there is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use recit::assets::WORD_LISTS;
use recit::locale::Language;
use recit::locale::catalogue::Catalogue;

use crate::support::repository;

mod french;

/// All literals of the program's own code that could be keys, and those that certainly are.
#[derive(Default)]
pub struct Literals {
    /// Literals with the signs of a key.
    pub any: BTreeSet<String>,
    /// Those of which a message is made.
    pub asked: BTreeSet<String>,
}

/// The literals of each file of code and of each list of words, by its path in the repository.
pub fn literals_by_file() -> BTreeMap<String, Literals> {
    let pattern = format!("{}/src/**/*.rs", repository().display());
    let code = glob::glob(&pattern).expect("a pattern").map(|path| {
        let path = path.expect("a file of code");
        let below = path.strip_prefix(repository()).expect("below").display().to_string();
        let text = fs::read_to_string(&path).expect("a file of code");
        (below.replace('\\', "/"), Literals::of_code(&text))
    });
    // Only lists with checks ask for messages; in the others, `message` may be a word of its own.
    let checks = WORD_LISTS.iter().filter(|(_, text)| text.contains("\nchecks:"));
    let checks =
        checks.map(|(path, text)| (format!("templates/{path}"), Literals::of_checks(text)));
    code.chain(checks).collect()
}

impl Literals {
    /// The keys that rules of words ask for, whose checks are data.
    fn of_checks(text: &str) -> Self {
        let mut literals = Self::default();
        for line in text.lines() {
            let key = line.trim().strip_prefix("message: ");
            if let Some(key) = key.or_else(|| line.trim().strip_prefix("hint: ")) {
                literals.any.insert(key.to_string());
                literals.asked.insert(key.to_string());
            }
        }
        literals
    }

    fn of_code(code: &str) -> Self {
        let mut literals = Self::default();
        let code = code.split("#[cfg(test)]").next().unwrap_or(code);
        let parts: Vec<&str> = code.split('"').collect();
        for pair in parts.windows(2) {
            let (before, literal) = (pair[0], pair[1]);
            let is_key = !literal.is_empty()
                && literal
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            if !is_key {
                continue;
            }
            literals.any.insert(literal.to_string());
            if before.trim_end().ends_with("Message::new(")
                || literal.starts_with("hint-")
                || literal.starts_with("yaml-")
            {
                literals.asked.insert(literal.to_string());
            }
        }
        literals
    }
}

#[test]
fn every_message_asked_for_exists_and_the_other_way_round() {
    let files = literals_by_file();
    let catalogue = Catalogue::for_language(Language::Fr);
    for key in files.values().flat_map(|literals| &literals.asked) {
        assert!(catalogue.has(&format!("messages.{key}")), "`{key}` is not written");
    }
    let messages = catalogue.keys().filter_map(|key| key.strip_prefix("messages."));
    for key in messages {
        let is_said = files.values().any(|literals| literals.any.contains(key));
        assert!(is_said, "`{key}` is never said");
    }
}
