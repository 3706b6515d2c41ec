//! The sentences in which the lexicon finds words, looked for once for all rules of vanity.

use std::collections::HashSet;
use std::ops::Range;

use super::{Context, Passage};
use crate::finding::{Finding, Message, Rule, Severity};
use crate::lexicon::{Family, Lexicon, Match, Subject};
use crate::locale::InEach;
use crate::parallel::in_parallel;
use crate::source::Span;

/// A sentence of ours in which the lexicon finds words.
#[derive(Debug)]
pub struct PraiseSentence<'a> {
    /// The index of its passage in the context.
    pub passage: usize,
    /// Its bytes in the words of the passage.
    pub sentence: Range<usize>,
    /// The words found in it, in the order of the text.
    pub matches: Vec<Match<'a>>,
}

impl<'a> PraiseSentence<'a> {
    /// The words found that are about one subject.
    pub fn matches_about(&self, subject: Subject) -> Vec<&Match<'a>> {
        let matches = self.matches.iter();
        matches.filter(|found| found.family.subject() == subject).collect()
    }

    /// Whether a word found in it counts attention or gives it a price.
    pub fn has_attention_match(&self) -> bool {
        self.matches.iter().any(is_attention)
    }
}

/// All sentences of ours in which the lexicon finds words. That a figure counts attention is kept only in the first
/// text of that figure that does.
pub(super) fn find_lexicon_sentences<'a>(
    passages: &[Passage],
    lexicon: &'a Lexicon,
) -> Vec<PraiseSentence<'a>> {
    let found = in_parallel(passages, |passage| {
        let language = passage.language.filter(|_| passage.leaf.role.is_ours());
        language.map(|language| lexicon.find_matches(&passage.plain.words, language))
    });
    // Searching takes the time and goes on all cores; what must be done in order is done afterwards.
    let mut told = HashSet::new();
    let mut boasts = Vec::new();
    for (at, (passage, found)) in passages.iter().zip(found).enumerate() {
        let mut found = found.unwrap_or_default();
        // The matches are in the order of the text: each turn splits off those of the first sentence.
        while let Some(first) = found.first() {
            let sentence = sentence_around(passage, first.range.start);
            let inside = found.partition_point(|found| found.range.start < sentence.end);
            let rest = found.split_off(inside.max(1));
            let mut matches = std::mem::replace(&mut found, rest);
            once_a_figure(passage, &mut matches, &mut told);
            boasts.push(PraiseSentence { passage: at, sentence, matches });
        }
    }
    boasts
}

fn is_attention(found: &Match) -> bool {
    found.family.subject().counts_attention()
}

/// Drops matches about attention when an earlier text of the same figure had some already.
fn once_a_figure(passage: &Passage, matches: &mut Vec<Match>, told: &mut HashSet<Span>) {
    if passage.leaf.entry_of == "figure"
        && matches.iter().any(is_attention)
        && !told.insert(passage.leaf.entry)
    {
        matches.retain(|found| !is_attention(found));
    }
}

/// The sentence of a passage that holds a byte; the whole passage when none does.
fn sentence_around(passage: &Passage, byte: usize) -> Range<usize> {
    let ranges = passage.sentences().iter().map(|one| one.range.clone());
    let mut around = ranges.filter(|range| range.contains(&byte));
    around.next().unwrap_or(0..passage.plain.words.len())
}

/// The names of the families of some matches, each once, to fill a blank of a message.
pub fn family_names(matches: &[&Match]) -> InEach<String> {
    let mut met = HashSet::new();
    let families = matches.iter().map(|found| found.family);
    let families: Vec<&Family> = families.filter(|one| met.insert(one.id.as_str())).collect();
    InEach::new(|language| {
        let names = families.iter().map(|one| one.name.of_either(language));
        names.flatten().collect::<Vec<_>>().join(", ")
    })
}

/// The words that were found, each once, between backticks and with commas.
fn format_matched_words(passage: &Passage, matches: &[&Match]) -> String {
    let mut words: Vec<String> = Vec::new();
    for found in matches {
        let word = format!("`{}`", &passage.plain.words[found.range.clone()]);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// A finding at the first of some matches of a passage, which names all of them and asks the
/// question of the first; none without matches.
pub fn finding_of_matches(
    rule: &'static Rule,
    message: Message,
    matches: &[&Match],
    passage: &Passage,
    context: &Context,
) -> Option<Finding> {
    let first = matches.first()?;
    let span = passage.span_of_words(first.range.clone(), context.sources);
    let question = &first.family.question;
    let asked = |language| question.of_either(language).unwrap_or_default().to_string();
    let hint = Message::new("hint-question").with_text("question", InEach::new(asked));
    let message = message.with("words", format_matched_words(passage, matches));
    Some(Finding::new(rule, span, message).with_hint(hint))
}

/// The finding as an error when its words are in large letters on a slide: in a title, or in what a figure counts.
pub fn raise_in_headline(finding: Finding, passage: &Passage) -> Finding {
    if passage.leaf.role.is_headline() {
        Finding { severity: Severity::Error, ..finding }
    } else {
        finding
    }
}
