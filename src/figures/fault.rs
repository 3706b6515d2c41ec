//! What a data file refuses, reported at the key of the narrative that asks for it.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::layout::is_known;
use super::step::{AskedRows, UncomputedReason};
use crate::data::{DataFault, is_serial_day, lacks_year, leading_numbers};
use crate::finding::rules::{CONFIDENTIAL_CELL, INCOMPLETE_PERIOD, UNREADABLE_DATA};
use crate::finding::{Finding, Message};
use crate::narrative::{Filter, Formula};
use crate::period::{Period, YEARS};
use crate::source::Span;

/// The places of a narrative that a fault may be due to.
pub(super) struct FaultPlaces<'a> {
    pub formula: &'a Formula,
    pub asked: AskedRows<'a>,
}

impl FaultPlaces<'_> {
    fn file_span(&self) -> Span {
        self.asked.file.span
    }

    fn filters(&self) -> impl Iterator<Item = &Filter> {
        self.formula.rows.iter().chain(&self.formula.among)
    }

    /// Where a column is named; the layout names the others.
    fn column_span(&self, name: &str) -> Span {
        let columns = self.filters().map(|filter| &filter.column);
        let mut named = columns.chain(&self.formula.across);
        let found = named.find(|text| text.value == name);
        found.map_or(self.asked.format.span, |text| text.span)
    }

    /// Where the codes of a column are named.
    fn codes_span(&self, column: &str) -> Span {
        let mut filters = self.filters().filter(|filter| filter.column.value == column);
        let codes = filters.next().and_then(|filter| filter.values.first());
        codes.map_or_else(|| self.column_span(column), |code| code.span)
    }

    fn operation_span(&self) -> Span {
        let operation = self.formula.operations.first();
        operation.map_or(self.formula.span, |(_, over)| over.span)
    }
}

/// The finding of a fault in a file.
pub(super) fn finding_of_fault(
    fault: &DataFault,
    file: &str,
    places: &FaultPlaces,
) -> UncomputedReason {
    let finding = of_query(fault, places)
        .or_else(|| of_cell(fault, places))
        .or_else(|| of_units(fault, places))
        .unwrap_or_else(|| of_file(fault, places));
    Box::new(Finding { message: finding.message.with("file", file), ..finding })
}

/// What is asked for is not there, or is there more than once.
fn of_query(fault: &DataFault, places: &FaultPlaces) -> Option<Finding> {
    let over = places.operation_span();
    Some(match fault {
        DataFault::UnknownColumn { name, nearest, columns, row } => {
            let message =
                Message::new("data-unknown-column").with("column", name.as_str()).with("row", *row);
            let finding = Finding::new(&UNREADABLE_DATA, places.column_span(name), message);
            finding.with_hint(nearest_name_hint(nearest.as_ref(), columns))
        }
        DataFault::NoSuchCode { column, wanted, nearest, codes, more } => {
            let message = Message::new("data-no-code")
                .with("column", column.as_str())
                .with("code", wanted.join(", "));
            let finding = Finding::new(&UNREADABLE_DATA, places.codes_span(column), message);
            let more = more.then(|| "…".to_string());
            let codes: Vec<String> = codes.iter().cloned().chain(more).collect();
            finding.with_hint(nearest_name_hint(nearest.as_ref(), &codes))
        }
        DataFault::NoSuchPeriod { asked, known } => {
            let message = Message::new("data-no-period").with("period", asked.to_string());
            let hint = match known {
                Some((first, last)) => Message::new("hint-known-periods")
                    .with("first", first.to_string())
                    .with("last", last.to_string()),
                None => Message::new("hint-data-rows"),
            };
            Finding::new(&INCOMPLETE_PERIOD, over, message).with_hint(hint)
        }
        DataFault::Incomplete { missing } => {
            let message = Message::new("incomplete-period")
                .with("n", missing.len())
                .with("periods", format_periods(missing));
            let hint = match grain_of_dates(missing).filter(|_| !is_known(places.asked.format)) {
                Some(key) => Message::new(key),
                None => Message::new("hint-incomplete-period"),
            };
            Finding::new(&INCOMPLETE_PERIOD, over, message).with_hint(hint)
        }
        DataFault::TooCoarse { asked, found } => {
            let message = Message::new("data-too-coarse")
                .with("asked", asked.to_string())
                .with("found", found.to_string());
            let hint = Message::new("hint-data-too-coarse");
            Finding::new(&UNREADABLE_DATA, over, message).with_hint(hint)
        }
        DataFault::Undecided { rows, columns, .. } => {
            let message =
                Message::new("data-undecided").with("first", rows.0).with("second", rows.1);
            let columns =
                columns.iter().map(|(column, codes)| format!("`{column}` ({})", codes.join(", ")));
            let columns: Vec<String> = columns.collect();
            let hint = Message::new("hint-data-undecided").with("columns", columns.join(", "));
            Finding::new(&UNREADABLE_DATA, places.file_span(), message).with_hint(hint)
        }
        DataFault::TotalAmongParts { column, total } => {
            let message = Message::new("data-total")
                .with("column", column.as_str())
                .with("total", total.as_str());
            let hint = Message::new("hint-data-total");
            Finding::new(&UNREADABLE_DATA, places.column_span(column), message).with_hint(hint)
        }
        DataFault::ShiftedHours { text } => {
            let message = Message::new("data-shifted-hours").with("text", text.as_str());
            let hint = Message::new("hint-data-shifted-hours");
            Finding::new(&UNREADABLE_DATA, places.asked.format.span, message).with_hint(hint)
        }
        DataFault::NoPeriods => {
            let message = Message::new("data-no-periods");
            let hint = Message::new("hint-data-no-periods");
            Finding::new(&UNREADABLE_DATA, places.asked.format.span, message).with_hint(hint)
        }
        _ => return None,
    })
}

/// A cell that is not what its column holds.
fn of_cell(fault: &DataFault, places: &FaultPlaces) -> Option<Finding> {
    let (key, row, column, text) = match fault {
        DataFault::NotAPeriod { row, column, text } => ("data-not-period", row, column, text),
        DataFault::NotANumber { row, column, text } => ("data-not-number", row, column, text),
        DataFault::TwoReadings { row, column, text } => ("data-two-readings", row, column, text),
        DataFault::TooManyDigits { row, column, text } => {
            ("data-too-many-digits", row, column, text)
        }
        _ => return None,
    };
    let message = Message::new(key)
        .with("row", *row)
        .with("column", column.as_str())
        .with("text", text.as_str());
    let finding = Finding::new(&UNREADABLE_DATA, places.file_span(), message);
    Some(finding.with_hint(hint_of_cell(fault, text, places)))
}

/// What to do about a cell: the cause is seldom in the file alone.
fn hint_of_cell(fault: &DataFault, text: &str, places: &FaultPlaces) -> Message {
    let has_digit = text.contains(|sign: char| sign.is_ascii_digit());
    match fault {
        DataFault::TwoReadings { .. } => Message::new("hint-data-decimal"),
        DataFault::NotANumber { .. } if !has_digit => {
            Message::new("hint-data-missing-mark").with("text", text)
        }
        // The layouts of INSEE have a point. A comma tells that a spreadsheet has written the file anew, and dates with it.
        DataFault::NotANumber { .. } if text.contains(',') && is_known(places.asked.format) => {
            Message::new("hint-data-resaved")
        }
        DataFault::NotANumber { .. } if text.contains(',') => Message::new("hint-data-decimal"),
        DataFault::NotAPeriod { .. }
            if leading_numbers(text).is_some_and(|(_, month)| month > 12) =>
        {
            Message::new("hint-data-month-first")
        }
        DataFault::NotAPeriod { .. } if is_serial_day(text) => Message::new("hint-data-serial-day"),
        DataFault::NotAPeriod { .. } if lacks_year(text) => Message::new("hint-data-yearless"),
        DataFault::NotAPeriod { .. } if holds_year(text) => Message::new("hint-data-period"),
        _ => Message::new("hint-data-cell"),
    }
}

/// Whether four digits of a text, and no more, may be a year.
fn holds_year(text: &str) -> bool {
    let mut runs = text.split(|sign: char| !sign.is_ascii_digit());
    runs.any(|run| run.len() == 4 && run.parse().is_ok_and(|year| YEARS.contains(&year)))
}

/// What to say of days that are missing where the first of each month, quarter or year is there: those dates most likely
/// stand for all of it.
fn grain_of_dates(missing: &[Period]) -> Option<&'static str> {
    // Fewer are a holiday, or the rest of a month that is not over.
    const LEAST: usize = 25;
    let day = |period: &Period| match period {
        Period::Range(first, last) if first == last => Some(*first),
        _ => None,
    };
    let days: Vec<_> = missing.iter().map(day).collect::<Option<_>>()?;
    let has_all_firsts =
        |months: u32| !days.iter().any(|day| day.day() == 1 && day.month0() % months == 0);
    let grains = [(1, "hint-each-month"), (3, "hint-each-quarter"), (12, "hint-each-year")];
    let mut grains = grains.into_iter().filter(|_| days.len() >= LEAST);
    grains.find(|(months, _)| has_all_firsts(*months)).map(|(_, key)| key)
}

/// A cell that would show what one establishment does.
fn of_units(fault: &DataFault, places: &FaultPlaces) -> Option<Finding> {
    let message = match fault {
        DataFault::TooFewUnits { row, units } => {
            Message::new("too-few-units").with("row", *row).with("units", units.as_str())
        }
        DataFault::Dominated { row, share } => {
            Message::new("dominated-cell").with("row", *row).with("share", share.as_str())
        }
        DataFault::Confidential { row, code } => {
            Message::new("confidential-cell").with("row", *row).with("code", code.as_str())
        }
        _ => return None,
    };
    let finding = Finding::new(&CONFIDENTIAL_CELL, places.file_span(), message);
    Some(finding.with_hint(Message::new("hint-confidential-cell")))
}

/// The file as a whole, or the result of its numbers.
fn of_file(fault: &DataFault, places: &FaultPlaces) -> Finding {
    if let DataFault::Barred(refused) = fault
        && let Some((message, hint)) = refused.message_and_hint(&places.asked.file.value)
    {
        return Finding::new(&UNREADABLE_DATA, places.file_span(), message).with_hint(hint);
    }
    let message = match fault {
        DataFault::NotFound => Message::new("data-not-found"),
        DataFault::NoFile => Message::new("data-no-file"),
        DataFault::Unreadable(error) if error.is_denied() => Message::new("data-closed"),
        DataFault::TooLarge { most } => {
            Message::new("data-too-large").with("most", most / 1_048_576)
        }
        DataFault::NotUtf8 => Message::new("data-encoding"),
        DataFault::BrokenSign { row } => Message::new("data-broken-sign").with("row", *row),
        DataFault::Archive => Message::new("data-archive"),
        DataFault::Empty | DataFault::NoValue { .. } => Message::new("data-empty"),
        DataFault::Ragged { row, expected, found } => Message::new("data-ragged")
            .with("row", *row)
            .with("expected", *expected)
            .with("found", *found),
        DataFault::Unclosed { row } | DataFault::Malformed { row } => {
            Message::new("data-malformed").with("row", *row)
        }
        DataFault::Truncated { total, held } => {
            Message::new("data-truncated").with("total", *total).with("held", *held)
        }
        DataFault::TwiceTheColumn { name } => {
            Message::new("data-twice-column").with("column", name.as_str())
        }
        DataFault::Repeated { rows, .. } => {
            Message::new("data-repeated").with("first", rows.0).with("second", rows.1)
        }
        DataFault::MixedGrains { rows, .. } | DataFault::MixedSigns { rows } => {
            Message::new("data-mixed").with("first", rows.0).with("second", rows.1)
        }
        DataFault::TooManyColumns { most } => {
            Message::new("data-too-many-columns").with("most", *most)
        }
        DataFault::TooManyRows { most } => Message::new("data-too-many-rows").with("most", *most),
        DataFault::ShareOfZero => Message::new("data-share-of-zero"),
        DataFault::UnlikePeriods => Message::new("data-unlike-periods"),
        DataFault::Overflow => Message::new("too-large"),
        _ => Message::new("data-unreadable"),
    };
    let hint = match fault {
        DataFault::NotFound | DataFault::NoFile => "hint-data-not-found",
        DataFault::Unreadable(error) if error.is_denied() => "hint-file-closed",
        DataFault::NotUtf8 | DataFault::BrokenSign { .. } | DataFault::Archive => {
            "hint-data-encoding"
        }
        DataFault::MixedGrains { .. }
        | DataFault::MixedSigns { .. }
        | DataFault::TooManyRows { .. } => "hint-data-rows",
        _ => "hint-data-export",
    };
    Finding::new(&UNREADABLE_DATA, places.file_span(), message).with_hint(Message::new(hint))
}

fn nearest_name_hint(nearest: Option<&String>, all: &[String]) -> Message {
    match nearest {
        Some(near) => Message::new("hint-nearest").with("value", near.as_str()),
        None => {
            let names: Vec<String> = all.iter().map(|name| format!("`{name}`")).collect();
            Message::new("hint-known").with("values", names.join(", "))
        }
    }
}

/// Periods as they are written in narratives, each once; the first few when there are many.
pub(super) fn format_periods(periods: &[Period]) -> String {
    const MOST: usize = 6;
    let all: BTreeSet<Period> = periods.iter().copied().collect();
    let written = all.iter().take(MOST).map(|period| match period {
        Period::Range(first, last) if first == last => first.to_string(),
        period => period.to_string(),
    });
    let mut written: Vec<String> = written.collect();
    if all.len() > MOST {
        written.push(format!("… ({})", all.len()));
    }
    written.join(", ")
}
