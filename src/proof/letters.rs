//! Texts as the proof compares them: letters and digits alone, so that no line break, hyphen, accent, case, ligature or
//! kind of apostrophe hides what was said.

use crate::lexicon::letters;

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
    text: String,
    /// The byte at which each word starts.
    words: Vec<u32>,
}

impl Letters {
    /// The letters of a text.
    pub fn of(text: &str) -> Self {
        let mut all = Self::default();
        all.add(text);
        all
    }

    /// Adds a text that follows.
    pub fn add(&mut self, text: &str) {
        let mut is_inside = false;
        for sign in text.chars() {
            let before = self.text.len();
            match sign.is_ascii() {
                true if sign.is_ascii_alphanumeric() => self.text.push(sign.to_ascii_lowercase()),
                true => {}
                false => {
                    let plain = letters(sign).filter(|sign| sign.is_alphanumeric());
                    self.text.extend(plain);
                }
            }
            let has_letters = self.text.len() > before;
            if has_letters && !is_inside {
                self.words.push(u32::try_from(before).unwrap_or(u32::MAX));
            }
            // A soft hyphen or a joiner parts no word.
            is_inside = has_letters || is_inside && is_invisible(sign);
        }
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many words there are.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// The first word of each run: the fewest consecutive words, [`RUN_WORDS`] at least, that hold [`RUN_LETTERS`].
    pub fn runs(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut end = 0;
        (0..self.words.len()).map_while(move |first| {
            let start = self.start(first);
            end = end.max(first + RUN_WORDS);
            while end <= self.words.len() && self.start(end) - start < RUN_LETTERS {
                end += 1;
            }
            let run = self.text.get(start..self.start(end))?;
            (end <= self.words.len()).then_some((first, run))
        })
    }

    /// The whole, when it is too short for a run and too long to be said by chance.
    pub fn whole(&self) -> Option<&str> {
        let is_long = self.words.len() >= WHOLE_WORDS && self.text.len() >= WHOLE_LETTERS;
        (is_long && self.runs().next().is_none()).then_some(&self.text)
    }

    /// The byte at which a word starts; the end, past the last.
    fn start(&self, word: usize) -> usize {
        let start = self.words.get(word).map(|start| *start as usize);
        start.unwrap_or(self.text.len())
    }
}

fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// Texts in which many others are looked for.
#[derive(Debug, Default)]
pub struct Haystack {
    /// The letters of all texts, a zero after each.
    text: String,
    /// The byte at which each text starts.
    starts: Vec<usize>,
    /// The bytes after each place, and the place, in order.
    places: Vec<(u64, u32)>,
    /// The texts that hold an `@`, in lower case, with their numbers.
    handles: Vec<(usize, String)>,
}

impl Haystack {
    /// Some texts, in order.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut hay = Self::default();
        for text in texts {
            if text.contains('@') {
                hay.handles.push((hay.starts.len(), text.to_lowercase()));
            }
            hay.starts.push(hay.text.len());
            hay.text.push_str(Letters::of(text).text());
            hay.text.push('\0');
        }
        let keys = hay.text.as_bytes().windows(KEY).enumerate();
        let known = |(at, bytes): (usize, &[u8])| Some((key(bytes)?, u32::try_from(at).ok()?));
        hay.places = keys.filter_map(known).collect();
        hay.places.sort_unstable();
        hay
    }

    /// The number of the first text, from 0, that holds these letters.
    pub fn find(&self, needle: &str) -> Option<usize> {
        let at = match key(needle.as_bytes()) {
            None => self.text.find(needle)?,
            Some(key) => {
                let from = self.places.partition_point(|(known, _)| *known < key);
                let alike = self.places.get(from..)?.iter();
                let alike = alike.take_while(|(known, _)| *known == key);
                let mut places = alike.map(|(_, at)| *at as usize);
                let bytes = self.text.as_bytes();
                places.find(|at| bytes[*at..].starts_with(needle.as_bytes()))?
            }
        };
        Some(self.starts.partition_point(|start| *start <= at) - 1)
    }

    /// The number of the first text, from 0, that holds a name of a network in lower case, `@` first, and no longer one.
    pub fn handle(&self, handle: &str) -> Option<usize> {
        let ends = |rest: &str| {
            let next = rest.chars().next();
            next.is_none_or(|sign| !sign.is_alphanumeric() && sign != '_')
        };
        let holds = |text: &str| {
            let mut places = text.match_indices(handle);
            places.any(|(at, _)| ends(&text[at + handle.len()..]))
        };
        let mut texts = self.handles.iter();
        texts
            .find(|(_, text)| holds(text))
            .map(|(number, _)| *number)
    }
}

fn key(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().map(|key| u64::from_be_bytes(*key))
}

/// A text without spaces and without the signs that only lay it out: what a quote and its page are compared by.
pub fn exact(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = |sign| match sign {
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    };
    let signs = text.nfc().filter(|sign| !is_invisible(*sign));
    signs
        .filter(|sign| !sign.is_whitespace())
        .map(plain)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_breaks_hyphens_accents_and_ligatures_hide_nothing() {
        let said = Letters::of("L’été, « l’office » n’a rien dit : cœur brisé");
        let read =
            Letters::of("l'e\u{301}te\u{301} l'o\u{fb03}ce n’a rien dit coe\u{ad}ur BRI-\nSÉ");
        assert_eq!(said.text(), read.text());
        assert_eq!(
            said.text(),
            "letelofficenariendit".to_string() + "coeurbrise"
        );
    }

    #[test]
    fn a_run_has_six_words_and_thirty_letters() {
        let common = Letters::of("il n’y a pas de place, il n’y a pas de place");
        let runs: Vec<&str> = common.runs().map(|(_, run)| run).collect();
        assert_eq!(runs, ["ilnyapasdeplaceilnyapasdeplace"]);
        let long =
            Letters::of("développement intercommunal des itinéraires cyclables départementaux");
        assert_eq!(long.runs().count(), 1);
        assert_eq!(Letters::of("cinq mots sont trop peu ici").runs().count(), 0);
    }

    #[test]
    fn a_short_text_is_looked_for_whole_unless_it_is_said_by_chance() {
        assert_eq!(
            Letters::of("Ne pas citer le maire").whole(),
            Some("nepasciterlemaire")
        );
        assert_eq!(Letters::of("merci à tous").whole(), None);
        assert_eq!(Letters::of("intercommunalité").whole(), None);
    }

    #[test]
    fn what_is_found_is_in_one_text() {
        let hay = Haystack::of(["Le bus ne passe", "plus le soir"]);
        assert_eq!(hay.find("nepasse"), Some(0));
        assert_eq!(hay.find("pluslesoir"), Some(1));
        assert_eq!(hay.find("nepasseplus"), None);
        assert_eq!(Haystack::default().find("nepasseplus"), None);
    }

    #[test]
    fn a_quote_is_compared_with_its_signs_and_without_its_spaces() {
        assert_eq!(exact("Rien !\u{a0}»"), exact("Rien\u{202f}!\n»"));
        assert_eq!(exact("pres\u{ad}qu’île"), exact("presqu’île"));
        assert_ne!(exact("Rien."), exact("Rien !"));
    }

    proptest! {
        #[test]
        fn every_run_of_a_text_is_found_in_it_however_it_is_laid_out(
            words in proptest::collection::vec("[a-zA-Zéàçœ0-9]{1,9}", 0..40),
            breaks in proptest::collection::vec(proptest::sample::select(vec![" ", "\n", "’", "-", ", ", "\u{a0}"]), 40),
        ) {
            let said = Letters::of(&words.join(" "));
            let laid: String = words.iter().zip(&breaks).flat_map(|(word, gap)| [word.as_str(), gap]).collect();
            let hay = Haystack::of(["avant", laid.to_uppercase().as_str(), "après"]);
            for (_, run) in said.runs() {
                prop_assert_eq!(hay.find(run), Some(1));
            }
        }

        #[test]
        fn any_text_has_letters(text in any::<String>()) {
            let letters = Letters::of(&text);
            prop_assert!(letters.runs().count() <= letters.words());
            exact(&text);
        }
    }
}
