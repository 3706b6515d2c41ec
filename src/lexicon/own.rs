//! The words that an organisation adds to the lists or removes from them.

use super::data::{Entry, Group, Lists, WordsByLanguage};
use super::family::{Family, Kind};
use super::fold::fold;
use super::forms::expand_entry;
use super::join_stems;
use super::scene::When;
use crate::locale::{InEach, Language};

/// An organisation's changes to the built-in lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// The words to find, each group with its question.
    pub added: Vec<Addition>,
    /// The words that shall not be found any more, whichever list holds them.
    pub removed: Vec<String>,
}

/// Words to find, and the question to ask instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// The words, each in the notation that [`expand_entry`] reads.
    pub words: Vec<String>,
    /// The question, in the organisation's language.
    pub question: String,
    /// What must stand near for them to be found.
    pub when: When,
    /// The language of the words.
    pub language: Language,
}

impl OwnWords {
    /// Whether nothing is added or removed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// Changes the lists: own families come first, and removed words are noted for compiling.
    pub(super) fn apply_to(&self, lists: &mut Lists) {
        // Put first: when both know a word, the organisation's meaning is the one that counts.
        let added = self.added.iter().enumerate();
        let entries: Vec<_> = added.map(|(at, addition)| addition.to_entry(at)).collect();
        lists.entries.splice(0..0, entries);
        let removed = self.removed.iter().filter_map(|word| expand_entry(word).ok());
        lists.removed.extend(removed.flatten().map(|form| join_stems(&fold(&form))));
    }
}

impl Addition {
    fn to_entry(&self, at: usize) -> Entry {
        let both = |text: &str| match self.language {
            Language::Fr => InEach { fr: Some(text.to_string()), en: None },
            Language::En => InEach { fr: None, en: Some(text.to_string()) },
        };
        let (fr, en) = match self.language {
            Language::Fr => (self.words.clone(), Vec::new()),
            Language::En => (Vec::new(), self.words.clone()),
        };
        let name = self.words.first().map_or("", String::as_str);
        Entry {
            family: Family {
                id: format!("own-{}", at + 1),
                kind: Kind::Vanity,
                name: both(name),
                question: both(&self.question),
                is_dressing: false,
            },
            forms: vec![Group { when: self.when, fr, en }],
            innocent: WordsByLanguage::default(),
            unless: WordsByLanguage::default(),
        }
    }
}
