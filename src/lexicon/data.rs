//! The lists of words under `templates/lexicon`, as they are written.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::family::{Family, Kind};
use super::scale::Weights;
use super::scene::{Cue, When};
use crate::assets::word_list;

/// What the lists hold.
#[derive(Debug, Clone)]
pub struct Lists {
    /// Every family, in the order of the lists.
    pub entries: Vec<Entry>,
    /// Words that tell what their neighbours mean.
    pub cues: BTreeMap<Cue, Vec<String>>,
    /// Folded forms, in the singular, that are not to be found.
    pub removed: BTreeSet<String>,
    /// What words weigh together.
    pub weights: Weights,
}

/// A family and its words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What is said of its words.
    #[serde(flatten)]
    pub family: Family,
    /// Its words.
    pub forms: Vec<Group>,
    /// Phrases in which its words mean something else.
    #[serde(default)]
    pub innocent: WordsByLanguage,
    /// Other subjects, beside which only words that are always meant are found.
    #[serde(default)]
    pub unless: WordsByLanguage,
}

/// Words found on the same condition.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The condition.
    pub when: When,
    /// French words.
    #[serde(default)]
    pub fr: Vec<String>,
    /// English words.
    #[serde(default)]
    pub en: Vec<String>,
}

/// Words of both languages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsByLanguage {
    /// French words.
    #[serde(default)]
    pub fr: Vec<String>,
    /// English words.
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
    /// When one cannot be read: a slip in our own files, which a test finds.
    pub fn built_in() -> Self {
        let files: [LexiconFile; 2] = [word_list("vanity"), word_list("bare")];
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
