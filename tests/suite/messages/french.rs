//! The French that the program speaks: none of the habits that a native editor struck out, which `french.yaml` lists.

use std::fs;
use std::sync::LazyLock;

use recit::assets::RULE_HEADS_FR;
use recit::lint::RULES;
use recit::locale::Language;
use regex::{Captures, Regex};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_yaml::Value;

use crate::support::{plain_spaces, repository};

/// A habit of language that no text may have.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Habit {
    /// What it is.
    habit: String,
    /// The pattern that finds it.
    #[serde(deserialize_with = "read_pattern")]
    finds: Regex,
    /// What makes a place that was found right all the same.
    #[serde(default, deserialize_with = "read_exception")]
    unless: Option<Regex>,
    /// A text that has it.
    such_as: String,
    /// What is written in its place.
    instead: String,
}

fn read_pattern<'de, D: Deserializer<'de>>(value: D) -> Result<Regex, D::Error> {
    let pattern = String::deserialize(value)?;
    Regex::new(&pattern).map_err(Error::custom)
}

fn read_exception<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Regex>, D::Error> {
    read_pattern(value).map(Some)
}

impl Habit {
    /// All of them.
    fn all() -> Vec<Self> {
        let path = repository().join("tests/suite/messages/french.yaml");
        let text = fs::read_to_string(path).expect("the list of habits");
        serde_yaml::from_str(&text).expect("a list of habits")
    }

    /// The places of a text that have it.
    fn places_in<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let places = self.finds.find_iter(text).map(|place| place.as_str().trim());
        let is_right =
            |place: &str| self.unless.as_ref().is_some_and(|right| right.is_match(place));
        places.filter(|place| !is_right(place)).collect()
    }
}

/// Code, a hole of a message, and a text that a hole may hold.
static CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new("`[^`]*`").expect("code"));
static HOLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{\{[^}]*\}\}|\{%[^}]*%\}").expect("a hole"));
static CHOICE: LazyLock<Regex> = LazyLock::new(|| Regex::new("'([^']*)'").expect("a choice"));

/// What is read of a text: its words, with an `x` for each code, and for each hole the words that it may hold.
fn words_of(text: &str) -> String {
    let words = |hole: &Captures| {
        let words = CHOICE.captures_iter(&hole[0]).map(|choice| choice[1].to_owned());
        let words = words.collect::<Vec<_>>().join(" / ");
        if words.is_empty() { "x".to_owned() } else { words }
    };
    let text = HOLE.replace_all(&plain_spaces(text), words).replace('\'', "’");
    CODE.replace_all(&text, "x").into_owned()
}

/// The leaves of a YAML text, each with its dotted key.
fn leaves(node: &Value, path: &str) -> Vec<(String, String)> {
    match node {
        Value::Mapping(children) => {
            let below = |(key, child): (&Value, &Value)| {
                leaves(child, &format!("{path}.{}", key.as_str().unwrap_or_default()))
            };
            children.iter().flat_map(below).collect()
        }
        leaf => vec![(path.to_owned(), leaf.as_str().unwrap_or_default().to_owned())],
    }
}

/// The paragraphs of a page, without its title and its examples.
fn paragraphs(page: &str) -> Vec<String> {
    let prose = page.split("```").step_by(2).collect::<String>();
    let paragraphs = prose.split("\n\n").map(|paragraph| paragraph.trim().replace('\n', " "));
    paragraphs.filter(|text| !text.is_empty() && !text.starts_with("# ")).collect()
}

/// Every text of the French locale, of the heads and of the pages of rules, with where it stands.
fn french_texts() -> Vec<(String, String)> {
    let locale = repository().join("templates/locales/fr.yaml");
    let locale = fs::read_to_string(locale).expect("the French locale");
    let heads = RULE_HEADS_FR.iter().map(|(path, head)| (*path, *head));
    let said = [("fr.yaml", locale.as_str())].into_iter().chain(heads);
    let said = said.flat_map(|(path, text)| leaves(&serde_yaml::from_str(text).expect(path), path));
    let pages = RULES.iter().flat_map(|rule| {
        let page = paragraphs(rule.page_in(Language::Fr));
        page.into_iter().map(|text| (format!("{}.fr.md", rule.name), text))
    });
    said.chain(pages).collect()
}

#[test]
fn no_french_text_has_a_habit_that_was_struck_out() {
    let texts = french_texts();
    let texts: Vec<_> = texts.into_iter().map(|(place, text)| (place, words_of(&text))).collect();
    let mut found = Vec::new();
    for habit in Habit::all() {
        for (place, text) in &texts {
            for words in habit.places_in(text) {
                found.push(format!("{place}: « {words} » ({}): {}", habit.habit, habit.instead));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn each_habit_is_found_where_it_was_read() {
    for habit in Habit::all() {
        let words = words_of(&habit.such_as);
        let found = habit.places_in(&words);
        assert!(!found.is_empty(), "{}: {}", habit.habit, habit.such_as);
    }
}

#[test]
fn what_people_said_is_a_testimony_in_messages_and_pages_since_a_voice_is_a_vote() {
    let voice = Regex::new(r"(?i)(vive )?\bvoix\b( haute)?").expect("a word");
    for (place, text) in french_texts() {
        let text = words_of(&text);
        for found in voice.find_iter(&text).map(|found| found.as_str()) {
            // What a mouth does is no vote either.
            assert!(["vive voix", "voix haute"].contains(&found), "{place}: {text}");
        }
    }
}
