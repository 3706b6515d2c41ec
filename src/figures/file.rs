//! Numbers read from data files: which file, which rows, which operation, and what is to be told of them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::arithmetic::{counted_twice, counts_people, is_added, muddled, other_period};
use super::fault::{self, Places};
use super::sober;
use super::step::{Refused, Step, uncomputed};
use crate::data::{Answer, Fault, Layout, Meaning, Note, Query, measure};
use crate::finding::rules::{BROKEN_SERIES, INCOMPLETE_PERIOD, LEGACY_ENCODING, MIXED_VINTAGES};
use crate::finding::{Finding, Message, Severity};
use crate::narrative::{
    Calculation, Figure, FigureStatus, Filter, Formula, Operation, Origin, Reading, Text,
};
use crate::period::Period;
use crate::source::Spanned;
use crate::text::{fold_name, nearest};
use crate::tree::{Purpose, Refused as NotRead, Tree, places};

/// What data files are read with.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    /// Where they are.
    pub tree: &'a Tree,
    /// The layouts that the project names.
    pub formats: &'a [(Text, Layout)],
    /// The folder of the deck that asks, from which files are named first.
    pub folder: &'a str,
}

/// The rows of a file that are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The file.
    pub file: &'a Text,
    /// Its layout.
    pub format: &'a Text,
    /// The period; that of the number itself when there is none.
    pub over: Option<Spanned<Period>>,
}

/// Computes a number from a file; what is to be told of the file beside is added to the notes.
pub(super) fn calculate(
    formula: &Formula,
    step: &Step,
    asked: Asked,
    own: &Figure,
    desk: Desk,
    notes: &mut Vec<Finding>,
) -> Result<Calculation, Refused> {
    if let Some(over) = asked.over
        && over.value.days() != own.period.value.days()
    {
        return Err(other_period(over.span, own.period.value));
    }
    let part = read(formula, &formula.rows, asked, own, desk)?;
    let whole = match step.operation {
        Operation::Share => Some(read(formula, &formula.among, asked, own, desk)?),
        _ => None,
    };
    allowed(formula, step, own, &part)?;
    let told = |reading: &Reading| tell(&reading.answer, asked);
    notes.extend(told(&part));
    let exact = result(step, &part.answer, whole.as_ref().map(|whole| &whole.answer));
    let places = Places { formula, asked };
    let exact = exact.map_err(|fault| fault::told(&fault, &part.file, &places))?;
    let scale = part.answer.cells.iter().map(|cell| cell.value.scale()).max();
    Ok(Calculation {
        operation: step.operation,
        exact,
        result: sober::computed(own, step.operation, exact, scale.unwrap_or_default()),
        status: status(&part.answer),
        from: match whole {
            Some(whole) => Origin::Share(Box::new(part), Box::new(whole)),
            None => Origin::File(Box::new(part)),
        },
        deduplicated: formula.deduplicated.clone(),
    })
}

fn result(step: &Step, part: &Answer, whole: Option<&Answer>) -> Result<Decimal, Fault> {
    match (step.operation, whole) {
        (Operation::Share, Some(whole)) => part.share(whole),
        (Operation::Mean, _) => part.mean(),
        _ => part.sum(),
    }
}

fn read(
    formula: &Formula,
    filters: &[Filter],
    asked: Asked,
    own: &Figure,
    desk: Desk,
) -> Result<Reading, Refused> {
    let over = asked.over.map_or(own.period.value, |over| over.value);
    let query = Query {
        file: path(asked.file, desk)?,
        layout: layout(asked.format, desk)?,
        filters: filters.iter().map(filter).collect(),
        over: Some(over),
        across: formula.across.iter().map(|text| text.value.clone()).collect(),
    };
    let places = Places { formula, asked };
    let answer =
        measure(desk.tree, &query).map_err(|fault| fault::told(&fault, &query.file, &places))?;
    Ok(Reading {
        file: query.file,
        format: asked.format.value.clone(),
        filters: query.filters,
        across: query.across,
        over,
        answer,
    })
}

fn filter(filter: &Filter) -> (String, Vec<String>) {
    let values = filter.values.iter().map(|text| text.value.clone());
    (filter.column.value.clone(), values.collect())
}

/// Where a file is: beside the deck, else from the project's root.
fn path(file: &Text, desk: Desk) -> Result<String, Refused> {
    let places = places(desk.folder, &file.value).ok_or_else(|| {
        let message = Message::new("data-outside").with("file", file.value.as_str());
        uncomputed(file.span, message, Message::new("hint-data-outside"))
    })?;
    let is_there =
        |place: &&String| !matches!(desk.tree.look(place, Purpose::Deck), Err(NotRead::Missing));
    let found = places.iter().find(is_there);
    found.or(places.last()).cloned().ok_or_else(|| {
        let message = Message::new("data-not-found").with("file", file.value.as_str());
        uncomputed(file.span, message, Message::new("hint-data-not-found"))
    })
}

/// The layouts that need no mapping.
const KNOWN: [(&str, Layout); 2] =
    [("insee-melodi", Layout::InseeMelodi), ("insee-bdm", Layout::InseeBdm)];

fn layout(format: &Text, desk: Desk) -> Result<Layout, Refused> {
    let named = desk.formats.iter().map(|(name, layout)| (name.value.as_str(), layout));
    let known = KNOWN.iter().map(|(name, layout)| (*name, layout));
    let all: Vec<(&str, &Layout)> = known.chain(named).collect();
    let folded = fold_name(&format.value);
    if let Some((_, layout)) = all.iter().find(|(name, _)| fold_name(name) == folded) {
        return Ok((*layout).clone());
    }
    let message = Message::new("unknown-format").with("format", format.value.as_str());
    let hint = match nearest(&folded, all.iter().map(|(name, _)| *name)) {
        Some(near) => Message::new("hint-nearest").with("value", near),
        None => {
            let names: Vec<String> = all.iter().map(|(name, _)| format!("`{name}`")).collect();
            Message::new("hint-known").with("values", names.join(", "))
        }
    };
    Err(uncomputed(format.span, message, hint))
}

/// Whether what the file counts may be taken together so, and comes out in the figure's unit.
fn allowed(formula: &Formula, step: &Step, own: &Figure, part: &Reading) -> Result<(), Refused> {
    let cells = &part.answer.cells;
    let percent = sober::is_percent(own);
    match step.operation {
        Operation::Share if !percent => {
            return Err(muddled(own.unit.span, Message::new("share-unit"), "hint-unit-percent"));
        }
        Operation::Value if cells.len() > 1 => {
            let message = Message::new("several-values").with("n", cells.len());
            return Err(uncomputed(step.span, message, Message::new("hint-several-values")));
        }
        Operation::Sum if cells.len() > 1 && !is_added(own) => {
            return Err(muddled(step.span, Message::new("not-summed"), "hint-not-added"));
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
fn status(answer: &Answer) -> Option<FigureStatus> {
    let is_there = |wanted: Meaning| {
        let mut notes = answer.notes.iter();
        notes.any(|note| matches!(note, Note::Status { meaning, .. } if *meaning == wanted))
    };
    if is_there(Meaning::Estimated) {
        Some(FigureStatus::Estimated)
    } else {
        is_there(Meaning::Provisional).then_some(FigureStatus::Provisional)
    }
}

/// What a reader of the narrative is told of a file that could be read.
fn tell(answer: &Answer, asked: Asked) -> Vec<Finding> {
    let file = asked.file.value.as_str();
    let told = answer.notes.iter().filter_map(|note| {
        Some(match note {
            Note::ReadAsWindows1252 => {
                let message = Message::new("legacy-encoding").with("file", file);
                Finding::new(&LEGACY_ENCODING, asked.file.span, message)
                    .hint(Message::new("hint-legacy-encoding"))
            }
            Note::Vintages { column, codes } => {
                let message = Message::new("mixed-vintages")
                    .with("column", column.as_str())
                    .with("codes", codes.join(", "));
                Finding::new(&MIXED_VINTAGES, asked.file.span, message)
                    .hint(Message::new("hint-mixed-vintages"))
            }
            Note::Uneven { of, periods } => {
                let message = Message::new("uneven-parts")
                    .with("of", of.join(", "))
                    .with("periods", listed(periods));
                Finding {
                    severity: Severity::Warning,
                    ..Finding::new(&INCOMPLETE_PERIOD, asked.file.span, message)
                }
                .hint(Message::new("hint-uneven-parts"))
            }
            Note::Zeros { periods } if is_large(answer) => {
                let message = Message::new("zeros-in-file").with("periods", listed(periods));
                Finding {
                    severity: Severity::Warning,
                    ..Finding::new(&INCOMPLETE_PERIOD, asked.file.span, message)
                }
                .hint(Message::new("hint-zeros-in-file"))
            }
            Note::Status { meaning: Meaning::Break, periods, .. } => {
                let message = Message::new("broken-series")
                    .with("file", file)
                    .with("periods", listed(periods));
                Finding::new(&BROKEN_SERIES, asked.file.span, message)
                    .hint(Message::new("hint-broken-series"))
            }
            Note::Zeros { .. } | Note::Status { .. } | Note::Withheld { .. } => return None,
        })
    });
    told.collect()
}

/// Whether a zero is hard to believe beside the other values: none of them is less than twenty.
fn is_large(answer: &Answer) -> bool {
    let values = answer.cells.iter().map(|cell| cell.value);
    let least = values.filter(|value| !value.is_zero()).min();
    least.is_some_and(|least| least >= Decimal::from(20))
}

/// Periods as they are written in narratives, each once; the first few when there are many.
pub(super) fn listed(periods: &[Period]) -> String {
    const MOST: usize = 6;
    let all: BTreeSet<Period> = periods.iter().copied().collect();
    let shown = all.iter().take(MOST).map(|period| match period {
        Period::Range(first, last) if first == last => first.to_string(),
        period => period.to_string(),
    });
    let mut shown: Vec<String> = shown.collect();
    if all.len() > MOST {
        shown.push(format!("… ({})", all.len()));
    }
    shown.join(", ")
}
