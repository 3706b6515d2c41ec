//! What the dates of a file show of how they are to be read, where the layout does not say it.

use super::{DataColumns, DataFault, DataNote, Grain, moment};

/// What the dates of a file show.
#[derive(Default)]
pub struct DateEvidence {
    /// Dates that may be read both ways, and the first of them.
    doubtful: usize,
    example: Option<String>,
    /// Whether one date tells the order of all, as a program writes all dates alike.
    is_ordered: bool,
    /// Whether one date begins with another number than 1: files with a date a month have the first of each.
    has_other_than_first: bool,
    /// A time without a zone that is a midnight of Greenwich, and how many are not.
    midnight: Option<String>,
    other_times: usize,
}

impl DateEvidence {
    /// Adds the date of a row.
    pub fn add(&mut self, written: &str, mapping: &DataColumns) {
        if mapping.hours.is_none() {
            match moment::is_midnight_of_greenwich(written, mapping.zone) {
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
            self.is_ordered |= first > 12 || second > 12;
            self.has_other_than_first |= first != 1;
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

    /// What to ask of dates that may be read both ways.
    pub fn note(&self, mapping: &DataColumns) -> Option<DataNote> {
        // A file with a date a month has the first of each: read the other way, they would be days of January alone.
        let is_first_of_months =
            mapping.each > Grain::Day && !self.has_other_than_first && self.doubtful > 1;
        let is_doubtful = !self.is_ordered && !is_first_of_months;
        let text = self.example.clone().filter(|_| is_doubtful)?;
        Some(DataNote::TwoReadingsOfDates { text, count: self.doubtful })
    }
}
