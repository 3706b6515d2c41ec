//! The lists of words under `templates/lexicon`, as their files hold them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::family::{Family, Kind};
use super::scale::Weights;
use super::scene::{Cue, When};
use crate::assets::word_list;

/// All that the lists hold, before it is compiled for searching.
#[derive(Debug, Clone)]
pub struct Lists {
    /// Every family with its words, in the order of the lists.
    pub entries: Vec<Entry>,
    /// Words that show what the words beside them mean, by what they show.
    pub cues: BTreeMap<Cue, Vec<String>>,
    /// Folded forms, in the singular, that an organisation does not want to be found.
    pub removed: BTreeSet<String>,
    /// The weights that show a boasting sentence.
    pub weights: Weights,
}

/// A family and its words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What all of its words have in common.
    #[serde(flatten)]
    pub family: Family,
    /// The words to find, grouped by condition.
    pub forms: Vec<Group>,
    /// Phrases in which its words mean something else.
    #[serde(default)]
    pub innocent: WordsByLanguage,
    /// Other subjects. In a sentence about one of them, only words with the condition
    /// `always` are found, unless a platform is named.
    #[serde(default)]
    pub unless: WordsByLanguage,
}

/// Words that are found on the same condition.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What must stand near for the words to be found.
    pub when: When,
    /// The French words.
    #[serde(default)]
    pub fr: Vec<String>,
    /// The English words.
    #[serde(default)]
    pub en: Vec<String>,
}

/// Words in both languages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsByLanguage {
    /// The French words.
    #[serde(default)]
    pub fr: Vec<String>,
    /// The English words.
    #[serde(default)]
    pub en: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    kind: Kind,
    families: Vec<Entry>,
}

impl Lists {
    /// The built-in lists.
    ///
    /// # Panics
    ///
    /// When one cannot be read: a fault in our own files, which a test finds.
    pub fn built_in() -> Self {
        let files: [LexiconFile; 2] = [word_list("vanity"), word_list("bare")];
        // The kind is written once a file, and copied to each of its families.
        let entries = files.into_iter().flat_map(|file| {
            let of_kind = move |mut entry: Entry| {
                entry.family.kind = file.kind;
                entry
            };
            file.families.into_iter().map(of_kind)
        });
        Self {
            entries: entries.collect(),
            cues: word_list("cues"),
            removed: BTreeSet::new(),
            weights: word_list("weights"),
        }
    }
}
