//! Numbers in a text: their groups of digits, their units, their hours and minutes.

use super::Letter;
use super::spaces::{SpaceRun, Spaces};

/// Units that get a space when none is typed.
const SIGNS: &str = "% ‰ € k€ M€ Md€ °C";
/// Units whose space, when one is typed, no longer breaks.
const UNITS: &str = "°F ° mm cm m km m² km² ha m³ cl l L hl g kg t s min h km/h W kW kWh MWh Mo Go ans am pm \
                     euro euros million millions milliard milliards billion billions";

impl Spaces<'_> {
    /// Whether a gap separates two groups of one number: `12 345`, but neither `0 800` nor `T3 250`.
    pub(super) fn continues_number(&self, gap: SpaceRun) -> bool {
        // A tab separates columns, never groups.
        let one_space = gap.end == gap.start + 1 && self.letters[gap.start].char != '\t';
        one_space && self.digits_from(gap.end) == 3 && self.ends_group(gap.start)
    }

    fn ends_group(&self, end: usize) -> bool {
        let start = end - self.digits_before(end);
        match end - start {
            // After a first group, three digits are the next one even when they begin with 0: `1 000 000`.
            3 if self.grouped => true,
            1..=3 => {
                !self.letters[start].is_char('0')
                    && self.starts_number(start)
                    && !self.in_code(start)
            }
            _ => false,
        }
    }

    /// Whether digits that start here start a number: no letter is before them, except the h of an hour.
    fn starts_number(&self, start: usize) -> bool {
        match self.char_before(start, 1) {
            // Digits after an `h` begin a number only when they were read as its minutes: `8h30`.
            Some('h') => self.minutes == Some(start),
            Some(char) => !char.is_alphanumeric(),
            None => self.before.is_none_or(|char| !char.is_alphanumeric()),
        }
    }

    /// Whether the sign before digits makes them part of a code, a date or a decimal.
    fn in_code(&self, start: usize) -> bool {
        match self.char_before(start, 1) {
            // `RD-12` is a code; a hyphen alone before digits is a minus.
            Some('-') => self.char_before(start, 2).is_some_and(char::is_alphanumeric),
            Some(char) => ",.:/_#@&\\".contains(char),
            None => false,
        }
    }

    /// Whether a typed space parts the sign of a number from that number: `n° 4`, `§ 12`.
    pub(super) fn follows_number_sign(&self, gap: SpaceRun) -> bool {
        let is_number = self.letters.get(gap.end).is_some_and(|right| right.char.is_alphanumeric());
        let back = |by| self.char_before(gap.start, by);
        let ends_n = |by| {
            let is_apart = back(by + 1).is_none_or(|before| !before.is_alphanumeric());
            matches!(back(by), Some('n' | 'N')) && is_apart
        };
        let is_sign = match back(1) {
            Some('§' | '№') => true,
            Some('°' | 'º') => ends_n(2),
            Some('s') => matches!(back(2), Some('°' | 'º')) && ends_n(3),
            _ => false,
        };
        !gap.is_empty() && is_number && is_sign
    }

    fn char_before(&self, from: usize, by: usize) -> Option<char> {
        Some(self.letters[from.checked_sub(by)?].char)
    }

    fn digits_before(&self, end: usize) -> usize {
        self.letters[..end].iter().rev().take_while(|letter| letter.is_digit()).count()
    }

    /// How many digits follow, counted up to 4: whether there are more never matters.
    fn digits_from(&self, start: usize) -> usize {
        let rest = self.letters.get(start..).unwrap_or_default();
        rest.iter().take(4).take_while(|letter| letter.is_digit()).count()
    }

    /// Whether the gap is between a number and its unit, or between an hour and its minutes.
    pub(super) fn before_unit(&mut self, gap: SpaceRun, french: bool) -> bool {
        // The minutes of the hour before this gap were noted when its `h` was read.
        if self.minutes == Some(gap.end) {
            return true;
        }
        if !self.follows_digit(gap) {
            return false;
        }
        let hour = french && self.letters.get(gap.end).is_some_and(|right| right.is_char('h'));
        let minutes = hour.then(|| self.minutes_after(gap.end + 1)).flatten();
        let hour = hour && (minutes.is_some() || self.ends_unit(gap.end + 1));
        // Units of letters need a typed space, as `3m` may be a code. Signs such as `%` and `€` get a missing one.
        let wide = !gap.is_empty() && UNITS.split(' ').any(|unit| self.starts_with(gap.end, unit));
        let found = (hour || wide || self.sign_at(gap.end)) && self.follows_number(gap);
        // Noted for the gap after the `h`, which comes next.
        if hour && found {
            self.minutes = minutes;
        }
        found
    }

    fn sign_at(&self, at: usize) -> bool {
        SIGNS.split(' ').any(|sign| self.starts_with(at, sign))
    }

    fn follows_digit(&self, gap: SpaceRun) -> bool {
        match gap.start.checked_sub(1) {
            None => self.before.is_some_and(|char| char.is_ascii_digit()),
            Some(at) => self.letters[at].is_digit(),
        }
    }

    /// Whether the digits before a gap are a number, and not the end of a code such as `CO2`.
    fn follows_number(&self, gap: SpaceRun) -> bool {
        let in_number =
            |letter: &&Letter| letter.is_digit() || letter.is_char(',') || letter.is_char('.');
        let typed = self.letters[..gap.start].iter().rev();
        let start = gap.start - typed.take_while(in_number).count();
        gap.start == 0 || self.starts_number(start)
    }

    /// Where the minutes after an `h` start: exactly two digits, after at most one
    /// space, that are not an hour of their own.
    fn minutes_after(&self, at: usize) -> Option<usize> {
        // Up to two spaces are skipped, so that a second one is noticed and refused below.
        let start = self.skip_spaces(at, 2);
        let end = start + 2;
        let next = self.letters.get(end);
        let ends = next.is_none_or(|next| !next.char.is_alphanumeric()) || self.sign_at(end);
        // `8 h 12 h` are two hours: an `h` after the digits makes them the second one.
        let hour = self.skip_spaces(end, usize::MAX);
        let of_hour = self.letters.get(hour).is_some_and(|letter| letter.is_char('h'))
            && !self.letters.get(hour + 1).is_some_and(|next| next.char.is_alphabetic());
        let fits = start <= at + 1 && self.digits_from(start) == 2 && ends && !of_hour;
        fits.then_some(start)
    }

    fn starts_with(&self, at: usize, unit: &str) -> bool {
        let mut end = at;
        for char in unit.chars() {
            if !self.letters.get(end).is_some_and(|letter| letter.is_char(char)) {
                return false;
            }
            end += 1;
        }
        // These three are not letters, so whatever follows cannot make a word of them.
        matches!(unit, "%" | "‰" | "€") || self.ends_unit(end)
    }

    fn ends_unit(&self, end: usize) -> bool {
        self.letters.get(end).is_none_or(|next| {
            !next.char.is_alphanumeric() && !matches!(next.char, '_' | '\'' | '’')
        })
    }
}
