//! What single words can be: given names, titles, street words. The lists are data, under `templates/lexicon`.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::assets::word_list;
use crate::text::fold_word;

/// What a word can be; a word can be several things. Each is a list of the data, by the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Class {
    /// A given name.
    Given,
    /// A given name, farther away: only with a capital.
    Farther,
    /// A given name that is a word too.
    Words,
    /// A given name that is another word when it has a small letter.
    Nouns,
    /// A given name that is a place, a month or a season too.
    Elsewhere,
    /// A surname that many people bear.
    Surnames,
    /// `mr`: a title, even without a capital behind it.
    ShortTitles,
    /// `monsieur`: a title before a capital.
    Titles,
    /// What follows a title and is no name.
    NoNames,
    /// What is called after somebody, before the name.
    Places,
    /// Such places and things as belong to people.
    Homes,
    /// What is called after somebody, behind the name.
    PlacesAfter,
    /// `saint`, `king`: nobody of today.
    Ranks,
    /// Before a name of a thing.
    Articles,
    /// Before the name of somebody.
    Cues,
    /// Before a name at the end of a letter.
    Closings,
    /// Before a name, whatever it is.
    Namings,
    /// A given name that is a verb or an adverb.
    Verbs,
    /// Between a cue and a name.
    Links,
    /// Somebody, by what they are to us.
    People,
    /// `my`, `your`, `their`: whose somebody is.
    Ours,
    /// What people do, behind their name.
    Deeds,
    /// What people and things do.
    States,
    /// Words for children.
    Children,
    /// Before a length of time that looks like an age.
    Spans,
    /// Behind a length of time that looks like an age.
    Lasting,
    /// Street words that need no capital behind them.
    Streets,
    /// Street words that do.
    Ways,
    /// Street words behind an English name.
    Roads,
    /// Small words inside surnames.
    Particles,
    /// Words that are no surnames, whatever their case.
    Common,
    /// What a letter behind it numbers, as in `bâtiment B`.
    Lettered,
    /// The name of a month.
    Months,
    /// A day of the week.
    Weekdays,
    /// Before the name of a place.
    PlacesBefore,
    /// A role that few people hold in one place.
    RareRoles,
    /// The first word of the name of somebody in history, in a book or of a firm.
    #[serde(skip)]
    BeginsFamous,
}

/// The classes of a word, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// Whether one of some classes is among them.
    pub fn has_any(self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.0 & (1 << *class as u8) != 0)
    }

    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }
}

/// The lists of words of `templates/lexicon/identity.yaml`.
#[derive(Deserialize)]
struct Identity {
    /// People of history and firms, several words each.
    famous: Vec<String>,
    /// The words of each class, one behind the other.
    #[serde(flatten)]
    words: BTreeMap<Class, String>,
}

static IDENTITY: LazyLock<Identity> = LazyLock::new(|| word_list("identity"));

static CLASSES: LazyLock<FxHashMap<String, Classes>> = LazyLock::new(|| {
    let names: BTreeMap<Class, String> = word_list("names");
    let mut classes: FxHashMap<String, Classes> = FxHashMap::default();
    for (class, words) in names.iter().chain(&IDENTITY.words) {
        for word in words.split_whitespace() {
            classes.entry(fold_word(word)).or_default().add(*class);
        }
    }
    for first in IDENTITY.famous.iter().filter_map(|name| name.split(' ').next()) {
        classes.entry(first.to_string()).or_default().add(Class::BeginsFamous);
    }
    classes
});

static FAMOUS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| IDENTITY.famous.iter().map(String::as_str).collect());

/// What a word in its plain form can be.
pub fn classes_of(plain: &str) -> Classes {
    CLASSES.get(plain).copied().unwrap_or_default()
}

/// Whether words in their plain form, one space apart, are the name of somebody in history, in a book or of a firm.
pub fn is_famous(words: &str) -> bool {
    FAMOUS.contains(words)
}
