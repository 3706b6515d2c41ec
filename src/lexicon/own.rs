//! An organisation's own words.

use super::data::{Entry, Group, Lists, WordsByLanguage};
use super::family::{Family, Kind};
use super::fold::fold;
use super::forms::expand_entry;
use super::join_stems;
use super::scene::When;
use crate::locale::{InEach, Language};

/// What an organisation adds to the built-in lists, and takes out of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Words to find.
    pub added: Vec<Addition>,
    /// Words not to find any more, however the lists write them.
    pub removed: Vec<String>,
}

/// Words to find, with what is asked instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// The words, each of which [`expand_entry`] can read.
    pub words: Vec<String>,
    /// The question, in the organisation's language.
    pub question: String,
    /// When they are meant.
    pub when: When,
    /// The language of the words.
    pub language: Language,
}

impl OwnWords {
    /// Whether there is nothing to add or to take out.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    pub(super) fn apply_to(&self, lists: &mut Lists) {
        // Before the others: where both know a word, the organisation's own meaning holds.
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
