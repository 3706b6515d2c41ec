//! What the words of a sentence weigh together: boasts in which no single word tells.
//!
//! Every word, and the beginning of every long one, has a weight, learnt from sentences of both kinds under
//! `tests/suite/lexicon/learnt`. The weights are data, `templates/lexicon/weights.yaml`, which a test learns again.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::family::Family;
use super::fold::{Folded, TokenKind, fold};
use super::trie::stems_of;

/// How many letters of a word say what it is about, whatever its ending.
const BEGINNING: usize = 5;

/// The fewest words of a sentence that may be heavy: four or five say too little.
const FEWEST: usize = 6;

/// The most words of a sentence that are shown as the heaviest.
const SHOWN: usize = 3;

/// What the words weigh, as it is written.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// What is said of a heavy sentence.
    pub family: Family,
    /// From which weight on a sentence is heavy.
    pub heavy: f64,
    /// What an empty sentence weighs.
    pub empty: f64,
    /// What each word weighs, folded and in the singular; `abonn*` stands for all that begins so.
    pub words: BTreeMap<String, f64>,
}

/// Weights ready to be used.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    pub family: Family,
    heavy: f64,
    empty: f64,
    words: HashMap<String, f64>,
    /// What the beginnings of words weigh, without their sign.
    beginnings: HashMap<String, f64>,
}

/// The sign after a beginning, in the list of weights.
const ANY_END: char = '*';

/// Something that is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Feature<'a> {
    Word(&'a str),
    Beginning(&'a str),
}

impl Scale {
    pub fn new(weights: Weights) -> Self {
        let (mut words, mut beginnings) = (HashMap::new(), HashMap::new());
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

    /// The same, where some words weigh nothing.
    pub fn without_words<'a>(mut self, removed: impl IntoIterator<Item = &'a String>) -> Self {
        for word in removed {
            // Its beginning goes too, or `abonn*` would still weigh it; other words that begin so then weigh less. A short word
            // has no beginning, and no list holds the empty one.
            self.words.remove(word);
            self.beginnings.remove(beginning_of(word).unwrap_or_default());
        }
        self
    }

    /// The heaviest words of a sentence, in order, when it is heavy; none when it is not.
    pub fn heaviest_words(
        &self,
        folded: &Folded,
        stems: &[&str],
        sentence: &Range<usize>,
    ) -> Vec<usize> {
        // The weight of a sentence is a constant plus the sum of what is known in it, over the square root of how many such words
        // and beginnings there are. Each counts once, so that a word that is repeated is not heavier.
        let mut seen = HashSet::new();
        let (mut sum, mut known) = (0.0, 0_usize);
        let mut shares: Vec<(usize, f64)> = Vec::with_capacity(sentence.len());
        for at in sentence.clone() {
            if folded.tokens[at].kind == TokenKind::End {
                continue;
            }
            let mut share = 0.0;
            // The weight is looked up first, so that `seen` holds only what has been added.
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
        // A plain sum would make long sentences heavy by their length. A mean would lose what many light words say together. The
        // root lies between both.
        let weight = self.empty + sum / (known.max(1) as f64).sqrt();
        if shares.len() < FEWEST || weight < self.heavy {
            return Vec::new();
        }
        shares.retain(|(at, share)| *share > 0.0 && says_much(folded, *at));
        shares.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let mut heaviest: Vec<usize> = shares.into_iter().take(SHOWN).map(|(at, _)| at).collect();
        // They were sorted by weight; who reads them wants the order of the text.
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

/// What is weighed of a text taken as one sentence, each once: its words, and how the long ones begin.
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

/// A word, and how it begins when it is long.
fn features_of(word: &str) -> impl Iterator<Item = Feature<'_>> {
    let begins = beginning_of(word).map(Feature::Beginning);
    [Feature::Word(word)].into_iter().chain(begins)
}

/// Whether a word can be shown alone: articles, short verbs and numbers weigh too, and say nothing to who reads them.
fn says_much(folded: &Folded, at: usize) -> bool {
    let token = &folded.tokens[at];
    token.kind == TokenKind::Word && token.original.len() >= BEGINNING
}

fn beginning_of(word: &str) -> Option<&str> {
    // Where the sixth letter starts. A word of five letters or fewer is told by itself alone.
    let (at, _) = word.char_indices().nth(BEGINNING)?;
    Some(&word[..at])
}
