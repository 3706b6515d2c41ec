//! The month in which messages were received, whatever way their export writes dates.

use chrono::Datelike;

use crate::data::{DateForm, DateOrder, is_american, leading_numbers, read_period};
use crate::period::Period;

/// The order in which the dates of one export are written, and how many of them could be read the other way too: that of
/// the first that can be read in one order only, else the day first. None of them is in doubt once one tells.
pub fn detect_order<'a>(dates: impl Iterator<Item = &'a str>) -> (DateOrder, usize) {
    // One number above twelve tells the order of the whole export, as a program writes all dates alike. Until there is one,
    // dates that may be read both ways are counted; `3/3` is the same in both.
    let (mut doubtful, mut american) = (0, false);
    // Points part a day from a month in languages that write the day first, and say nothing of the other dates.
    for date in dates.filter(|date| !has_points(date)) {
        match leading_numbers(date) {
            Some((13.., _)) => return (DateOrder::DayFirst, 0),
            Some((_, 13..)) => return (DateOrder::MonthFirst, 0),
            Some((first, second)) => {
                american |= is_american(date);
                doubtful += usize::from(first != second);
            }
            None => {}
        }
    }
    // `PM` only makes it likely that the month comes first, so it counts when no number has told.
    if american { (DateOrder::MonthFirst, 0) } else { (DateOrder::DayFirst, doubtful) }
}

/// Whether points stand between the numbers of a date: `03.08.2026`.
fn has_points(date: &str) -> bool {
    let numbers = date.trim_start().trim_start_matches(|sign: char| sign.is_ascii_digit());
    numbers.starts_with('.')
}

/// The first year in which anybody sent a message that an export holds: programs write 1900, 1970 or 1980 for no date.
const FIRST_YEAR: i32 = 1990;

/// The month of a date, in any form that data files may have.
pub fn month_of_date(date: &str, form: DateForm) -> Option<Period> {
    let order = if has_points(date) { DateOrder::DayFirst } else { form.order };
    let day = read_period(date, DateForm { order, ..form })?.first_day();
    if day.year() < FIRST_YEAR {
        return None;
    }
    let month = u8::try_from(day.month()).ok()?;
    Some(Period::Month(day.year(), month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_in_every_usual_form() {
        let month =
            |date: &str| month_of_date(date, DateForm::default()).map(|month| month.to_string());
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
        for date in ["", "hier", "31/02/2026", "16/08", "été", "ééééé", "1980-01-01 00:00:00"]
        {
            assert_eq!(month(date), None, "{date}");
        }
    }

    #[test]
    fn one_date_tells_the_order_of_all() {
        let order = |dates: &[&'static str]| detect_order(dates.iter().copied());
        assert_eq!(order(&["08/07/2026", "08/16/2026"]), (DateOrder::MonthFirst, 0));
        assert_eq!(order(&["08/07/2026", "16/08/2026"]), (DateOrder::DayFirst, 0));
        assert_eq!(order(&["08/07/2026", "hier", "05/05/2026"]), (DateOrder::DayFirst, 1));
        assert_eq!(order(&["08/07/2026 02:15 PM"]), (DateOrder::MonthFirst, 0));
        assert_eq!(
            month_of_date(
                "08/16/2026",
                DateForm { order: DateOrder::MonthFirst, ..DateForm::default() }
            ),
            Some(Period::Month(2026, 8))
        );
    }
}
