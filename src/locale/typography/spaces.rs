//! Spaces around signs, decided gap by gap: a gap lies between two characters that are not spaces.
//!
//! Each decision looks at the signs around the gap, never at the spaces other decisions may set.

use super::{Language, Letter, NARROW, NO_BREAK, is_blank, is_opening};

/// Units that keep to their number; those of the first list even get a missing space.
const SIGNS: [&str; 7] = ["%", "‰", "€", "k€", "M€", "Md€", "°C"];
const UNITS: [&str; 38] = [
    "°F",
    "km",
    "m",
    "cm",
    "mm",
    "m²",
    "m³",
    "km²",
    "ha",
    "km/h",
    "kg",
    "g",
    "t",
    "l",
    "L",
    "cl",
    "hl",
    "h",
    "min",
    "s",
    "W",
    "kW",
    "kWh",
    "MWh",
    "Mo",
    "Go",
    "am",
    "pm",
    "euro",
    "euros",
    "million",
    "millions",
    "milliard",
    "milliards",
    "billion",
    "billions",
    "°",
    "ans",
];

/// The text of the letters, with the spaces of the language.
pub(super) fn set(letters: &[Letter], language: Language, before: Option<char>) -> String {
    let mut text = String::with_capacity(letters.len() + letters.len() / 8);
    let mut spaces = Spaces {
        letters,
        before: before.filter(|char| !char.is_whitespace()),
        grouped: false,
        minutes: None,
        aside: false,
    };
    let mut at = 0;
    loop {
        let blanks = letters[at..]
            .iter()
            .take_while(|letter| letter.is_space())
            .count();
        let gap = Gap {
            start: at,
            end: at + blanks,
        };
        let space = match language {
            Language::Fr => spaces.french(gap),
            Language::En => spaces.english(gap),
        };
        match space {
            Some(space) => text.push(space),
            None => text.extend(letters[gap.start..gap.end].iter().map(|letter| letter.char)),
        }
        let Some(letter) = letters.get(gap.end) else {
            return text;
        };
        text.push(letter.char);
        spaces.pass(gap.end);
        at = gap.end + 1;
    }
}

impl Letter {
    fn is_space(&self) -> bool {
        !self.kept && is_blank(self.char)
    }

    fn is_digit(&self) -> bool {
        !self.kept && self.char.is_ascii_digit()
    }

    fn is(&self, char: char) -> bool {
        !self.kept && self.char == char
    }
}

/// The spaces between two letters, perhaps none.
#[derive(Clone, Copy)]
struct Gap {
    start: usize,
    end: usize,
}

impl Gap {
    fn is_empty(self) -> bool {
        self.start == self.end
    }
}

struct Spaces<'a> {
    letters: &'a [Letter],
    before: Option<char>,
    /// The digits being read follow a group of the same number.
    grouped: bool,
    /// Where the minutes of the hour just read start.
    minutes: Option<usize>,
    /// A dash is open in the sentence.
    aside: bool,
}

impl Spaces<'_> {
    /// The space to set in a gap; none leaves it as typed.
    fn french(&mut self, gap: Gap) -> Option<char> {
        let left = self.left(gap);
        let Some(right) = self.letters.get(gap.end) else {
            return (left == Some('«') && !gap.is_empty()).then_some(NARROW);
        };
        if left == Some('«') {
            let empty = gap.is_empty() && right.is('»');
            return (!empty && right.char != '\n').then_some(NARROW);
        }
        if right.kept {
            return None;
        }
        self.grouped = self.continues_number(gap) || (self.grouped && gap.is_empty());
        if self.grouped && !gap.is_empty() {
            return Some(NARROW);
        }
        let left = left?;
        match right.char {
            '»' => Some(NARROW),
            ';' | '!' | '?' => (takes_sign(left) && self.ends_word(gap.end)).then_some(NARROW),
            ':' => (takes_sign(left) && self.announces(gap.end)).then_some(NO_BREAK),
            '–' | '—' => self.dash(gap),
            _ => self.before_unit(gap, true).then_some(NO_BREAK),
        }
    }

    fn english(&mut self, gap: Gap) -> Option<char> {
        (!gap.is_empty() && self.before_unit(gap, false)).then_some(NO_BREAK)
    }

    /// Takes note of a letter that was written.
    fn pass(&mut self, at: usize) {
        let letter = self.letters[at];
        self.grouped &= letter.is_digit();
        let ends = matches!(letter.char, '.' | '!' | '?' | '…') && !letter.kept;
        let in_word = self
            .letters
            .get(at + 1)
            .is_some_and(|next| next.char.is_alphanumeric());
        let dash_follows = matches!(self.after_spaces(at + 1), Some('–' | '—'));
        if letter.char == '\n' || (ends && !in_word && !dash_follows) {
            self.aside = false;
        }
    }

    /// The sign on the left, on the same line; what is kept counts as a word.
    fn left(&self, gap: Gap) -> Option<char> {
        match gap.start.checked_sub(1) {
            None => self.before,
            Some(at) if self.letters[at].kept => Some('x'),
            Some(at) => Some(self.letters[at].char).filter(|char| !char.is_whitespace()),
        }
    }

    fn after_spaces(&self, from: usize) -> Option<char> {
        let rest = self.letters.get(from..)?;
        let next = rest.iter().find(|letter| !letter.is_space())?;
        Some(next.char)
    }

    /// Whether `;`, `!` or `?` ends a word here: `page?x=1` and `!important` do not.
    fn ends_word(&self, at: usize) -> bool {
        self.letters.get(at + 1).is_none_or(|next| {
            let sign = matches!(
                next.char,
                ';' | ':' | '!' | '?' | '.' | ',' | '…' | ')' | ']' | '}' | '»' | '”' | '–' | '—'
            );
            !next.kept && (sign || next.char.is_whitespace())
        })
    }

    /// Whether `:` announces something: `10:30`, `16:9`, `C:\` do not.
    fn announces(&self, at: usize) -> bool {
        self.letters.get(at + 1).is_none_or(|next| {
            let quote = matches!(next.char, '«' | '»' | '“' | '”');
            !next.kept && (quote || next.char.is_whitespace())
        })
    }

    /// A dash between spaces opens an aside, the next one closes it and keeps to the word before.
    fn dash(&mut self, gap: Gap) -> Option<char> {
        let after = gap.end + 1;
        let spaced = !gap.is_empty() && self.letters.get(after).is_some_and(Letter::is_space);
        if !spaced || self.after_spaces(after) == Some('»') {
            return None;
        }
        self.aside = !self.aside;
        (!self.aside).then_some(NO_BREAK)
    }

    /// Whether one space parts two groups of a number: `12 345`, but neither `0 800` nor `T3 250`.
    fn continues_number(&self, gap: Gap) -> bool {
        let one_space = gap.end == gap.start + 1 && self.letters[gap.start].char != '\t';
        one_space && self.digits_from(gap.end) == 3 && self.ends_group(gap.start)
    }

    fn ends_group(&self, end: usize) -> bool {
        let start = end - self.digits_before(end);
        match end - start {
            3 if self.grouped => true,
            1..=3 => {
                !self.letters[start].is('0') && self.starts_number(start) && !self.in_code(start)
            }
            _ => false,
        }
    }

    /// Whether digits that start here start a number: no letter stands before, but the h of `14h30`.
    fn starts_number(&self, start: usize) -> bool {
        match self.back(start, 1) {
            Some('h') => self
                .back(start, 2)
                .is_some_and(|char| char.is_ascii_digit() || is_blank(char)),
            Some(char) => !char.is_alphanumeric(),
            None => self.before.is_none_or(|char| !char.is_alphanumeric()),
        }
    }

    /// Whether what stands before digits makes them part of a code, a date or a decimal.
    fn in_code(&self, start: usize) -> bool {
        match self.back(start, 1) {
            Some('-') => self.back(start, 2).is_some_and(char::is_alphanumeric),
            Some(char) => ",.:/_#@&\\".contains(char),
            None => false,
        }
    }

    fn back(&self, from: usize, by: usize) -> Option<char> {
        Some(self.letters[from.checked_sub(by)?].char)
    }

    fn digits_before(&self, end: usize) -> usize {
        self.letters[..end]
            .iter()
            .rev()
            .take_while(|letter| letter.is_digit())
            .count()
    }

    /// How many digits follow, up to 4: more never matters.
    fn digits_from(&self, start: usize) -> usize {
        let rest = self.letters.get(start..).unwrap_or_default();
        rest.iter()
            .take(4)
            .take_while(|letter| letter.is_digit())
            .count()
    }

    /// Whether the gap parts a number from its unit, or an hour from its minutes.
    fn before_unit(&mut self, gap: Gap, french: bool) -> bool {
        if self.minutes.take() == Some(gap.end) {
            return true;
        }
        if !self.follows_number(gap) {
            return false;
        }
        if french && self.letters[gap.end].is('h') {
            self.minutes = self.minutes_after(gap.end + 1);
            if self.minutes.is_some() || self.ends_unit(gap.end + 1) {
                return true;
            }
        }
        let starts = |unit: &&str| self.starts_with(gap.end, unit);
        SIGNS.iter().any(|sign| starts(&sign))
            || (!gap.is_empty() && UNITS.iter().any(|unit| starts(&unit)))
    }

    fn follows_number(&self, gap: Gap) -> bool {
        if gap.start == 0 {
            return self.before.is_some_and(|char| char.is_ascii_digit());
        }
        if !self.letters[gap.start - 1].is_digit() {
            return false;
        }
        let in_number = |letter: &&Letter| letter.is_digit() || letter.is(',') || letter.is('.');
        let length = self.letters[..gap.start]
            .iter()
            .rev()
            .take_while(in_number)
            .count();
        self.starts_number(gap.start - length)
    }

    /// Two digits and no more, after at most one space.
    fn minutes_after(&self, at: usize) -> Option<usize> {
        let spaces = self
            .letters
            .get(at..)?
            .iter()
            .take_while(|letter| letter.is_space());
        let start = at + spaces.take(2).count();
        let ends = |end: usize| {
            self.letters
                .get(end)
                .is_none_or(|next| !next.char.is_alphanumeric())
        };
        (start <= at + 1 && self.digits_from(start) == 2 && ends(start + 2)).then_some(start)
    }

    fn starts_with(&self, at: usize, unit: &str) -> bool {
        let mut end = at;
        for char in unit.chars() {
            if !self.letters.get(end).is_some_and(|letter| letter.is(char)) {
                return false;
            }
            end += 1;
        }
        matches!(unit, "%" | "‰" | "€") || self.ends_unit(end)
    }

    fn ends_unit(&self, end: usize) -> bool {
        self.letters.get(end).is_none_or(|next| {
            !next.char.is_alphanumeric() && !matches!(next.char, '_' | '\'' | '’')
        })
    }
}

/// Whether a sign that wants a space may follow: not another sign, not an opening.
fn takes_sign(left: char) -> bool {
    let refused = matches!(
        left,
        '!' | '?'
            | ';'
            | ':'
            | ','
            | '"'
            | '\''
            | '\\'
            | '<'
            | '>'
            | '&'
            | '#'
            | '@'
            | '|'
            | '`'
            | '~'
            | '^'
            | '+'
            | '*'
            | '_'
    );
    !refused && !is_opening(left)
}
