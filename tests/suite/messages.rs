//! Every message that the code uses exists in the catalogue, and every message there is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use recit::assets::WORD_LISTS;
use recit::locale::Language;
use recit::locale::catalogue::Catalogue;

use crate::support::repository;

/// All literals of the program's own code that could be keys, and those that certainly are.
#[derive(Default)]
struct Literals {
    any: BTreeSet<String>,
    asked: BTreeSet<String>,
}

impl Literals {
    fn of(folder: &Path) -> Self {
        let mut literals = Self::default();
        literals.read_folder(folder);
        literals.read_checks();
        literals
    }

    fn read_folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).expect("a folder of code") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                self.read_folder(&path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                self.read(&fs::read_to_string(&path).expect("a file of code"));
            }
        }
    }

    /// The keys that rules of words ask for, whose checks are data.
    fn read_checks(&mut self) {
        for (_, text) in WORD_LISTS {
            for line in text.lines() {
                let key = line.trim().strip_prefix("message: ");
                if let Some(key) = key.or_else(|| line.trim().strip_prefix("hint: ")) {
                    self.any.insert(key.to_string());
                    self.asked.insert(key.to_string());
                }
            }
        }
    }

    fn read(&mut self, code: &str) {
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
            self.any.insert(literal.to_string());
            if before.trim_end().ends_with("Message::new(")
                || literal.starts_with("hint-")
                || literal.starts_with("yaml-")
            {
                self.asked.insert(literal.to_string());
            }
        }
    }
}

#[test]
fn every_message_asked_for_exists_and_the_other_way_round() {
    let literals = Literals::of(&repository().join("src"));
    let catalogue = Catalogue::for_language(Language::Fr);
    for key in &literals.asked {
        assert!(catalogue.has(&format!("messages.{key}")), "`{key}` is not written");
    }
    let messages = catalogue.keys().filter_map(|key| key.strip_prefix("messages."));
    for key in messages {
        assert!(literals.any.contains(key), "`{key}` is never said");
    }
}
