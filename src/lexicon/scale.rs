//! The weights of the words of a sentence: they show boasts in which no single word is one.
//!
//! Every word, and the beginning of every long one, has a weight, learnt from boasting and sober sentences under
//! `tests/suite/lexicon/learnt`. The weights are data, `templates/lexicon/weights.yaml`; a test learns them again.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::family::Family;
use super::fold::{Folded, TokenKind, fold};
use super::trie::stems_of;

/// How many letters of a long word tell what it is about, whatever its ending.
const BEGINNING: usize = 5;

/// The fewest words of a sentence that may be found to boast: four or five say too little.
const FEWEST: usize = 6;

/// The most words of such a sentence that are shown.
const SHOWN: usize = 3;

/// The file of weights.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// What is reported about a boasting sentence.
    pub family: Family,
    /// The weight from which on a sentence is taken for a boast.
    pub heavy: f64,
    /// The weight of a sentence without any known word.
    pub empty: f64,
    /// The weight of each word, folded and in the singular; `abonn*` is the weight of all words that begin so.
    pub words: BTreeMap<String, f64>,
}

/// The weights, ready for looking up words.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    /// What is reported about a boasting sentence.
    pub family: Family,
    heavy: f64,
    empty: f64,
    words: HashMap<String, f64>,
    /// The weights of beginnings, without the `*`.
    beginnings: HashMap<String, f64>,
}

/// The sign that marks a beginning in the file of weights.
const ANY_END: char = '*';

/// Something that has a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Feature<'a> {
    Word(&'a str),
    Beginning(&'a str),
}

impl Scale {
    /// The weights of a file, words and beginnings apart.
    pub fn new(weights: Weights) -> Self {
        let (mut words, mut beginnings) = (HashMap::new(), HashMap::new());
        // Words and beginnings are told apart once, by the sign at their end, as each sentence looks up both.
        for (word, weight) in weights.words {
            match word.strip_suffix(ANY_END) {
                Some(beginning) => beginnings.insert(beginning.to_string(), weight),
                None => words.insert(word, weight),
            };
        }
        Self {
            family: weights.family,
            heavy: weights.heavy,
            empty: weights.empty,
            words,
            beginnings,
        }
    }

    /// The same scale, on which some words weigh nothing.
    pub fn without_words<'a>(mut self, removed: impl IntoIterator<Item = &'a String>) -> Self {
        for word in removed {
            // The beginning of the word is removed too, or `abonn*` would still weigh it; other words with that
            // beginning then weigh less. A short word has no beginning, and removing the empty one changes nothing.
            self.words.remove(word);
            self.beginnings.remove(beginning_of(word).unwrap_or_default());
        }
        self
    }

    /// The heaviest words of a sentence that boasts, as tokens in the order of the text; none when it does not boast.
    pub fn heaviest_words(
        &self,
        folded: &Folded,
        stems: &[&str],
        sentence: &Range<usize>,
    ) -> Vec<usize> {
        // The weight of a sentence is a constant plus the sum of what is known in it, divided by the square root of how
        // many such words and beginnings there are. Each counts once, so repeating a word does not add weight.
        let mut seen = HashSet::new();
        let (mut sum, mut known) = (0.0, 0_usize);
        let mut shares: Vec<(usize, f64)> = Vec::with_capacity(sentence.len());
        for at in sentence.clone() {
            if folded.tokens[at].kind == TokenKind::End {
                continue;
            }
            let mut share = 0.0;
            // The weight is looked up before `seen` is, so that `seen` holds only what was added.
            for feature in features_of(stems[at]) {
                let weight = self.weight_of(feature);
                if let Some(weight) = weight.filter(|_| seen.insert(feature)) {
                    known += 1;
                    share += weight;
                }
            }
            sum += share;
            shares.push((at, share));
        }
        // A plain sum would make long sentences heavy by their length alone. A mean would lose what many light words
        // add up to. The root lies between both.
        let weight = self.empty + sum / (known.max(1) as f64).sqrt();
        if shares.len() < FEWEST || weight < self.heavy {
            return Vec::new();
        }
        shares.retain(|(at, share)| *share > 0.0 && says_much(folded, *at));
        shares.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let mut heaviest: Vec<usize> = shares.into_iter().take(SHOWN).map(|(at, _)| at).collect();
        // Sorted by weight until here; readers want them in the order of the text.
        heaviest.sort_unstable();
        heaviest
    }

    fn weight_of(&self, feature: Feature) -> Option<f64> {
        match feature {
            Feature::Word(word) => self.words.get(word).copied(),
            Feature::Beginning(beginning) => self.beginnings.get(beginning).copied(),
        }
    }
}

/// Everything in a text that may have a weight, each once, in the notation of the file of weights.
/// The test that learns the weights uses it.
pub fn collect_features(text: &str) -> HashSet<String> {
    let folded = fold(text);
    let words = stems_of(&folded).zip(&folded.tokens);
    let words = words.filter(|(_, token)| token.kind != TokenKind::End);
    let features = words.flat_map(|((word, _), _)| features_of(word));
    let written = features.map(|feature| match feature {
        Feature::Word(word) => word.to_string(),
        Feature::Beginning(beginning) => format!("{beginning}{ANY_END}"),
    });
    written.collect()
}

/// What may have a weight in a word: the word itself, and its beginning when it is long.
fn features_of(word: &str) -> impl Iterator<Item = Feature<'_>> {
    let begins = beginning_of(word).map(Feature::Beginning);
    [Feature::Word(word)].into_iter().chain(begins)
}

/// Whether a word is worth showing: articles, short verbs and numbers have weights too, but tell a reader nothing.
fn says_much(folded: &Folded, at: usize) -> bool {
    let token = &folded.tokens[at];
    token.kind == TokenKind::Word && token.original.len() >= BEGINNING
}

fn beginning_of(word: &str) -> Option<&str> {
    // The start of the sixth letter. Shorter words have no beginning of their own.
    let (at, _) = word.char_indices().nth(BEGINNING)?;
    Some(&word[..at])
}
