//! What a data file refuses, told at the key of the narrative that asks for it.

use super::file::{Asked, listed};
use super::step::Refused;
use crate::data::Fault;
use crate::finding::rules::{CONFIDENTIAL_CELL, INCOMPLETE_PERIOD, UNREADABLE_DATA};
use crate::finding::{Finding, Message};
use crate::narrative::{Filter, Formula};
use crate::source::Span;

/// The places of a narrative that a fault may be due to.
pub(super) struct Places<'a> {
    pub formula: &'a Formula,
    pub asked: Asked<'a>,
}

impl Places<'_> {
    fn file(&self) -> Span {
        self.asked.file.span
    }

    fn filters(&self) -> impl Iterator<Item = &Filter> {
        self.formula.rows.iter().chain(&self.formula.among)
    }

    /// Where a column is named; the layout names the others.
    fn column(&self, name: &str) -> Span {
        let columns = self.filters().map(|filter| &filter.column);
        let mut named = columns.chain(&self.formula.across);
        let found = named.find(|text| text.value == name);
        found.map_or(self.asked.format.span, |text| text.span)
    }

    /// Where the codes of a column are named.
    fn codes(&self, column: &str) -> Span {
        let mut filters = self.filters().filter(|filter| filter.column.value == column);
        let codes = filters.next().and_then(|filter| filter.values.first());
        codes.map_or_else(|| self.column(column), |code| code.span)
    }

    fn over(&self) -> Span {
        let operation = self.formula.operations.first();
        operation.map_or(self.formula.span, |(_, over)| over.span)
    }
}

/// The finding of a fault in a file.
pub(super) fn told(fault: &Fault, file: &str, places: &Places) -> Refused {
    let finding = of_query(fault, places)
        .or_else(|| of_cell(fault, places))
        .or_else(|| of_units(fault, places))
        .unwrap_or_else(|| of_file(fault, places));
    Box::new(Finding { message: finding.message.with("file", file), ..finding })
}

/// What is asked for is not there, or is there more than once.
fn of_query(fault: &Fault, places: &Places) -> Option<Finding> {
    let over = places.over();
    Some(match fault {
        Fault::UnknownColumn { name, nearest, columns } => {
            let message = Message::new("data-unknown-column").with("column", name.as_str());
            let finding = Finding::new(&UNREADABLE_DATA, places.column(name), message);
            finding.hint(near(nearest.as_ref(), columns))
        }
        Fault::NoSuchCode { column, wanted, nearest, codes, more } => {
            let message = Message::new("data-no-code")
                .with("column", column.as_str())
                .with("code", wanted.join(", "));
            let finding = Finding::new(&UNREADABLE_DATA, places.codes(column), message);
            let more = more.then(|| "…".to_string());
            let codes: Vec<String> = codes.iter().cloned().chain(more).collect();
            finding.hint(near(nearest.as_ref(), &codes))
        }
        Fault::NoSuchPeriod { asked, known } => {
            let message = Message::new("data-no-period").with("period", asked.to_string());
            let hint = match known {
                Some((first, last)) => Message::new("hint-known-periods")
                    .with("first", first.to_string())
                    .with("last", last.to_string()),
                None => Message::new("hint-data-rows"),
            };
            Finding::new(&INCOMPLETE_PERIOD, over, message).hint(hint)
        }
        Fault::Incomplete { missing } => {
            let message = Message::new("incomplete-period")
                .with("n", missing.len())
                .with("periods", listed(missing));
            let hint = Message::new("hint-incomplete-period");
            Finding::new(&INCOMPLETE_PERIOD, over, message).hint(hint)
        }
        Fault::TooCoarse { asked, found } => {
            let message = Message::new("data-too-coarse")
                .with("asked", asked.to_string())
                .with("found", found.to_string());
            let hint = Message::new("hint-data-too-coarse");
            Finding::new(&UNREADABLE_DATA, over, message).hint(hint)
        }
        Fault::Undecided { rows, columns, .. } => {
            let message =
                Message::new("data-undecided").with("first", rows.0).with("second", rows.1);
            let columns =
                columns.iter().map(|(column, codes)| format!("`{column}` ({})", codes.join(", ")));
            let columns: Vec<String> = columns.collect();
            let hint = Message::new("hint-data-undecided").with("columns", columns.join(", "));
            Finding::new(&UNREADABLE_DATA, places.file(), message).hint(hint)
        }
        Fault::TotalAmongParts { column, total } => {
            let message = Message::new("data-total")
                .with("column", column.as_str())
                .with("total", total.as_str());
            let hint = Message::new("hint-data-total");
            Finding::new(&UNREADABLE_DATA, places.column(column), message).hint(hint)
        }
        Fault::NoPeriods => {
            let message = Message::new("data-no-periods");
            let hint = Message::new("hint-data-no-periods");
            Finding::new(&UNREADABLE_DATA, places.asked.format.span, message).hint(hint)
        }
        _ => return None,
    })
}

/// A cell that is not what its column holds.
fn of_cell(fault: &Fault, places: &Places) -> Option<Finding> {
    let (key, row, column, text) = match fault {
        Fault::NotAPeriod { row, column, text } => ("data-not-period", row, column, text),
        Fault::NotANumber { row, column, text } => ("data-not-number", row, column, text),
        Fault::TwoReadings { row, column, text } => ("data-two-readings", row, column, text),
        Fault::TooManyDigits { row, column, text } => ("data-too-many-digits", row, column, text),
        _ => return None,
    };
    let message = Message::new(key)
        .with("row", *row)
        .with("column", column.as_str())
        .with("text", text.as_str());
    let hint = match fault {
        Fault::TwoReadings { .. } => "hint-data-decimal",
        _ => "hint-data-cell",
    };
    Some(Finding::new(&UNREADABLE_DATA, places.file(), message).hint(Message::new(hint)))
}

/// A cell that would tell what one establishment does.
fn of_units(fault: &Fault, places: &Places) -> Option<Finding> {
    let message = match fault {
        Fault::TooFewUnits { row, units } => {
            Message::new("too-few-units").with("row", *row).with("units", units.as_str())
        }
        Fault::Dominated { row, share } => {
            Message::new("dominated-cell").with("row", *row).with("share", share.as_str())
        }
        Fault::Confidential { row, code } => {
            Message::new("confidential-cell").with("row", *row).with("code", code.as_str())
        }
        _ => return None,
    };
    let finding = Finding::new(&CONFIDENTIAL_CELL, places.file(), message);
    Some(finding.hint(Message::new("hint-confidential-cell")))
}

/// The file as a whole, or the result of its numbers.
fn of_file(fault: &Fault, places: &Places) -> Finding {
    if let Fault::Barred(refused) = fault
        && let Some((message, hint)) = refused.barred(&places.asked.file.value)
    {
        return Finding::new(&UNREADABLE_DATA, places.file(), message).hint(hint);
    }
    let message = match fault {
        Fault::NotFound | Fault::NoFile => Message::new("data-not-found"),
        Fault::TooLarge { most } => Message::new("data-too-large").with("most", most / 1_048_576),
        Fault::Utf16 | Fault::NotUtf8 => Message::new("data-encoding"),
        Fault::BrokenSign { row } => Message::new("data-broken-sign").with("row", *row),
        Fault::Archive => Message::new("data-archive"),
        Fault::Empty | Fault::NoValue { .. } => Message::new("data-empty"),
        Fault::Ragged { row, expected, found } => Message::new("data-ragged")
            .with("row", *row)
            .with("expected", *expected)
            .with("found", *found),
        Fault::Unclosed { row } | Fault::Malformed { row } => {
            Message::new("data-malformed").with("row", *row)
        }
        Fault::Truncated { total, held } => {
            Message::new("data-truncated").with("total", *total).with("held", *held)
        }
        Fault::TwiceTheColumn { name } => {
            Message::new("data-twice-column").with("column", name.as_str())
        }
        Fault::Repeated { rows, .. } => {
            Message::new("data-repeated").with("first", rows.0).with("second", rows.1)
        }
        Fault::MixedGrains { rows, .. } | Fault::MixedSigns { rows } => {
            Message::new("data-mixed").with("first", rows.0).with("second", rows.1)
        }
        Fault::TooManyColumns { most } => Message::new("data-too-many-columns").with("most", *most),
        Fault::TooManyRows { most } => Message::new("data-too-many-rows").with("most", *most),
        Fault::ShareOfZero => Message::new("data-share-of-zero"),
        Fault::UnlikePeriods => Message::new("data-unlike-periods"),
        Fault::Overflow => Message::new("too-large"),
        _ => Message::new("data-unreadable"),
    };
    let hint = match fault {
        Fault::NotFound | Fault::NoFile => "hint-data-not-found",
        Fault::Utf16 | Fault::NotUtf8 | Fault::BrokenSign { .. } | Fault::Archive => {
            "hint-data-encoding"
        }
        Fault::MixedGrains { .. } | Fault::MixedSigns { .. } | Fault::TooManyRows { .. } => {
            "hint-data-rows"
        }
        _ => "hint-data-export",
    };
    Finding::new(&UNREADABLE_DATA, places.file(), message).hint(Message::new(hint))
}

fn near(nearest: Option<&String>, all: &[String]) -> Message {
    match nearest {
        Some(near) => Message::new("hint-nearest").with("value", near.as_str()),
        None => {
            let names: Vec<String> = all.iter().map(|name| format!("`{name}`")).collect();
            Message::new("hint-known").with("values", names.join(", "))
        }
    }
}
