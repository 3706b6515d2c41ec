//! Rows that may not be taken together, and those that may: the readings of a counter that notes each hour of a day.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{Days, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::DataNote;
use super::answer::UnansweredQuery;
use super::moment::Reading;
use super::select::RowSelection;
use crate::period::Period;

/// A row by what it is about, with its line.
type TakenReading<'a> = (Option<Period>, &'a Arc<[String]>, Option<Reading>, u64);

impl RowSelection<'_> {
    /// Refuses rows that differ in what no filter fixes, and two rows for one period and one code.
    pub fn refuse_unlike(&self) -> Result<(), UnansweredQuery> {
        if let Some(rows) = self.differ {
            return Err(UnansweredQuery::Rows { period: None, of: None, rows });
        }
        let zone =
            self.plan.as_ref().map_or(Tz::Europe__Paris, |plan| plan.mapping.date_form().zone);
        let mut seen: HashMap<_, Vec<(Option<Reading>, u64)>> = HashMap::new();
        for (period, of, reading, row) in self.readings() {
            let others = seen.entry((period, of)).or_default();
            let mut alike = others.iter().filter(|(other, _)| !are_apart(*other, reading));
            if let Some((_, first)) = alike.next()
                && (alike.next().is_some() || !is_told_twice(reading, zone))
            {
                return Err(UnansweredQuery::Rows {
                    period,
                    of: Some(of.clone()),
                    rows: (row.min(*first), row.max(*first)),
                });
            }
            others.push((reading, row));
        }
        Ok(())
    }

    /// The days of which fewer readings stand in the file than of most: the counter may have stopped.
    pub fn short_days(&self) -> Option<DataNote> {
        let mut counts: BTreeMap<(Option<Period>, &Arc<[String]>), usize> = BTreeMap::new();
        for (period, of, reading, _) in self.readings() {
            *counts.entry((period, of)).or_default() += usize::from(reading.is_some());
        }
        // A file of days, or with a single row for each, has no readings to compare.
        let usual = most_frequent(counts.values().copied()).filter(|usual| *usual > 1)?;
        let zone = self.plan.as_ref()?.mapping.date_form().zone;
        let is_short = |(period, count): (Period, usize)| {
            // A counter of quarters loses four readings with the hour.
            let due = if loses_hour(period, zone) { usual - usual / 24 } else { usual };
            (count < due).then_some(period)
        };
        let days = counts.into_iter().filter_map(|((period, _), count)| Some((period?, count)));
        let mut periods: Vec<Period> = days.filter_map(is_short).collect();
        periods.dedup();
        (!periods.is_empty()).then_some(DataNote::ShortDays { periods, usual })
    }

    fn readings(&self) -> impl Iterator<Item = TakenReading<'_>> {
        let cells = self.cells.iter().map(|cell| (cell.period, &cell.of, cell.reading, cell.row));
        let holes = self.holes.iter().map(|hole| (hole.period, &hole.of, hole.reading, hole.row));
        cells.chain(holes)
    }
}

/// Whether two rows of a day are two readings of it: a row without a time is about the whole day.
fn are_apart(one: Option<Reading>, other: Option<Reading>) -> bool {
    match (one, other) {
        (Some(Reading::Wall(one)), Some(Reading::Wall(other)))
        | (Some(Reading::Greenwich(one)), Some(Reading::Greenwich(other))) => one != other,
        _ => false,
    }
}

/// Whether the clock on the wall shows a time twice: two o'clock, in the night when summer time ends.
fn is_told_twice(reading: Option<Reading>, zone: Tz) -> bool {
    let Some(Reading::Wall(there)) = reading else { return false };
    matches!(zone.from_local_datetime(&there), chrono::LocalResult::Ambiguous(..))
}

/// Whether summer time begins on a day, which then has 23 hours.
fn loses_hour(day: Period, zone: Tz) -> bool {
    let offset = |there: NaiveDateTime| zone.offset_from_local_datetime(&there).earliest();
    let start = day.first_day().and_time(NaiveTime::MIN);
    let ends = (offset(start), start.checked_add_days(Days::new(1)).and_then(offset));
    let (Some(first), Some(last)) = ends else { return false };
    last.fix().local_minus_utc() > first.fix().local_minus_utc()
}

/// The count that most days have; of two, the higher one.
fn most_frequent(counts: impl Iterator<Item = usize>) -> Option<usize> {
    let mut days: BTreeMap<usize, usize> = BTreeMap::new();
    counts.for_each(|count| *days.entry(count).or_default() += 1);
    days.into_iter().max_by_key(|(_, days)| *days).map(|(count, _)| count)
}
