//! The table of Eurostat's bulk download: a line a series, a column a period, and the codes of a series in one cell.

use csv::ByteRecord;

use super::DataFault;
use super::columns::{Columns, DataRow, Taker, compose, text};
use super::decode::Utf8Decoder;
use super::lines::Lines;
use super::number::split_flag;

/// The columns given for the value and for its flag, as the long files of Eurostat call them.
const COLUMNS: [&str; 2] = ["OBS_VALUE", "OBS_FLAG"];

/// Whether a file begins with the titles of such a table: `freq,unit,geo\TIME_PERIOD`, then a period after each tab.
pub fn is_wide(start: &[u8]) -> bool {
    let line = text(start.split(|byte| *byte == b'\n').next().unwrap_or_default());
    let mut cells = line.split('\t');
    let names = cells.next().unwrap_or_default();
    let mut periods = cells.map(str::trim).filter(|cell| !cell.is_empty()).peekable();
    names.contains('\\')
        && periods.peek().is_some()
        && periods
            .all(|cell| cell.len() >= 4 && cell.as_bytes()[..4].iter().all(u8::is_ascii_digit))
}

/// Reads a file; gives the number of its lines below the titles. A line gives a row for each period.
///
/// ```text
/// freq,unit,geo\TIME_PERIOD⇥2024 ⇥2025
/// A,NR,FRH0⇥1204 ⇥1317 p
/// A,NR,FRK2⇥: c⇥998
/// ```
pub fn read_rows(decoder: &mut Utf8Decoder, taker: &mut impl Taker) -> Result<u64, DataFault> {
    let mut lines = Lines::new(decoder, b'\t', true);
    let mut titles = ByteRecord::new();
    lines.next(&mut titles)?.ok_or(DataFault::Empty)?;
    let names = text(titles.get(0).unwrap_or_default());
    let (series, time) = names.split_once('\\').unwrap_or((names, ""));
    let of_series: Vec<String> = series.split(',').map(|name| name.trim().to_owned()).collect();
    let others = [time.trim().to_owned()].into_iter().chain(COLUMNS.map(str::to_owned));
    taker.start(&Columns::new(of_series.iter().cloned().chain(others).collect()))?;
    let mut record = ByteRecord::new();
    let mut rows = 0;
    while let Some(number) = lines.next(&mut record)? {
        if record.as_slice().is_empty() {
            continue;
        }
        rows += 1;
        check_width(number, of_series.len(), &titles, &record)?;
        take_series(number, &titles, &record, taker)?;
    }
    lines.refuse_unclosed()?;
    Ok(rows)
}

/// Refuses a line that has more or fewer codes or values than the titles.
fn check_width(
    row: u64,
    codes: usize,
    titles: &ByteRecord,
    record: &ByteRecord,
) -> Result<(), DataFault> {
    let found = text(record.get(0).unwrap_or_default()).split(',').count();
    let ragged = |expected: usize, found: usize| DataFault::Ragged {
        row,
        expected: expected as u64,
        found: found as u64,
    };
    if found != codes {
        return Err(ragged(codes, found));
    }
    if record.len() != titles.len() {
        return Err(ragged(titles.len(), record.len()));
    }
    Ok(())
}

/// Hands on a row for each period of a series.
fn take_series(
    line: u64,
    titles: &ByteRecord,
    record: &ByteRecord,
    taker: &mut impl Taker,
) -> Result<(), DataFault> {
    let codes = text(record.get(0).unwrap_or_default());
    for at in 1..titles.len() {
        let period = text(titles.get(at).unwrap_or_default()).trim();
        if period.is_empty() {
            continue;
        }
        let value = text(record.get(at).unwrap_or_default()).trim();
        let flag = split_flag(value).1.unwrap_or_default();
        // The value keeps its flag, which counts even where nobody names the column of flags.
        let cells = codes.split(',').map(str::trim).chain([period, value, flag]);
        let mut row: ByteRecord = cells.map(str::as_bytes).collect();
        compose(&mut row);
        taker.take(&DataRow::new(line, &row))?;
    }
    Ok(())
}
