//! The month in which messages were received, whatever way their export writes dates.

use chrono::{Datelike, NaiveDate};

use crate::period::{Period, YEARS};

/// In which order an export writes the parts of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `16/08/2026`.
    DayFirst,
    /// `08/16/2026`.
    MonthFirst,
}

/// The order in which the dates of one export are written: that of the first that can be read in one order only, else
/// the day first.
pub fn order<'a>(dates: impl Iterator<Item = &'a str>) -> Order {
    let mut first =
        dates.filter_map(numbers).filter_map(|(first, second, _)| match (first, second) {
            (13.., _) => Some(Order::DayFirst),
            (_, 13..) => Some(Order::MonthFirst),
            _ => None,
        });
    first.next().unwrap_or(Order::DayFirst)
}

/// The month of a date: `2026-08-16T14:32:00Z`, `16/08/2026 14:32`, `16.8.2026`.
pub fn month(date: &str, order: Order) -> Option<Period> {
    let iso = date.get(..10);
    let iso =
        iso.and_then(|date| NaiveDate::parse_from_str(&date.replace('/', "-"), "%Y-%m-%d").ok());
    let day = iso.or_else(|| {
        let (first, second, year) = numbers(date)?;
        let (day, month) = match order {
            Order::DayFirst => (first, second),
            Order::MonthFirst => (second, first),
        };
        NaiveDate::from_ymd_opt(year, month, day)
    })?;
    let month = u8::try_from(day.month()).ok()?;
    YEARS.contains(&day.year()).then_some(Period::Month(day.year(), month))
}

/// Two small numbers and a year at the start of a text.
fn numbers(date: &str) -> Option<(u32, u32, i32)> {
    let date = date.split([' ', 'T', ',']).next()?;
    let mut parts = date.split(['/', '.', '-']);
    let mut part = |most: usize| parts.next().filter(|part| (1..=most).contains(&part.len()));
    let (first, second, year) = (part(2)?, part(2)?, part(4)?);
    let year: i32 = year.parse().ok()?;
    let year = if year < 100 { year + 2000 } else { year };
    Some((first.parse().ok()?, second.parse().ok()?, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_in_every_usual_form() {
        let month = |date: &str| month(date, Order::DayFirst).map(|month| month.to_string());
        for date in [
            "2026-08-16",
            "2026-08-16T14:32:00+0000",
            "2026/08/16",
            "16/08/2026 14:32",
            "16.8.2026",
            "16/08/26",
        ] {
            assert_eq!(month(date).as_deref(), Some("2026-08"), "{date}");
        }
        for date in ["", "hier", "31/02/2026", "2026", "16/08", "été", "ééééé", "1/1/1"] {
            assert!(month(date).is_none_or(|month| month == "2001-01"), "{date}");
        }
    }

    #[test]
    fn one_date_tells_the_order_of_all() {
        assert_eq!(order(["08/07/2026", "08/16/2026"].into_iter()), Order::MonthFirst);
        assert_eq!(order(["08/07/2026", "16/08/2026"].into_iter()), Order::DayFirst);
        assert_eq!(order(["08/07/2026", "hier"].into_iter()), Order::DayFirst);
        assert_eq!(month("08/16/2026", Order::MonthFirst), Some(Period::Month(2026, 8)));
    }
}
