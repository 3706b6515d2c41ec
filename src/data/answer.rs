//! Whether the cells taken answer a query.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::period::Period;

use super::scan::ScanSummary;
use super::select::{RowSelection, is_inside};
use super::{DataFault, DataNote, Grain, QueryAnswer, moment};

/// How codes name a total: `_T` is that of SDMX.
const TOTALS: [&str; 6] = ["_t", "total", "ensemble", "tous", "toutes", "all"];

/// Why cells do not answer a query, where saying it asks for another look at the file.
pub enum UnansweredQuery {
    /// Nothing to look for.
    Plain(Box<DataFault>),
    /// No row passes all filters, or none has one of the codes that a filter wants.
    NoRow,
    /// Two rows are about different things.
    Rows {
        /// Their period, when they share one.
        period: Option<Period>,
        /// Their codes, when they share them.
        of: Option<Arc<[String]>>,
        /// Two rows that cannot be taken together, the lower number first.
        rows: (u64, u64),
    },
}

impl RowSelection<'_> {
    /// What the cells answer.
    pub fn into_answer(mut self, scan: ScanSummary) -> Result<QueryAnswer, UnansweredQuery> {
        // The latest period last, as `last_cell` asks; then by line, so that messages name the first one.
        self.cells.sort_by_key(|cell| (cell.period, cell.row));
        self.holes.sort_by_key(|hole| (hole.period, hole.row));
        // First what leaves nothing to compute, then rows that cannot be taken together, then periods that have no value.
        self.dates.refuse_shifted_hours()?;
        self.refuse_nothing()?;
        self.refuse_unlike()?;
        self.refuse_mixed_grains()?;
        self.refuse_totals()?;
        let parts = self.expected_periods()?;
        let uneven = self.codes_with_gaps(&parts);
        let has_dimensions = self.query.layout.has_dimensions();
        // With dimensions, a code without a row for a period has no value there. In other tables it may as well mean zero,
        // so that a note tells it and the sum goes on.
        let missing = self.missing_periods(&parts, if has_dimensions { &uneven } else { &[] });
        let mut notes = self.collect_notes(&parts);
        if scan.is_guessed {
            notes.insert(0, DataNote::GuessedEncoding(scan.encoding));
        }
        if !has_dimensions {
            let note = |(of, periods)| DataNote::Uneven { of, periods };
            notes.extend(uneven.into_iter().map(note));
        }
        Ok(QueryAnswer {
            cells: self.cells,
            missing,
            sha256: scan.sha256,
            rows: scan.rows,
            encoding: scan.encoding,
            notes,
            set_aside: self.set_aside,
        })
    }

    /// Each row taken: its period, its codes, its line.
    pub fn taken_rows(&self) -> impl Iterator<Item = (Option<Period>, &Arc<[String]>, u64)> {
        let cells = self.cells.iter().map(|cell| (cell.period, &cell.of, cell.row));
        let holes = self.holes.iter().map(|hole| (hole.period, &hole.of, hole.row));
        cells.chain(holes)
    }

    fn refuse_nothing(&mut self) -> Result<(), UnansweredQuery> {
        if !self.is_taken {
            return Err(self.remark.take().map_or(UnansweredQuery::NoRow, UnansweredQuery::from));
        }
        // Of several codes, the others would be taken for all of them.
        if self.unmet.iter().any(|codes| !codes.is_empty()) {
            return Err(UnansweredQuery::NoRow);
        }
        let is_empty = self.cells.is_empty() && self.holes.is_empty();
        match (self.query.over, self.coarse) {
            (Some(asked), Some(found)) if is_empty => {
                Err(DataFault::TooCoarse { asked, found }.into())
            }
            (Some(asked), None) if is_empty => {
                Err(DataFault::NoSuchPeriod { asked, known: self.known }.into())
            }
            _ => Ok(()),
        }
    }

    fn refuse_mixed_grains(&self) -> Result<(), UnansweredQuery> {
        let mut grains = self
            .taken_rows()
            .filter_map(|(period, _, row)| Some((moment::grain_of_period(period?)?, row)));
        let Some((first, row)) = grains.next() else {
            return Ok(());
        };
        match grains.find(|(grain, _)| *grain != first) {
            None => Ok(()),
            Some((other, another)) => {
                Err(DataFault::MixedGrains { grains: (first, other), rows: (row, another) }.into())
            }
        }
    }

    fn refuse_totals(&self) -> Result<(), UnansweredQuery> {
        for (place, column) in self.query.across.iter().enumerate() {
            let codes: BTreeSet<&String> =
                self.members.values().filter_map(|of| of.get(place)).collect();
            let total = codes.iter().find(|code| is_total(code));
            // A total beside its parts would count everybody twice. A total alone is what was asked for.
            if let (Some(total), 2..) = (total, codes.len()) {
                return Err(DataFault::TotalAmongParts {
                    column: column.clone(),
                    total: (*total).clone(),
                }
                .into());
            }
        }
        Ok(())
    }

    /// The parts of the period asked for, or from the first cell to the last, that must each have a value.
    fn expected_periods(&self) -> Result<Vec<Period>, UnansweredQuery> {
        let periods = || self.taken_rows().filter_map(|(period, ..)| period);
        let (Some(first), Some(last)) = (periods().min(), periods().max()) else {
            // A file without periods has no parts that could be missing, but a row without a value still stops it.
            return match self.holes.first() {
                Some(hole) => Err(DataFault::NoValue { row: hole.row }.into()),
                None => Ok(Vec::new()),
            };
        };
        // All rows have one length of period by now, so that of the first is that of all.
        let grain = moment::grain_of_period(first).unwrap_or(Grain::Day);
        let Some(asked) = self.query.over else {
            let span = Period::Range(first.first_day(), last.last_day());
            return Ok(moment::touched_periods(span, grain).collect());
        };
        let parts: Vec<Period> = moment::touched_periods(asked, grain).collect();
        // The first or the last part may stick out: ten days of August cannot be made of months.
        match parts.iter().find(|part| !is_inside(**part, asked)) {
            Some(found) => Err(DataFault::TooCoarse { asked, found: *found }.into()),
            None => Ok(parts),
        }
    }

    /// The codes summed over that have no row for a period where others have one, with these periods.
    fn codes_with_gaps(&self, parts: &[Period]) -> Vec<(Arc<[String]>, Vec<Period>)> {
        // With a single code there is no other that could have what it lacks.
        if self.members.len() < 2 {
            return Vec::new();
        }
        let mut held: BTreeMap<&Arc<[String]>, BTreeSet<Period>> = BTreeMap::new();
        let mut any = BTreeSet::new();
        for (period, of, _) in self.taken_rows() {
            held.entry(of).or_default().extend(period);
            any.extend(period);
        }
        // What no code has is missing for all of them, and is told as a missing period.
        let lacks = |held: &BTreeSet<Period>| -> Vec<Period> {
            let wanted = parts.iter().filter(|part| any.contains(part));
            wanted.filter(|part| !held.contains(part)).copied().collect()
        };
        held.into_iter()
            .map(|(of, held)| (of.clone(), lacks(&held)))
            .filter(|(_, periods)| !periods.is_empty())
            .collect()
    }

    fn missing_periods(
        &self,
        parts: &[Period],
        uneven: &[(Arc<[String]>, Vec<Period>)],
    ) -> Vec<Period> {
        let present: BTreeSet<Period> = self.cells.iter().filter_map(|cell| cell.period).collect();
        let absent = parts.iter().filter(|part| !present.contains(part)).copied();
        let mut missing: BTreeSet<Period> = absent.collect();
        missing.extend(self.holes.iter().filter_map(|hole| hole.period));
        missing.extend(uneven.iter().flat_map(|(_, periods)| periods));
        missing.into_iter().collect()
    }
}

impl From<DataFault> for UnansweredQuery {
    fn from(fault: DataFault) -> Self {
        Self::Plain(Box::new(fault))
    }
}

fn is_total(code: &str) -> bool {
    TOTALS.contains(&code.to_lowercase().as_str())
}
