//! Days and periods: what is read as one, and what to write instead of what is not.

use chrono::{Datelike, NaiveDate};

use super::typed;
use crate::finding::Message;
use crate::period::{Period, PeriodError, YEARS};

/// What to say of a text that is no day or no period, and what to write instead.
pub(super) struct DateFault {
    /// The key of the message.
    pub key: &'static str,
    /// What to write instead.
    pub hint: Message,
}

/// A day, as `2026-07-14`.
pub(super) fn read_day(written: &str) -> Result<NaiveDate, DateFault> {
    // The form is looked at first, as chrono alone would take `2026-7-4` as well.
    let date = has_form_of_date(written)
        .then(|| NaiveDate::parse_from_str(written, "%Y-%m-%d").ok())
        .flatten();
    let (key, hint) = match date {
        Some(date) if YEARS.contains(&date.year()) => return Ok(date),
        Some(_) => ("impossible-year", Message::new("hint-year")),
        None if has_form_of_date(written) => ("impossible-date", last_day_hint(written)),
        None => match whole_period(written) {
            Some(period) => ("date-without-day", with_day_hint(period)),
            None => ("wrong-date", date_hint(written)),
        },
    };
    Err(DateFault { key, hint })
}

/// A month, or a day of it.
pub(super) fn read_month(written: &str) -> Result<Period, DateFault> {
    match Period::parse(written) {
        Ok(month @ Period::Month(..)) => Ok(month),
        _ => read_day(written).map(|day| Period::Range(day, day)),
    }
}

/// A period in one of the forms that [`Period`] knows.
pub(super) fn read_period(written: &str) -> Result<Period, DateFault> {
    Period::parse(written).map_err(|error| {
        let key = match error {
            PeriodError::EndBeforeStart(..) => "period-reversed",
            PeriodError::UnknownForm(_) => "wrong-period",
            PeriodError::YearOutOfRange(_) => "impossible-year",
            _ => "impossible-period",
        };
        DateFault { key, hint: period_hint(&error, written) }
    })
}

/// A day or a period; what looks like a day is meant as one, however it is typed.
pub(super) fn read_day_or_period(written: &str) -> Result<Period, DateFault> {
    if has_form_of_date(written) || typed::parse_day(written).is_some() {
        return read_day(written).map(|day| Period::Range(day, day));
    }
    read_period(written)
}

/// Four digits, two and two.
fn has_form_of_date(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(is_right)
}

/// The last day of the month, when only the day is wrong.
fn last_day_hint(written: &str) -> Message {
    let month = written.get(..7).and_then(|month| Period::parse(month).ok());
    match month {
        Some(month) => Message::new("hint-last-day").with("value", month.last_day().to_string()),
        None => Message::new("hint-date"),
    }
}

fn date_hint(written: &str) -> Message {
    match typed::parse_day(written) {
        Some(date) => Message::new("hint-write").with("value", date.to_string()),
        None => Message::new("hint-date"),
    }
}

/// A month, a quarter or a year where a day is wanted.
fn whole_period(written: &str) -> Option<Period> {
    let here = Period::parse(written).ok();
    here.or_else(|| Period::parse(&typed::canonical_period(written)?).ok())
}

fn with_day_hint(period: Period) -> Message {
    Message::new("hint-with-day").with("value", period.last_day().to_string())
}

fn period_hint(error: &PeriodError, written: &str) -> Message {
    let write = |value: String| Message::new("hint-write").with("value", value);
    match error {
        // As typed: the days of months turned round would be other days.
        PeriodError::EndBeforeStart(..) => match written.split_once('/') {
            Some((first, last)) => write(format!("{}/{}", last.trim(), first.trim())),
            None => Message::new("hint-period"),
        },
        PeriodError::YearOutOfRange(_) => Message::new("hint-year"),
        PeriodError::ImpossibleDate(date) => last_day_hint(date),
        _ => typed::canonical_period(written).map_or_else(|| Message::new("hint-period"), write),
    }
}
