//! A table as text: the titles that spreadsheets and portals put above it, the names of its columns, its rows, the remarks
//! below.

use std::collections::BTreeMap;

use csv::ByteRecord;

use super::columns::{Columns, DataRow, Taker, compose, text};
use super::decode::Utf8Decoder;
use super::eurostat;
use super::lines::Lines;
use super::moment;
use super::number;
use super::{DataFault, Mark};

/// What stands between columns, most likely first.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// Reads a text of which one of the first lines names the columns; gives the number of rows below it.
pub fn read_table(
    decoder: &mut Utf8Decoder,
    separator: Option<u8>,
    taker: &mut impl Taker,
) -> Result<u64, DataFault> {
    if eurostat::is_wide(decoder.peek()?) {
        return eurostat::read_rows(decoder, taker);
    }
    // A line `sep=;` is passed over in any case. What the layout says goes before it, and a guess comes last.
    let said = decoder.take_separator()?;
    let separator = match separator.or(said) {
        Some(separator) => separator,
        None => likely_separator(decoder.peek()?),
    };
    // Titles above a table and remarks below it may have fewer columns.
    let mut lines = Lines::new(decoder, separator, true).below(u64::from(said.is_some()));
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

/// How many lines are looked at for the names of the columns: the title, the filters and the empty lines that an office's
/// export has above them are fewer.
const MOST_TITLES: usize = 20;

/// Reads lines until one names the columns that are asked for. The names of the first line go first, so that a file that
/// begins with them is never searched further. Gives the number of columns.
fn start_at_header(lines: &mut Lines, taker: &mut impl Taker) -> Result<usize, DataFault> {
    let mut record = ByteRecord::new();
    // When no line fits, the fault names the columns of the one that looks most like a header.
    let mut likeliest: Option<((bool, usize), DataFault)> = None;
    let mut above: Vec<String> = Vec::new();
    for _ in 0..MOST_TITLES {
        let Some(row) = lines.next(&mut record)? else { break };
        let names: Vec<String> = record.iter().map(|name| text(name).trim().to_owned()).collect();
        let words = names.iter().filter(|name| is_word(name)).count();
        // Titles on two lines, with cells that a spreadsheet had joined: a cell without a name has that above it.
        let joined = join_titles(&above, &names);
        above.clone_from(&names);
        match taker.start(&Columns::at_row(names, row)) {
            Ok(()) => return Ok(record.len()),
            Err(DataFault::UnknownColumn { .. })
                if joined
                    .is_some_and(|names| taker.start(&Columns::at_row(names, row)).is_ok()) =>
            {
                return Ok(record.len());
            }
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

/// The names of a line, those it lacks taken from the line above; none when it lacks none, or names no column itself.
fn join_titles(above: &[String], names: &[String]) -> Option<Vec<String>> {
    let lacks_some = names.iter().any(String::is_empty) && names.iter().any(|name| is_word(name));
    let is_pair = above.len() == names.len() && lacks_some;
    let pairs = above.iter().zip(names);
    let join =
        |(above, name): (&String, &String)| if name.is_empty() { above } else { name }.clone();
    is_pair.then(|| pairs.map(join).collect())
}

/// Whether a cell may name a column: something that is no number.
fn is_word(cell: &str) -> bool {
    let read = number::read_cell(cell, Mark::Either, &[]);
    !cell.is_empty() && !matches!(read, Ok(number::WrittenNumber::Number(..)))
}

/// Whether a record is a remark below a table, such as "Source: observatory": one cell with words that are no date.
fn is_remark(record: &ByteRecord) -> bool {
    let mut filled = record.iter().map(text).filter(|cell| !cell.trim().is_empty());
    let (Some(words), None) = (filled.next(), filled.next()) else {
        return false;
    };
    moment::is_prose(words)
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
