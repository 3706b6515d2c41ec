//! A number that is computed: from other figures, or from a data file. What was written, before anything is computed.

use super::pick;
use super::shape::{Name, Read, Record, Shape, Table, Text, field, name};
use crate::period::Period;
use crate::source::{Span, Spanned};

/// The keys that say what is done, in the order of `OPERATION_VALUES`.
pub const OPERATIONS: &[Name] = &[
    name("sum", "somme"),
    name("mean", "moyenne"),
    name("value", "valeur"),
    name("share", "part"),
    name("difference", "différence"),
    name("ratio", "rapport"),
];

const OPERATION_VALUES: &[Operation] = &[
    Operation::Sum,
    Operation::Mean,
    Operation::Value,
    Operation::Share,
    Operation::Difference,
    Operation::Ratio,
];

/// The values of one column, or of several columns, that rows are kept for.
static COLUMNS: Shape = Shape::Open(&Shape::List(&Shape::Cell));

pub(super) static FORMULA: Table = Table {
    of: "formula",
    fields: &[
        field("of", "de", Shape::List(&Shape::Id)),
        field("data", "données", Shape::Line),
        field("format", "format", Shape::Line),
        field("where", "où", COLUMNS),
        field("among", "parmi", COLUMNS),
        field("across", "cumulant", Shape::List(&Shape::Cell)),
        field("sum", "somme", Shape::Over),
        field("mean", "moyenne", Shape::Over),
        field("value", "valeur", Shape::Over),
        field("share", "part", Shape::Over),
        field("difference", "différence", Shape::Over),
        field("ratio", "rapport", Shape::Over),
        field("deduplicated", "dédoublonné", Shape::Line),
    ],
};

/// What is done with numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// All of them together.
    Sum,
    /// Their sum over how many they are.
    Mean,
    /// The only one there is.
    Value,
    /// The first, in percent of the second.
    Share,
    /// The first without the second.
    Difference,
    /// How many times the second is in the first.
    Ratio,
}

impl Operation {
    /// Its key in a language's files, and its name in the catalogue when that is English.
    pub fn name(self) -> Name {
        let at = OPERATION_VALUES.iter().position(|known| *known == self);
        OPERATIONS[at.unwrap_or_default()]
    }
}

/// Over what an operation goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// The period of the number itself, or the figures named.
    Own,
    /// Nothing: `sum: no`.
    Nothing,
    /// A period of the data.
    Period(Period),
}

/// A column of a data file, and the values that its rows may have there.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The column, as the file names it.
    pub column: Text,
    /// The values, as text: codes keep their zeros.
    pub values: Vec<Text>,
}

/// How a number is computed.
#[derive(Debug, Clone)]
pub struct Formula {
    /// The whole.
    pub span: Span,
    /// The figures it is computed from.
    pub of: Vec<Spanned<String>>,
    /// The data file it is read from.
    pub data: Option<Text>,
    /// The layout of that file: a built-in one, or one that the project names.
    pub format: Option<Text>,
    /// Which rows count.
    pub rows: Vec<Filter>,
    /// Of which rows these are a share; all rows when it is left out.
    pub among: Vec<Filter>,
    /// The columns whose codes are added up.
    pub across: Vec<Text>,
    /// What is done; one of them when all is well.
    pub operations: Vec<(Operation, Spanned<Over>)>,
    /// How it is known that nobody is counted twice.
    pub deduplicated: Option<Text>,
}

pub(super) fn formula(mut record: Record) -> Formula {
    let span = record.span;
    let of = record.ids("of");
    let operations = OPERATIONS.iter().enumerate().filter_map(|(at, name)| {
        let over = record.take(name.en)?;
        Some((pick(OPERATION_VALUES, at), Spanned::new(over_of(over.value), over.span)))
    });
    let operations = operations.collect();
    Formula {
        span,
        of,
        data: record.text("data"),
        format: record.text("format"),
        rows: filters(&mut record, "where"),
        among: filters(&mut record, "among"),
        across: record.texts("across"),
        operations,
        deduplicated: record.text("deduplicated"),
    }
}

fn over_of(read: Read) -> Over {
    match read {
        Read::Period(period) => Over::Period(period),
        Read::Flag(false) => Over::Nothing,
        _ => Over::Own,
    }
}

fn filters(record: &mut Record, key: &'static str) -> Vec<Filter> {
    let columns = record.open(key).map(|open| open.value).unwrap_or_default();
    let filter = |(column, read): (Text, Spanned<Read>)| {
        let Read::List(items) = read.value else {
            return None;
        };
        let values = items.into_iter().filter_map(|item| match item.value {
            Read::Text(text) => Some(text),
            _ => None,
        });
        Some(Filter { column, values: values.collect() })
    };
    columns.into_iter().filter_map(filter).collect()
}
