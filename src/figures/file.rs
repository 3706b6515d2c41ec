//! Numbers read from data files: which file, which rows, which operation, and what is to be reported of them.

use rust_decimal::Decimal;

use super::arithmetic::{
    certainty_rank, counted_twice, counts_people, is_added, muddled_sum, other_period,
};
use super::fault::{self, FaultPlaces, format_periods};
use super::layout::find_layout;
use super::sober;
use super::step::{AskedRows, ComputeStep, UncomputedReason, uncomputed_figure};
use crate::data::{DataFault, DataNote, Layout, Query, QueryAnswer, StatusMeaning, answer_query};
use crate::finding::rules::{
    BROKEN_SERIES, INCOMPLETE_PERIOD, LEGACY_ENCODING, MIXED_VINTAGES, UNREADABLE_DATA,
};
use crate::finding::{Finding, Message, Severity};
use crate::narrative::{
    Calculation, Figure, FigureStatus, FileReading, Filter, Formula, Operation, Origin,
};
use crate::schema::Text;
use crate::tree::{FileRefusal as NotRead, Purpose, Tree, candidate_paths};

/// What data files are read with.
#[derive(Clone, Copy)]
pub(super) struct DataAccess<'a> {
    /// The folder of the project they lie in.
    pub tree: &'a Tree,
    /// The layouts that the project names.
    pub formats: &'a [(Text, Layout)],
    /// The folder of the deck that asks, from which files are named first.
    pub folder: &'a str,
}

/// Computes a number from a file; what is to be reported of the file beside is added to the notes.
pub(super) fn calculate(
    formula: &Formula,
    step: &ComputeStep,
    asked: AskedRows,
    own: &Figure,
    desk: DataAccess,
    notes: &mut Vec<Finding>,
) -> Result<Calculation, UncomputedReason> {
    if let Some(over) = asked.over
        && over.value.days() != own.period.value.days()
    {
        return Err(other_period(over.span, own.period.value));
    }
    // Two questions to one file, over the same period: the rows of the part, and the rows of the whole.
    let part = read_data_file(formula, &formula.rows, asked, own, desk)?;
    let whole = match step.operation {
        Operation::Share => Some(read_data_file(formula, &formula.among, asked, own, desk)?),
        _ => None,
    };
    check_operation(formula, step, own, &part)?;
    notes.extend(findings_of_notes(&part.answer, &part.answer.notes, asked));
    if let Some(whole) = &whole {
        // Part and whole often lie in one file, of which each thing is reported once.
        let is_new = |note: &&DataNote| !part.answer.notes.contains(note);
        let others: Vec<DataNote> = whole.answer.notes.iter().filter(is_new).cloned().collect();
        notes.extend(findings_of_notes(&whole.answer, &others, asked));
    }
    let exact = compute_result(step, &part.answer, whole.as_ref().map(|whole| &whole.answer));
    let places = FaultPlaces { formula, asked };
    let exact = exact.map_err(|fault| fault::finding_of_fault(&fault, &part.file, &places))?;
    let readings = [Some(&part), whole.as_ref()].into_iter().flatten();
    let least_certain =
        readings.filter_map(|reading| status_of_answer(&reading.answer)).min_by_key(certainty_rank);
    let scale = part.answer.cells.iter().map(|cell| cell.value.scale()).max();
    Ok(Calculation {
        operation: step.operation,
        exact,
        result: sober::round_computed(own, step.operation, exact, scale.unwrap_or_default()),
        status: least_certain,
        from: match whole {
            Some(whole) => Origin::Share(Box::new(part), Box::new(whole)),
            None => Origin::File(Box::new(part)),
        },
        deduplicated: formula.deduplicated.clone(),
    })
}

fn compute_result(
    step: &ComputeStep,
    part: &QueryAnswer,
    whole: Option<&QueryAnswer>,
) -> Result<Decimal, DataFault> {
    match (step.operation, whole) {
        (Operation::Share, Some(whole)) => part.share_of(whole),
        (Operation::Mean, _) => part.mean(),
        _ => part.sum(),
    }
}

fn read_data_file(
    formula: &Formula,
    filters: &[Filter],
    asked: AskedRows,
    own: &Figure,
    desk: DataAccess,
) -> Result<FileReading, UncomputedReason> {
    let over = asked.over.map_or(own.period.value, |over| over.value);
    let query = Query {
        file: find_data_path(asked.file, desk)?,
        layout: find_layout(asked.format, desk.formats)?,
        filters: filters.iter().map(query_filter).collect(),
        over: Some(over),
        across: formula.across.iter().map(|text| text.value.clone()).collect(),
    };
    let places = FaultPlaces { formula, asked };
    let answer = answer_query(desk.tree, &query)
        .map_err(|fault| fault::finding_of_fault(&fault, &query.file, &places))?;
    Ok(FileReading {
        file: query.file,
        format: asked.format.value.clone(),
        filters: query.filters,
        across: query.across,
        over,
        answer,
    })
}

fn query_filter(filter: &Filter) -> (String, Vec<String>) {
    let values = filter.values.iter().map(|text| text.value.clone());
    (filter.column.value.clone(), values.collect())
}

/// Where a file is: beside the deck, else from the project's root.
pub(super) fn find_data_path(file: &Text, desk: DataAccess) -> Result<String, UncomputedReason> {
    let places = candidate_paths(desk.folder, &file.value).ok_or_else(|| {
        let message = Message::new("data-outside").with("file", file.value.as_str());
        uncomputed_figure(file.span, message, Message::new("hint-data-outside"))
    })?;
    // Only a missing file leads on to the next place: one that may not be read must be reported.
    let is_there = |place: &&String| {
        !matches!(desk.tree.kind_of_path(place, Purpose::Deck), Err(NotRead::Missing))
    };
    // Where no place has the file, the last one is read for its refusal.
    let found = places.iter().find(is_there);
    found.or(places.last()).cloned().ok_or_else(|| {
        let message = Message::new("data-not-found").with("file", file.value.as_str());
        uncomputed_figure(file.span, message, Message::new("hint-data-not-found"))
    })
}

/// Whether what the file counts may be taken together so, and comes out in the figure's unit.
fn check_operation(
    formula: &Formula,
    step: &ComputeStep,
    own: &Figure,
    part: &FileReading,
) -> Result<(), UncomputedReason> {
    let cells = &part.answer.cells;
    let percent = sober::is_percent(own);
    match step.operation {
        Operation::Share if !percent => {
            return Err(muddled_sum(
                own.unit.span,
                Message::new("share-unit"),
                "hint-unit-percent",
            ));
        }
        Operation::Value if cells.len() > 1 => {
            let message = Message::new("several-values").with("n", cells.len());
            return Err(uncomputed_figure(step.span, message, Message::new("hint-several-values")));
        }
        // A single cell is added to nothing, and may be a mean or a rank.
        Operation::Sum if cells.len() > 1 && !is_added(own) => {
            return Err(muddled_sum(step.span, Message::new("not-summed"), "hint-not-added"));
        }
        Operation::Sum
            if cells.len() > 1 && counts_people(own) && formula.deduplicated.is_none() =>
        {
            return Err(counted_twice(step.span));
        }
        _ => {}
    }
    Ok(())
}

/// How sure the values are, when some of them are not.
fn status_of_answer(answer: &QueryAnswer) -> Option<FigureStatus> {
    let is_there = |wanted: StatusMeaning| {
        let mut notes = answer.notes.iter();
        notes.any(|note| matches!(note, DataNote::Status { meaning, .. } if *meaning == wanted))
    };
    if is_there(StatusMeaning::Estimated) {
        Some(FigureStatus::Estimated)
    } else {
        is_there(StatusMeaning::Provisional).then_some(FigureStatus::Provisional)
    }
}

/// What is reported to the writer of a narrative of a file that could be read.
fn findings_of_notes(answer: &QueryAnswer, notes: &[DataNote], asked: AskedRows) -> Vec<Finding> {
    let file = asked.file.value.as_str();
    let findings = notes.iter().filter_map(|note| {
        Some(match note {
            DataNote::GuessedEncoding(encoding) => {
                let message = Message::new("legacy-encoding").with("file", file);
                let hint = Message::new("hint-legacy-encoding").with("encoding", encoding.name());
                let message = message.with("encoding", encoding.name());
                Finding::new(&LEGACY_ENCODING, asked.file.span, message).with_hint(hint)
            }
            DataNote::Vintages { column, codes } => {
                let message = Message::new("mixed-vintages")
                    .with("column", column.as_str())
                    .with("codes", codes.join(", "));
                Finding::new(&MIXED_VINTAGES, asked.file.span, message)
                    .with_hint(Message::new("hint-mixed-vintages"))
            }
            DataNote::TwoReadingsOfDates { text, count } => {
                let message = Message::new("data-two-dates")
                    .with("file", file)
                    .with("text", text.as_str())
                    .with("n", *count);
                Finding {
                    severity: Severity::Warning,
                    ..Finding::new(&UNREADABLE_DATA, asked.file.span, message)
                }
                .with_hint(Message::new("hint-data-two-dates"))
            }
            DataNote::Uneven { of, periods } => {
                let message = Message::new("uneven-parts")
                    .with("of", of.join(", "))
                    .with("periods", format_periods(periods));
                Finding {
                    severity: Severity::Warning,
                    ..Finding::new(&INCOMPLETE_PERIOD, asked.file.span, message)
                }
                .with_hint(Message::new("hint-uneven-parts"))
            }
            DataNote::ShortDays { periods, usual } => {
                let message = Message::new("short-days")
                    .with("file", file)
                    .with("n", *usual)
                    .with("periods", format_periods(periods));
                Finding {
                    severity: Severity::Warning,
                    ..Finding::new(&INCOMPLETE_PERIOD, asked.file.span, message)
                }
                .with_hint(Message::new("hint-short-days"))
            }
            DataNote::ForeignHours { text, count } => {
                let message = Message::new("data-foreign-hours")
                    .with("file", file)
                    .with("text", text.as_str())
                    .with("n", *count);
                Finding {
                    severity: Severity::Warning,
                    ..Finding::new(&UNREADABLE_DATA, asked.file.span, message)
                }
                .with_hint(Message::new("hint-data-foreign-hours"))
            }
            // A zero beside large values is more likely a month that nobody counted.
            DataNote::Zeros { periods } if is_large(answer) => {
                let message =
                    Message::new("zeros-in-file").with("periods", format_periods(periods));
                Finding {
                    severity: Severity::Warning,
                    ..Finding::new(&INCOMPLETE_PERIOD, asked.file.span, message)
                }
                .with_hint(Message::new("hint-zeros-in-file"))
            }
            DataNote::Status { meaning: StatusMeaning::Break, periods, .. } => {
                let message = Message::new("broken-series")
                    .with("file", file)
                    .with("periods", format_periods(periods));
                Finding::new(&BROKEN_SERIES, asked.file.span, message)
                    .with_hint(Message::new("hint-broken-series"))
            }
            DataNote::Zeros { .. } | DataNote::Status { .. } | DataNote::Withheld { .. } => {
                return None;
            }
        })
    });
    findings.collect()
}

/// Whether a zero is hard to believe beside the other values: none of them is less than twenty.
fn is_large(answer: &QueryAnswer) -> bool {
    let values = answer.cells.iter().map(|cell| cell.value);
    let least = values.filter(|value| !value.is_zero()).min();
    least.is_some_and(|least| least >= Decimal::from(20))
}
