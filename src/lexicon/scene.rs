//! The scene of a text: what stands around a word, and whether the word is meant there.
//!
//! Its sentences are shorter than those of `text::sentences`: they end at each full stop, even that of an
//! abbreviation, and at each semicolon. What shows that a word means attention stands right beside it, and
//! the lists were made for short sentences.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::fold::{Folded, FoldedToken, TokenKind};

/// What a word shows about the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cue {
    /// A platform is named, where attention is counted.
    Platform,
    /// Something is published or shown to an audience.
    Published,
    /// Something is praised for its numbers.
    Success,
    /// Something goes up or down.
    Growth,
    /// A number in words.
    Large,
    /// A share in percent.
    Percent,
    /// A unit: the number before it measures something else, such as money or time.
    Measure,
    /// A word such as `page`: the number after it names something and counts nothing.
    Label,
    /// Somebody declines to count.
    Renounce,
    /// Somebody doubts that a count is worth anything.
    Doubt,
    /// A number that counts. It is worked out, and stands in no list.
    #[serde(skip)]
    Quantity,
    /// A number too large for people one has talked with. It is worked out, and stands in no list.
    #[serde(skip)]
    Crowd,
}

impl Cue {
    fn bit_mask(self) -> u16 {
        // The order of declaration gives the bit: twelve cues in sixteen bits.
        1 << self as u16
    }
}

/// What must stand near a word for it to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Nothing: the word has one meaning.
    Always,
    /// A number, a percentage, a platform, something published, or growth.
    Counted,
    /// The name of a platform.
    Online,
    /// The name of a platform, or something published.
    Published,
    /// A platform, something published, or something praised for its numbers.
    Praised,
    /// Something that goes up or down.
    Grown,
    /// A percentage, thousands or a multiple right beside it, and a platform or something published; but never in a
    /// sentence about what people said, since questions and complaints may grow on a platform too.
    Risen,
    /// A number or a percentage right beside it, and a platform or something published.
    Measured,
    /// Thousands right beside it, and a platform or something published.
    Crowd,
    /// The word is in capitals; and a number, a percentage, a platform or something published is near.
    Capitals,
}

impl When {
    /// The cues of which one must be near; none when the word is always meant.
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

    /// The cues of which one must be right beside the word; none when that does not matter.
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

/// How many words away a neighbour may stand.
const NEAR: usize = 6;

/// How many words away the name of a platform may stand: it is often at the start of the sentence.
const FAR: usize = 12;

/// A text and what was found in it.
pub struct Scene<'a> {
    text: &'a str,
    folded: &'a Folded,
    /// The cues that cover each token, one bit each.
    marks: Vec<u16>,
    /// The range of tokens that is the sentence of each token.
    sentences: Vec<Range<usize>>,
    /// The first tokens of other subjects, in the order of the text, by the family that they silence.
    subjects: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Scene<'a> {
    /// The scene of a text in which nothing was found yet.
    pub fn new(text: &'a str, folded: &'a Folded) -> Self {
        Self {
            text,
            folded,
            marks: vec![0; folded.tokens.len()],
            sentences: sentences_by_token(folded),
            subjects: BTreeMap::new(),
        }
    }

    /// Notes that a cue covers some tokens.
    pub fn mark_cue(&mut self, tokens: &Range<usize>, cue: Cue) {
        for mark in &mut self.marks[tokens.clone()] {
            *mark |= cue.bit_mask();
        }
    }

    /// Notes another subject that silences a family; called in the order of the text.
    pub fn add_subject(&mut self, token: usize, family: usize) {
        self.subjects.entry(family).or_default().push(token);
    }

    /// Marks the numbers that count; called once all other cues are known.
    pub fn mark_quantities(&mut self) {
        // The test reads other cues of the neighbours, never their `Quantity` bit, so the order does not matter.
        for at in 0..self.marks.len() {
            if self.is_quantity(at) {
                self.marks[at] |= Cue::Quantity.bit_mask();
                if is_crowd(self.written_number(at)) {
                    self.marks[at] |= Cue::Crowd.bit_mask();
                }
            }
        }
    }

    /// Whether a form of a family, found on some tokens, is meant there.
    pub fn is_meant(&self, form: &Range<usize>, when: When, family: usize) -> bool {
        if when.wants_capitals() && !self.is_capital(form) {
            return false;
        }
        let beside = when.adjacent_cues();
        if !beside.is_empty() && !self.has_cue_near(form, CLOSE, beside) {
            return false;
        }
        // Something near must show what the word means. For a form that has its number right beside it, this may be as
        // far away as a platform; for any other form, six words at most.
        let wanted = when.nearby_cues();
        let has_platform = self.has_cue_near(form, FAR, &[Cue::Platform]);
        let near = if beside.is_empty() { NEAR } else { FAR };
        // The name of a platform may be at the start of the sentence, far from the word: `Sur Instagram, notre dernière
        // publication…`. It counts even where other cues are too far away.
        let is_meant = wanted.is_empty()
            || self.has_cue_near(form, near, wanted)
            || (has_platform && wanted.contains(&Cue::Platform));
        // Another subject in the sentence means that the word is not about attention, unless a platform is named. With
        // `Risen` not even then: complaints may double on Facebook.
        let is_elsewhere = when != When::Always
            && (!has_platform || when == When::Risen)
            && self.has_subject(form, family);
        is_meant && !is_elsewhere && !self.is_given_up(form)
    }

    /// The sentences in which nobody declines to count or doubts a count.
    pub fn sober_sentences(&self) -> Vec<Range<usize>> {
        // Each token holds the range of its sentence, and equal ranges are
        // adjacent, so `dedup` leaves each sentence once.
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

    /// Whether the sentence of a form is about another subject, which silences this family.
    fn has_subject(&self, form: &Range<usize>, family: usize) -> bool {
        let sentence = &self.sentences[form.start];
        let all = self.subjects.get(&family).map_or(&[][..], Vec::as_slice);
        // The list is in the order of the text, so a binary search finds the first subject of the sentence. A subject
        // within the form itself does not count.
        let first = all.partition_point(|at| *at < sentence.start);
        let here = all[first..].iter().take_while(|at| **at < sentence.end);
        here.into_iter().any(|at| !form.contains(at))
    }

    /// Whether a count is declined or doubted. Declining is what we ask for; but a count
    /// that states its number is still a count.
    fn is_given_up(&self, form: &Range<usize>) -> bool {
        // A doubt counts even beside a number: `12 000 vues ne prouvent rien` is no boast. Declining does not: once the
        // number is stated, it has been counted.
        let is_counted =
            self.has_number(form) || self.has_cue_near(form, CLOSE, &[Cue::Quantity, Cue::Percent]);
        self.has_cue_near(form, FAR, &[Cue::Doubt])
            || (self.has_cue_near(form, FAR, &[Cue::Renounce]) && !is_counted)
    }

    /// Whether a form contains a number: `0 vues`.
    fn has_number(&self, form: &Range<usize>) -> bool {
        let mut tokens = self.folded.tokens[form.clone()].iter();
        tokens.any(|token| token.kind == TokenKind::Number)
    }

    /// Whether one of some cues is at most `near` tokens away, in the same sentence and outside the form.
    fn has_cue_near(&self, form: &Range<usize>, near: usize, wanted: &[Cue]) -> bool {
        let sentence = &self.sentences[form.start];
        let wanted = wanted.iter().fold(0, |bits, cue| bits | cue.bit_mask());
        // The form's own tokens are left out, so that the number in `0 vues` is not its own neighbour. `max` keeps the
        // range valid when a form includes the full stop that ends its sentence.
        let before = form.start.saturating_sub(near).max(sentence.start)..form.start;
        let after = form.end..(form.end + near).min(sentence.end).max(form.end);
        let mut near = before.chain(after);
        near.any(|at| self.marks[at] & wanted != 0)
    }

    fn is_capital(&self, form: &Range<usize>) -> bool {
        self.folded.tokens[form.clone()].iter().all(|token| {
            // More than half is enough: `ABONNÉ·e·s` is one token, whose
            // endings stay small and whose dots have no case.
            let written = self.text[token.original.clone()].chars();
            let (capitals, all) = written.fold((0, 0), |(capitals, all), sign| {
                (capitals + usize::from(sign.is_uppercase()), all + 1)
            });
            capitals * 2 > all
        })
    }

    /// A number as it is written, without a letter that a comma parts from it: in `en 2026, M. Martin` the `M` is no
    /// multiplier.
    fn written_number(&self, at: usize) -> &str {
        let written = &self.text[self.folded.tokens[at].original.clone()];
        written.split_once(", ").map_or(written, |(number, _)| number)
    }

    /// Whether a token is a number that counts, not a year, a date, a price, an age or a number in a list.
    fn is_quantity(&self, at: usize) -> bool {
        let token = &self.folded.tokens[at];
        let is =
            |at: usize, cue: Cue| self.marks.get(at).is_some_and(|mark| mark & cue.bit_mask() != 0);
        // After a number in words the unit is one word farther away: `2 centaines d’euros`.
        let is_measured =
            is(at + 1, Cue::Measure) || (is(at + 1, Cue::Large) && is(at + 2, Cue::Measure));
        let written = self.written_number(at);
        // `page 12` and `juin 2026` name something. Thousands do not: in `en
        // juin, 12 000 vues` the number counts again.
        let is_named = at > 0 && is(at - 1, Cue::Label) && !is_crowd(written);
        token.kind == TokenKind::Number && !is_measured && !is_named && !is_year(written)
    }
}

/// The sentence around each token.
fn sentences_by_token(folded: &Folded) -> Vec<Range<usize>> {
    let mut sentences = Vec::with_capacity(folded.tokens.len());
    let ends = |token: &FoldedToken| token.kind == TokenKind::End;
    // Each piece includes the full stop that ends it; what follows the last one is a sentence too.
    for sentence in folded.tokens.split_inclusive(ends) {
        let start = sentences.len();
        let place = start..start + sentence.len();
        sentences.resize(place.end, place);
    }
    sentences
}

/// Whether a number, as written, is of a thousand or more: `20k`, `3 millions`, `14 300`, but not `48,25`.
fn is_crowd(written: &str) -> bool {
    // `14 300` and `14,300` end with three digits, `48,25` does not. Words that blur a number (`plus de`) come first,
    // so a letter at the end belongs to a multiplier: `20k`, `3 millions`.
    let groups = written.split(|sign: char| !sign.is_ascii_digit());
    let groups: Vec<&str> = groups.filter(|group| !group.is_empty()).collect();
    let has_multiplier = written.trim_end().ends_with(char::is_alphabetic);
    let is_long = match groups.as_slice() {
        [one] => one.len() > 3,
        // A grouped number never begins with a zero: `0,125` has three decimals.
        [first, .., last] => last.len() == 3 && !first.starts_with('0'),
        [] => false,
    };
    has_multiplier || is_long
}

/// Whether a number is four digits that may be a year of this century or the last.
fn is_year(written: &str) -> bool {
    written.len() == 4 && written.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_told_from_decimals() {
        for written in ["20k", "3 millions", "14 300", "14,300", "4500"] {
            assert!(is_crowd(written), "{written}");
        }
        for written in ["48,25", "0,125", "0.500", "300"] {
            assert!(!is_crowd(written), "{written}");
        }
    }
}
