//! CSV of INSEE's BDM: four header lines, then a line a period, the newest first, with two columns a series; or a line a
//! series, with a column a period.

use csv::ByteRecord;

use super::DataFault;
use super::columns::{Columns, DataRow, Taker, compose, text};
use super::decode::Utf8Decoder;
use super::lines::Lines;

/// The columns given for each value.
const COLUMNS: [&str; 5] = ["idBank", "Libellé", "Période", "Valeur", "Codes"];

/// Reads a file; gives the number of its lines below the header. A line gives a row for each series.
///
/// ```text
/// "Libellé";"Indice …";"Codes"
/// "idBank";"010598981";""
/// "Dernière mise à jour";"28/08/2025 08:45";""
/// "Période";"";""
/// "2025-T3";"135.2";"P"
/// ```
pub fn read_rows(decoder: &mut Utf8Decoder, taker: &mut impl Taker) -> Result<u64, DataFault> {
    let mut lines = Lines::new(decoder, b';', false);
    let labels = next_line(&mut lines)?;
    if text(labels.get(1).unwrap_or_default()) == "idBank" {
        return read_wide_rows(&mut lines, &labels, taker);
    }
    let mut header = || next_line(&mut lines);
    let (banks, _, periods) = (header()?, header()?, header()?);
    if text(banks.get(0).unwrap_or_default()) != "idBank" || periods.len() < 3 {
        return Err(DataFault::Malformed { row: 2 });
    }
    taker.start(&Columns::new(COLUMNS.map(str::to_owned).to_vec()))?;
    let mut record = ByteRecord::new();
    let mut rows = 0;
    while let Some(number) = lines.next(&mut record)? {
        rows += 1;
        for value in (1..record.len()).step_by(2) {
            let mut row = ByteRecord::from(vec![
                field(&banks, value),
                field(&labels, value),
                field(&record, 0),
                field(&record, value),
                field(&record, value + 1),
            ]);
            compose(&mut row);
            taker.take(&DataRow::new(number, &row))?;
        }
    }
    lines.refuse_unclosed()?;
    Ok(rows)
}

/// How many columns stand before the periods of a file with one line a series.
const BEFORE_PERIODS: usize = 4;

/// Reads a file in which each line is a series and each column a period; a line of codes may follow a series.
///
/// ```text
/// "Libellé";"idBank";"Dernière mise à jour";"Période";"2024";"2025"
/// "Nuitées …";"010598981";"28/08/2026 08:45";"";"12";"13"
/// "Codes";"";"";"";"A";"P"
/// ```
fn read_wide_rows(
    lines: &mut Lines,
    periods: &ByteRecord,
    taker: &mut impl Taker,
) -> Result<u64, DataFault> {
    taker.start(&Columns::new(COLUMNS.map(str::to_owned).to_vec()))?;
    let (mut series, mut record) = (None::<(u64, ByteRecord)>, ByteRecord::new());
    let mut rows = 0;
    // A series is handed on when the line after it is known, which may hold its codes.
    loop {
        let number = lines.next(&mut record)?;
        let is_codes = number.is_some() && text(record.get(0).unwrap_or_default()) == "Codes";
        if let Some((line, values)) = series.take() {
            let codes = if is_codes { &record } else { &ByteRecord::new() };
            take_series(line, periods, &values, codes, taker)?;
        }
        let Some(number) = number else { break };
        if !is_codes {
            rows += 1;
            series = Some((number, record.clone()));
        }
    }
    lines.refuse_unclosed()?;
    Ok(rows)
}

/// Hands on a row for each period of a series.
fn take_series(
    line: u64,
    periods: &ByteRecord,
    values: &ByteRecord,
    codes: &ByteRecord,
    taker: &mut impl Taker,
) -> Result<(), DataFault> {
    for at in BEFORE_PERIODS..periods.len() {
        let mut row = ByteRecord::from(vec![
            field(values, 1),
            field(values, 0),
            field(periods, at),
            field(values, at),
            field(codes, at),
        ]);
        compose(&mut row);
        taker.take(&DataRow::new(line, &row))?;
    }
    Ok(())
}

fn next_line(lines: &mut Lines) -> Result<ByteRecord, DataFault> {
    let mut record = ByteRecord::new();
    lines.next(&mut record)?.ok_or(DataFault::Empty)?;
    Ok(record)
}

fn field(record: &ByteRecord, at: usize) -> Vec<u8> {
    record.get(at).unwrap_or_default().to_vec()
}
