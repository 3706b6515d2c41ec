//! The words and messages of one language, read from `templates/locales/<lang>.yaml` and from the heads of the pages of
//! rules, where those messages stand that one rule alone says.
//!
//! Every leaf is a minijinja template, which is compiled each time it is printed (about 15 µs). So a start reads one
//! file and the heads, which takes about a millisecond, and compiles only what it prints.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use fixed_decimal::Decimal as Digits;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules};
use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};
use rust_decimal::Decimal;
use serde_yaml::Value as Yaml;

use super::{Language, numbers};
use crate::assets::{RULE_HEADS_EN, RULE_HEADS_FR};

static FRENCH: LazyLock<Catalogue> = LazyLock::new(|| {
    let words = include_str!("../../templates/locales/fr.yaml");
    Catalogue::read(Language::Fr, words, RULE_HEADS_FR)
});
static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| {
    let words = include_str!("../../templates/locales/en.yaml");
    Catalogue::read(Language::En, words, RULE_HEADS_EN)
});

/// All words of the program in one language, by dotted key (`slides.kickers.story`).
#[derive(Debug)]
pub struct Catalogue {
    language: Language,
    leaves: BTreeMap<String, String>,
    environment: Environment<'static>,
}

/// Why a key gave no words.
#[derive(Debug)]
pub enum WordError {
    /// No leaf has this key.
    UnknownWord {
        /// The key asked for.
        key: String,
        /// The language whose catalogue lacks it.
        language: Language,
    },
    /// The template of the leaf failed, for instance because a variable is missing.
    Unsayable {
        /// The key asked for.
        key: String,
        /// The error of the template engine.
        source: Error,
    },
}

impl Catalogue {
    /// The catalogue of a language, parsed on first use.
    pub fn for_language(language: Language) -> &'static Self {
        match language {
            Language::Fr => &FRENCH,
            Language::En => &ENGLISH,
        }
    }

    /// The language of its words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentence of a key, with variables as `context!` makes them. An error when the
    /// key is unknown or a variable is missing.
    pub fn render_text(&self, key: &str, variables: Value) -> Result<String, WordError> {
        let leaf = self.leaf_by_key(key)?;
        self.environment
            .render_named_str(key, leaf, variables)
            .map_err(|source| WordError::Unsayable { key: key.to_owned(), source })
    }

    /// The words of a key that takes no variables.
    ///
    /// # Panics
    ///
    /// When the key is unknown or takes variables: both are faults in our code, never in what people wrote.
    pub fn word(&self, key: &str) -> String {
        match self.render_text(key, Value::from(())) {
            Ok(word) => word,
            Err(error) => panic!("{error}"),
        }
    }

    /// Whether there are words for a key.
    pub fn has(&self, key: &str) -> bool {
        self.leaves.contains_key(key)
    }

    /// Every key, in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.leaves.keys().map(String::as_str)
    }

    /// The catalogue of the words of a language, as YAML, and of the heads of pages, by their paths.
    fn read(language: Language, words: &str, heads: &[(&str, &str)]) -> Self {
        let mut leaves = BTreeMap::new();
        add_leaves(&format!("locales/{}.yaml", language.code()), words, &mut leaves);
        heads.iter().for_each(|(path, head)| add_leaves(path, head, &mut leaves));
        Self { language, leaves, environment: build_environment(language) }
    }

    fn leaf_by_key(&self, key: &str) -> Result<&str, WordError> {
        self.leaves
            .get(key)
            .map(String::as_str)
            .ok_or_else(|| WordError::UnknownWord { key: key.to_owned(), language: self.language })
    }
}

/// Adds the leaves of a YAML text. What is wrong with it is a fault in our own files, which any run finds.
fn add_leaves(path: &str, text: &str, leaves: &mut BTreeMap<String, String>) {
    let tree: Yaml = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    flatten_keys(&tree, String::new(), leaves);
}

fn flatten_keys(node: &Yaml, path: String, leaves: &mut BTreeMap<String, String>) {
    match node {
        Yaml::Mapping(children) => {
            for (key, child) in children {
                let key = key.as_str().unwrap_or_else(|| panic!("{path}: a key is not text"));
                let below = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                flatten_keys(child, below, leaves);
            }
        }
        Yaml::String(text) => {
            // In two pages, or in a page and in the locale: which of them is said would depend on their order.
            assert!(!leaves.contains_key(&path), "`{path}` is written twice");
            leaves.insert(path, text.clone());
        }
        other => panic!("{path}: {other:?} is not text"),
    }
}

fn build_environment(language: Language) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Keys have dots, so one may end in `.json` or `.html`; its text is plain all the same.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.add_filter("plural", move |value: Value, forms: Kwargs| {
        plural_form(language, &value, &forms)
    });
    environment.add_filter("number", move |value: Value| format_number(language, &value));
    environment
}

/// The form for a number: `one` and `other`, and where CLDR has more, `zero`, `two`, `few`, `many`.
fn plural_form(language: Language, value: &Value, forms: &Kwargs) -> Result<String, Error> {
    // Read from its decimal notation: whether `1.0` is singular depends on its zeros, which a float would lose.
    let exact: Digits = value.to_string().parse().map_err(|_| not_a_number(value))?;
    let rules = PluralRules::try_new_cardinal(language.cldr_locale().into())
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
    let name = match rules.category_for(PluralOperands::from(&exact)) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    let other: String = forms.get("other")?;
    let form: Option<String> = forms.get(name)?;
    Ok(form.unwrap_or(other))
}

fn format_number(language: Language, value: &Value) -> Result<String, Error> {
    let exact: Decimal = value.to_string().parse().map_err(|_| not_a_number(value))?;
    Ok(numbers::format_number(exact, language))
}

fn not_a_number(value: &Value) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("`{value}` is not a number"))
}

impl fmt::Display for WordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownWord { key, language } => {
                write!(f, "`{key}` is not in locales/{}.yaml", language.code())
            }
            Self::Unsayable { key, .. } => write!(f, "`{key}` cannot be said with these variables"),
        }
    }
}

impl std::error::Error for WordError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::UnknownWord { .. } => None,
            Self::Unsayable { source, .. } => Some(source),
        }
    }
}

#[cfg(test)]
mod tests;
