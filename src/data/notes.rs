//! What a reader should be told of the cells taken.

use std::collections::{BTreeMap, BTreeSet};

use crate::period::Period;

use super::plan::status_meaning;
use super::select::{RowSelection, split_vintage};
use super::{DataCell, DataNote};

impl RowSelection<'_> {
    /// All notes but that of the encoding and of uneven codes.
    pub fn collect_notes(&self, parts: &[Period]) -> Vec<DataNote> {
        let mut notes = self.status_notes();
        let withheld = self.holes.iter().filter(|hole| hole.is_withheld);
        let withheld: BTreeSet<Period> = withheld.filter_map(|hole| hole.period).collect();
        if !withheld.is_empty() {
            notes.push(DataNote::Withheld { periods: withheld.into_iter().collect() });
        }
        notes.extend(self.short_days());
        notes.extend(self.dates.foreign_note());
        notes.extend(self.dates.note(parts));
        notes.extend(self.vintage_notes());
        let zeros = self.isolated_zero_periods();
        if !zeros.is_empty() {
            notes.push(DataNote::Zeros { periods: zeros.into_iter().collect() });
        }
        notes
    }

    /// The periods of zeros whose neighbours, in the series of their code, are none.
    fn isolated_zero_periods(&self) -> BTreeSet<Period> {
        let mut series: BTreeMap<&[String], Vec<&DataCell>> = BTreeMap::new();
        for cell in &self.cells {
            series.entry(&cell.of).or_default().push(cell);
        }
        let mut zeros = BTreeSet::new();
        for cells in series.values().filter(|cells| cells.len() > 1) {
            let is_other = |at: Option<usize>| {
                at.and_then(|at| cells.get(at)).is_none_or(|cell| !cell.value.is_zero())
            };
            for (at, cell) in cells.iter().enumerate() {
                if cell.value.is_zero() && is_other(at.checked_sub(1)) && is_other(Some(at + 1)) {
                    zeros.extend(cell.period);
                }
            }
        }
        zeros
    }

    fn status_notes(&self) -> Vec<DataNote> {
        let mut periods: BTreeMap<&str, BTreeSet<Period>> = BTreeMap::new();
        for cell in &self.cells {
            if let Some(status) = &cell.status {
                periods.entry(status).or_default().extend(cell.period);
            }
        }
        let note = |(code, periods): (&str, BTreeSet<Period>)| DataNote::Status {
            meaning: status_meaning(code),
            code: code.to_owned(),
            periods: periods.into_iter().collect(),
        };
        periods.into_iter().map(note).collect()
    }

    fn vintage_notes(&self) -> Vec<DataNote> {
        let mut notes = Vec::new();
        for (column, codes) in &self.territories {
            let mut years: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for code in codes {
                if let Some((_, territory)) = split_vintage(code) {
                    years.entry(territory).or_default().push(code.clone());
                }
            }
            let column = self.plan.as_ref().map_or("", |plan| plan.column_name(*column));
            let several = years.into_values().filter(|codes| codes.len() > 1);
            notes.extend(
                several.map(|codes| DataNote::Vintages { column: column.to_owned(), codes }),
            );
        }
        notes
    }
}
