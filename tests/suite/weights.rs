//! Learns the weights of words from some three thousand sentences, boasting and sober, by six authors and from the
//! samples, and checks that they are the weights that we ship.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::{env, fs};

use recit::lexicon::{Weights, collect_features};

use crate::support::repository;

/// The least number of sentences that hold a word, for the word to be weighed.
const LEAST: usize = 2;
/// How strongly weights are drawn to zero: the best of 0.1, 0.3, 1 and 3 on sentences of authors left out of the learning.
const PULL: f64 = 0.3;
/// How many times all sentences are read.
const ROUNDS: usize = 400;
/// How much a round changes.
const STEP: f64 = 0.05;
/// The share of sober sentences, left out of the learning, that may be found heavy: the lists of words are wrong about as often again.
const WRONG: f64 = 0.01;
/// In how many parts the sentences are cut to learn from all but one.
const PARTS: usize = 5;

/// A sentence: what is weighed of it, and whether it is vain.
struct Example {
    features: Vec<usize>,
    is_vain: bool,
}

/// The sentences learnt from, as sets of words, vain ones and sober ones in turn as they stand in their files.
fn texts() -> Vec<(BTreeSet<String>, bool)> {
    let mut texts = Vec::new();
    for (name, is_vain) in [("vanity", true), ("sober", false)] {
        for language in ["fr", "en"] {
            let path =
                repository().join(format!("tests/suite/lexicon/learnt/{name}.{language}.txt"));
            let text = fs::read_to_string(path).expect("sentences to learn from");
            texts.extend(
                text.lines().map(|line| (collect_features(line).into_iter().collect(), is_vain)),
            );
        }
    }
    texts
}

/// The words to weigh, each with its place.
fn vocabulary(texts: &[(BTreeSet<String>, bool)]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for word in texts.iter().flat_map(|(words, _)| words) {
        *counts.entry(word).or_default() += 1;
    }
    let kept = counts.into_iter().filter(|(_, count)| *count >= LEAST);
    kept.enumerate().map(|(at, (word, _))| (word.clone(), at)).collect()
}

/// The weight of an empty sentence, and of each word: logistic regression, each sentence having the same length.
fn learn(examples: &[&Example], words: usize) -> (f64, Vec<f64>) {
    let mut weights = vec![0.0; words + 1];
    let (mut mean, mut spread) = (vec![0.0; words + 1], vec![0.0; words + 1]);
    for round in 1..=ROUNDS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| weight * PULL).collect();
        slope[words] = 0.0;
        for example in examples {
            let length = (example.features.len().max(1) as f64).sqrt();
            let weight = weigh(&weights, example);
            let miss = 1.0 / (1.0 + (-weight).exp()) - f64::from(u8::from(example.is_vain));
            for at in &example.features {
                slope[*at] += miss / length;
            }
            slope[words] += miss;
        }
        let (first, second) =
            (1.0 - 0.9_f64.powi(round as i32), 1.0 - 0.999_f64.powi(round as i32));
        for at in 0..=words {
            mean[at] = 0.9 * mean[at] + 0.1 * slope[at];
            spread[at] = 0.999 * spread[at] + 0.001 * slope[at] * slope[at];
            weights[at] -= STEP * (mean[at] / first) / ((spread[at] / second).sqrt() + 1e-8);
        }
    }
    let empty = weights.pop().unwrap_or_default();
    (empty, weights)
}

/// What a sentence weighs; the last of the weights is that of an empty one.
fn weigh(weights: &[f64], example: &Example) -> f64 {
    let length = (example.features.len().max(1) as f64).sqrt();
    let sum: f64 = example.features.iter().map(|at| weights[*at]).sum();
    weights[weights.len() - 1] + sum / length
}

/// From which weight on a sentence is heavy: learning from all parts but one, what few sober sentences of that one reach.
fn heavy(examples: &[Example], words: usize) -> f64 {
    let mut sober = Vec::new();
    for part in 0..PARTS {
        let (out, learnt): (Vec<_>, Vec<_>) =
            examples.iter().enumerate().partition(|(at, _)| at % PARTS == part);
        let learnt: Vec<&Example> = learnt.into_iter().map(|(_, example)| example).collect();
        let (empty, mut weights) = learn(&learnt, words);
        weights.push(empty);
        let out = out.into_iter().map(|(_, example)| example).filter(|example| !example.is_vain);
        sober.extend(out.map(|example| weigh(&weights, example)));
    }
    sober.sort_by(f64::total_cmp);
    let allowed = (sober.len() as f64 * WRONG) as usize;
    sober[sober.len() - 1 - allowed]
}

fn rounded(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}

#[test]
fn the_weights_of_words_are_those_learnt_from_the_sentences() {
    let texts = texts();
    let vocabulary = vocabulary(&texts);
    let known = |(words, is_vain): &(BTreeSet<String>, bool)| Example {
        features: words.iter().filter_map(|word| vocabulary.get(word).copied()).collect(),
        is_vain: *is_vain,
    };
    let examples: Vec<Example> = texts.iter().map(known).collect();
    let all: Vec<&Example> = examples.iter().collect();
    let (empty, weights) = learn(&all, vocabulary.len());
    let heavy = rounded(heavy(&examples, vocabulary.len()));
    let path = repository().join("templates/lexicon/weights.yaml");
    let text = fs::read_to_string(&path).expect("weights");
    let mut shipped: Weights = serde_yaml::from_str(&text).expect("weights");
    let words: BTreeMap<String, f64> =
        vocabulary.iter().map(|(word, at)| (word.clone(), rounded(weights[*at]))).collect();
    if env::var_os("RECIT_BLESS").is_some() {
        (shipped.words, shipped.empty, shipped.heavy) = (words, rounded(empty), heavy);
        let head: String = text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .map(|line| format!("{line}\n"))
            .collect();
        let text = serde_yaml::to_string(&shipped).expect("weights as text");
        fs::write(&path, head + &text).expect("weights written");
        return;
    }
    // Machines may round the last digit another way.
    let is_near = |a: f64, b: f64| (a - b).abs() < 0.05;
    let learnt: HashMap<&String, f64> =
        words.iter().map(|(word, weight)| (word, *weight)).collect();
    assert_eq!(words.len(), shipped.words.len(), "run with RECIT_BLESS=1");
    for (word, weight) in &shipped.words {
        let is_same = learnt.get(word).is_some_and(|learnt| is_near(*learnt, *weight));
        assert!(is_same, "{word}: {weight}, learnt {:?}: run with RECIT_BLESS=1", learnt.get(word));
    }
    assert!(
        is_near(shipped.heavy, heavy) && is_near(shipped.empty, rounded(empty)),
        "run with RECIT_BLESS=1"
    );
}
