//! Which periods can be compared: as long, in the same season.

use chrono::{Datelike, Days};

use crate::period::Period;

/// How far the first days may lie apart within their years: Easter moves by 35 days, and its season with it.
const SHIFT: u32 = 35;
/// How much longer one may be than the other, in days: a week, for seasons that open on a Saturday.
const LONGER: i64 = 7;

/// Why two periods cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlike {
    /// One is longer.
    Length,
    /// They lie in other seasons.
    Season,
}

/// Why a figure of one period says nothing beside that of another; none when they are alike.
pub fn period_mismatch(now: Period, before: Period) -> Option<Unlike> {
    match (whole_months(now), whole_months(before)) {
        (Some((_, count)), Some((_, other))) if count != other => Some(Unlike::Length),
        (Some((first, _)), Some((other, _))) => (first != other).then_some(Unlike::Season),
        _ => unlike_days(now, before),
    }
}

/// The first month and how many, when a period holds whole months.
fn whole_months(period: Period) -> Option<(u32, i32)> {
    let (first, last) = (period.first_day(), period.last_day());
    let next = last.checked_add_days(Days::new(1))?;
    let count = (next.year() - first.year()) * 12 + next.month() as i32 - first.month() as i32;
    (first.day() == 1 && next.day() == 1).then_some((first.month(), count))
}

fn unlike_days(now: Period, before: Period) -> Option<Unlike> {
    let days = |period: Period| (period.last_day() - period.first_day()).num_days() + 1;
    let (one, other) = (days(now), days(before));
    // A week for short periods, a fifth of the longer one for long ones.
    if (one - other).abs() > LONGER.max(one.max(other) / 5) {
        return Some(Unlike::Length);
    }
    // The year is a circle: 28 December and 3 January are some days apart, not most of a year. The inner `min` keeps the last
    // day of a leap year, the 366th, from going below zero.
    let apart = now.first_day().ordinal().abs_diff(before.first_day().ordinal());
    (apart.min(365 - apart.min(365)) > SHIFT).then_some(Unlike::Season)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(now: &str, before: &str) -> Option<Unlike> {
        let period = |text| Period::parse(text).expect("a period");
        period_mismatch(period(now), period(before))
    }

    #[test]
    fn the_same_season_of_another_year_is_alike() {
        for (now, before) in [
            ("2026-T3", "2025-T3"),
            ("2026", "2019"),
            ("2026-02", "2024-02"),
            ("2026-T3", "2025-07-01/2025-09-30"),
            ("2026-07-18/2026-08-29", "2025-07-19/2025-08-30"),
            ("2026-04-03/2026-04-06", "2025-04-18/2025-04-21"),
            ("2026-12-19/2027-01-03", "2025-12-20/2026-01-04"),
            ("2026-08-15/2026-08-15", "2025-08-15/2025-08-15"),
            ("2026-01-02/2026-01-09", "2024-12-30/2025-01-06"),
        ] {
            assert_eq!(told(now, before), None, "{now} and {before}");
        }
    }

    #[test]
    fn other_seasons_and_other_lengths_are_not() {
        for (now, before) in [
            ("2026-T3", "2026-T2"),
            ("2026-07", "2026-06"),
            ("2026-07-01/2026-07-14", "2026-03-01/2026-03-14"),
        ] {
            assert_eq!(told(now, before), Some(Unlike::Season), "{now} and {before}");
        }
        for (now, before) in [
            ("2026-T3", "2025"),
            ("2026-07", "2025-T3"),
            ("2026-07-18/2026-08-29", "2025-07-19/2025-07-26"),
        ] {
            assert_eq!(told(now, before), Some(Unlike::Length), "{now} and {before}");
        }
    }
}
