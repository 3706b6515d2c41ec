//! Why a file gives no number.

use crate::error::Error;
use crate::period::Period;
use crate::tree::FileRefusal;

use super::Grain;

/// Why a file gives no number, or an operation none from its cells. Rows are lines of the file, the first one 1; of JSON
/// they are places in its list.
#[derive(Debug)]
pub enum DataFault {
    /// Nothing stands there.
    NotFound,
    /// Its path leads where nothing is computed from: out of the project, to raw messages, to hidden files.
    Barred(FileRefusal),
    /// A folder, a device.
    NoFile,
    /// More bytes than [`LARGEST_DATA`](crate::tree::LARGEST_DATA), or [`LARGEST_JSON`](super::LARGEST_JSON) for JSON.
    TooLarge {
        /// The most it may hold, in bytes.
        most: u64,
    },
    /// The system refused.
    Unreadable(Error),
    /// Declared as UTF-8, and it is not.
    NotUtf8,
    /// UTF-8 but for a sign that is cut or damaged.
    BrokenSign {
        /// The line it stands on, from 1.
        row: u64,
    },
    /// A ZIP archive, which a spreadsheet's own format is too.
    Archive,
    /// Bytes that no text holds.
    NotText,
    /// Nothing is in it, or a header alone.
    Empty,
    /// A row has more or fewer columns than the header.
    Ragged {
        /// The first row whose count differs from the header's.
        row: u64,
        /// The columns of the header.
        expected: u64,
        /// The columns of that row.
        found: u64,
    },
    /// A quoted text that never ends.
    Unclosed {
        /// Where it starts.
        row: u64,
    },
    /// Not in the layout that was said.
    Malformed {
        /// Where that shows.
        row: u64,
    },
    /// The file says it holds a part of the rows.
    Truncated {
        /// How many there are.
        total: u64,
        /// How many it holds.
        held: u64,
    },
    /// More columns than any table of JSON has.
    TooManyColumns {
        /// How many columns a table may have.
        most: usize,
    },
    /// Two columns have a name that is asked for.
    TwiceTheColumn {
        /// The name that was asked for.
        name: String,
    },
    /// No column has this name.
    UnknownColumn {
        /// The name that was asked for.
        name: String,
        /// The column whose name is the nearest.
        nearest: Option<String>,
        /// All columns that have a name.
        columns: Vec<String>,
        /// The line on which they are named, the first one 1.
        row: u64,
    },
    /// No row has what a filter wants, given the filters before it.
    NoSuchCode {
        /// The filter's column.
        column: String,
        /// What it wants.
        wanted: Vec<String>,
        /// The nearest of the codes there are.
        nearest: Option<String>,
        /// The codes there are, at most [`SHOWN`](super::SHOWN).
        codes: Vec<String>,
        /// Whether there are more.
        more: bool,
    },
    /// No row is about a part of the period asked for.
    NoSuchPeriod {
        /// What was asked for.
        asked: Period,
        /// The first and the last period of the rows that the filters take.
        known: Option<(Period, Period)>,
    },
    /// Values are about longer stretches than the period asked for.
    TooCoarse {
        /// What was asked for.
        asked: Period,
        /// The period of a value that holds it or a part of it.
        found: Period,
    },
    /// A period was asked for, and the mapping names no column of periods.
    NoPeriods,
    /// No period of time.
    NotAPeriod {
        /// The first row whose period cannot be read.
        row: u64,
        /// The column of periods, by its name in the file.
        column: String,
        /// What is written.
        text: String,
    },
    /// Another text stands where a number is due, such as `fermé`.
    NotANumber {
        /// The first row where that is so.
        row: u64,
        /// Where the number is due, by the column's name in the file.
        column: String,
        /// What is written.
        text: String,
    },
    /// A number that could be read in two ways: `1.234`.
    TwoReadings {
        /// The first row where that is so.
        row: u64,
        /// Where the number stands, by the column's name in the file.
        column: String,
        /// What is written.
        text: String,
    },
    /// A number of more than 28 digits.
    TooManyDigits {
        /// The first row where that is so.
        row: u64,
        /// Where the number stands, by the column's name in the file.
        column: String,
        /// What is written.
        text: String,
    },
    /// Times without a zone that are all midnights here when they are taken for those of Greenwich: each would fall in the
    /// day before.
    ShiftedHours {
        /// One of them, as written.
        text: String,
    },
    /// A row without a value, in a file without periods.
    NoValue {
        /// The first row without a value.
        row: u64,
    },
    /// Percentages or euros in some rows, bare numbers in others.
    MixedSigns {
        /// A row of each.
        rows: (u64, u64),
    },
    /// Rows that the filters leave are about different things: totals and details, men and women.
    Undecided {
        /// The period of two of them, when they have one.
        period: Option<Period>,
        /// Two of them.
        rows: (u64, u64),
        /// The columns where they differ, each with its codes, at most [`SHOWN`](super::SHOWN).
        columns: Vec<(String, Vec<String>)>,
    },
    /// Two rows that the filters leave are the same in every column, but perhaps their values.
    Repeated {
        /// Their period, when they have one.
        period: Option<Period>,
        /// Two that are alike, the lower number first.
        rows: (u64, u64),
    },
    /// A column is summed over that holds a total beside its parts.
    TotalAmongParts {
        /// The column that is summed over, as the query names it.
        column: String,
        /// The total's code.
        total: String,
    },
    /// Months beside quarters: days are counted twice.
    MixedGrains {
        /// The two lengths.
        grains: (Grain, Grain),
        /// A row of each.
        rows: (u64, u64),
    },
    /// A value about fewer than three establishments, which would tell what one of them does.
    TooFewUnits {
        /// The first row about too few, or that does not say how many.
        row: u64,
        /// How many, as written.
        units: String,
    },
    /// A value of which one establishment makes more than 85 %.
    Dominated {
        /// The first row where one makes too much, or whose share is not told.
        row: u64,
        /// Its share, as written.
        share: String,
    },
    /// A value that the source marks as confidential.
    Confidential {
        /// The first row that is marked so.
        row: u64,
        /// The mark, as the column of confidentiality has it.
        code: String,
    },
    /// More rows than any chart or sum of ours needs.
    TooManyRows {
        /// How many rows a query may keep.
        most: usize,
    },
    /// Parts of the period have no value.
    Incomplete {
        /// The parts that have no value, in order.
        missing: Vec<Period>,
    },
    /// A result of more digits than can be held exactly.
    Overflow,
    /// A share of nothing.
    ShareOfZero,
    /// A share of another period's whole.
    UnlikePeriods,
    /// Several values are the last.
    SeveralLast,
}

impl From<FileRefusal> for DataFault {
    fn from(refused: FileRefusal) -> Self {
        match refused {
            FileRefusal::Missing => Self::NotFound,
            FileRefusal::Outside
            | FileRefusal::Private
            | FileRefusal::Hidden
            | FileRefusal::Stopped(_) => Self::Barred(refused),
            FileRefusal::NoFile => Self::NoFile,
            FileRefusal::TooLarge => Self::TooLarge { most: crate::tree::LARGEST_DATA },
            FileRefusal::Unreadable(error) => Self::Unreadable(error),
        }
    }
}
