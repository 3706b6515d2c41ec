//! What stands around a word, and whether the word is meant there.
//!
//! Its sentences are shorter than those of `text::sentences`: they end at each stop, that of a short form too, and at a
//! semicolon. What makes a word mean attention stands right beside it, and the lists are made for so little room.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::fold::{Folded, FoldedToken, TokenKind};

/// What a neighbour tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cue {
    /// Attention is counted there.
    Platform,
    /// It is put before an audience.
    Published,
    /// It is praised with numbers.
    Success,
    /// Something goes up or down.
    Growth,
    /// A number in words.
    Large,
    /// A part of a hundred.
    Percent,
    /// The number before it counts something else.
    Measure,
    /// The number after it names something.
    Label,
    /// A count is given up.
    Renounce,
    /// What a count is worth is put in doubt.
    Doubt,
    /// A number that counts; seen, not listed.
    #[serde(skip)]
    Quantity,
    /// A number of people that nobody could have talked with; seen, not listed.
    #[serde(skip)]
    Crowd,
}

impl Cue {
    fn bit_mask(self) -> u16 {
        // The order of declaration numbers the bits: twelve cues, sixteen bits.
        1 << self as u16
    }
}

/// What must stand near a word for it to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Nothing.
    Always,
    /// A number, a percent, a platform, something published, or growth.
    Counted,
    /// A platform.
    Online,
    /// A platform, or something published there.
    Published,
    /// Something published, or whose numbers are praised.
    Praised,
    /// Growth.
    Grown,
    /// A share, thousands or a multiple right beside it, a platform or something published, and nothing that people
    /// said: questions and complaints may grow on a platform too.
    Risen,
    /// A number or a percent right beside it, and a platform or something published.
    Measured,
    /// Thousands right beside it, and a platform or something published.
    Crowd,
    /// Capitals, and a number, a percent, or something published.
    Capitals,
}

impl When {
    /// The cues one of which must be near.
    fn nearby_cues(self) -> &'static [Cue] {
        match self {
            Self::Always => &[],
            Self::Counted => &[
                Cue::Quantity,
                Cue::Percent,
                Cue::Large,
                Cue::Platform,
                Cue::Published,
                Cue::Growth,
            ],
            Self::Online => &[Cue::Platform],
            // `Measured`, `Crowd` and `Risen` also need a number right beside the word: see `adjacent_cues`.
            Self::Published | Self::Measured | Self::Crowd | Self::Risen => {
                &[Cue::Platform, Cue::Published]
            }
            Self::Praised => &[Cue::Platform, Cue::Published, Cue::Success],
            Self::Grown => &[Cue::Growth],
            Self::Capitals => &[Cue::Quantity, Cue::Percent, Cue::Platform, Cue::Published],
        }
    }

    /// The cues one of which must be right beside.
    fn adjacent_cues(self) -> &'static [Cue] {
        match self {
            Self::Measured => &[Cue::Quantity, Cue::Percent],
            Self::Crowd => &[Cue::Crowd],
            Self::Risen => &[Cue::Crowd, Cue::Percent, Cue::Large],
            _ => &[],
        }
    }

    fn wants_capitals(self) -> bool {
        self == Self::Capitals
    }
}

/// How many words away a number still belongs to a word: `12 000 nouveaux abonnés`, `abonnés : 12 000`.
const CLOSE: usize = 3;

/// How many words away a neighbour may stand (domain report, §2.2).
const NEAR: usize = 6;

/// How many words away the name of a platform may stand: it often opens the sentence.
const FAR: usize = 12;

/// One text with what stands in it.
pub struct Scene<'a> {
    text: &'a str,
    folded: &'a Folded,
    /// The cues that cover each token, one bit each.
    marks: Vec<u16>,
    /// The sentence around each token.
    sentences: Vec<Range<usize>>,
    /// The first tokens of other subjects, in order, by the family that they silence.
    subjects: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Scene<'a> {
    /// The scene of a text, without cues.
    pub fn new(text: &'a str, folded: &'a Folded) -> Self {
        Self {
            text,
            folded,
            marks: vec![0; folded.tokens.len()],
            sentences: sentences_by_token(folded),
            subjects: BTreeMap::new(),
        }
    }

    /// Puts a cue on some tokens.
    pub fn mark_cue(&mut self, tokens: &Range<usize>, cue: Cue) {
        for mark in &mut self.marks[tokens.clone()] {
            *mark |= cue.bit_mask();
        }
    }

    /// Notes a subject that silences a family; in the order of the text.
    pub fn add_subject(&mut self, token: usize, family: usize) {
        self.subjects.entry(family).or_default().push(token);
    }

    /// Marks the numbers that count, once all other cues are known.
    pub fn mark_quantities(&mut self) {
        // The test of a number reads other cues of its neighbours, never their `Quantity` bit, so the order does not matter.
        for at in 0..self.marks.len() {
            if self.is_quantity(at) {
                self.marks[at] |= Cue::Quantity.bit_mask();
                if is_crowd(&self.text[self.folded.tokens[at].original.clone()]) {
                    self.marks[at] |= Cue::Crowd.bit_mask();
                }
            }
        }
    }

    /// Whether a form of a family found on some tokens is meant there.
    pub fn is_meant(&self, form: &Range<usize>, when: When, family: usize) -> bool {
        if when.wants_capitals() && !self.is_capital(form) {
            return false;
        }
        let beside = when.adjacent_cues();
        if !beside.is_empty() && !self.has_cue_near(form, CLOSE, beside) {
            return false;
        }
        // Then something must be near that tells what the word means. A form that already has its number right beside it may look
        // as far for that as for a platform; any other form looks six words away.
        let wanted = when.nearby_cues();
        let has_platform = self.has_cue_near(form, FAR, &[Cue::Platform]);
        let near = if beside.is_empty() { NEAR } else { FAR };
        // The name of a platform may open the sentence, far from the word: `Sur Instagram, notre dernière publication…`. It
        // counts from that distance even where other cues would not.
        let is_meant = wanted.is_empty()
            || self.has_cue_near(form, near, wanted)
            || (has_platform && wanted.contains(&Cue::Platform));
        // Another subject takes the word away from attention, unless a platform is named. `Risen` lets go even then: complaints
        // may double on Facebook.
        let is_elsewhere = when != When::Always
            && (!has_platform || when == When::Risen)
            && self.has_subject(form, family);
        is_meant && !is_elsewhere && !self.is_given_up(form)
    }

    /// The sentences in which nobody gives up a count, or doubts what it is worth.
    pub fn sober_sentences(&self) -> Vec<Range<usize>> {
        // Each token holds the range of its sentence, and equal ranges stand side by side: `dedup` leaves each sentence once.
        let mut sentences = self.sentences.clone();
        sentences.dedup();
        let given_up = Cue::Renounce.bit_mask() | Cue::Doubt.bit_mask();
        let is_sober = |sentence: &Range<usize>| {
            let mut marks = self.marks[sentence.clone()].iter();
            !marks.any(|mark| mark & given_up != 0)
        };
        sentences.retain(is_sober);
        sentences
    }

    /// Whether the sentence of a form is about something else.
    fn has_subject(&self, form: &Range<usize>, family: usize) -> bool {
        let sentence = &self.sentences[form.start];
        let all = self.subjects.get(&family).map_or(&[][..], Vec::as_slice);
        // The list is in the order of the text, so the first subject of the sentence is found by halving. A subject inside the
        // form itself is not another subject.
        let first = all.partition_point(|at| *at < sentence.start);
        let here = all[first..].iter().take_while(|at| **at < sentence.end);
        here.into_iter().any(|at| !form.contains(at))
    }

    /// A count given up is what the tool asks for; given with its number, it is still a count.
    fn is_given_up(&self, form: &Range<usize>) -> bool {
        // A doubt wins over a number: `12 000 vues ne prouvent rien` is no boast. Giving a count up does not: once its number is
        // said, it has been counted.
        let is_counted =
            self.has_number(form) || self.has_cue_near(form, CLOSE, &[Cue::Quantity, Cue::Percent]);
        self.has_cue_near(form, FAR, &[Cue::Doubt])
            || (self.has_cue_near(form, FAR, &[Cue::Renounce]) && !is_counted)
    }

    /// Whether a form holds its number: `0 vues`.
    fn has_number(&self, form: &Range<usize>) -> bool {
        let mut tokens = self.folded.tokens[form.clone()].iter();
        tokens.any(|token| token.kind == TokenKind::Number)
    }

    /// Whether one of these cues stands near, in the same sentence, outside the form.
    fn has_cue_near(&self, form: &Range<usize>, near: usize, wanted: &[Cue]) -> bool {
        let sentence = &self.sentences[form.start];
        let wanted = wanted.iter().fold(0, |bits, cue| bits | cue.bit_mask());
        // The tokens of the form are left out, so that its own number, as in `0 vues`, does not count as a neighbour. `max`
        // keeps the range in order where a form holds the stop that ends its sentence.
        let before = form.start.saturating_sub(near).max(sentence.start)..form.start;
        let after = form.end..(form.end + near).min(sentence.end).max(form.end);
        let mut near = before.chain(after);
        near.any(|at| self.marks[at] & wanted != 0)
    }

    fn is_capital(&self, form: &Range<usize>) -> bool {
        self.folded.tokens[form.clone()].iter().all(|token| {
            // More than half is enough: `ABONNÉ·e·s` is one token, whose endings stay small and whose points have no case.
            let written = self.text[token.original.clone()].chars();
            let (capitals, all) = written.fold((0, 0), |(capitals, all), sign| {
                (capitals + usize::from(sign.is_uppercase()), all + 1)
            });
            capitals * 2 > all
        })
    }

    /// Whether a token is a number that counts, and not a year, a date, a price, an age or a place in a list.
    fn is_quantity(&self, at: usize) -> bool {
        let token = &self.folded.tokens[at];
        let is =
            |at: usize, cue: Cue| self.marks.get(at).is_some_and(|mark| mark & cue.bit_mask() != 0);
        // The unit may stand behind a number in words, one word farther: `2 centaines d’euros`.
        let is_measured =
            is(at + 1, Cue::Measure) || (is(at + 1, Cue::Large) && is(at + 2, Cue::Measure));
        let written = &self.text[token.original.clone()];
        // `page 12` and `juin 2026` name something. Thousands do not: `en juin, 12 000 vues` is a count again.
        let is_named = at > 0 && is(at - 1, Cue::Label) && !is_crowd(written);
        token.kind == TokenKind::Number && !is_measured && !is_named && !is_year(written)
    }
}

/// The sentence around each token.
fn sentences_by_token(folded: &Folded) -> Vec<Range<usize>> {
    let mut sentences = Vec::with_capacity(folded.tokens.len());
    let ends = |token: &FoldedToken| token.kind == TokenKind::End;
    // Each piece holds the stop that ends it; what follows the last stop is a sentence too.
    for sentence in folded.tokens.split_inclusive(ends) {
        let start = sentences.len();
        let place = start..start + sentence.len();
        sentences.resize(place.end, place);
    }
    sentences
}

/// Whether a number, as written, is of a thousand or more: `20k`, `3 millions`, `14 300`, but not `48,25`.
fn is_crowd(written: &str) -> bool {
    // `14 300` and `14,300` end with three digits, `48,25` does not. What blurs a number (`plus de`) stands before it, so a
    // letter at its end belongs to a multiplier: `20k`, `3 millions`.
    let groups = written.split(|sign: char| !sign.is_ascii_digit());
    let groups: Vec<&str> = groups.filter(|group| !group.is_empty()).collect();
    let has_multiplier = written.trim_end().ends_with(char::is_alphabetic);
    let is_long = match groups.as_slice() {
        [one] => one.len() > 3,
        [.., last] => last.len() == 3,
        [] => false,
    };
    has_multiplier || is_long
}

/// Four digits without a sign between them that a calendar may show.
fn is_year(written: &str) -> bool {
    written.len() == 4 && written.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}
