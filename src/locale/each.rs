//! Something in both languages.

use serde::{Deserialize, Serialize};

use super::Language;

/// The same thing in French and in English: a list of words, a pattern, a sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InEach<T> {
    /// The French one.
    pub fr: T,
    /// The English one.
    pub en: T,
}

impl<T> InEach<T> {
    /// Makes one for each language.
    pub fn new(make: impl Fn(Language) -> T) -> Self {
        Self { fr: make(Language::Fr), en: make(Language::En) }
    }

    /// The one in a language.
    pub const fn of(&self, language: Language) -> &T {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    /// Both, each changed in the same way.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> InEach<U> {
        InEach { fr: change(self.fr), en: change(self.en) }
    }
}

impl InEach<Option<String>> {
    /// The text in a language, or else in the other; none when both are missing.
    pub fn of_either(&self, language: Language) -> Option<&str> {
        let texts = [self.of(language), &self.fr, &self.en];
        texts.into_iter().find_map(Option::as_deref)
    }
}
