//! What the words of a sentence weigh together: boasts in which no single word tells.
//!
//! Every word, and the beginning of every long one, has a weight, learnt from sentences of both kinds under
//! `tests/suite/lexicon/learnt`. The weights are data, `templates/lexicon/weights.yaml`, which a test learns again.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::family::Family;
use super::fold::{Folded, TokenKind, fold};
use super::trie::stems;

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
}

impl Scale {
    pub fn new(weights: Weights) -> Self {
        Self {
            family: weights.family,
            heavy: weights.heavy,
            empty: weights.empty,
            words: weights.words.into_iter().collect(),
        }
    }

    /// The same, where some words weigh nothing.
    pub fn without(mut self, removed: impl IntoIterator<Item = String>) -> Self {
        for word in removed {
            let beginning = beginning(&word);
            self.words.remove(&word);
            self.words.remove(&beginning.unwrap_or_default());
        }
        self
    }

    /// The heaviest words of a sentence, in order, when it is heavy; none when it is not.
    pub fn heaviest(&self, folded: &Folded, sentence: &Range<usize>) -> Vec<usize> {
        let mut seen = HashSet::new();
        let (mut sum, mut known) = (0.0, 0_usize);
        let mut shares: Vec<(usize, f64)> = Vec::new();
        for (at, features) in words(folded, sentence) {
            let mut share = 0.0;
            for feature in features {
                let weight = self.words.get(&feature).copied();
                if let Some(weight) = weight.filter(|_| seen.insert(feature)) {
                    known += 1;
                    share += weight;
                }
            }
            sum += share;
            shares.push((at, share));
        }
        let weight = self.empty + sum / (known.max(1) as f64).sqrt();
        if shares.len() < FEWEST || weight < self.heavy {
            return Vec::new();
        }
        shares.retain(|(at, share)| *share > 0.0 && says_much(folded, *at));
        shares.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let mut heaviest: Vec<usize> = shares.into_iter().take(SHOWN).map(|(at, _)| at).collect();
        heaviest.sort_unstable();
        heaviest
    }
}

/// What is weighed of a text taken as one sentence, each once: its words, and how the long ones begin.
pub fn features(text: &str) -> HashSet<String> {
    let folded = fold(text);
    let all = 0..folded.tokens.len();
    words(&folded, &all)
        .flat_map(|(_, features)| features)
        .collect()
}

/// The words of a sentence with what is weighed of each.
fn words<'a>(
    folded: &'a Folded,
    sentence: &Range<usize>,
) -> impl Iterator<Item = (usize, Vec<String>)> + use<'a> {
    let (start, end) = (sentence.start, sentence.end);
    let stems = stems(folded).map(|(word, _)| word);
    let inside = stems.enumerate().skip(start).take(end - start);
    let words = inside.filter(|(at, _)| folded.tokens[*at].kind != TokenKind::End);
    words.map(|(at, word)| {
        (
            at,
            [word.to_string()]
                .into_iter()
                .chain(beginning(word))
                .collect(),
        )
    })
}

/// Whether a word can be shown alone: articles, short verbs and numbers weigh too, and say nothing to who reads them.
fn says_much(folded: &Folded, at: usize) -> bool {
    let token = &folded.tokens[at];
    token.kind == TokenKind::Word && token.original.len() >= BEGINNING
}

fn beginning(word: &str) -> Option<String> {
    let (at, _) = word.char_indices().nth(BEGINNING)?;
    Some(format!("{}*", &word[..at]))
}
