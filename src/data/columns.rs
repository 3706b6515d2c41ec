//! Rows and the names of their columns, as every layout gives them.

use csv::ByteRecord;

use super::DataFault;
use crate::text::{composed, nearest};

/// What a file is read for.
pub trait Taker {
    /// Starts afresh with the names of the columns: a file may be read again in another encoding.
    fn start(&mut self, columns: &Columns) -> Result<(), DataFault>;

    /// Takes a row, which has as many fields as there are columns.
    fn take(&mut self, row: &DataRow) -> Result<(), DataFault>;
}

/// One row of a file, whose fields are asked for by the place of their column.
pub struct DataRow<'a> {
    /// The line where it starts, the first one 1; its place in the list of JSON.
    pub number: u64,
    fields: &'a ByteRecord,
}

/// The names of the columns.
pub struct Columns {
    names: Vec<String>,
    /// The line that names them, the first one 1.
    row: u64,
}

impl<'a> DataRow<'a> {
    pub(super) fn new(number: u64, fields: &'a ByteRecord) -> Self {
        Self { number, fields }
    }

    /// The bytes of a column, without the spaces around; nothing where there is no such column.
    pub fn bytes(&self, column: usize) -> &'a [u8] {
        self.fields.get(column).unwrap_or_default().trim_ascii()
    }

    /// The texts of all columns, without the spaces around.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> {
        (0..self.fields.len()).map(|column| self.utf8_or_empty(column))
    }

    /// The text of a column, without the spaces around.
    pub fn utf8_or_empty(&self, column: usize) -> &'a str {
        // The decoder lets nothing but UTF-8 pass, and separators cut no letter in two.
        std::str::from_utf8(self.bytes(column)).unwrap_or_default()
    }
}

impl Columns {
    /// Columns by these names, which the first line of the file gives or its layout.
    pub(super) fn new(names: Vec<String>) -> Self {
        Self::at_row(names, 1)
    }

    /// Columns by the names on a line.
    pub(super) fn at_row(names: Vec<String>, row: u64) -> Self {
        Self { names: names.iter().map(|name| composed(name)).collect(), row }
    }

    /// Whether a column has this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|column| column == name)
    }

    /// The place of the column of this name; accents may be written as one sign or as two.
    pub fn find(&self, name: &str) -> Result<usize, DataFault> {
        let wanted = composed(name);
        let mut places = (0..).zip(&self.names).filter(|(_, column)| **column == wanted);
        match (places.next(), places.next()) {
            (Some((place, _)), None) => Ok(place),
            (Some(_), Some(_)) => Err(DataFault::TwiceTheColumn { name: name.to_owned() }),
            (None, _) => Err(DataFault::UnknownColumn {
                name: name.to_owned(),
                nearest: nearest(&wanted, &self.names).cloned(),
                columns: self.names.iter().filter(|name| !name.is_empty()).cloned().collect(),
                row: self.row,
            }),
        }
    }

    /// Their names, in the file's order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// Writes each letter and its accent as one sign: files from a Mac have two for `é`.
pub(super) fn compose(record: &mut ByteRecord) {
    // Accents that stand alone are U+0300 to U+036F, which begin with one of two bytes that no letter of French has.
    if record.as_slice().iter().any(|byte| matches!(byte, 0xcc | 0xcd)) {
        *record = record.iter().map(|field| composed(text(field)).into_bytes()).collect();
    }
}

pub(super) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}
