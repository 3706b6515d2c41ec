//! Whether a quote is true to its original: the same words in the same order, with every omission marked.
//!
//! ```text
//! original   On a tourné quarante minutes pour se garer, on est repartis sans voir le lac. Dommage…
//! shown      On a tourné quarante minutes […], on est repartis sans voir [la base nautique].
//! ```
//!
//! Words are compared one by one. Spaces, and the different ways to type apostrophes, quotation marks, dashes and
//! ligatures, make no difference (`words`). A quote may begin and end anywhere in the original. The time grows with the
//! length of the texts: a comparison that would take longer is given up, and the quote counts as not found.

mod nearest;
mod repair;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use self::words::{Leap, Quote, QuoteWords, Shown, Word, is_picture};

/// What its writer declared about a quote, and which words may never be changed.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// Whether its spelling was corrected: accents, capitals, a letter or two of a longer word.
    pub spelling: bool,
    /// Whether its punctuation was corrected; a question stays one.
    pub punctuation: bool,
    /// Tells whether a word, in lower case, denies or turns a sentence, as `not` and `but` do: it is never corrected,
    /// and never hidden under added words.
    pub is_turn: &'a dyn Fn(&str) -> bool,
}

/// Where a quote leaves out words of the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The bytes of the quote to point at: the mark of the cut, or the first or last word when the cut is at an end.
    pub shown: Range<usize>,
    /// The first word left out, right after what is shown before the cut; none when the cut is at the start.
    pub after: Option<Edge>,
    /// The last word left out, right before what is shown after the cut; none when the cut is at the end.
    pub before: Option<Edge>,
}

/// A word left out right beside a word that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The word in lower case.
    pub word: String,
    /// Whether it belongs to the same sentence as the word shown beside it.
    pub is_same_sentence: bool,
}

/// What is wrong with a quote that does not match its original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered {
    /// The sort of fault.
    pub kind: Alteration,
    /// The smallest place that is wrong, in bytes of the quote.
    pub shown: Range<usize>,
    /// The nearest passage of the original, in its bytes; none when nothing is near.
    pub nearest: Option<Range<usize>>,
}

/// The ways in which a quote may not match its original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alteration {
    /// Words that the original does not have at this place.
    Changed,
    /// Words of the original are left out without a mark.
    Unmarked,
    /// Another sign between the same words.
    Sign,
    /// Words that the original has in another order.
    Moved,
    /// Nothing in the original resembles it.
    Absent,
}

/// The most words of the original that `[added words]` may replace: a name, or a title with a name.
const HIDDEN: usize = 3;

/// The most comparisons of words before a search is given up. A voice of a hundred words in the longest message that is
/// read takes a tenth of it.
const STEPS: usize = 2_000_000;

/// Looks for the words of a quote in the original. Returns what the quote leaves
/// out, or how it differs from what was said.
pub fn compare_quote(shown: &str, original: &str, terms: Terms) -> Result<Vec<Cut>, Altered> {
    let (quote, original) = (Quote::from_text(shown), QuoteWords::from_text(original));
    let mut search = Search {
        quote: &quote.words,
        is_marked_at_end: quote.closing.is_some(),
        original: &original,
        terms,
        steps: STEPS,
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    // Each stretch is looked for behind the one before it, and `run` gives the match that ends first. That leaves the
    // most words for the stretches to come, so that no choice is ever taken back.
    for run in runs_between_cuts(&quote.words) {
        let from = found.last().map_or(0, |last| last.end);
        match search.run(run.clone(), from) {
            Some(place) => found.push(place),
            None => return Err(search.find_alteration(run)),
        }
    }
    Ok(find_cuts(&quote, &original, &found))
}

/// The stretches of a quote between its cuts, as ranges of its words.
fn runs_between_cuts(quote: &[Shown]) -> Vec<Range<usize>> {
    // The first word of a quote has a cut before it by definition, so that the first stretch begins there.
    let is_start = |(_, shown): &(usize, &Shown)| matches!(shown.leap, Leap::Cut(_));
    let starts = quote.iter().enumerate().filter(is_start);
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([quote.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The search for a quote in an original.
struct Search<'a> {
    quote: &'a [Shown],
    /// Whether the quote ends with a mark.
    is_marked_at_end: bool,
    original: &'a QuoteWords,
    terms: Terms<'a>,
    /// How many comparisons of words are left.
    steps: usize,
}

impl Search<'_> {
    /// The words of the original, at `from` or later, that a stretch of the quote
    /// shows: of all matches the one that ends first.
    fn run(&mut self, run: Range<usize>, from: usize) -> Option<Range<usize>> {
        // Of all matches, the one that ends first. A later start may end earlier, as added words stand for a few words
        // or for none; a start behind the best end cannot.
        let mut best: Option<Range<usize>> = None;
        for start in from..self.original.words.len() {
            if best.as_ref().is_some_and(|best| start >= best.end) || self.steps == 0 {
                break;
            }
            if let Some(end) = self.run_at(run.clone(), start)
                && best.as_ref().is_none_or(|best| end < best.end)
            {
                best = Some(start..end);
            }
        }
        best
    }

    /// The end of the words of the original that a stretch shows when its first word is
    /// at `start`; none when it does not match.
    fn run_at(&mut self, run: Range<usize>, start: usize) -> Option<usize> {
        if !self.is_same(run.start, start) {
            return None;
        }
        // `reached` holds all places where the last word may lie: there are several where added
        // words may hide one word or three. A set keeps each place once. Following each way by
        // itself could take time that doubles with every mark.
        let mut reached = BTreeSet::from([start]);
        for at in run.start + 1..run.end {
            reached = reached.iter().flat_map(|last| self.next(at, *last)).collect();
            if reached.is_empty() {
                return None;
            }
        }
        let last = run.end - 1;
        // The set is in order, so the earliest end is given.
        reached.into_iter().find(|at| self.ends_well(last, *at)).map(|at| at + 1)
    }

    /// The places of the original where the word `at` of the quote may be, when the word before it is at `last`.
    fn next(&mut self, at: usize, last: usize) -> Vec<usize> {
        let most = match self.quote[at].leap {
            Leap::Added(_) => last + 1 + HIDDEN,
            _ => last + 1,
        };
        let mut places = Vec::new();
        for place in last + 1..=most.min(self.original.words.len().saturating_sub(1)) {
            let is_it = self.is_same(at, place);
            if is_it && self.has_matching_signs(at, last, place) {
                places.push(place);
            }
            // A word that turns a sentence, such as `pas`, may be shown but not
            // hidden: no place behind it can be reached.
            if self.is_turn(&self.original.words[place]) {
                break;
            }
        }
        places
    }

    /// Whether a word of the quote may stand for a word of the original.
    fn is_same(&mut self, at: usize, place: usize) -> bool {
        // Without steps left no word is the same as another, and the search ends as if nothing had been found.
        let Some(steps) = self.steps.checked_sub(1) else {
            return false;
        };
        self.steps = steps;
        // Behind a mark a sentence may begin anew, so its first letter may have
        // changed its case: `[…] Nous` for `nous`.
        let (shown, said) = (&self.quote[at], &self.original.words[place]);
        let (one, other) = (&shown.word.letters, &said.letters);
        one == other
            || one == words::EMOJI && is_picture(said)
            || (shown.leap != Leap::None || self.terms.punctuation)
                && repair::is_capital(one, other)
            || self.terms.spelling && repair::is_spelling(one, other, self.terms.is_turn)
    }

    /// Whether the signs before a word of the quote are those of the original.
    fn has_matching_signs(&self, at: usize, last: usize, place: usize) -> bool {
        let shown = &self.quote[at];
        // What stands between the mark and this word is free; what stands between the word before and the mark is not.
        if shown.leap != Leap::None {
            return self.ends_well(at - 1, last);
        }
        self.is_same_gap(&shown.word.before, &self.original.words[place].before)
    }

    fn is_same_gap(&self, shown: &str, said: &str) -> bool {
        // Mended punctuation may change all signs but one: what was asked stays a question.
        shown == said || self.terms.punctuation && (!said.contains('?') || shown.contains('?'))
    }

    /// Whether the signs after a word that ends a stretch are fair. A full stop may end a sentence that went on, but no
    /// question may become a statement, and no statement a question or an exclamation.
    fn ends_well(&self, at: usize, place: usize) -> bool {
        let Some(shown) = &self.quote[at].after else {
            return true;
        };
        let said = self.signs_after(place);
        let is_last = at + 1 == self.quote.len() && !self.is_marked_at_end;
        let keeps = |sign: char| shown.contains(sign) || !said.contains(sign);
        let adds = |sign: char| shown.contains(sign) && !said.contains(sign);
        // Before a mark and without a sign, the reader sees that the sentence goes on, so a question may lose its `?`
        // there. At the end of the quote it would become a statement.
        let keeps_question = keeps('?') || (shown.is_empty() && !is_last);
        keeps_question && (self.terms.punctuation || !adds('?') && !adds('!'))
    }

    /// The signs after a word of the original.
    fn signs_after(&self, place: usize) -> &str {
        let next = self.original.words.get(place + 1);
        next.map_or(&self.original.after, |next| &next.before)
    }

    fn is_turn(&self, word: &Word) -> bool {
        (self.terms.is_turn)(&word.letters.to_lowercase())
    }
}

/// Where a quote leaves out words, once all its stretches were found.
fn find_cuts(quote: &Quote, original: &QuoteWords, found: &[Range<usize>]) -> Vec<Cut> {
    let (Some(first), Some(last)) = (quote.words.first(), quote.words.last()) else {
        return Vec::new();
    };
    let mut cuts = Vec::new();
    let starts = quote.words.iter().filter_map(|shown| match &shown.leap {
        Leap::Cut(mark) => Some(mark.clone()),
        _ => None,
    });
    // A cut may lie before the first stretch, between two of them, and behind the last.
    let mut from = None;
    for (mark, place) in starts.zip(found) {
        let shown = mark.unwrap_or_else(|| first.word.range.clone());
        cuts.extend(cut_between(original, from, Some(place.start), shown));
        from = Some(place.end);
    }
    let shown = quote.closing.clone();
    let shown = shown.unwrap_or_else(|| last.word.range.clone());
    cuts.extend(cut_between(original, from, None, shown));
    cuts
}

/// The cut between two places of the original; `from` or `to` is none at the start or
/// end. None when nothing is left out there.
fn cut_between(
    original: &QuoteWords,
    from: Option<usize>,
    to: Option<usize>,
    shown: Range<usize>,
) -> Option<Cut> {
    let all = &original.words;
    let (start, end) = (from.unwrap_or(0), to.unwrap_or(all.len()));
    let is_empty = start >= end;
    let ends = |signs: &str| signs.contains(['.', '!', '?', '…']);
    let edge = |place: usize, signs: &str| {
        let word = all.get(place)?;
        Some(Edge { word: word.letters.to_lowercase(), is_same_sentence: !ends(signs) })
    };
    // The signs between two words are kept with the second one. Both edges ask for those between a word that is shown
    // and the one beside it that is not.
    let signs = |place: usize| all.get(place).map_or("", |word| word.before.as_str());
    (!is_empty).then(|| Cut {
        shown,
        after: from.and_then(|from| edge(from, signs(from))),
        before: to.and_then(|to| edge(to - 1, signs(to))),
    })
}

#[cfg(test)]
mod tests;
