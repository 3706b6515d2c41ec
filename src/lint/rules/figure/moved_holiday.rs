//! Months or quarters compared, of which only one holds Easter or another feast that moves.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::figures::has_matching_text;
use crate::lint::wording::{WordFile, WordPattern};
use crate::locale::Language;
use crate::narrative::{Figure, Nature};
use crate::period::Period;

pub static RULE: Rule = rule!("moved-holiday", Figure, Info, check);

/// A feast that moves: its message, and how many days after Easter it falls.
type Feast = (&'static str, u64);

/// Those of everybody.
const EASTER: &[Feast] = &[("moved-easter", 0)];
/// Those that are public holidays in France.
const FRENCH: &[Feast] = &[("moved-easter", 0), ("moved-ascension", 39), ("moved-whit-monday", 50)];

/// Words by which a figure owns that the calendar moved.
static NOTED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("moved-holiday").in_any("noted"));

fn check(context: &Context, report: &mut Report) {
    let feasts = match context.project.language() {
        Language::Fr => FRENCH,
        Language::En => EASTER,
    };
    for figure in context.figures() {
        let Some(comparison) = &figure.comparison else {
            continue;
        };
        let periods = (figure.period.value, comparison.period.value);
        let moved = feasts.iter().find(|feast| is_in_one(periods, **feast));
        if let Some((key, _)) =
            moved.filter(|_| is_visited(figure) && !has_matching_text(figure, &NOTED))
        {
            let finding = Finding::new(&RULE, comparison.period.span, Message::new(key));
            report.push(finding.with_hint(Message::new("hint-moved-holiday")));
        }
    }
}

/// Whether a number follows who comes; an index is mostly corrected for the calendar, and a rank follows others.
fn is_visited(figure: &Figure) -> bool {
    !matches!(figure.nature, Some(Nature::Index | Nature::Rank))
}

/// Whether only one of two periods, the same months of two years, holds the feast of its year.
fn is_in_one((now, before): (Period, Period), (_, after): Feast) -> bool {
    let is_short = |period| matches!(period, Period::Month(..) | Period::Quarter(..));
    let same =
        now.first_day().month() == before.first_day().month() && is_short(now) && is_short(before);
    let holds = |period: Period| {
        let feast = easter_sunday(period.first_day().year())
            .and_then(|day| day.checked_add_days(Days::new(after)));
        feast.is_some_and(|day| period.contains(day))
    };
    same && now.first_day().year() != before.first_day().year() && holds(now) != holds(before)
}

/// Easter Sunday of a year (the anonymous Gregorian computus).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (century, rest) = (year / 100, year % 100);
    let golden = year % 19;
    let moon =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * week) / 451;
    let day = moon + week - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, day as u32 / 31, day as u32 % 31 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(now: &str, before: &str) -> Option<&'static str> {
        let period = |text| Period::parse(text).expect("a period");
        let periods = (period(now), period(before));
        let moved = FRENCH.iter().find(|feast| is_in_one(periods, **feast));
        moved.map(|(key, _)| *key)
    }

    #[test]
    fn easter_falls_on_its_sundays() {
        for (year, month, day) in
            [(2019, 4, 21), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28)]
        {
            assert_eq!(easter_sunday(year), NaiveDate::from_ymd_opt(year, month, day));
        }
    }

    #[test]
    fn a_feast_moves_from_one_month_or_quarter_to_the_next() {
        assert_eq!(moved("2025-T2", "2024-T2"), Some("moved-easter"));
        assert_eq!(moved("2026-05", "2025-05"), Some("moved-whit-monday"));
        for (now, before) in [
            ("2026-T2", "2025-T2"),
            ("2026-T3", "2025-T3"),
            ("2026", "2025"),
            ("2026-04", "2025-04"),
            ("2026-04", "2026-03"),
        ] {
            assert_eq!(moved(now, before), None, "{now} and {before}");
        }
    }
}
