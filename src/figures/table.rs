//! Tables of a running order: their rows read from a file, and their totals checked.
//!
//! Only the columns that somebody names are read, as a file may hold more than may be shown. A row that names itself a total is
//! compared with the sum of the others and then left out: the program prints its own, which is right.

use rust_decimal::Decimal;

use super::fault::{self, FaultPlaces};
use super::file::{DataAccess, find_data_path};
use super::step::{AskedRows, UncomputedReason};
use crate::data::{Extract, ExtractedCell, extract_table, names_total};
use crate::finding::rules::{MISSING_KEY, MUDDLED_SUM};
use crate::finding::{Finding, Message, Report};
use crate::narrative::{DataTable, FileRows, Filter, Formula, TableCell, TableRow};
use crate::schema::Text;
use crate::schema::yaml::WrittenStyle;
use crate::source::Span;

/// Fills a table from its file, and checks the total that somebody typed or that the file has.
pub(super) fn fill_table(table: &mut DataTable, desk: DataAccess, report: &mut Report) {
    if let Some(mut from) = table.from.take() {
        match read_rows(&from, desk) {
            Ok((rows, of)) => {
                from.of = Some(of);
                table.rows = rows;
            }
            Err(finding) => {
                report.push(*finding);
                // A table that cannot be read is left out, and its finding says why.
                table.rows.clear();
            }
        }
        if table.head.is_empty() {
            // The names of columns are often good enough for the board, and always true to the file.
            table.head = from.columns.clone();
        }
        table.from = Some(from);
    } else if table.rows.is_empty() {
        report.push(missing_key(table.title.span, "table-without-rows", "hint-table-without-rows"));
    } else if table.head.is_empty() {
        report.push(missing_key(table.title.span, "table-without-head", "hint-table-without-head"));
        // Without them each row would be told too, as one of too many cells.
        table.rows.clear();
    }
    if table.has_total {
        settle_total(table, report);
    }
}

/// The rows that the table shows, and how many the file has.
fn read_rows(from: &FileRows, desk: DataAccess) -> Result<(Vec<TableRow>, u64), UncomputedReason> {
    if from.columns.is_empty() {
        let (message, hint) = ("table-without-columns", "hint-table-without-columns");
        return Err(Box::new(missing_key(from.data.span, message, hint)));
    }
    let extract = Extract {
        file: find_data_path(&from.data, desk)?,
        columns: from.columns.iter().map(|text| text.value.clone()).collect(),
        filters: from.filters.iter().map(query_filter).collect(),
    };
    let formula = asked_rows(from);
    let asked = AskedRows { file: &from.data, format: &from.data, over: None };
    let places = FaultPlaces { formula: &formula, asked };
    let read = extract_table(desk.tree, &extract)
        .map_err(|fault| fault::finding_of_fault(&fault, &extract.file, &places))?;
    let rows = read.rows.into_iter().map(|cells| table_row(cells, from.data.span));
    Ok((rows.collect(), read.of))
}

/// A key without which the table has nothing to show.
fn missing_key(span: Span, message: &'static str, hint: &'static str) -> Finding {
    Finding::new(&MISSING_KEY, span, Message::new(message)).with_hint(Message::new(hint))
}

/// A filter as a query asks it.
fn query_filter(filter: &Filter) -> (String, Vec<String>) {
    let values = filter.values.iter().map(|text| text.value.clone());
    (filter.column.value.clone(), values.collect())
}

/// The columns and the filters as a formula names them, so that a fault is told at the right one.
fn asked_rows(from: &FileRows) -> Formula {
    Formula {
        span: from.data.span,
        of: Vec::new(),
        data: Some(from.data.clone()),
        format: None,
        rows: from.filters.clone(),
        among: Vec::new(),
        across: from.columns.clone(),
        operations: Vec::new(),
        deduplicated: None,
    }
}

/// A row of the file as a row of the table; what is to be told of it is told at the name of the file.
fn table_row(cells: Vec<ExtractedCell>, span: Span) -> TableRow {
    let cell = |cell: ExtractedCell| TableCell {
        text: Text { value: cell.text, span, style: WrittenStyle::Plain },
        number: cell.number,
    };
    TableRow { cells: cells.into_iter().map(cell).collect(), span }
}

/// Takes the totals out of the rows, as the program prints its own, and tells of those that are wrong.
fn settle_total(table: &mut DataTable, report: &mut Report) {
    let is_total =
        |row: &TableRow| row.cells.first().is_some_and(|cell| names_total(&cell.text.value));
    let (totals, rows): (Vec<_>, Vec<_>) =
        std::mem::take(&mut table.rows).into_iter().partition(is_total);
    table.rows = rows;
    // What the total row names is compared after it is taken out, or it would be part of its own sum.
    for (at, cell) in totals.iter().flat_map(|row| row.cells.iter().enumerate()) {
        let sum = table.column_sum(at);
        if let Some((written, sum)) = cell.number.zip(sum).filter(|(written, sum)| written != sum) {
            report.push(wrong_total(cell, written, sum));
        }
    }
}

/// A total that is not the sum of its column, at the cell that holds it.
fn wrong_total(cell: &TableCell, written: Decimal, sum: Decimal) -> Finding {
    let message = Message::new("table-total-differs")
        .with("written", written.normalize().to_string())
        .with("sum", sum.normalize().to_string());
    Finding::new(&MUDDLED_SUM, cell.text.span, message)
        .with_hint(Message::new("hint-table-total-differs"))
}
