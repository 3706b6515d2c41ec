//! Numbers read from the files of the observatory rather than typed: INSEE, open data portals, the office's own exports.
//!
//! ```text
//! bytes ─decode─▶ text ─rows─▶ rows ─plan─▶ rows that the filters take ─select─▶ cells ─▶ Answer ─ops─▶ a number
//! ```
//!
//! A file is read from its first byte to its last with little memory: only the cells that a query takes are kept, each as an
//! exact decimal. What could be misread is refused with a [`DataFault`]: a total beside its parts, a missing month, a number
//! of two readings. Codes are compared as they are written: `01` is not `1`. Only capitals may differ, where a single code is meant.

mod answer;
mod bdm;
mod calendar;
mod clock;
mod columns;
mod decode;
mod eurostat;
mod evidence;
mod explain;
mod extract;
mod fault;
mod json;
mod layout;
mod lines;
mod moment;
mod notes;
mod number;
mod opendatasoft;
mod ops;
mod plan;
mod readings;
mod scan;
mod select;
mod table;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::period::Period;
use crate::tree::Tree;

pub use extract::{
    Extract, ExtractedCell, ExtractedTable, MOST_EXTRACTED, extract_table, names_total,
};
pub use fault::DataFault;
pub use layout::{DataColumns, DateForm, DateOrder, Grain, Hours, Layout, Mark, Multiplier};
pub use moment::{Reading, is_american, is_serial_day, lacks_year, leading_numbers, read_period};
pub use opendatasoft::LARGEST_JSON;
pub use table::likely_separator;

pub use crate::tree::Encoding;

use answer::UnansweredQuery;

/// The most cells a query keeps: a year of days for each commune of the largest department, twice, in 50 MB.
pub const MOST_ROWS: usize = 500_000;

/// The most codes that a fault lists: as many as are read at a glance.
pub const SHOWN: usize = 12;

/// What to read in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Where the file is in the tree.
    pub file: String,
    /// How it lays out its values.
    pub layout: Layout,
    /// Columns, and for each the texts of which one must stand there.
    pub filters: Vec<(String, Vec<String>)>,
    /// The period to read values of; all there are when absent.
    pub over: Option<Period>,
    /// The columns over which values are summed: one cell for each of their codes and each period. Rows that differ in
    /// any other column are refused.
    pub across: Vec<String>,
}

/// What a file holds for a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryAnswer {
    /// The values, by period, then in the order of the file.
    pub cells: Vec<DataCell>,
    /// The parts of the period that have no value, in order: an operation over them is refused. Without a period asked
    /// for, those between the first and the last.
    pub missing: Vec<Period>,
    /// The SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// How many rows the file has, its header aside.
    pub rows: u64,
    /// How its letters are written.
    pub encoding: Encoding,
    /// What a reader should be told.
    pub notes: Vec<DataNote>,
    /// The rows of totals that are not counted beside their parts, each with the name that makes it one.
    pub set_aside: Vec<(u64, String)>,
}

/// One value of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataCell {
    /// What it is about; a day is a range of itself. None in a file without periods.
    pub period: Option<Period>,
    /// Its codes in the columns that are summed over, in the query's order.
    pub of: Arc<[String]>,
    /// The value, multiplied as the file or the mapping says.
    pub value: Decimal,
    /// Its status as written, unless it is a normal one.
    pub status: Option<String>,
    /// When it was read, in a file of readings of a day.
    pub reading: Option<Reading>,
    /// The line of the file, the first one 1; the place in the list of JSON.
    pub row: u64,
}

/// What a reader should be told of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataNote {
    /// The file is neither UTF-8 nor UTF-16, and was read in the code in which it reads best, undeclared.
    GuessedEncoding(Encoding),
    /// Values that are not as they will stay, by status.
    Status {
        /// What it means.
        meaning: StatusMeaning,
        /// How it is written.
        code: String,
        /// The periods of such values, in order.
        periods: Vec<Period>,
    },
    /// Values that the file keeps secret, which are among the missing ones.
    Withheld {
        /// Their periods, in order.
        periods: Vec<Period>,
    },
    /// A territory as drawn in several years: `2023-DEP-35` and `2024-DEP-35`.
    Vintages {
        /// Where these codes stand, by the column's name in the file.
        column: String,
        /// Its codes, in order.
        codes: Vec<String>,
    },
    /// Dates such as `03/08/2026`, of which no other date tells whether the day or the month comes first: an example, and
    /// how many there are.
    TwoReadingsOfDates {
        /// One of them, as written.
        text: String,
        /// How many rows have such a date.
        count: usize,
    },
    /// Days of which the file holds fewer readings than of most.
    ShortDays {
        /// The days, in order.
        periods: Vec<Period>,
        /// How many readings most days have.
        usual: usize,
    },
    /// Times by the clock of another zone, some of which fall in another day here, where nobody says whose days are meant:
    /// an example, and how many there are.
    ForeignHours {
        /// One of them, as written.
        text: String,
        /// How many rows have such a time.
        count: usize,
    },
    /// Zeros whose neighbours in time are none: they may be missing values.
    Zeros {
        /// Their periods, in order.
        periods: Vec<Period>,
    },
    /// Of the codes summed over, one has no row for periods where others have: nothing to count, or a forgotten part.
    Uneven {
        /// Its codes, in the query's order.
        of: Arc<[String]>,
        /// The periods, in order.
        periods: Vec<Period>,
    },
}

/// What the status of a value means, after the code list CL_OBS_STATUS of SDMX, which INSEE follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusMeaning {
    /// `P`, `SD`: it may be revised.
    Provisional,
    /// `E`, `I`, `F`: estimated, imputed or forecast.
    Estimated,
    /// `B`: what is before cannot be compared with what is after.
    Break,
    /// Another code, to be looked up at the source.
    Other,
}

/// Reads in a file what a query asks for.
pub fn answer_query(tree: &Tree, query: &Query) -> Result<QueryAnswer, DataFault> {
    let mut selection = select::RowSelection::new(query);
    let scan = scan::scan_file(tree, &query.file, &query.layout, &mut selection)?;
    match selection.into_answer(scan) {
        Ok(answer) => Ok(answer),
        // A code that differs in its capitals alone was meant: `FORÊT` is `Forêt`. Each round mends one filter.
        Err(UnansweredQuery::NoRow) => match explain::respell_codes(tree, query)? {
            Some(respelled) => answer_query(tree, &respelled),
            None => Err(explain::find_fault(tree, query, UnansweredQuery::NoRow)),
        },
        Err(doubt) => Err(explain::find_fault(tree, query, doubt)),
    }
}
