//! How much vanity the lexicon finds, how often it is wrong, and the false friends it must leave alone.

use std::fs;

use recit::lexicon::{Kind, Lexicon};
use recit::locale::Language;

use crate::support::repository;

/// The sentences of a list, in order; lines that begin with `#` are comments.
fn sentences(name: &str) -> Vec<String> {
    let path = repository().join("tests/suite/lexicon").join(name);
    let text = fs::read_to_string(path).expect("a list of sentences");
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_string)
        .collect()
}

/// The words of vanity in a sentence, with their family.
fn vanity(text: &str, language: Language) -> Vec<String> {
    Lexicon::built_in()
        .find(text, language)
        .into_iter()
        .filter(|found| found.family.kind == Kind::Vanity)
        .map(|found| format!("{} `{}`", found.family.id, &text[found.range]))
        .collect()
}

/// What was measured on some sentences.
#[derive(Default)]
struct Score {
    all: usize,
    wrong: Vec<String>,
}

impl Score {
    /// The share of sentences that are right, in percent.
    fn right(&self) -> f64 {
        100.0 * (self.all - self.wrong.len()) as f64 / self.all.max(1) as f64
    }

    fn add(&mut self, text: &str, is_vain: bool, language: Language) {
        let found = vanity(text, language);
        self.all += 1;
        if found.is_empty() == is_vain {
            self.wrong.push(format!("{text} {found:?}"));
        }
    }
}

/// Found and falsely flagged among the sentences of some lists that `keep` takes by their position.
fn measure(prefix: &str, keep: impl Fn(usize) -> bool) -> (Score, Score) {
    let (mut vain, mut sober) = (Score::default(), Score::default());
    for language in Language::ALL {
        for (name, is_vain, score) in [("vanity", true, &mut vain), ("sober", false, &mut sober)] {
            let list = sentences(&format!("{prefix}{name}.{}.txt", language.code()));
            for (_, text) in list.iter().enumerate().filter(|(at, _)| keep(*at)) {
                score.add(text, is_vain, language);
            }
        }
    }
    (vain, sober)
}

/// Says and returns the two numbers of a set: vanity found, sober sentences flagged.
fn told(name: &str, (vain, sober): &(Score, Score)) -> String {
    let mut told = format!(
        "{name}: {:.1} % of {} vain sentences found, {:.1} % of {} sober sentences flagged",
        vain.right(),
        vain.all,
        100.0 - sober.right(),
        sober.all
    );
    for wrong in vain.wrong.iter().chain(&sober.wrong) {
        told += &format!("\n  {wrong}");
    }
    println!("{told}");
    told
}

#[test]
fn most_vanity_is_found_and_sober_sentences_are_left_alone() {
    let mut all = String::new();
    let sets = [
        ("developed on", measure("", |at| at % 2 == 0)),
        ("held out", measure("", |at| at % 2 == 1)),
    ];
    for (name, scores) in &sets {
        all += &(told(name, scores) + "\n");
    }
    for (_, (vain, sober)) in &sets {
        assert!(vain.right() >= 95.0 && sober.right() >= 98.0, "{all}");
    }
}
