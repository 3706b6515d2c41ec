//! CSV of INSEE's BDM: four header lines, then a line a period, the newest first, with two columns a series.

use csv::ByteRecord;

use super::DataFault;
use super::decode::Utf8Decoder;
use super::rows::{Columns, DataRow, Lines, Taker, text};

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
    let mut header = || -> Result<ByteRecord, DataFault> {
        let mut record = ByteRecord::new();
        lines.next(&mut record)?.ok_or(DataFault::Empty)?;
        Ok(record)
    };
    let (labels, banks, _, periods) = (header()?, header()?, header()?, header()?);
    if text(banks.get(0).unwrap_or_default()) != "idBank" || periods.len() < 3 {
        return Err(DataFault::Malformed { row: 2 });
    }
    taker.start(&Columns::new(COLUMNS.map(str::to_owned).to_vec()))?;
    let mut record = ByteRecord::new();
    let mut rows = 0;
    while let Some(number) = lines.next(&mut record)? {
        rows += 1;
        for value in (1..record.len()).step_by(2) {
            let field = |record: &ByteRecord, at| record.get(at).unwrap_or_default().to_vec();
            let row = ByteRecord::from(vec![
                field(&banks, value),
                field(&labels, value),
                field(&record, 0),
                field(&record, value),
                field(&record, value + 1),
            ]);
            taker.take(&DataRow::new(number, &row))?;
        }
    }
    lines.refuse_unclosed()?;
    Ok(rows)
}
