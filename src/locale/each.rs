//! A thing in each language.

use serde::{Deserialize, Serialize};

use super::Language;

/// The same thing in French and in English: a list of words, a pattern, a sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InEach<T> {
    /// In French.
    pub fr: T,
    /// In English.
    pub en: T,
}

impl<T> InEach<T> {
    /// What `make` makes of each language.
    pub fn new(make: impl Fn(Language) -> T) -> Self {
        Self { fr: make(Language::Fr), en: make(Language::En) }
    }

    /// That of a language.
    pub const fn of(&self, language: Language) -> &T {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    /// The same of each language, changed.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> InEach<U> {
        InEach { fr: change(self.fr), en: change(self.en) }
    }
}

impl InEach<Option<String>> {
    /// The text in a language, or else in the other; either may be missing.
    pub fn of_either(&self, language: Language) -> Option<&str> {
        let texts = [self.of(language), &self.fr, &self.en];
        texts.into_iter().find_map(Option::as_deref)
    }
}
