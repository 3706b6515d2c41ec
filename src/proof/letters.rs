//! Texts as the proof compares them: letters and digits alone, so that no line break, hyphen, accent, case, ligature or
//! kind of apostrophe hides what was said, nor a letter that looks like another, nor a digit that stands for one.
//!
//! It has no words of `text::tokens`: a PDF may part a word anywhere, and join two.

use std::borrow::Cow;

use super::shape::{lookalike_letter, shape_of_letter};
use super::written::{ascii_words, restore_spelling, strip_numbers};
use crate::text::{is_without_width, letters};

/// The fewest words of a run: shorter ones are said by chance.
pub const RUN_WORDS: usize = 6;
/// The fewest letters of a run: six short words are said by chance too ("il n'y a pas de place").
pub const RUN_LETTERS: usize = 30;
/// The fewest words of a text looked for whole.
const WHOLE_WORDS: usize = 3;
/// The fewest letters of a text looked for whole.
const WHOLE_LETTERS: usize = 15;

/// Bytes of a needle by which its places are looked up.
const KEY: usize = 8;

/// The letters and digits of a text, lower case, without accents, and where its words start.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Letters {
    /// Letters as they look: digits are the letters they stand for.
    text: String,
    /// Byte for byte the same, with digits as they are.
    plain: String,
    /// The byte at which each word starts.
    words: Vec<u32>,
}

impl Letters {
    /// The letters of a text.
    pub fn from_text(text: &str) -> Self {
        let mut all = Self::default();
        all.add_text(text);
        all
    }

    /// Adds a text that follows.
    pub fn add_text(&mut self, text: &str) {
        let mut is_inside = false;
        for (at, sign) in text.char_indices() {
            let before = self.text.len();
            match sign.is_ascii() {
                true if sign.is_ascii_alphanumeric() => self.push(sign.to_ascii_lowercase()),
                true => {}
                false => {
                    // Accented letters become ASCII by `letters`. Of what stays beyond ASCII, such as a Cyrillic `а`, the look
                    // counts. ASCII is asked first, as nearly all signs are and need none of this.
                    let is_foreign = |sign: &char| !sign.is_ascii() && sign.is_alphanumeric();
                    if letters(sign).any(|sign| is_foreign(&sign)) {
                        let is_mixed = || is_mixed(text, at);
                        shape_of_letter(sign, is_mixed).for_each(|sign| self.push(sign));
                    } else {
                        let plain = letters(sign).filter(|sign| sign.is_alphanumeric());
                        plain.for_each(|sign| self.push(sign));
                    }
                }
            }
            let has_letters = self.text.len() > before;
            if has_letters && !is_inside {
                self.words.push(u32::try_from(before).unwrap_or(u32::MAX));
            }
            // A soft hyphen, a joiner or an accent of its own parts no word.
            is_inside = has_letters || is_inside && is_without_width(sign);
        }
    }

    fn push(&mut self, sign: char) {
        self.text.push(lookalike_letter(sign));
        self.plain.push(sign);
    }

    /// All of it, digits as they are.
    pub fn plain_text(&self) -> &str {
        &self.plain
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many words there are.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// The first word of each run: the fewest consecutive words, [`RUN_WORDS`] at least, that hold [`RUN_LETTERS`].
    pub fn word_runs(&self) -> impl Iterator<Item = (usize, &str)> {
        // Two ends of a window over words: both only move forward, so all runs of a text are found in one pass.
        let mut end = 0;
        (0..self.words.len()).map_while(move |first| {
            let start = self.start_of_word(first);
            end = end.max(first + RUN_WORDS);
            while end <= self.words.len() && self.start_of_word(end) - start < RUN_LETTERS {
                end += 1;
            }
            let run = self.text.get(start..self.start_of_word(end))?;
            (end <= self.words.len()).then_some((first, run))
        })
    }

    /// The whole, when it is too short for a run and too long to be said by chance.
    pub fn whole_if_short(&self) -> Option<&str> {
        let is_long = self.words.len() >= WHOLE_WORDS && self.text.len() >= WHOLE_LETTERS;
        (is_long && self.word_runs().next().is_none()).then_some(&self.text)
    }

    /// What stands before a word, and the rest.
    pub fn split_at_word(&self, word: usize) -> [&str; 2] {
        let (before, after) = self.text.split_at(self.start_of_word(word));
        [before, after]
    }

    /// The byte at which a word starts; the end, past the last.
    fn start_of_word(&self, word: usize) -> usize {
        let start = self.words.get(word).map(|start| *start as usize);
        start.unwrap_or(self.text.len())
    }
}

/// How far to each side of a letter its word is looked at: longer words are none.
const WORD: usize = 60;

/// Whether the word around the letter at a byte has letters of Western Europe too.
fn is_mixed(text: &str, at: usize) -> bool {
    let is_part = |sign: &char| sign.is_alphanumeric() || is_without_width(*sign);
    // Both ways from the letter to the first sign that is no part of a word. The letter itself is in `after`, and
    // harmless: it is of another script, so it is not Latin.
    let after = text[at..].chars().take(WORD).take_while(is_part);
    let before = text[..at].chars().rev().take(WORD).take_while(is_part);
    let is_latin = |sign: char| letters(sign).any(|sign| sign.is_ascii_alphabetic());
    after.chain(before).any(is_latin)
}

/// Texts in which many others are looked for.
#[derive(Debug, Default)]
pub struct Haystack {
    /// The letters of all texts, a zero after each flow.
    text: String,
    /// Byte for byte the same, with digits as they are.
    plain: String,
    /// The byte at which each text starts, and its number.
    starts: Vec<(usize, usize)>,
    /// The bytes after each place, and the place, in order.
    places: Vec<(u64, u32)>,
    /// The texts that hold an `@`, in lower case, with their numbers.
    handles: Vec<(usize, String)>,
}

impl Haystack {
    /// Some flows of texts, in order. In a flow each text goes on where the one before ends, as pages do. `is_mangled` when
    /// texts whose letters were lost are looked for in them.
    pub fn from_flows(flows: &[Vec<&str>], is_mangled: bool) -> Self {
        let mut hay = Self::default();
        let mut first = 0;
        for flow in flows {
            hay.add_flow(first, flow.iter().map(|text| Cow::Borrowed(*text)));
            // A flow is added once more for each way that changes one of its texts, whole: a run may go from a changed text
            // into an unchanged one. Its numbers begin again at `first`, so that a hit names the same text in each.
            for way in [restore_spelling, strip_numbers] {
                let changed: Vec<Option<String>> = flow.iter().map(|text| way(text)).collect();
                if changed.iter().any(Option::is_some) {
                    let both = changed.into_iter().zip(flow);
                    let other = |(changed, text): (Option<String>, &&'_ str)| match changed {
                        Some(changed) => Cow::Owned(changed),
                        None => Cow::Owned((*text).to_string()),
                    };
                    hay.add_flow(first, both.map(other));
                }
            }
            if is_mangled {
                hay.add_flow(first, flow.iter().map(|text| Cow::Owned(ascii_words(text))));
            }
            for (number, text) in (first..).zip(flow) {
                if text.contains('@') {
                    hay.handles.push((number, text.to_lowercase()));
                }
            }
            first += flow.len();
        }
        // An index by the eight bytes at each place, sorted: a needle is found by a search by halves and then compared at
        // the few places that begin alike. Thousands of needles are sought in one text, and reading it through for each
        // would take minutes.
        let keys = hay.text.as_bytes().windows(KEY).enumerate();
        let known =
            |(at, bytes): (usize, &[u8])| Some((search_key(bytes)?, u32::try_from(at).ok()?));
        hay.places = keys.filter_map(known).collect();
        hay.places.sort_unstable();
        hay
    }

    fn add_flow<'t>(&mut self, first: usize, flow: impl Iterator<Item = Cow<'t, str>>) {
        for (number, text) in (first..).zip(flow) {
            self.starts.push((self.text.len(), number));
            let letters = Letters::from_text(&text);
            self.text.push_str(&letters.text);
            self.plain.push_str(&letters.plain);
        }
        // No needle holds a zero, so none is found across two flows. Within a flow there is none: a sentence may go over
        // two pages.
        self.text.push('\0');
        self.plain.push('\0');
    }

    /// The number of the first text, from 0, that holds the beginning of these letters.
    pub fn find_letters(&self, needle: &str) -> Option<usize> {
        self.find_first(needle, |_| true)
    }

    /// The same, of letters and digits in which digits are no letters.
    pub fn find_plain(&self, needle: &Letters) -> Option<usize> {
        let plain = needle.plain.as_bytes();
        self.find_first(&needle.text, |at| self.plain.as_bytes()[at..].starts_with(plain))
    }

    fn find_first(&self, needle: &str, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let at = match search_key(needle.as_bytes()) {
            None => {
                let mut places = self.text.match_indices(needle).map(|(at, _)| at);
                places.find(|at| is_it(*at))?
            }
            Some(key) => {
                let from = self.places.partition_point(|(known, _)| *known < key);
                let alike = self.places.get(from..)?.iter();
                let alike = alike.take_while(|(known, _)| *known == key);
                let mut places = alike.map(|(_, at)| *at as usize);
                let bytes = self.text.as_bytes();
                places.find(|at| bytes[*at..].starts_with(needle.as_bytes()) && is_it(*at))?
            }
        };
        let after = self.starts.partition_point(|(start, _)| *start <= at);
        let (_, number) = self.starts.get(after.checked_sub(1)?)?;
        Some(*number)
    }

    /// The number of the first text, from 0, that holds a name of a network in lower case, `@` first, and no longer one.
    pub fn find_handle(&self, handle: &str) -> Option<usize> {
        let ends = |rest: &str| {
            let next = rest.chars().next();
            next.is_none_or(|sign| !sign.is_alphanumeric() && sign != '_')
        };
        let holds = |text: &str| {
            let mut places = text.match_indices(handle);
            places.any(|(at, _)| ends(&text[at + handle.len()..]))
        };
        let mut texts = self.handles.iter();
        texts.find(|(_, text)| holds(text)).map(|(number, _)| *number)
    }
}

fn search_key(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().map(|key| u64::from_be_bytes(*key))
}

/// A text without spaces and without the signs that only lay it out: what a quote and its page are compared by.
pub fn strip_layout(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = |sign| match sign {
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    };
    let signs = text.nfc().filter(|sign| !is_without_width(*sign));
    signs.filter(|sign| !sign.is_whitespace()).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_breaks_hyphens_accents_and_ligatures_hide_nothing() {
        let said = Letters::from_text("L’été, « l’office » n’a rien dit : cœur brisé");
        let read = Letters::from_text(
            "l'e\u{301}te\u{301} l'o\u{fb03}ce n’a rien dit coe\u{ad}ur BRI-\nSÉ",
        );
        assert_eq!(said.text(), read.text());
        assert_eq!(said.plain_text(), "letelofficenarienditcoeurbrise");
    }

    #[test]
    fn a_run_has_six_words_and_thirty_letters() {
        let common = Letters::from_text("il n’y a pas de place, il n’y a pas de place");
        let runs: Vec<&str> = common.word_runs().map(|(_, run)| run).collect();
        assert_eq!(runs, ["llnyapasdeplacellnyapasdeplace"]);
        let long = Letters::from_text(
            "développement intercommunal des itinéraires cyclables départementaux",
        );
        assert_eq!(long.word_runs().count(), 1);
        assert_eq!(Letters::from_text("cinq mots sont trop peu ici").word_runs().count(), 0);
    }

    #[test]
    fn a_short_text_is_looked_for_whole_unless_it_is_said_by_chance() {
        assert_eq!(
            Letters::from_text("Ne pas citer le maire").whole_if_short(),
            Some("nepasclterlemalre")
        );
        assert_eq!(Letters::from_text("merci à tous").whole_if_short(), None);
        assert_eq!(Letters::from_text("intercommunalité").whole_if_short(), None);
    }

    #[test]
    fn what_is_found_is_in_one_flow_and_told_of_the_text_it_begins_in() {
        let found = |flows: &[Vec<&str>], text| {
            Haystack::from_flows(flows, false).find_letters(Letters::from_text(text).text())
        };
        let parted = [vec!["Le bus ne passe"], vec!["plus le soir"]];
        assert_eq!(found(&parted, "ne passe"), Some(0));
        assert_eq!(found(&parted, "plus le soir"), Some(1));
        assert_eq!(found(&parted, "ne passe plus"), None);
        let pages = [vec!["pied"], vec!["Le bus", "ne", "passe plus"]];
        assert_eq!(found(&pages, "bus ne passe"), Some(1));
        assert_eq!(found(&pages, "ne passe plus"), Some(2));
        assert_eq!(found(&[], "ne passe plus"), None);
    }

    #[test]
    fn letters_that_look_alike_and_digits_for_letters_are_the_same() {
        let said = Letters::from_text("Le portail est ferme, mon voisin crie");
        for hidden in [
            "Lе роrtаіl еst fеrmе, mоn vоіsіn сrіе",
            "LE РORТAIL EST FERМE, МON VOISIN СRIE",
            "Le p\u{3bf}rtail est ferme, m\u{3bf}n voisin crie",
            "L3 p0rt41l 35t f3rm3, m0n v01s1n cr1e",
            "ʟᴇ ᴘᴏʀᴛᴀɪʟ ᴇsᴛ ꜰᴇʀᴍᴇ, ᴍᴏɴ ᴠᴏɪsɪɴ ᴄʀɪᴇ",
            "L\u{323}e\u{323} p\u{323}o\u{323}r\u{331}tai\u{325}l e\u{20dd}st ferme, mon voisin crie",
            "𝐋𝐞 𝐩𝐨𝐫𝐭𝐚𝐢𝐥 ｅｓｔ ⓕⓔⓡⓜⓔ, mon voısın crıe",
        ] {
            let hidden = Letters::from_text(hidden);
            assert_eq!(hidden.text(), said.text());
            assert_eq!(hidden.word_count(), said.word_count(), "{hidden:?}");
        }
    }

    #[test]
    fn words_of_other_scripts_are_the_same_in_capitals_and_are_no_others() {
        for word in ["Ιστορίες νερού", "Причал закрыт в июне", "Ձկնորս"]
        {
            let (low, high) = (word.to_lowercase(), word.to_uppercase());
            assert_eq!(Letters::from_text(&low).text(), Letters::from_text(&high).text());
        }
        assert_ne!(Letters::from_text("причал").text(), Letters::from_text("закрыт").text());
    }

    #[test]
    fn a_number_is_found_by_its_digits_and_by_no_letters() {
        let number = Letters::from_text("540 137 135");
        let found = |text| Haystack::from_flows(&[vec![text]], false).find_plain(&number);
        assert_eq!(found("au 02 54 01 37 13 5"), Some(0));
        assert_eq!(found("s4ol3tl3s 540 l37 135"), None);
    }

    #[test]
    fn a_quote_is_compared_with_its_signs_and_without_its_spaces() {
        assert_eq!(strip_layout("Rien !\u{a0}»"), strip_layout("Rien\u{202f}!\n»"));
        assert_eq!(strip_layout("pres\u{ad}qu’île"), strip_layout("presqu’île"));
        assert_ne!(strip_layout("Rien."), strip_layout("Rien !"));
    }

    proptest! {
        #[test]
        fn every_run_of_a_text_is_found_in_it_however_it_is_laid_out(
            words in proptest::collection::vec("[a-zA-Zéàçœ0-9]{1,9}", 0..40),
            breaks in proptest::collection::vec(proptest::sample::select(vec![" ", "\n", "’", "-", ", ", "\u{a0}"]), 40),
        ) {
            let said = Letters::from_text(&words.join(" "));
            let laid: String = words.iter().zip(&breaks).flat_map(|(word, gap)| [word.as_str(), gap]).collect();
            let laid = laid.to_uppercase();
            let (one, other) = laid.split_at(laid.ceil_char_boundary(laid.len() / 2));
            for flows in [vec![vec!["avant"], vec![laid.as_str()], vec!["après"]], vec![vec!["avant"], vec![one, other]]] {
                let hay = Haystack::from_flows(&flows, false);
                for (_, run) in said.word_runs() {
                    prop_assert!(hay.find_letters(run).is_some_and(|text| text > 0));
                }
            }
        }

        #[test]
        fn any_text_has_letters(text in any::<String>()) {
            let letters = Letters::from_text(&text);
            prop_assert!(letters.word_runs().count() <= letters.word_count());
            strip_layout(&text);
        }
    }
}
