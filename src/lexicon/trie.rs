//! Patterns of words in a trie with one step a word: quick to build, and quick to search.

use rustc_hash::FxHashMap;

use super::fold::{Folded, TokenKind};

/// The most words of a row whose plurals are recorded.
const MOST: usize = 64;

/// The fewest letters before an `s` that is taken for a plural.
const STEM: usize = 3;

/// Rows of words; the node that a row ends on holds its meanings.
#[derive(Debug)]
pub struct Trie<T> {
    words: FxHashMap<String, u32>,
    steps: FxHashMap<(u32, u32), u32>,
    /// The meanings of the rows that end on each node; all rows start from the first node.
    meanings: Vec<Vec<T>>,
}

/// The words of a text, translated into the numbers that the trie uses.
pub struct Row {
    /// The number of each word; none when no row contains it.
    words: Vec<Option<u32>>,
    /// Whether each word has a plural `s`.
    plurals: Vec<bool>,
}

/// A row of the trie that was met in a text.
pub struct Found<'a, T> {
    /// How many words it covers.
    pub length: usize,
    /// Which of these words have a plural `s` in the text, one bit a word.
    pub plurals: u64,
    /// The meanings that were stored with the row.
    pub meanings: &'a [T],
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self {
            words: FxHashMap::default(),
            steps: FxHashMap::default(),
            meanings: vec![Vec::new()],
        }
    }
}

impl<T> Trie<T> {
    /// The list of a row's meanings, to be added to; and which of its words have a
    /// plural `s`. The row is made if it is new.
    pub fn entry(&mut self, row: &Folded) -> (u64, &mut Vec<T>) {
        // Walks from node 0, one word a step, and makes missing steps. All steps are in one map, by node and word: most
        // nodes have a single step, and a map each would cost more than it holds.
        let (mut node, mut plurals) = (0, 0);
        for (at, (word, is_plural)) in stems_of(row).enumerate() {
            let word = self.intern_word(word);
            plurals |= plural_bit(at, is_plural);
            // The index of the node to be made. `or_insert` returns it only when
            // the step is new, and then the node is made.
            let next = self.meanings.len() as u32;
            node = *self.steps.entry((node, word)).or_insert(next);
            if node == next {
                self.meanings.push(Vec::new());
            }
        }
        (plurals, &mut self.meanings[node as usize])
    }

    fn intern_word(&mut self, word: &str) -> u32 {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let new = self.words.len() as u32;
        self.words.insert(word.to_string(), new);
        new
    }

    /// The words of a text as numbers, for [`find_rows_at`](Self::find_rows_at).
    pub fn row_of(&self, text: &Folded) -> Row {
        let (words, plurals) = stems_of(text)
            .map(|(word, is_plural)| (self.words.get(word).copied(), is_plural))
            .unzip();
        Row { words, plurals }
    }

    /// The rows that match a text from its word `start` on, shortest first.
    pub fn find_rows_at(&self, row: &Row, start: usize) -> impl Iterator<Item = Found<'_, T>> {
        // `scan` ends at the first word with which no row continues, mostly the very first. Nodes in the middle of
        // longer rows are returned too, without meanings; the caller drops them.
        let words = row.words[start..].iter().zip(&row.plurals[start..]);
        let steps = words.enumerate().scan((0, 0), |(node, plurals), (at, (word, is_plural))| {
            *plurals |= plural_bit(at, *is_plural);
            *node = *self.steps.get(&(*node, (*word)?))?;
            Some((at + 1, *plurals, *node))
        });
        steps.map(|(length, plurals, node)| Found {
            length,
            plurals,
            meanings: &self.meanings[node as usize],
        })
    }
}

fn plural_bit(at: usize, is_set: bool) -> u64 {
    // From the 65th word on no bit is set. `% MOST` avoids the overflow of shifting by 64 or more.
    u64::from(is_set && at < MOST) << (at % MOST)
}

/// The words of a folded text without plural `s`, and whether each had one.
pub fn stems_of(text: &Folded) -> impl Iterator<Item = (&str, bool)> {
    // A token ends where the next one starts, less the space between them.
    let ends = text.tokens.iter().skip(1).map(|token| token.at);
    let ends = ends.chain([text.text.len()]);
    text.tokens.iter().zip(ends).map(|(token, end)| {
        let word = text.text[token.at..end].trim_end();
        match word.strip_suffix('s') {
            // `des` is too short to be a plural, and `business` ends in a double letter: both stay whole.
            Some(stem)
                if token.kind == TokenKind::Word && stem.len() >= STEM && !stem.ends_with('s') =>
            {
                (stem, true)
            }
            _ => (word, false),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn rows_are_found_word_by_word_and_tell_which_words_are_plural() {
        let mut trie = Trie::default();
        for row in ["taux", "taux d’engagement", "vues"] {
            trie.entry(&fold(row)).1.push(row);
        }
        let text = fold("des taux d'engagements, une vue");
        let row = trie.row_of(&text);
        let found = |start| {
            let found = trie.find_rows_at(&row, start).filter(|found| !found.meanings.is_empty());
            let found = found.map(|found| (found.meanings[0], found.length, found.plurals));
            found.collect::<Vec<_>>()
        };
        assert_eq!(found(0), []);
        assert_eq!(found(1), [("taux", 1, 0), ("taux d’engagement", 3, 0b100)]);
        assert_eq!(found(5), [("vues", 1, 0)]);
    }

    #[test]
    fn short_words_and_double_letters_keep_their_s() {
        let text = fold("des vues, business");
        assert_eq!(
            stems_of(&text).collect::<Vec<_>>(),
            [("des", false), ("vue", true), ("business", false)]
        );
    }
}
