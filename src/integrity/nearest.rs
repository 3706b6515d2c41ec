//! For a quote that was not found: the first place that differs, and the nearest passage of the original.

use std::collections::HashMap;
use std::ops::Range;

use super::words::Leap;
use super::{Alteration, Altered, Search};

/// How many words of a quote are compared with the original at a time: three times what a slide holds.
const MOST: usize = 300;
/// How many more words of the original are compared on each side.
const MARGIN: usize = 12;
/// A word that stands more often than this in the original does not help to find where a quote was taken from.
const COMMON: usize = 50;
/// How many words of the original are shown on each side of a fault.
const CONTEXT: usize = 2;
/// The most words of an original that a finding shows: findings may be read where raw messages may not.
const LONGEST: usize = 10;

impl Search<'_> {
    /// What is wrong with a stretch of the quote that was not found after the stretches before it.
    pub(super) fn find_alteration(&mut self, run: Range<usize>) -> Altered {
        // Looked for from the start of the original this time: found there, the
        // words are right and only their order is not.
        if let Some(place) = self.run(run.clone(), 0) {
            return Altered {
                kind: Alteration::Moved,
                shown: self.range_in_quote(run),
                nearest: Some(self.passage_around(place)),
            };
        }
        // The stretch is laid beside the original in pieces, since the grid below costs the product of both lengths.
        // Two pieces share a word, so that a fault between them is seen.
        let mut start = run.start;
        while start < run.end {
            let stretch = start..run.end.min(start + MOST);
            let is_last = stretch.end == run.end;
            let window = self.nearest_window(stretch.clone());
            let pairs = self.pair_common_words(stretch.clone(), window);
            // A third of the words in common are those that any two messages share.
            if pairs.len() * 3 <= stretch.len() {
                return self.absence_of(run);
            }
            if let Some(fault) = self.first_fault(&stretch, &pairs, is_last) {
                return fault;
            }
            start = if is_last { run.end } else { stretch.end - 1 };
        }
        // Only an empty stretch gets here: of any other, the last piece always names a fault.
        self.absence_of(run)
    }

    fn absence_of(&self, run: Range<usize>) -> Altered {
        Altered { kind: Alteration::Absent, shown: self.range_in_quote(run), nearest: None }
    }

    /// The window of the original that a stretch most likely comes from. Each word that both have votes for an offset
    /// between them, a rare word more than a common one.
    fn nearest_window(&self, run: Range<usize>) -> Range<usize> {
        // An index from each word to its places in the original. Then each word of the stretch votes for the place
        // where the stretch would begin if the two words lay side by side. Words said in one go all vote for the same
        // place, and a word that was left out shifts it by one only.
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, word) in self.original.words.iter().enumerate() {
            places.entry(word.letters.to_lowercase()).or_default().push(at);
        }
        let mut votes: HashMap<isize, usize> = HashMap::new();
        for (at, shown) in self.quote[run.clone()].iter().enumerate() {
            let known = places.get(&shown.word.letters.to_lowercase());
            // A word as frequent as `de` would vote for every place.
            let known = known.filter(|known| known.len() <= COMMON);
            for place in known.into_iter().flatten() {
                let weight = COMMON / known.map_or(1, Vec::len);
                *votes.entry(*place as isize - at as isize).or_default() += weight;
            }
        }
        // Of equal places the first is taken: a `HashMap` has another order in each
        // run, and a finding must not change with it.
        let most = votes.into_iter().max_by_key(|(start, weight)| (*weight, -start));
        // The place lies before the text when the stretch begins with words that the original does not have.
        let start = most.map_or(0, |(start, _)| start.max(0) as usize);
        let end = (start + run.len() + MARGIN).min(self.original.words.len());
        start.saturating_sub(MARGIN).min(end)..end
    }

    /// The most pairs of words that a stretch and a window of the original have in common, in the same order; words
    /// that follow one another in both are preferred.
    fn pair_common_words(
        &mut self,
        run: Range<usize>,
        window: Range<usize>,
    ) -> Vec<(usize, usize)> {
        // The grid has limits of its own, `MOST` and `MARGIN`; the steps of the search may be used up by now.
        self.steps = usize::MAX;
        // The longest common subsequence, filled from the end: a cell holds the best that the rest of
        // both can give. A pair is worth two, and one more when the next words of both are a pair
        // too, so that runs win over single words.
        let mut same = Grid::new(run.len(), window.len());
        let mut worth = Grid::new(run.len(), window.len());
        for row in (0..run.len()).rev() {
            for column in (0..window.len()).rev() {
                let is_same = self.is_same(run.start + row, window.start + column);
                *same.cell_at(row, column) = u16::from(is_same);
                let together = if is_same {
                    *worth.cell_at(row + 1, column + 1) + 2 + *same.cell_at(row + 1, column + 1)
                } else {
                    0
                };
                let apart = (*worth.cell_at(row + 1, column)).max(*worth.cell_at(row, column + 1));
                *worth.cell_at(row, column) = together.max(apart);
            }
        }
        // Walked from the start. A pair is taken only where the worth is lost by leaving out either of its words.
        let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
        while row < run.len() && column < window.len() {
            let here = *worth.cell_at(row, column);
            if here == *worth.cell_at(row, column + 1) {
                column += 1;
            } else if here == *worth.cell_at(row + 1, column) {
                row += 1;
            } else {
                pairs.push((run.start + row, window.start + column));
                (row, column) = (row + 1, column + 1);
            }
        }
        pairs
    }

    /// The first place where the words of a stretch differ from the words of the original paired with them.
    fn first_fault(
        &self,
        run: &Range<usize>,
        pairs: &[(usize, usize)],
        is_last: bool,
    ) -> Option<Altered> {
        // The words of each side between one pair and the next are what does not fit. The end of both texts stands for
        // a last pair, so that words behind the last real one are seen too.
        let mut last: Option<(usize, usize)> = None;
        let end = (run.end, self.original.words.len());
        for (at, place) in pairs.iter().copied().chain([end]) {
            let expected = last.map_or(run.start, |(at, _)| at + 1);
            if at > expected {
                return Some(self.change_of_words(
                    expected..at,
                    last,
                    (at < run.end).then_some(place),
                ));
            }
            if at < run.end
                && let Some((_, before)) = last
                && let Some(fault) = self.alteration_between(at, before, place)
            {
                return Some(fault);
            }
            last = Some((at, place));
        }
        // Every word has its partner and nothing stands between: what did not fit is a sign behind the last word.
        let (_, place) = pairs.last().filter(|_| is_last)?;
        Some(self.change_of_sign(run.end - 1, *place))
    }

    /// The finding that words of the quote are not in the original between two pairs.
    fn change_of_words(
        &self,
        words: Range<usize>,
        last: Option<(usize, usize)>,
        next: Option<usize>,
    ) -> Altered {
        // The place lies between the pairs on both sides. At an end, where one side has none,
        // as many words are shown as were changed.
        let start = last.map(|(_, place)| place + 1);
        let start = start.or_else(|| next.map(|next| next.saturating_sub(words.len())));
        let start = start.unwrap_or(0);
        let end = next.unwrap_or(start + words.len()).max(start);
        Altered {
            kind: Alteration::Changed,
            shown: self.range_in_quote(words),
            nearest: Some(self.passage_around(start..end)),
        }
    }

    /// What is wrong between two paired words that follow one another in the quote, if
    /// anything: words left out, or other signs.
    fn alteration_between(&self, at: usize, before: usize, place: usize) -> Option<Altered> {
        // Added words may stand for a few words of the original, but for none that turns the
        // sentence: `[le maire]` must not hide a `pas`.
        let hides =
            matches!(self.quote[at].leap, Leap::Added(_)) && place - before <= super::HIDDEN + 1;
        let hidden = &self.original.words[before + 1..place];
        let is_fair =
            if hides { !hidden.iter().any(|word| self.is_turn(word)) } else { hidden.is_empty() };
        if !is_fair {
            return Some(Altered {
                kind: Alteration::Unmarked,
                shown: self.range_in_quote(at - 1..at + 1),
                nearest: Some(self.passage_around(before..place + 1)),
            });
        }
        (!self.has_matching_signs(at, before, place)).then(|| self.change_of_sign(at - 1, before))
    }

    /// The finding that the signs after a word differ from those of the original.
    fn change_of_sign(&self, at: usize, place: usize) -> Altered {
        let word = &self.quote[at].word.range;
        let next = self.quote.get(at + 1).map(|next| next.word.range.clone());
        let shown = match next {
            Some(next) => word.start..next.end,
            None => word.clone(),
        };
        Altered {
            kind: Alteration::Sign,
            shown,
            nearest: Some(self.passage_around(place..place + 2)),
        }
    }

    /// The bytes in the quote of some of its words.
    fn range_in_quote(&self, words: Range<usize>) -> Range<usize> {
        let words = &self.quote[words];
        let start = words.first().map_or(0, |first| first.word.range.start);
        start..words.last().map_or(start, |last| last.word.range.end)
    }

    /// The bytes in the original of some of its words and a few around them, `LONGEST` words at most.
    fn passage_around(&self, words: Range<usize>) -> Range<usize> {
        let all = &self.original.words;
        let start = words.start.saturating_sub(CONTEXT).min(all.len());
        let end = (words.end + CONTEXT).min(all.len()).min(start + LONGEST);
        let words = &all[start..end.max(start)];
        let first = words.first().map_or(0, |first| first.range.start);
        let last = words.last().map_or(first, |last| last.range.end);
        first..last
    }
}

/// Numbers by row and column, with one row and one column more than asked for, which stay zero.
struct Grid {
    width: usize,
    cells: Vec<u16>,
}

impl Grid {
    fn new(rows: usize, columns: usize) -> Self {
        // The row and the column behind the last are zero: nothing more is gained there.
        // A cell holds three times `MOST` at most.
        Self { width: columns + 1, cells: vec![0; (rows + 1) * (columns + 1)] }
    }

    fn cell_at(&mut self, row: usize, column: usize) -> &mut u16 {
        &mut self.cells[row * self.width + column]
    }
}
