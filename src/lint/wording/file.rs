//! A file of words under `templates/lexicon`: lists by language and name.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::compile::CompiledPhrase;
use super::notation::{ListsByName, parse_phrase};
use super::pattern::WordPattern;
use crate::assets::word_list;
use crate::locale::{InEach, Language};

/// The lists of a file.
#[derive(Debug)]
pub struct WordFile {
    /// Its name, without `.yaml`.
    name: String,
    /// The lists of each language, by name.
    lists: InEach<ListsByName>,
}

/// A file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWords {
    /// What is done with the lists, which [`WordRule`](crate::lint::word_rule::WordRule) reads.
    #[serde(default, rename = "checks")]
    _checks: IgnoredAny,
    #[serde(default)]
    fr: BTreeMap<String, WrittenPhrases>,
    #[serde(default)]
    en: BTreeMap<String, WrittenPhrases>,
}

/// The phrases of a list: between commas, or one a line with a hyphen.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenPhrases {
    /// Between commas, over one line or several.
    Line(String),
    /// One after each hyphen: these may hold commas.
    List(Vec<String>),
}

impl WordFile {
    /// The file of a name, mostly that of a rule.
    ///
    /// # Panics
    ///
    /// When it is not there or not written well: a slip in our own files, which a test finds.
    pub fn read(name: &str) -> Self {
        let written: WrittenWords = word_list(name);
        let lists = InEach { fr: written.fr, en: written.en };
        let plain = |list: WrittenPhrases| match list {
            WrittenPhrases::Line(line) => split_phrases(&line),
            WrittenPhrases::List(list) => list,
        };
        let by_name = |lists: BTreeMap<String, WrittenPhrases>| {
            lists.into_iter().map(|(name, list)| (name, plain(list))).collect()
        };
        Self { name: name.to_string(), lists: lists.map(by_name) }
    }

    /// A list in each language, for texts of which the language is known.
    pub fn in_each(&self, list: &str) -> InEach<WordPattern> {
        self.assert_known(list);
        InEach::new(|language| WordPattern::from_phrases(self.compile_list(language, list)))
    }

    /// A list in all languages at once, for texts that may hold words of either.
    pub fn in_any(&self, list: &str) -> WordPattern {
        self.assert_known(list);
        let languages = Language::ALL.into_iter();
        let phrases = languages.flat_map(|language| self.compile_list(language, list));
        WordPattern::from_phrases(phrases.collect())
    }

    /// The phrases of a list in all languages, as they are written.
    pub fn phrases(&self, list: &str) -> Vec<&str> {
        self.assert_known(list);
        let lists = Language::ALL.into_iter().filter_map(|one| self.lists.of(one).get(list));
        lists.flatten().map(String::as_str).collect()
    }

    /// A list may be missing in a language that has no such words, and not in all of them.
    fn assert_known(&self, list: &str) {
        let is_known = Language::ALL.iter().any(|one| self.lists.of(*one).contains_key(list));
        assert!(is_known, "templates/lexicon/{}.yaml has no list called {list}", self.name);
    }

    fn compile_list(&self, language: Language, list: &str) -> Vec<CompiledPhrase> {
        let lists = self.lists.of(language);
        let phrases = lists.get(list).into_iter().flatten();
        phrases.map(|phrase| CompiledPhrase::from_parts(&parse_phrase(phrase, lists))).collect()
    }
}

/// The phrases of a line, between commas that stand in no brackets.
fn split_phrases(line: &str) -> Vec<String> {
    let mut open = 0;
    let phrases = line.split(|sign| {
        open += i32::from(matches!(sign, '(' | '[')) - i32::from(matches!(sign, ')' | ']'));
        sign == ',' && open == 0
    });
    phrases.map(|phrase| phrase.trim().to_string()).filter(|phrase| !phrase.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::WORD_LISTS;

    /// The files of words that are written as this module reads them.
    fn files() -> impl Iterator<Item = &'static str> {
        let own = WORD_LISTS.iter().filter(|(_, text)| text.contains("recipe \"Words of a rule\""));
        own.filter_map(|(path, _)| path.strip_prefix("lexicon/")?.strip_suffix(".yaml"))
    }

    #[test]
    fn every_list_of_every_file_is_written_well() {
        assert!(files().count() > 10, "{}", files().count());
        for name in files() {
            let file = WordFile::read(name);
            for language in Language::ALL {
                for list in file.lists.of(language).keys() {
                    let phrases = file.compile_list(language, list);
                    assert!(!phrases.is_empty(), "{name}: {list} is empty");
                    // Compiled at the first search, which must not be a user's.
                    assert!(!WordPattern::from_phrases(phrases).is_in(""), "{name}: {list}");
                }
            }
        }
    }

    #[test]
    fn commas_part_phrases_but_not_within_brackets() {
        assert_eq!(split_phrases("a, b(c, d)[e,f],\n g,"), ["a", "b(c, d)[e,f]", "g"]);
    }

    #[test]
    #[should_panic(expected = "no list called nothing")]
    fn a_list_that_is_not_there_is_told() {
        WordFile::read("changes").in_any("nothing");
    }
}
