//! Days, months and periods in the words of a language.
//!
//! A no-break space (U+00A0) between a day and its month keeps them on one line.

use chrono::{Datelike, NaiveDate};
use icu_datetime::fieldsets::{M, MD, YM, YMD, YMDE};
use icu_datetime::input::Date;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use minijinja::context;

use super::Language;
use super::catalogue::Catalogue;
use crate::period::Period;

/// A day with the fields asked for, by CLDR. It is a macro because the type of the formatter's
/// input cannot be named without another crate.
macro_rules! formatted {
    ($date:expr, $language:expr, $fields:expr) => {{
        let preferences = DateTimeFormatterPreferences::from($language.cldr_locale());
        let formatter = DateTimeFormatter::try_new(preferences, $fields)
            .expect("dates of the language are built in");
        let day = Date::try_new_iso($date.year(), $date.month() as u8, $date.day() as u8)
            .expect("the calendar has this day");
        formatter.format(&day).to_string()
    }};
}

/// A day: `1er octobre 2026`, `8 October 2026`.
pub fn format_day(date: NaiveDate, language: Language) -> String {
    join_day_to_month(&formatted!(date, language, YMD::long()), date, language)
}

/// A day with its weekday: `jeudi 8 octobre 2026`, `Thursday, 8 October 2026`.
pub fn with_weekday(date: NaiveDate, language: Language) -> String {
    join_day_to_month(&formatted!(date, language, YMDE::long()), date, language)
}

/// The month of a day: `août 2026`.
pub fn format_month(date: NaiveDate, language: Language) -> String {
    formatted!(date, language, YM::long())
}

/// The month of a day cut short: `août`, `sept.`, `Sep`.
pub fn format_short_month(date: NaiveDate, language: Language) -> String {
    formatted!(date, language, M::medium())
}

/// Two days, with the month and the year once when they are the same: `du 3 juin au 29 août 2026`.
pub fn format_range(first: NaiveDate, last: NaiveDate, language: Language) -> String {
    if first == last {
        return format_day(first, language);
    }
    // The first day repeats only what the second does not say: its month when they differ, its year when they differ.
    let start = if first.year() != last.year() {
        format_day(first, language)
    } else if first.month() != last.month() {
        day_and_month(first, language)
    } else {
        day_alone(first, language)
    };
    render_key(
        "dates.range",
        language,
        context! { first => start, last => format_day(last, language) },
    )
}

/// A period by its name: `3e trimestre 2026`, `third quarter of 2026`, `juillet 2026`.
pub fn format_period(period: Period, language: Language) -> String {
    let named = |key: String, year: i32| render_key(&key, language, context! { year });
    match period {
        Period::Year(year) => named("dates.year".to_owned(), year),
        Period::Half(year, half) => named(format!("dates.halves.{}", half.clamp(1, 2)), year),
        Period::Quarter(year, quarter) => {
            named(format!("dates.quarters.{}", quarter.clamp(1, 4)), year)
        }
        Period::Month(..) => format_month(period.first_day(), language),
        Period::Range(first, last) => format_range(first, last, language),
    }
}

fn day_and_month(date: NaiveDate, language: Language) -> String {
    join_day_to_month(&formatted!(date, language, MD::long()), date, language)
}

/// The day joined to its month, and « 1er » where CLDR writes 1.
fn join_day_to_month(text: &str, date: NaiveDate, language: Language) -> String {
    let day = format!("{} ", date.day());
    text.replacen(&day, &format!("{}\u{a0}", day_alone(date, language)), 1)
}

fn day_alone(date: NaiveDate, language: Language) -> String {
    match (date.day(), language) {
        (1, Language::Fr) => "1er".to_owned(),
        (day, _) => day.to_string(),
    }
}

fn render_key(key: &str, language: Language, variables: minijinja::Value) -> String {
    Catalogue::for_language(language)
        .render_text(key, variables)
        .unwrap_or_else(|error| panic!("{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    use Language::{En, Fr};

    fn date(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    /// Plain spaces read better in expectations.
    fn spaced(text: String) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn a_day_never_parts_from_its_month() {
        assert_eq!(format_day(date("2026-10-08"), Fr), "8\u{a0}octobre 2026");
        assert_eq!(format_day(date("2026-10-08"), En), "8\u{a0}October 2026");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal_in_french_only() {
        assert_eq!(format_day(date("2026-10-01"), Fr), "1er\u{a0}octobre 2026");
        assert_eq!(format_day(date("2026-10-11"), Fr), "11\u{a0}octobre 2026");
        assert_eq!(format_day(date("2026-10-31"), Fr), "31\u{a0}octobre 2026");
        assert_eq!(format_day(date("2026-10-01"), En), "1\u{a0}October 2026");
    }

    #[test]
    fn a_weekday_comes_first_in_lower_case_in_french() {
        assert_eq!(with_weekday(date("2026-07-01"), Fr), "mercredi 1er\u{a0}juillet 2026");
        assert_eq!(spaced(with_weekday(date("2026-10-08"), En)), "Thursday, 8 October 2026");
    }

    #[test]
    fn a_month_is_said_with_its_year() {
        assert_eq!(format_month(date("2026-08-16"), Fr), "août 2026");
        assert_eq!(format_month(date("2026-08-16"), En), "August 2026");
    }

    #[test]
    fn a_range_says_each_month_and_year_once() {
        for (first, last, fr, en) in [
            ("2026-06-03", "2026-06-03", "3 juin 2026", "3 June 2026"),
            ("2026-06-01", "2026-06-29", "du 1er au 29 juin 2026", "1 to 29 June 2026"),
            ("2026-06-03", "2026-08-29", "du 3 juin au 29 août 2026", "3 June to 29 August 2026"),
            (
                "2025-12-20",
                "2026-01-01",
                "du 20 décembre 2025 au 1er janvier 2026",
                "20 December 2025 to 1 January 2026",
            ),
        ] {
            let (first, last) = (date(first), date(last));
            assert_eq!(spaced(format_range(first, last, Fr)), fr);
            assert_eq!(spaced(format_range(first, last, En)), en);
        }
    }

    #[test]
    fn a_period_is_said_by_its_name() {
        for (text, fr, en) in [
            ("2026", "année 2026", "2026"),
            ("2026-S1", "1er semestre 2026", "first half of 2026"),
            ("2026-S2", "2e semestre 2026", "second half of 2026"),
            ("2026-T1", "1er trimestre 2026", "first quarter of 2026"),
            ("2026-T3", "3e trimestre 2026", "third quarter of 2026"),
            ("2026-07", "juillet 2026", "July 2026"),
            ("2026-06-03/2026-08-29", "du 3 juin au 29 août 2026", "3 June to 29 August 2026"),
        ] {
            let read: Period = text.parse().expect(text);
            assert_eq!(spaced(format_period(read, Fr)), fr);
            assert_eq!(spaced(format_period(read, En)), en);
        }
    }
}
