//! The rows of a file one after the other, whatever its layout.

use std::collections::BTreeMap;

use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use unicode_normalization::UnicodeNormalization;

use crate::text::nearest;
use crate::tree::Tree;

use super::decode::Utf8Decoder;
use super::header::{is_remark, start_at_header};
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
pub struct Columns {
    names: Vec<String>,
    /// The line that names them, the first one 1.
    row: u64,
}

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
    /// Columns by these names, which the first line of the file gives or its layout.
    pub(super) fn new(names: Vec<String>) -> Self {
        Self::at_row(names, 1)
    }

    /// Columns by the names on a line.
    pub(super) fn at_row(names: Vec<String>, row: u64) -> Self {
        Self { names: names.iter().map(|name| compose_text(name)).collect(), row }
    }

    /// Whether a column has this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|column| column == name)
    }

    /// The place of the column of this name; accents may be written as one sign or as two.
    pub fn find(&self, name: &str) -> Result<usize, DataFault> {
        let wanted = compose_text(name);
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

/// Reads a text of which one of the first lines names the columns; gives the number of rows below it.
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
    // Titles above a table and remarks below it may have fewer columns.
    let mut lines = Lines::new(decoder, separator, true);
    lines.skipped = u64::from(said.is_some());
    let width = start_at_header(&mut lines, taker)?;
    let mut record = ByteRecord::new();
    let mut rows = 0;
    let mut remark: Option<DataFault> = None;
    while let Some(number) = lines.next(&mut record)? {
        // Spreadsheets leave rows of nothing at the end.
        if record.as_slice().is_empty() {
            continue;
        }
        if record.len() != width {
            let (expected, found) = (width as u64, record.len() as u64);
            let fault = DataFault::Ragged { row: number, expected, found };
            if !is_remark(&record) {
                return Err(fault);
            }
            remark.get_or_insert(fault);
            continue;
        }
        // Remarks stand at the end. What looks like one among rows is a row that was damaged.
        if let Some(fault) = remark {
            return Err(fault);
        }
        rows += 1;
        compose(&mut record);
        taker.take(&DataRow::new(number, &record))?;
    }
    lines.refuse_unclosed()?;
    Ok(rows)
}

/// Writes each letter and its accent as one sign: files from a Mac have two for `é`.
pub(super) fn compose(record: &mut ByteRecord) {
    // Accents that stand alone are U+0300 to U+036F, which begin with one of two bytes that no letter of French has.
    if record.as_slice().iter().any(|byte| matches!(byte, 0xcc | 0xcd)) {
        *record = record.iter().map(|field| compose_text(text(field)).into_bytes()).collect();
    }
}

/// A text with each letter and its accent as one sign.
pub(super) fn compose_text(text: &str) -> String {
    text.nfc().collect()
}

pub(super) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// How many lines are looked at for what parts the columns.
const SAMPLE: usize = 25;

/// The sign that cuts the most lines into the same number of columns; of two such, the one that cuts them into more.
pub fn likely_separator(start: &[u8]) -> u8 {
    let lines = separators_by_line(start);
    let score = |place: usize| {
        let mut alike: BTreeMap<usize, usize> = BTreeMap::new();
        for counts in lines.iter().filter(|counts| counts[place] > 0) {
            *alike.entry(counts[place]).or_default() += 1;
        }
        alike.into_iter().map(|(count, lines)| (lines, count)).max().unwrap_or_default()
    };
    // Of equal scores `max_by_key` keeps the last, so the places are turned round: the likeliest sign comes first.
    let most = (0..SEPARATORS.len()).rev().max_by_key(|place| score(*place));
    most.map_or(b';', |place| SEPARATORS[place])
}

/// How often each separator stands on each of the first lines, outside quotes: in `"Nom, prénom";Âge` the comma parts
/// nothing.
fn separators_by_line(start: &[u8]) -> Vec<[usize; SEPARATORS.len()]> {
    let mut lines = vec![[0usize; SEPARATORS.len()]];
    let mut is_quoted = false;
    for byte in start {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && lines.len() == SAMPLE => break,
            b'\n' | b'\r' if !is_quoted => lines.push([0; SEPARATORS.len()]),
            _ if !is_quoted => {
                let place = SEPARATORS.iter().position(|separator| separator == byte);
                if let (Some(place), Some(counts)) = (place, lines.last_mut()) {
                    counts[place] += 1;
                }
            }
            _ => {}
        }
    }
    lines
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
            ErrorKind::Io(error) => self.reader.get_mut().take_fault(&error),
            ErrorKind::UnequalLengths { pos, expected_len, len } => DataFault::Ragged {
                row: pos.map_or(self.row + 1, |place| place.line()) + self.skipped,
                expected: expected_len,
                found: len,
            },
            _ => DataFault::Malformed { row: self.row + 1 + self.skipped },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_sign_that_parts_most_lines_alike() {
        for (text, separator) in [
            ("mois;nuitées, en milliers\njuillet 2026;1,5\naoût 2026;2,25\n", b';'),
            ("Fréquentation de l’office, tous guichets, 2026\n\nmois;n\n2026-07;5\n", b';'),
            ("month,count\n2026-07,5\n", b','),
            ("\"Nom, prénom\";Âge\n\"A, B\";3\n", b';'),
            ("mois\tn\n2026-07\t5\n", b'\t'),
            ("n\n5\n", b';'),
        ] {
            assert_eq!(likely_separator(text.as_bytes()), separator, "{text}");
        }
    }
}
