//! The lines of a CSV text, with the faults of ours.

use csv::{ByteRecord, ErrorKind, ReaderBuilder};

use super::DataFault;
use super::decode::Utf8Decoder;

/// The records of a CSV text, with the faults of ours.
pub struct Lines<'d> {
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

    /// The same, below so many lines that were passed over.
    pub fn below(self, skipped: u64) -> Self {
        Self { skipped, ..self }
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
