//! A text that a PDF may have to keep to itself, and how it is known again.

use std::ops::Range;
use std::sync::OnceLock;

use super::letters::{Haystack, Letters};
use super::written::varied;
use crate::narrative::Text;
use crate::people::{self, Identifier};
use crate::source::Sources;

/// A text, and what of it would give it away.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The file it stands in, from the project's root.
    pub path: String,
    words: Words,
    /// The same with what hides words undone: addresses spelt out, signs for letters. None when nothing does.
    varied: Option<Words>,
    /// What its marks are sought in, once somebody asks: most texts may be said.
    text: String,
    marks: OnceLock<Vec<Mark>>,
    /// Whether it is like what anybody says when it is short: raw messages are many, and names stand elsewhere too.
    is_common: bool,
}

/// The words of a text, and where they stand.
#[derive(Debug, Default, Clone)]
struct Words {
    letters: Letters,
    /// The line of each word, from 1; one alone is the line of all.
    lines: Vec<u32>,
}

impl Words {
    fn line(&self, word: usize) -> u32 {
        let line = self.lines.get(word).or(self.lines.first());
        line.copied().unwrap_or(1)
    }

    fn add(&mut self, text: &str, line: u32) {
        self.letters.add(text);
        self.lines.resize(self.letters.words(), line);
    }
}

/// Something in a text that leads to a person, however short.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
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
    pub fn of(names: &[&Text]) -> Self {
        let mut allowed = Self::default();
        for name in names {
            let words = name.value.split(|sign: char| !sign.is_alphanumeric());
            let words = words.map(|word| Letters::of(word).text().to_string());
            allowed
                .own
                .extend(words.filter(|word| word.len() >= OWN_LETTERS));
            allowed.add(Letters::of(&name.value).text());
        }
        allowed
    }

    /// Allows the letters of a text.
    pub fn add(&mut self, letters: &str) {
        self.text.push_str(letters);
        self.text.push('\0');
    }

    fn says(&self, letters: &str) -> bool {
        self.text.contains(letters)
    }

    fn names(&self, mark: &Needle) -> bool {
        let leads = |letters: &str| {
            let is_own = self.own.iter().any(|word| letters.contains(word.as_str()));
            is_own || self.says(letters)
        };
        match mark {
            Needle::Letters(orders) => orders.iter().any(|letters| leads(letters)),
            Needle::Plain(letters) => leads(letters.text()),
            Needle::Handle(handle) => leads(Letters::of(handle).text()),
        }
    }
}

/// The fewest letters and digits by which a mark is known without its signs.
const FEWEST: usize = 8;
/// The fewest of a number plate, whose letters and digits alternate.
const FEWEST_MIXED: usize = 6;
/// The digits of a phone number that stay the same with and without the code of its country.
const OWN_DIGITS: usize = 9;

impl Passage {
    /// A text of a narrative; `is_common` when it is only a name of something.
    pub fn written(text: &Text, is_common: bool, sources: &Sources) -> Self {
        let source = sources.get(text.span.source);
        let line = source.place(text.span.start).line;
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Self {
            path: source.path.clone(),
            words: Words {
                letters: Letters::of(&text.value),
                lines: vec![line],
            },
            varied: varied(&text.value).map(|text| Words {
                letters: Letters::of(&text),
                lines: vec![line],
            }),
            text: text.value.clone(),
            marks: OnceLock::new(),
            is_common,
        }
    }

    /// A file of raw messages, whatever its form; `names` are those of the people who wrote them.
    pub(super) fn raw(path: &str, text: &str, names: &[Range<usize>]) -> Self {
        let (mut words, mut starts, mut others) = (Words::default(), Vec::new(), Vec::new());
        let mut at = 0;
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            starts.push(at);
            at += line.len();
            let line = unescaped(line);
            words.add(&line, number);
            others.extend(varied(&line).map(|varied| (number, varied)));
        }
        let mut marks_of_others = Vec::new();
        for (number, varied) in &others {
            marks_of_others.extend(marks(varied, |_| *number));
        }
        let varied = (!others.is_empty()).then(|| {
            let mut others = others.into_iter().peekable();
            let mut words = Words::default();
            for (number, line) in (1..).zip(text.split_inclusive('\n')) {
                match others.next_if(|(other, _)| *other == number) {
                    Some((_, varied)) => words.add(&varied, number),
                    None => words.add(&unescaped(line), number),
                }
            }
            words
        });
        let line = |at: usize| {
            let line = starts.partition_point(|start| *start <= at);
            u32::try_from(line).unwrap_or(u32::MAX)
        };
        let named = names.iter().filter_map(|range| {
            let name = Letters::of(text.get(range.clone())?);
            let is_full = name.words() > 1 && name.text().len() >= FEWEST;
            is_full.then(|| Mark {
                needle: Needle::Letters(orders(&name)),
                line: line(range.start),
            })
        });
        let mut marks = marks(text, line);
        marks.extend(named);
        marks.extend(marks_of_others);
        Self {
            path: path.to_string(),
            words,
            varied,
            text: String::new(),
            marks: OnceLock::from(marks),
            is_common: true,
        }
    }

    /// Its letters and digits.
    pub fn letters(&self) -> &str {
        self.words.letters.text()
    }

    /// Whether there is anything of it that would give it away.
    pub fn is_telling(&self) -> bool {
        let letters = &self.words.letters;
        let has_run = letters.runs().next().is_some();
        has_run || !self.marks().is_empty() || !self.is_common && letters.whole().is_some()
    }

    /// What some texts say of it that may not be said.
    pub fn found_in(&self, said: &Haystack, allowed: &Allowed) -> Vec<Hit> {
        let hit = |text, line| Hit { text, line };
        let told = |letters: &str| said.find(letters).filter(|_| !allowed.says(letters));
        let mut hits = Vec::new();
        for words in [&self.words].into_iter().chain(&self.varied) {
            for (word, run) in words.letters.runs() {
                hits.extend(told(run).map(|text| hit(text, words.line(word))));
            }
            if !self.is_common {
                let whole = words.letters.whole().and_then(told);
                hits.extend(whole.map(|text| hit(text, words.line(0))));
            }
        }
        for mark in self.marks() {
            let text = match &mark.needle {
                Needle::Letters(orders) => orders.iter().find_map(|letters| said.find(letters)),
                Needle::Plain(letters) => said.find_plain(letters),
                Needle::Handle(handle) => said.handle(handle),
            };
            let text = text.filter(|_| !allowed.names(&mark.needle));
            hits.extend(text.map(|text| hit(text, mark.line)));
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    fn marks(&self) -> &[Mark] {
        let line = self.words.line(0);
        self.marks.get_or_init(|| {
            let varied = varied(&self.text);
            let mut found = marks(&self.text, |_| line);
            found.extend(varied.iter().flat_map(|text| marks(text, |_| line)));
            found
        })
    }
}

/// The orders in which the words of a name are written: its own, and with its last words first, as lists have them.
fn orders(name: &Letters) -> Vec<String> {
    let parts = |first: usize| {
        let [before, after] = name.parted(first);
        format!("{after}{before}")
    };
    (0..name.words()).map(parts).collect()
}

/// What leads to a person in a text by its form alone; `line` tells the line of a byte. Links do not count: most lead to
/// pages that anybody may name.
fn marks(text: &str, line: impl Fn(usize) -> u32) -> Vec<Mark> {
    let traces = people::traces(text).into_iter();
    let is_mark = |kind: Identifier| kind.is_machine_readable() && kind != Identifier::Link;
    let traces = traces.filter(|trace| is_mark(trace.kind));
    let mark = |trace: people::Trace| {
        let written = text.get(trace.range.clone())?;
        let letters = Letters::of(written);
        let (plain, length) = (letters.plain(), letters.text().len());
        let is_mixed = plain.contains(|sign: char| sign.is_ascii_digit())
            && plain.contains(|sign: char| !sign.is_ascii_digit());
        let needle = match trace.kind {
            Identifier::Phone => Needle::Plain(Letters::of(own_digits(plain))),
            Identifier::Mail if length >= FEWEST => {
                Needle::Letters(vec![letters.text().to_string()])
            }
            _ if length >= FEWEST => Needle::Plain(letters),
            Identifier::Plate if is_mixed && length >= FEWEST_MIXED => Needle::Plain(letters),
            Identifier::Handle => Needle::Handle(written.to_lowercase()),
            _ => return None,
        };
        Some(Mark {
            needle,
            line: line(trace.range.start),
        })
    };
    traces.filter_map(mark).collect()
}

fn own_digits(number: &str) -> &str {
    let own = number.len().saturating_sub(OWN_DIGITS);
    number.get(own..).unwrap_or(number)
}

/// A line of a file as its reader would see it: what YAML and JSON write with a backslash, in its own letters.
fn unescaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let code = |length: usize| {
            let digits = after.get(1..1 + length)?;
            char::from_u32(u32::from_str_radix(digits, 16).ok()?)
        };
        let (sign, taken) = match after.chars().next() {
            Some('u') => (code(4), 5),
            Some('x') => (code(2), 3),
            Some('n' | 'r' | 't') => (Some(' '), 1),
            _ => (None, 0),
        };
        match sign {
            Some(sign) => text.push(sign),
            None => text.push('\\'),
        }
        rest = if sign.is_some() {
            &after[taken..]
        } else {
            after
        };
    }
    text + rest
}
