//! A text that a PDF may have to keep to itself, and how it is known again.

use std::ops::Range;
use std::sync::OnceLock;

use super::letters::{Haystack, Letters};
use super::parted;
use super::written::{ascii_words, is_mangled, restore_spelling, strip_numbers, unescape_line};
use crate::people::{self, Identifier, own_digits};
use crate::schema::Text;
use crate::source::Sources;

/// A text, and what of it would give it away.
#[derive(Debug, Clone)]
pub struct GuardedText {
    /// The file it stands in, from the project's root.
    pub path: String,
    words: PassageWords,
    /// The same with what hides words undone, each way in which something does: addresses spelt out and signs for letters,
    /// numbers between words, letters that were lost.
    others: Vec<PassageWords>,
    /// Whether letters of it were lost.
    pub is_mangled: bool,
    /// What its marks are sought in, once somebody asks: most texts may be said.
    text: String,
    marks: OnceLock<Vec<PersonMark>>,
    /// Whether it is like what anybody says when it is short: raw messages are many, and names stand elsewhere too.
    is_common: bool,
}

/// The words of a text, and where they stand.
#[derive(Debug, Default, Clone)]
struct PassageWords {
    letters: Letters,
    /// The line of each word, from 1; one alone is the line of all.
    lines: Vec<u32>,
}

impl PassageWords {
    fn line_of_word(&self, word: usize) -> u32 {
        let line = self.lines.get(word).or(self.lines.first());
        line.copied().unwrap_or(1)
    }

    /// Those of some lines, each with its number.
    fn of_lines<T: AsRef<str>>(lines: impl IntoIterator<Item = (u32, T)>) -> Self {
        let mut words = Self::default();
        for (number, line) in lines {
            words.add_line(line.as_ref(), number);
        }
        words
    }

    fn add_line(&mut self, text: &str, line: u32) {
        self.letters.add_text(text);
        self.lines.resize(self.letters.word_count(), line);
    }
}

/// Something in a text that leads to a person, however short.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PersonMark {
    needle: Needle,
    line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Needle {
    /// Letters long enough to mean nothing else, in any of these orders.
    Letters(Vec<String>),
    /// Letters and digits, of which digits are no letters.
    Plain(Letters),
    /// A short name on a network, with its `@`.
    Handle(String),
}

/// A place of a passage that a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The number of the text, from 0.
    pub text: usize,
    /// The line of the passage, from 1.
    pub line: u32,
}

/// What may be said, whatever else says it.
#[derive(Debug, Default, Clone)]
pub struct Allowed {
    /// The letters of all texts, a zero after each.
    text: String,
    /// Words of the organisation's own name: what leads to it leads to nobody.
    own: Vec<String>,
}

/// The fewest letters of a word by which an organisation is known.
const OWN_LETTERS: usize = 5;

impl Allowed {
    /// Allows an organisation to be named and to be reached.
    pub fn from_names(names: &[&Text]) -> Self {
        let mut allowed = Self::default();
        for name in names {
            let words = name.value.split(|sign: char| !sign.is_alphanumeric());
            let words = words.map(|word| Letters::from_text(word).text().to_string());
            allowed.own.extend(words.filter(|word| word.len() >= OWN_LETTERS));
            allowed.allow_text(&name.value);
        }
        allowed
    }

    /// Allows a text, in each way in which it may be read.
    pub fn allow_text(&mut self, text: &str) {
        self.allow_letters(Letters::from_text(text).text());
        // A text is sought in these ways too, so what is allowed must be allowed in each; else a text that may be said
        // would be found.
        for text in [strip_numbers(text), Some(ascii_words(text))].into_iter().flatten() {
            self.allow_letters(Letters::from_text(&text).text());
        }
    }

    /// Allows the letters of a text.
    fn allow_letters(&mut self, letters: &str) {
        self.text.push_str(letters);
        self.text.push('\0');
    }

    /// Allows a passage.
    pub fn allow_passage(&mut self, passage: &GuardedText) {
        passage.letter_variants().for_each(|letters| self.allow_letters(letters));
        self.allow_letters(Letters::from_text(&ascii_words(&passage.text)).text());
    }

    fn has_text(&self, letters: &str) -> bool {
        self.text.contains(letters)
    }

    fn can_name(&self, mark: &Needle) -> bool {
        // Contained in a text that may be said: the address of the organisation on the last slide allows that address
        // anywhere.
        let leads = |letters: &str| {
            let is_own = self.own.iter().any(|word| letters.contains(word.as_str()));
            is_own || self.has_text(letters)
        };
        match mark {
            Needle::Letters(orders) => orders.iter().any(|letters| leads(letters)),
            Needle::Plain(letters) => leads(letters.text()),
            Needle::Handle(handle) => leads(Letters::from_text(handle).text()),
        }
    }
}

/// The fewest letters and digits by which a mark is known without its signs.
const FEWEST: usize = 8;
/// The fewest of a number plate, whose letters and digits alternate.
const FEWEST_MIXED: usize = 6;

impl GuardedText {
    /// A text of a narrative; `is_common` when it is only a name of something.
    pub fn from_narrative(text: &Text, is_common: bool, sources: &Sources) -> Self {
        let source = sources.get(text.span.source);
        let line = source.place_of_byte(text.span.start).line;
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let words =
            |text: &str| PassageWords { letters: Letters::from_text(text), lines: vec![line] };
        let others = [restore_spelling(&text.value), strip_numbers(&text.value)];
        Self {
            path: source.path.clone(),
            words: words(&text.value),
            others: others.iter().flatten().map(|text| words(text)).collect(),
            is_mangled: false,
            text: text.value.clone(),
            marks: OnceLock::new(),
            is_common,
        }
    }

    /// A file of raw messages, whatever its form; `names` are those of the people who wrote them.
    pub(super) fn from_raw_file(path: &str, text: &str, names: &[Range<usize>]) -> Self {
        // `starts` are the bytes at which lines begin: a search by halves turns the byte of a mark into its line.
        let (mut lines, mut starts) = (Vec::new(), Vec::new());
        let mut at = 0;
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            starts.push(at);
            at += line.len();
            lines.push((number, unescape_line(line)));
        }
        let changed: Vec<Option<String>> =
            lines.iter().map(|(_, line)| restore_spelling(line)).collect();
        let mut marks_of_others = Vec::new();
        let numbered = || lines.iter().zip(&changed);
        for ((number, _), varied) in numbered() {
            let varied = varied.iter();
            marks_of_others.extend(varied.flat_map(|text| marks(text, |_| *number)));
        }
        let mut others = Vec::new();
        if changed.iter().any(Option::is_some) {
            let lines = numbered();
            others.push(PassageWords::of_lines(
                lines.map(|((number, line), changed)| (*number, changed.as_ref().unwrap_or(line))),
            ));
        }
        // Each way is kept apart and never mixed with another: a way that is wrong for this file then only adds words that
        // are nowhere, and hides none.
        others.extend(parted::strip_line_labels(text, names).map(PassageWords::of_lines));
        others.extend(parted::cells_by_column(text).map(PassageWords::of_lines));
        let is_mangled = is_mangled(text);
        if is_mangled {
            let lines = lines.iter();
            let lines = lines.map(|(number, line)| (*number, ascii_words(line)));
            others.push(PassageWords::of_lines(lines));
        }
        let words = PassageWords::of_lines(lines.iter().map(|(number, line)| (*number, line)));
        let line = |at: usize| {
            let line = starts.partition_point(|start| *start <= at);
            u32::try_from(line).unwrap_or(u32::MAX)
        };
        let named = names.iter().filter_map(|range| {
            let name = Letters::from_text(text.get(range.clone())?);
            let is_full = name.word_count() > 1 && name.text().len() >= FEWEST;
            is_full.then(|| PersonMark {
                needle: Needle::Letters(name_orders(&name)),
                line: line(range.start),
            })
        });
        let mut marks = marks(text, line);
        marks.extend(named);
        marks.extend(marks_of_others);
        Self {
            path: path.to_string(),
            words,
            others,
            is_mangled,
            text: String::new(),
            // Found here, where the lines are known; a narrative finds its own only when somebody asks.
            marks: OnceLock::from(marks),
            // A whole file that is shorter than a run says "merci" or "ok": only runs of words and marks count.
            is_common: true,
        }
    }

    /// Its letters and digits.
    pub fn letters(&self) -> &str {
        self.words.letters.text()
    }

    /// The same in each way in which it may be read.
    pub fn letter_variants(&self) -> impl Iterator<Item = &str> {
        let others = self.others.iter().map(|words| words.letters.text());
        [self.letters()].into_iter().chain(others)
    }

    /// Whether there is anything of it that would give it away.
    pub fn is_telling(&self) -> bool {
        let letters = &self.words.letters;
        let has_run = letters.word_runs().next().is_some();
        has_run
            || !self.find_person_marks().is_empty()
            || !self.is_common && letters.whole_if_short().is_some()
    }

    /// What some texts say of it that may not be said.
    pub fn found_in(&self, haystack: &Haystack, allowed: &Allowed) -> Vec<Hit> {
        let hit = |text, line| Hit { text, line };
        let secret_at =
            |letters: &str| haystack.find_letters(letters).filter(|_| !allowed.has_text(letters));
        let mut hits = Vec::new();
        for words in [&self.words].into_iter().chain(&self.others) {
            // Runs begin at each word and overlap, so a sentence that was shortened at either end is still found by those in
            // its middle.
            for (word, run) in words.letters.word_runs() {
                // What may be said wins: a run that stands in an allowed text is no hit, even if it is in a secret too.
                hits.extend(secret_at(run).map(|text| hit(text, words.line_of_word(word))));
            }
            if !self.is_common {
                let whole = words.letters.whole_if_short().and_then(secret_at);
                hits.extend(whole.map(|text| hit(text, words.line_of_word(0))));
            }
        }
        for mark in self.find_person_marks() {
            let text = match &mark.needle {
                Needle::Letters(orders) => {
                    orders.iter().find_map(|letters| haystack.find_letters(letters))
                }
                Needle::Plain(letters) => haystack.find_plain(letters),
                Needle::Handle(handle) => haystack.find_handle(handle),
            };
            let text = text.filter(|_| !allowed.can_name(&mark.needle));
            hits.extend(text.map(|text| hit(text, mark.line)));
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    fn find_person_marks(&self) -> &[PersonMark] {
        let line = self.words.line_of_word(0);
        self.marks.get_or_init(|| {
            let varied = restore_spelling(&self.text);
            let mut found = marks(&self.text, |_| line);
            found.extend(varied.iter().flat_map(|text| marks(text, |_| line)));
            found
        })
    }
}

/// The orders in which the words of a name are written: its own, and with its last words first, as lists have them.
fn name_orders(name: &Letters) -> Vec<String> {
    let parts = |first: usize| {
        let [before, after] = name.split_at_word(first);
        format!("{after}{before}")
    };
    // All turns of the words, `Jeanne Le Gall` giving `Le Gall Jeanne` and `Gall Jeanne Le`: where the last name
    // begins is not known.
    (0..name.word_count()).map(parts).collect()
}

/// What leads to a person in a text by its form alone; `line` tells the line of a byte. Links do not count: most lead to
/// pages that anybody may name.
fn marks(text: &str, line: impl Fn(usize) -> u32) -> Vec<PersonMark> {
    let traces = people::find_traces(text).into_iter();
    let is_mark = |kind: Identifier| kind.is_machine_readable() && kind != Identifier::Link;
    let traces = traces.filter(|trace| is_mark(trace.kind));
    let mark = |trace: people::Trace| {
        let written = text.get(trace.range.clone())?;
        let letters = Letters::from_text(written);
        let (plain, length) = (letters.plain_text(), letters.text().len());
        // Digits alone would find amounts and dates, so a plate needs both, as `AB-123-CD` has.
        let is_mixed = plain.contains(|sign: char| sign.is_ascii_digit())
            && plain.contains(|sign: char| !sign.is_ascii_digit());
        let needle = match trace.kind {
            // Without the code of the country: `+33 6 12…` and `06 12…` are one number.
            Identifier::Phone => Needle::Plain(Letters::from_text(own_digits(plain))),
            // By its letters as they look, since a page may spell an address with a digit for a letter; a number needs its
            // digits.
            Identifier::Mail if length >= FEWEST => {
                Needle::Letters(vec![letters.text().to_string()])
            }
            _ if length >= FEWEST => Needle::Plain(letters),
            Identifier::Plate if is_mixed && length >= FEWEST_MIXED => Needle::Plain(letters),
            Identifier::Handle => Needle::Handle(written.to_lowercase()),
            _ => return None,
        };
        Some(PersonMark { needle, line: line(trace.range.start) })
    };
    traces.filter_map(mark).collect()
}
