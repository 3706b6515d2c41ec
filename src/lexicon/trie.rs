//! Rows of words, stored word by word: quick to build, and one step a word to search.

use rustc_hash::FxHashMap;

use super::fold::{Folded, TokenKind};

/// The most words of a row whose number is told apart.
const MOST: usize = 64;

/// The fewest letters that a plural `s` may follow.
const STEM: usize = 3;

/// Rows of words, each ending on a node that holds what it means.
#[derive(Debug)]
pub struct Trie<T> {
    words: FxHashMap<String, u32>,
    steps: FxHashMap<(u32, u32), u32>,
    /// What the rows that end on each node mean; the first node is where rows begin.
    meanings: Vec<Vec<T>>,
}

/// The words of a text as rows know them.
pub struct Row {
    /// Each word's number, none when no row holds it.
    words: Vec<Option<u32>>,
    /// Whether each word bears a plural `s`.
    plurals: Vec<bool>,
}

/// Where a row of the trie ends in a text.
pub struct Found<'a, T> {
    /// How many words it has.
    pub length: usize,
    /// Which of them bear a plural `s` in the text, one bit each.
    pub plurals: u64,
    /// What it means.
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
    /// The meanings of a row, to be added to, and which of its words bear a plural `s`.
    pub fn entry(&mut self, row: &Folded) -> (u64, &mut Vec<T>) {
        // Walks from node 0, one word a step, and makes the steps that are missing. All steps are in one map, by node and word:
        // most nodes have a single step, and a map for each would cost more than what it holds.
        let (mut node, mut plurals) = (0, 0);
        for (at, (word, is_plural)) in stems_of(row).enumerate() {
            let word = self.intern_word(word);
            plurals |= plural_bit(at, is_plural);
            // The index of the node that would be made now. `or_insert` gives it back only when the step is new, and then the
            // node is made.
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

    /// The words of a text.
    pub fn row_of(&self, text: &Folded) -> Row {
        let (words, plurals) = stems_of(text)
            .map(|(word, is_plural)| (self.words.get(word).copied(), is_plural))
            .unzip();
        Row { words, plurals }
    }

    /// The rows that begin at a word of a text, shortest first.
    pub fn find_rows_at(&self, row: &Row, start: usize) -> impl Iterator<Item = Found<'_, T>> {
        // `scan` ends at the first word with which no row goes on; at most places that is the very first. Nodes inside longer
        // rows come out too, without meanings, and the caller passes over them.
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
    // From the 65th word on, no bit is set. `% MOST` is there because shifting by 64 or more would overflow.
    u64::from(is_set && at < MOST) << (at % MOST)
}

/// The words of a text without the `s` of a plural, and whether each had one.
pub fn stems_of(text: &Folded) -> impl Iterator<Item = (&str, bool)> {
    // A token knows where it starts. It ends where the next one starts, less the space between them.
    let ends = text.tokens.iter().skip(1).map(|token| token.at);
    let ends = ends.chain([text.text.len()]);
    text.tokens.iter().zip(ends).map(|(token, end)| {
        let word = text.text[token.at..end].trim_end();
        match word.strip_suffix('s') {
            // `des` is too short to be a plural, `business` ends in a double letter: both stay whole.
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
