//! The sentences in which the lexicon finds words, searched once for all rules of vanity.

use std::collections::HashSet;
use std::ops::Range;

use super::{Context, Passage};
use crate::finding::{InEach, Message};
use crate::lexicon::{Family, Kind, Lexicon, Match};
use crate::locale::Language;
use crate::source::Span;

/// A sentence in which the lexicon finds words.
#[derive(Debug)]
pub struct Boast<'a> {
    /// Which of the context's passages holds it.
    pub passage: usize,
    /// Its bytes among the words of the passage.
    pub sentence: Range<usize>,
    /// What is found there, in order.
    pub matches: Vec<Match<'a>>,
}

/// Which rule a family is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Attention that is counted.
    Attention,
    /// Attention that is given a price.
    Price,
    /// Places compared with their neighbours.
    Neighbours,
    /// Words that dress a number.
    Dressing,
    /// Honest counts that say little on their own.
    Bare,
}

impl Subject {
    /// What a family is about.
    pub fn of(family: &Family) -> Self {
        match family.id.as_str() {
            _ if family.kind == Kind::Bare => Self::Bare,
            _ if family.is_dressing => Self::Dressing,
            "VM-08" => Self::Price,
            "VM-19" => Self::Neighbours,
            _ => Self::Attention,
        }
    }

    /// Whether it makes a number one of attention.
    pub fn is_attention(self) -> bool {
        matches!(self, Self::Attention | Self::Price)
    }
}

impl<'a> Boast<'a> {
    /// What is found there about a subject.
    pub fn about(&self, subject: Subject) -> Vec<&Match<'a>> {
        let matches = self.matches.iter();
        matches
            .filter(|found| Subject::of(found.family) == subject)
            .collect()
    }
}

/// Every sentence of ours in which the lexicon finds words. A figure is told once that it counts attention.
pub(super) fn search<'a>(passages: &[Passage], lexicon: &'a Lexicon) -> Vec<Boast<'a>> {
    let mut told = HashSet::new();
    let mut boasts = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        let Some(language) = passage.language.filter(|_| is_searched(passage)) else {
            continue;
        };
        let mut found = lexicon.find(&passage.plain.words, language);
        while let Some(first) = found.first() {
            let sentence = sentence(passage, first.range.start);
            let inside = found.partition_point(|found| found.range.start < sentence.end);
            let rest = found.split_off(inside.max(1));
            let mut matches = std::mem::replace(&mut found, rest);
            once_a_figure(passage, &mut matches, &mut told);
            boasts.push(Boast {
                passage: at,
                sentence,
                matches,
            });
        }
    }
    boasts
}

fn once_a_figure(passage: &Passage, matches: &mut Vec<Match>, told: &mut HashSet<Span>) {
    let is_attention = |found: &Match| Subject::of(found.family).is_attention();
    if passage.leaf.entry_of == "figure"
        && matches.iter().any(is_attention)
        && !told.insert(passage.leaf.entry)
    {
        matches.retain(|found| !is_attention(found));
    }
}

/// The sentence of a passage around one of its bytes.
fn sentence(passage: &Passage, byte: usize) -> Range<usize> {
    let ranges = passage.sentences().iter().map(|one| one.range.clone());
    let mut around = ranges.filter(|range| range.contains(&byte));
    around.next().unwrap_or(0..passage.plain.words.len())
}

/// Whether a text is told to the board on our word: neither what people said, nor what describes a person, a picture, a
/// source or the way voices were chosen, nor what is only said aloud.
fn is_searched(passage: &Passage) -> bool {
    const DESCRIBES: [&str; 8] = [
        "speaker",
        "original",
        "selection",
        "photo",
        "chart",
        "source",
        "vanity",
        "consent",
    ];
    let leaf = passage.leaf;
    !passage.is_quoted()
        && !DESCRIBES.contains(&leaf.of)
        && !passage.is("voice", "context")
        && leaf.key != "notes"
}

/// Whether a text stands in large letters on a slide: a title, or what a figure counts.
pub fn is_headline(passage: &Passage) -> bool {
    let headlines = [
        ("deck", "title"),
        ("entry", "title"),
        ("entry", "chapter"),
        ("entry", "statement"),
        ("story", "title"),
        ("signal", "title"),
        ("figure", "title"),
        ("figure", "label"),
        ("figure", "unit"),
    ];
    headlines.iter().any(|(of, key)| passage.is(of, key))
}

/// The question that a family asks.
pub fn question(family: &Family) -> Message {
    let asked = |language| family.question.in_language(language).unwrap_or_default();
    let asked = Language::ALL.map(|one| asked(one).to_string());
    Message::new("hint-question").text("question", asked)
}

/// The names of the families of some matches, each once, for a blank of a message.
pub fn names(matches: &[&Match]) -> InEach {
    let mut met = HashSet::new();
    let families = matches.iter().map(|found| found.family);
    let families: Vec<&Family> = families.filter(|one| met.insert(one.id.as_str())).collect();
    Language::ALL.map(|language| {
        let names = families.iter().map(|one| one.name.in_language(language));
        names.flatten().collect::<Vec<_>>().join(", ")
    })
}

/// The words of a passage that were found, each between marks.
pub fn quoted(passage: &Passage, matches: &[&Match]) -> String {
    let mut words: Vec<String> = Vec::new();
    for found in matches {
        let word = format!("`{}`", &passage.plain.words[found.range.clone()]);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// Where some matches stand first in the file.
pub fn place(passage: &Passage, matches: &[&Match], context: &Context) -> Span {
    let first = matches.first().map_or(0..0, |found| found.range.clone());
    passage.span(first, context.sources)
}
