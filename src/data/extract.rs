//! Some columns of a file, row by row as they stand there, for a table of a slide.
//!
//! Numbers are read as those of figures are: exactly, and one that could be read in two ways is refused.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::columns::{Columns, DataRow, Taker};
use super::number::{self, NumberError, WrittenNumber};
use super::scan;
use super::select::is_total;
use super::{DataColumns, DataFault, Layout, Mark};
use crate::tree::Tree;

/// The most rows a table takes from a file: of more, nobody reads the last ones in a meeting.
pub const MOST_EXTRACTED: usize = 40;

/// Which columns and rows of a file a table shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// Where the file is in the tree.
    pub file: String,
    /// The columns, by their names, in the order of the table.
    pub columns: Vec<String>,
    /// Columns, and for each the texts of which one must stand there.
    pub filters: Vec<(String, Vec<String>)>,
}

/// What a file holds for a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractedTable {
    /// The rows that the filters take, in the file's order.
    pub rows: Vec<Vec<ExtractedCell>>,
    /// How many rows the file has, its header aside.
    pub of: u64,
    /// The SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
}

/// A text of a file, and the number that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractedCell {
    /// What stands there.
    pub text: String,
    /// The number, when it is one without a sign behind it.
    pub number: Option<Decimal>,
}

/// Whether a first cell names its row a total of the others.
pub fn names_total(text: &str) -> bool {
    is_total(text)
}

/// A header and rows: a table needs no other format, as it says itself which columns it shows.
fn plain_rows() -> Layout {
    Layout::Csv(DataColumns { decimal: Mark::Either, ..DataColumns::of_value_column("") })
}

/// Reads the columns of a file that a table shows.
pub fn extract_table(tree: &Tree, extract: &Extract) -> Result<ExtractedTable, DataFault> {
    let mut taker = RowTaker { extract, plan: None, rows: Vec::new() };
    let scan = scan::scan_file(tree, &extract.file, &plain_rows(), &mut taker)?;
    Ok(ExtractedTable { rows: taker.rows, of: scan.rows, sha256: scan.sha256 })
}

/// Keeps the rows that are asked for.
struct RowTaker<'a> {
    extract: &'a Extract,
    /// The columns, once the file's header is read.
    plan: Option<Rc<ColumnPlaces>>,
    rows: Vec<Vec<ExtractedCell>>,
}

/// Where the columns of a table stand, and how their numbers are written.
struct ColumnPlaces {
    shown: Vec<usize>,
    filters: Vec<(usize, Vec<String>)>,
    names: Vec<String>,
}

impl Taker for RowTaker<'_> {
    fn start(&mut self, columns: &Columns) -> Result<(), DataFault> {
        // The file may be read again in another encoding: nothing of the first reading may stay.
        self.rows.clear();
        let shown = self.extract.columns.iter().map(|name| columns.find(name));
        let filters = self.extract.filters.iter();
        let filters = filters.map(|(name, wanted)| Ok((columns.find(name)?, wanted.clone())));
        self.plan = Some(Rc::new(ColumnPlaces {
            shown: shown.collect::<Result<_, _>>()?,
            filters: filters.collect::<Result<_, DataFault>>()?,
            names: columns.names().map(str::to_owned).collect(),
        }));
        Ok(())
    }

    fn take(&mut self, row: &DataRow) -> Result<(), DataFault> {
        let Some(plan) = self.plan.clone() else {
            return Ok(());
        };
        let is_wanted = |(column, wanted): &(usize, Vec<String>)| {
            wanted.iter().any(|text| text == row.utf8_or_empty(*column))
        };
        if !plan.filters.iter().all(is_wanted) {
            return Ok(());
        }
        if self.rows.len() == MOST_EXTRACTED {
            return Err(DataFault::TooManyRows { most: MOST_EXTRACTED });
        }
        let cells = plan.shown.iter().map(|column| plan.read_cell(row, *column));
        self.rows.push(cells.collect::<Result<_, _>>()?);
        Ok(())
    }
}

impl ColumnPlaces {
    /// A cell; a number of two readings is refused, and what is no number is a text.
    fn read_cell(&self, row: &DataRow, column: usize) -> Result<ExtractedCell, DataFault> {
        let text = row.utf8_or_empty(column).to_owned();
        let read = number::read_cell(&text, Mark::Either, &[]);
        if read == Err(NumberError::TwoReadings) {
            let column = self.names[column].clone();
            return Err(DataFault::TwoReadings { row: row.number, column, text });
        }
        // A sign such as `%` stays with its number, as a text: it is shown, and not added up.
        let number = match read {
            Ok(WrittenNumber::Number(number, None)) => Some(number),
            _ => None,
        };
        Ok(ExtractedCell { text, number })
    }
}
