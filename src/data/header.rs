//! The line of a table that names its columns, below the titles that spreadsheets and portals put above it.

use csv::ByteRecord;

use super::rows::{Columns, Lines, Taker, text};
use super::{DataFault, number};

/// How many lines are looked at for the names of the columns: the title, the filters and the empty lines that an office's
/// export has above them are fewer.
const MOST_TITLES: usize = 20;

/// Reads lines until one names the columns that are asked for. The names of the first line go first, so that a file that
/// begins with them is never searched further. Gives the number of columns.
pub fn start_at_header(lines: &mut Lines, taker: &mut impl Taker) -> Result<usize, DataFault> {
    let mut record = ByteRecord::new();
    // When no line fits, the fault names the columns of the one that looks most like a header.
    let mut likeliest: Option<((bool, usize), DataFault)> = None;
    for _ in 0..MOST_TITLES {
        let Some(row) = lines.next(&mut record)? else { break };
        let names: Vec<String> = record.iter().map(|name| text(name).trim().to_owned()).collect();
        let words = names.iter().filter(|name| is_word(name)).count();
        match taker.start(&Columns::at_row(names, row)) {
            Ok(()) => return Ok(record.len()),
            Err(DataFault::UnknownColumn { name, nearest, columns, row }) => {
                // A slip in the asked name is more likely than a line that resembles it by chance.
                let rank = (nearest.is_some(), words);
                if likeliest.as_ref().is_none_or(|(best, _)| rank > *best) {
                    let fault = DataFault::UnknownColumn { name, nearest, columns, row };
                    likeliest = Some((rank, fault));
                }
            }
            Err(fault) => return Err(fault),
        }
    }
    Err(likeliest.map_or(DataFault::Empty, |(_, fault)| fault))
}

/// Whether a cell may name a column: something that is no number.
fn is_word(cell: &str) -> bool {
    let read = number::read_cell(cell, super::Mark::Either, &[]);
    !cell.is_empty() && !matches!(read, Ok(number::WrittenNumber::Number(..)))
}

/// Whether a record is a remark below a table, such as "Source: observatory": one cell with words that are no date.
pub fn is_remark(record: &ByteRecord) -> bool {
    let mut filled = record.iter().map(text).filter(|cell| !cell.trim().is_empty());
    let (Some(words), None) = (filled.next(), filled.next()) else {
        return false;
    };
    super::plan::is_prose(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_is_one_cell_of_words() {
        let record = |fields: &[&str]| ByteRecord::from(fields.to_vec());
        for fields in [&["Source : office de tourisme", ""][..], &["", "* estimation"]] {
            assert!(is_remark(&record(fields)), "{fields:?}");
        }
        for fields in [&["juillet 2026"][..], &["Total", "18"], &["", ""], &["12"], &["14/08/2026"]]
        {
            assert!(!is_remark(&record(fields)), "{fields:?}");
        }
    }
}
