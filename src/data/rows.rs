//! The rows of a file one after the other, whatever its layout.

use csv::{ByteRecord, ErrorKind, ReaderBuilder};

use crate::text::nearest;
use crate::tree::Tree;

use super::decode::Utf8Decoder;
use super::{DataFault, Encoding, Layout, bdm, opendatasoft};

/// What stands between columns, most likely first.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// What a file is read for.
pub trait Taker {
    /// Starts afresh with the names of the columns: a file may be read again in another encoding.
    fn start(&mut self, columns: &Columns) -> Result<(), DataFault>;

    /// Takes a row, which has as many fields as there are columns.
    fn take(&mut self, row: &DataRow) -> Result<(), DataFault>;
}

/// A row.
pub struct DataRow<'a> {
    /// The line where it starts, the first one 1; its place in the list of JSON.
    pub number: u64,
    fields: &'a ByteRecord,
}

/// The names of the columns.
pub struct Columns(Vec<String>);

/// What is known once a file is read to its end.
pub struct ScanSummary {
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many rows it has, its header aside.
    pub rows: u64,
    /// How its letters are written.
    pub encoding: Encoding,
}

impl<'a> DataRow<'a> {
    pub(super) fn new(number: u64, fields: &'a ByteRecord) -> Self {
        Self { number, fields }
    }

    /// The bytes of a column, without the spaces around; nothing where there is no such column.
    pub fn bytes(&self, column: usize) -> &'a [u8] {
        self.fields.get(column).unwrap_or_default().trim_ascii()
    }

    /// The text of a column, without the spaces around.
    pub fn utf8_or_empty(&self, column: usize) -> &'a str {
        // The decoder lets nothing but UTF-8 pass, and separators cut no letter in two.
        std::str::from_utf8(self.bytes(column)).unwrap_or_default()
    }
}

impl Columns {
    /// Columns by these names.
    pub(super) fn new(names: Vec<String>) -> Self {
        Self(names)
    }

    /// Whether a column has this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|column| column == name)
    }

    /// The place of the column of this name.
    pub fn find(&self, name: &str) -> Result<usize, DataFault> {
        let mut places = (0..).zip(&self.0).filter(|(_, column)| *column == name);
        match (places.next(), places.next()) {
            (Some((place, _)), None) => Ok(place),
            (Some(_), Some(_)) => Err(DataFault::TwiceTheColumn { name: name.to_owned() }),
            (None, _) => Err(DataFault::UnknownColumn {
                name: name.to_owned(),
                nearest: nearest(name, &self.0).cloned(),
                columns: self.0.clone(),
            }),
        }
    }

    /// Their names, in the file's order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Reads a file to its end.
pub fn scan_file(
    tree: &Tree,
    file: &str,
    layout: &Layout,
    taker: &mut impl Taker,
) -> Result<ScanSummary, DataFault> {
    let declared = layout.declared_encoding();
    // Where nobody says the encoding, UTF-8 goes first: a text of Windows-1252 is hardly ever UTF-8 by chance. The other way
    // round, nearly every file would be read, and `é` come out as `Ã©`.
    let read = scan_in(tree, file, layout, declared.unwrap_or(Encoding::Utf8), taker);
    match read {
        Err(DataFault::NotUtf8) if declared.is_none() => {
            scan_in(tree, file, layout, Encoding::Windows1252, taker)
        }
        read => read,
    }
}

fn scan_in(
    tree: &Tree,
    file: &str,
    layout: &Layout,
    encoding: Encoding,
    taker: &mut impl Taker,
) -> Result<ScanSummary, DataFault> {
    let mut decoder = Utf8Decoder::open(tree, file, encoding)?;
    let rows = match layout {
        Layout::InseeMelodi => read_table(&mut decoder, None, taker)?,
        Layout::Csv(mapping) => read_table(&mut decoder, mapping.separator, taker)?,
        Layout::InseeBdm => bdm::read_rows(&mut decoder, taker)?,
        Layout::Opendatasoft(_) => opendatasoft::read_rows(&mut decoder, taker)?,
    };
    if rows == 0 {
        return Err(DataFault::Empty);
    }
    Ok(ScanSummary { sha256: decoder.sha256(), rows, encoding })
}

/// Reads a text whose first line names the columns; gives the number of rows.
fn read_table(
    decoder: &mut Utf8Decoder,
    separator: Option<u8>,
    taker: &mut impl Taker,
) -> Result<u64, DataFault> {
    // A line `sep=;` is passed over in any case. What the layout says goes before it, and a guess comes last.
    let said = decoder.take_separator()?;
    let separator = match separator.or(said) {
        Some(separator) => separator,
        None => likely_separator(decoder.peek()?),
    };
    let mut lines = Lines::new(decoder, separator, false);
    lines.skipped = u64::from(said.is_some());
    let mut record = ByteRecord::new();
    let Some(_) = lines.next(&mut record)? else {
        return Err(DataFault::Empty);
    };
    let names = record.iter().map(|name| text(name).trim().to_owned());
    taker.start(&Columns::new(names.collect()))?;
    let mut rows = 0;
    while let Some(number) = lines.next(&mut record)? {
        // Spreadsheets leave rows of nothing at the end.
        if record.as_slice().is_empty() {
            continue;
        }
        rows += 1;
        taker.take(&DataRow::new(number, &record))?;
    }
    lines.refuse_unclosed()?;
    Ok(rows)
}

pub(super) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// The separator that cuts the first line into the most columns.
pub fn likely_separator(start: &[u8]) -> u8 {
    // Only what stands outside quotes counts: in `"Nom, prénom";Âge` the comma parts nothing.
    let mut counts = [0usize; SEPARATORS.len()];
    let mut is_quoted = false;
    for byte in start {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if !is_quoted => {
                if let Some(place) = SEPARATORS.iter().position(|separator| separator == byte) {
                    counts[place] += 1;
                }
            }
            _ => {}
        }
    }
    // Of equal counts `max_by_key` keeps the last, so the places are turned round: the likeliest sign comes first.
    let most = (0..counts.len()).rev().max_by_key(|place| counts[*place]);
    most.map_or(b';', |place| SEPARATORS[place])
}

/// The records of a CSV text, with the faults of ours.
pub(super) struct Lines<'d> {
    reader: csv::Reader<&'d mut Utf8Decoder>,
    row: u64,
    /// The lines before the first record.
    skipped: u64,
    /// Whether the last field of the last record holds several lines.
    holds_lines: bool,
}

impl<'d> Lines<'d> {
    /// Reads records that all have as many fields as the first, unless they may differ.
    pub fn new(decoder: &'d mut Utf8Decoder, separator: u8, may_differ: bool) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(may_differ)
            .buffer_capacity(64 * 1024)
            .from_reader(decoder);
        Self { reader, row: 0, skipped: 0, holds_lines: false }
    }

    /// Reads a record; gives the line where it starts, or none at the end.
    pub fn next(&mut self, record: &mut ByteRecord) -> Result<Option<u64>, DataFault> {
        match self.reader.read_byte_record(record) {
            Ok(false) => Ok(None),
            Ok(true) => {
                self.note_start_line(record);
                Ok(Some(self.row + self.skipped))
            }
            Err(error) => Err(self.fault_of_error(error)),
        }
    }

    /// Notes the line where a record starts.
    fn note_start_line(&mut self, record: &ByteRecord) {
        // For its reader, a record starts where the one before ends, even if empty lines stand between.
        self.row = record.position().map_or(0, csv::Position::line);
        self.holds_lines = false;
        // The reader stands behind the record. When it is more than one line further, the record holds line breaks, or empty
        // lines stand before it. The breaks can be counted, so the rest are empty lines.
        let end = self.reader.position().line();
        if end > self.row + 1 {
            let is_break = |byte: &&u8| **byte == b'\n';
            let breaks = record.as_slice().iter().filter(is_break).count() as u64;
            self.row = self.row.max(end - 1 - breaks);
            let last = record.get(record.len().saturating_sub(1));
            self.holds_lines = last.is_some_and(|field| field.contains(&b'\n'));
        }
    }

    /// Refuses a text whose last record is a quoted field that never ends: it may have swallowed many rows.
    pub fn refuse_unclosed(&self) -> Result<(), DataFault> {
        // A field of several lines that ends the file is closed when the last byte is its quote.
        if self.holds_lines && self.reader.get_ref().last_byte() != b'"' {
            return Err(DataFault::Unclosed { row: self.row + self.skipped });
        }
        Ok(())
    }

    fn fault_of_error(&mut self, error: csv::Error) -> DataFault {
        match error.into_kind() {
            ErrorKind::Io(error) => self.reader.get_mut().take_fault(error),
            ErrorKind::UnequalLengths { pos, expected_len, len } => DataFault::Ragged {
                row: pos.map_or(self.row + 1, |place| place.line()) + self.skipped,
                expected: expected_len,
                found: len,
            },
            _ => DataFault::Malformed { row: self.row + 1 + self.skipped },
        }
    }
}
