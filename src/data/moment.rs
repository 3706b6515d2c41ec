//! The stretch of time a row is about, as files write it.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, Timelike, Utc};

use crate::period::{Period, YEARS};
use crate::text::fold_word;

use super::calendar::{FILLERS, WEEKDAYS, month_of};
use super::clock::{read_clock, read_count};
use super::{DateForm, DateOrder, Grain, Hours};

/// Reads `2026`, `2026-T3`, `T3 2026`, `2026-07`, `2026M07`, `202607`, `07/2026`, `juillet 2026`, `juil-26`, `2e trimestre 2026`,
/// `2026-07-14`, `20260714`, `14/07/2026`, `14/07/26`, `1er juillet 2026`, `3. August 2026`, `Aug 3, 2026`, `lundi 3 août 2026 à 13:39`; a time of
/// the day after a date is left out, but where its clock is told, the day is the one that it was in the zone of the file.
/// `AM` and `PM` tell that the month comes first. A day is a [`Period::Range`] of itself, unless dates stand for something
/// longer.
pub fn read_period(text: &str, form: DateForm) -> Option<Period> {
    let text = text.trim();
    // From the strictest form to the loosest, so that no loose one takes what a stricter one reads in another way.
    let period = Period::parse(text)
        .ok()
        .or_else(|| day_in_zone(text, form).map(|day| Period::Range(day, day)))
        .or_else(|| parse_day(text, form.order).map(|day| Period::Range(day, day)))
        .or_else(|| in_words(text))
        .or_else(|| in_words(read_clock(text)?.date))?;
    // A day stands for the period around it where the layout says so. Two different dates are no period of a row.
    match (period, grain_of_period(period)) {
        (Period::Range(date, _), Some(Grain::Day)) => Some(period_around(date, form.each)),
        (_, grain) => grain.map(|_| period),
    }
}

/// The period of a length that holds a day.
pub fn period_around(date: NaiveDate, grain: Grain) -> Period {
    let (year, month) = (date.year(), date.month0() as u8);
    match grain {
        Grain::Day => Period::Range(date, date),
        Grain::Month => Period::Month(year, month + 1),
        Grain::Quarter => Period::Quarter(year, month / 3 + 1),
        Grain::Half => Period::Half(year, month / 6 + 1),
        Grain::Year => Period::Year(year),
    }
}

/// The length of a period; none for two dates.
pub fn grain_of_period(period: Period) -> Option<Grain> {
    match period {
        Period::Year(_) => Some(Grain::Year),
        Period::Half(..) => Some(Grain::Half),
        Period::Quarter(..) => Some(Grain::Quarter),
        Period::Month(..) => Some(Grain::Month),
        Period::Range(first, last) => (first == last).then_some(Grain::Day),
    }
}

/// The periods of a length that a longer one touches, in order.
pub fn touched_periods(period: Period, grain: Grain) -> impl Iterator<Item = Period> {
    // The first part may begin before the period and the last one end after it: callers look at that where it matters.
    let start = period_around(period.first_day(), grain);
    let next = move |part: &Period| Some(period_around(part.last_day().succ_opt()?, grain));
    std::iter::successors(Some(start), next)
        .take_while(move |part| part.first_day() <= period.last_day())
}

/// The day that it was in the zone of a file at a moment whose clock is told: `2026-06-30T22:00:00Z` is the first of July in
/// Paris, as are `2026-06-30T18:00:00-04:00` and the count of seconds since 1970.
fn day_in_zone(text: &str, form: DateForm) -> Option<NaiveDate> {
    let moment = written_moment(text, form.order)?;
    let is_of_greenwich = form.hours == Hours::Utc;
    let offset = moment.offset.or(is_of_greenwich.then(|| Utc.fix()))?;
    // Midnight beside Greenwich is how programs write a day without a time, whatever their own zone is.
    if moment.there.time() == NaiveTime::MIN && offset != Utc.fix() {
        return Some(moment.there.date());
    }
    let moment = moment.there.and_local_timezone(offset).single()?;
    Some(moment.with_timezone(&form.zone).date_naive())
}

/// A date and a time of the day, and how far its clock is before that of Greenwich, where that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenMoment {
    /// What the calendar and the clock showed.
    pub there: NaiveDateTime,
    /// How far the clock is before that of Greenwich.
    pub offset: Option<FixedOffset>,
}

/// The moment that a text names, if it has a time of the day.
pub fn written_moment(text: &str, order: DateOrder) -> Option<WrittenMoment> {
    if let Some(there) = read_count(text) {
        return Some(WrittenMoment { there, offset: Some(Utc.fix()) });
    }
    let clock = read_clock(text)?;
    let order = if is_american(text) { DateOrder::MonthFirst } else { order };
    let day = parse_day(clock.date, order).or_else(|| match in_words(clock.date) {
        Some(Period::Range(day, _)) => Some(day),
        _ => None,
    })?;
    // Years far away are slips, which the readings of days refuse.
    let there = YEARS.contains(&day.year()).then(|| day.and_time(clock.time))?;
    Some(WrittenMoment { there, offset: clock.offset })
}

/// Whether a time by a clock beside that of Greenwich falls in another day of the zone than of that clock.
pub fn is_of_another_day(text: &str, form: DateForm) -> bool {
    let moment = written_moment(text.trim(), form.order);
    let is_beside = |offset: FixedOffset| offset != Utc.fix();
    moment.is_some_and(|moment| {
        moment.offset.is_some_and(is_beside)
            && day_in_zone(text.trim(), form) != Some(moment.there.date())
    })
}

/// When one of several readings of a day was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// By the clock of Greenwich.
    Greenwich(NaiveDateTime),
    /// By the clock on the wall.
    Wall(NaiveDateTime),
}

/// The reading that a text names: counters write down the hour, or each quarter of it. Other times are those of events.
pub fn read_reading(text: &str, form: DateForm) -> Option<Reading> {
    let moment = written_moment(text.trim(), form.order)?;
    let is_even = moment.there.minute() % 15 == 0 && moment.there.second() == 0;
    let is_of_greenwich = form.hours == Hours::Utc;
    let offset = moment.offset.or(is_of_greenwich.then(|| Utc.fix()));
    let reading = match offset {
        Some(offset) => Reading::Greenwich(moment.there.checked_sub_offset(offset)?),
        None => Reading::Wall(moment.there),
    };
    is_even.then_some(reading)
}

/// Whether a time without a zone is midnight in another day of the zone, when it is taken for that of Greenwich:
/// `2026-06-30 22:00:00` in Paris. None when there is no such time.
pub fn is_midnight_of_greenwich(text: &str, form: DateForm) -> Option<bool> {
    let moment =
        written_moment(text.trim(), form.order).filter(|moment| moment.offset.is_none())?;
    let there = moment.there.and_utc().with_timezone(&form.zone).naive_local();
    Some(there.time() == NaiveTime::MIN && there.date() != moment.there.date())
}

/// Two small numbers at the start of a date whose year comes last: the day and the month, in the order of the file.
pub fn leading_numbers(date: &str) -> Option<(u32, u32)> {
    let date = date.split([' ', 'T', ',']).next()?;
    let mut parts = date.split(['/', '.', '-']);
    // A date that begins with its year has a first part of four digits, and is never in doubt.
    let mut part = |most: usize| parts.next().filter(|part| (1..=most).contains(&part.len()));
    let (first, second, _) = (part(2)?, part(2)?, part(4)?);
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// Whether a time of the day is told as in the United States, where the month comes first.
pub fn is_american(text: &str) -> bool {
    let Some((_, time)) = text.split_once(':') else { return false };
    let time =
        time.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, ':' | '.'));
    let half = time.trim_start().to_lowercase().replace('.', "");
    ["am", "pm"].iter().any(|name| {
        half.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether a cell holds words, and no date: two letters together stand in any sentence, and in no number.
pub fn is_prose(cell: &str) -> bool {
    let has_word =
        cell.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().count() > 1);
    has_word && read_period(cell, DateForm::default()).is_none()
}

/// Whether a cell names a month, a quarter or a half-year, and no year: `juillet`, `T3`.
pub fn lacks_year(cell: &str) -> bool {
    let part = fold_word(cell.trim());
    !part.is_empty() && !is_number(&part) && two_words(&part, "2026").is_some()
}

/// Whether a cell holds the number of a day since 1900, as a spreadsheet keeps it: from 1982 to 2064.
pub fn is_serial_day(cell: &str) -> bool {
    let whole = cell.split([',', '.']).next().unwrap_or_default();
    whole.len() == 5
        && is_number(whole)
        && whole.parse().is_ok_and(|day: u32| (30_000..60_000).contains(&day))
}

fn parse_day(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let order = if is_american(text) { DateOrder::MonthFirst } else { order };
    // The first word is the date; a time may follow. Months in letters are read by `in_words`.
    let text = text.split([' ', ',', 'T', '\u{a0}', '\u{202f}']).next()?;
    if text.len() == 8 && is_number(text) {
        return parse_date_parts(&text[..4], &text[4..6], &text[6..]);
    }
    let sign = ['-', '/', '.'].into_iter().find(|sign| text.contains(*sign))?;
    let parts: Vec<&str> = text.split(sign).collect();
    let &[first, second, third] = parts.as_slice() else {
        return None;
    };
    // A year of four digits tells at which end it stands. One of two digits stands last, and in this century.
    match (first.len(), third.len(), order) {
        (4, ..=2, _) => parse_date_parts(first, second, third),
        (..=2, 4, DateOrder::DayFirst) => parse_date_parts(third, second, first),
        (..=2, 4, DateOrder::MonthFirst) => parse_date_parts(third, first, second),
        (..=2, 2, DateOrder::DayFirst) => parse_date_parts(&format!("20{third}"), second, first),
        (..=2, 2, DateOrder::MonthFirst) => parse_date_parts(&format!("20{third}"), first, second),
        _ => None,
    }
}

fn parse_date_parts(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(self::parse_year(year)?, parse_number(month)?, parse_number(day)?)
}

fn in_words(text: &str) -> Option<Period> {
    // `202607`, a year and a month; six digits that begin with no year are refused.
    if text.len() == 6 && is_number(text) {
        return month_period(parse_year(&text[..4])?, parse_number(&text[4..])?);
    }
    let folded = fold_word(text);
    let words: Vec<&str> = folded
        .split([' ', '\u{a0}', '\u{202f}', '/', '-'])
        .filter(|word| !word.is_empty() && !FILLERS.contains(word))
        .collect();
    let words = match words.as_slice() {
        // `mar` is a Tuesday before a whole date, else March.
        [weekday, rest @ ..]
            if rest.len() > 2 && WEEKDAYS.contains(&weekday.trim_end_matches([',', '.'])) =>
        {
            rest
        }
        all => all,
    };
    // What follows a whole date is a time.
    let words = match words {
        [day, name, year, time, ..] if time.contains(':') || matches!(*time, "a" | "at" | "um") => {
            &[*day, *name, year.trim_end_matches(',')][..]
        }
        all => all,
    };
    match words {
        // `juillet 2026`, `2026 T3`: either order.
        [one, other] => two_words(one, other).or_else(|| two_words(other, one)),
        [number, part @ ("trimestre" | "quarter" | "semestre" | "half"), year] => {
            let digit = number.chars().next().filter(char::is_ascii_digit)?;
            let letter = if matches!(*part, "trimestre" | "quarter") { 't' } else { 's' };
            two_words(&format!("{letter}{digit}"), year)
        }
        // `Aug 3, 2026`: the month before the day.
        [name, day, year] if month_of(name).is_some() => {
            let month = month_of(name)?.to_string();
            let day = parse_date_parts(year, &month, bare_day(day))?;
            Some(Period::Range(day, day))
        }
        [day, name, year] => {
            // `3-août-26` is how Excel writes a day: the year of two digits stands last, as everywhere.
            let year =
                if year.len() == 2 && is_number(year) { &format!("20{year}") } else { *year };
            let day = parse_date_parts(year, &month_of(name)?.to_string(), bare_day(day))?;
            Some(Period::Range(day, day))
        }
        // `2026t3`: four digits, then the part of the year.
        [both] => both
            .is_char_boundary(4)
            .then(|| both.split_at(4))
            .and_then(|(year, part)| two_words(part, year)),
        _ => None,
    }
}

/// The digits of a day of the month: `3.`, `1er`, `22nd,`.
fn bare_day(day: &str) -> &str {
    let day = day.trim_end_matches([',', '.']);
    let endings = ["er", "st", "nd", "rd", "th"];
    endings.into_iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day)
}

/// A part of a year and a year: `07`, `m07`, `t3`, `juillet`.
fn two_words(part: &str, written: &str) -> Option<Period> {
    // Names go first: `sept` begins with the letter of a half-year, too.
    if let Some(number) = month_of(part) {
        // Two digits are a year beside a name alone: `juil-26`, but `07-26` may be a day.
        let year = match written.len() {
            2 if is_number(written) => 2000 + written.parse::<i32>().ok()?,
            _ => parse_year(written)?,
        };
        return month_period(year, number);
    }
    let year = parse_year(written)?;
    // `m07` is how Eurostat and many tools of statistics write a month.
    let month = part.strip_prefix('m').filter(|digits| digits.len() <= 2).and_then(parse_number);
    if let Some(month) = month {
        return month_period(year, month);
    }
    // `t3` and `q3` are quarters, `s1` and `h1` are halves of a year.
    if part.starts_with(['t', 'q', 's', 'h']) {
        return Period::parse(&format!("{year:04}-{part}")).ok();
    }
    (part.len() <= 2)
        .then(|| parse_number(part))
        .flatten()
        .and_then(|number| month_period(year, number))
}

fn month_period(year: i32, month: u32) -> Option<Period> {
    let month = u8::try_from(month).ok()?;
    (1..=12).contains(&month).then_some(Period::Month(year, month))
}

fn parse_year(text: &str) -> Option<i32> {
    let year = text.parse().ok()?;
    (text.len() == 4 && is_number(text) && YEARS.contains(&year)).then_some(year)
}

fn parse_number(text: &str) -> Option<u32> {
    is_number(text).then(|| text.parse().ok()).flatten()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
