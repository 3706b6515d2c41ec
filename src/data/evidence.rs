//! What the dates of a file show of how they are to be read, where the layout does not say it.

use std::collections::BTreeSet;

use super::{DataColumns, DataFault, DataNote, DateForm, DateOrder, moment};
use crate::period::Period;

/// What the dates of a file show.
#[derive(Default)]
pub struct DateEvidence {
    /// Dates that may be read both ways, and the first of them.
    doubtful: usize,
    example: Option<String>,
    /// Whether one date tells the order of all, as a program writes all dates alike.
    is_ordered: bool,
    /// The periods of the rows, if the month came first.
    swapped: BTreeSet<Period>,
    /// Times by the clock of another zone that fall in another day here, and the first of them.
    foreign: usize,
    foreign_example: Option<String>,
    /// A time without a zone that is a midnight of Greenwich, and how many are not.
    midnight: Option<String>,
    other_times: usize,
}

impl DateEvidence {
    /// Adds the date of a row.
    pub fn add(&mut self, written: &str, mapping: &DataColumns) {
        if mapping.zone.is_none() && moment::is_of_another_day(written, mapping.date_form()) {
            self.foreign += 1;
            self.foreign_example.get_or_insert_with(|| written.to_owned());
        }
        if mapping.hours.is_none() {
            match moment::is_midnight_of_greenwich(written, mapping.date_form()) {
                Some(true) => {
                    self.midnight.get_or_insert_with(|| written.to_owned());
                }
                Some(false) => self.other_times += 1,
                None => {}
            }
        }
        if mapping.dates.is_some() || self.is_ordered || moment::is_american(written) {
            return;
        }
        if let Some((first, second)) = moment::leading_numbers(written) {
            let form = DateForm { order: DateOrder::MonthFirst, ..mapping.date_form() };
            match moment::read_period(written, form) {
                Some(period) if first <= 12 => self.swapped.insert(period),
                _ => std::mem::replace(&mut self.is_ordered, true),
            };
            if first != second {
                self.doubtful += 1;
                self.example.get_or_insert_with(|| written.to_owned());
            }
        }
    }

    /// Refuses dates that would all fall in the day before: midnights here, written in the time of Greenwich.
    pub fn refuse_shifted_hours(&self) -> Result<(), DataFault> {
        match &self.midnight {
            Some(text) if self.other_times == 0 => {
                Err(DataFault::ShiftedHours { text: text.clone() })
            }
            _ => Ok(()),
        }
    }

    /// What to ask of times that the clock of another zone shows, where nobody says whose days are meant.
    pub fn foreign_note(&self) -> Option<DataNote> {
        let text = self.foreign_example.clone()?;
        Some(DataNote::ForeignHours { text, count: self.foreign })
    }

    /// What to ask of dates that may be read both ways. Where the month first would leave a part of the period asked for
    /// without a value, the day comes first.
    pub fn note(&self, parts: &[Period]) -> Option<DataNote> {
        let is_doubtful = !self.is_ordered && parts.iter().all(|part| self.swapped.contains(part));
        let text = self.example.clone().filter(|_| is_doubtful)?;
        Some(DataNote::TwoReadingsOfDates { text, count: self.doubtful })
    }
}
