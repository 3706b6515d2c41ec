//! How a number came about: what was done, with which numbers, from which file. Kept beside the result, to be shown.

use rust_decimal::Decimal;

use super::formula::Operation;
use super::provenance::{FigureSource, FigureStatus};
use crate::data::QueryAnswer;
use crate::period::Period;
use crate::schema::Text;

/// The steps from what was there to a number.
#[derive(Debug, Clone)]
pub struct Calculation {
    /// What was done with the numbers.
    pub operation: Operation,
    /// The numbers it was done with.
    pub from: Origin,
    /// What came out, exact.
    pub exact: Decimal,
    /// The same, rounded to as many digits as it can bear.
    pub result: Decimal,
    /// How sure the least sure of what it is computed from is.
    pub status: Option<FigureStatus>,
    /// How it is known that nobody is counted twice.
    pub deduplicated: Option<Text>,
}

/// What a number is computed from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// Other figures, in the order they are named.
    Figures(Vec<Term>),
    /// The rows of a file.
    File(Box<FileReading>),
    /// The rows of a file, and those that they are a share of.
    Share(Box<FileReading>, Box<FileReading>),
}

/// A figure that another is computed from, as it was then.
#[derive(Debug, Clone)]
pub struct Term {
    /// The id of the figure.
    pub id: String,
    /// What it counts, in a few words.
    pub label: Text,
    /// Its number at the time.
    pub value: Decimal,
    /// What it counts in.
    pub unit: Text,
    /// The time that its number covers.
    pub period: Period,
    /// Where it comes from.
    pub source: FigureSource,
}

/// What was read of a data file.
#[derive(Debug, Clone)]
pub struct FileReading {
    /// The path of the file, from the project's root.
    pub file: String,
    /// The name of its layout, as typed.
    pub format: String,
    /// Which rows were taken: columns, and for each the codes that may stand there.
    pub filters: Vec<(String, Vec<String>)>,
    /// The columns over which values were added up.
    pub across: Vec<String>,
    /// The time that the rows were taken of.
    pub over: Period,
    /// What the file holds for that.
    pub answer: QueryAnswer,
}

impl FileReading {
    /// What was read of each period, in order: all its rows together. In a file without periods each row stands alone.
    pub fn values_by_period(&self) -> Vec<(Option<Period>, Decimal)> {
        let mut parts: Vec<(Option<Period>, Decimal)> = Vec::new();
        for cell in &self.answer.cells {
            match parts.last_mut() {
                Some((period, sum)) if period.is_some() && *period == cell.period => {
                    *sum += cell.value;
                }
                _ => parts.push((cell.period, cell.value)),
            }
        }
        parts
    }
}

impl Calculation {
    /// The ids of the figures it goes through.
    pub fn terms(&self) -> &[Term] {
        match &self.from {
            Origin::Figures(terms) => terms,
            Origin::File(_) | Origin::Share(..) => &[],
        }
    }

    /// How many of how many a share stands for, when both are whole.
    pub fn cases_of_share(&self) -> Option<(Decimal, u64)> {
        let sum = |reading: &FileReading| reading.answer.sum().ok();
        let (part, whole) = match &self.from {
            Origin::Figures(terms) => match terms.as_slice() {
                [part, whole] if self.operation == Operation::Share => (part.value, whole.value),
                _ => return None,
            },
            Origin::Share(part, whole) => (sum(part)?, sum(whole)?),
            Origin::File(_) => return None,
        };
        let n = whole.normalize().to_string().parse().ok()?;
        part.is_integer().then_some((part.normalize(), n))
    }
}
