//! The calculations of the annex, step by step: how a number was computed, from which file, and how far it lies from the
//! period it is compared with.

use minijinja::Value;
use rust_decimal::Decimal;

use super::figure::source;
use crate::data::Cell;
use crate::deck::compose::Composer;
use crate::figures::sober::{self, Change, Shown};
use crate::narrative::{
    Calculation, Comparison, Figure, FigureSource, Nature, Operation, Origin, Reading, Term, Text,
};
use crate::period::Period;

/// The most numbers that one line of a calculation adds up: a year of months. Of more, only how many they are is said.
const MOST_NUMBERS: usize = 12;

/// The most rows of files that are shown of one number.
const MOST_ROWS: usize = 40;

/// One step, and what belongs to it: files, filters, how people are told apart.
#[derive(Debug)]
pub struct Step {
    /// The calculation on one line.
    pub said: String,
    /// Where its numbers come from.
    pub notes: Vec<String>,
    /// The rows of files that it takes, the first of them when there are many.
    pub rows: Vec<String>,
}

/// The steps that lead to a figure: its number, the one it is compared with, the distance between them.
pub fn steps(composer: &Composer, figure: &Figure) -> Vec<Step> {
    let own = figure.calculation.as_ref();
    let own = own.map(|calculation| computed(composer, figure, calculation, figure.period.value));
    let comparison = figure.comparison.as_ref();
    let compared = comparison.and_then(|comparison| {
        let calculation = comparison.calculation.as_ref()?;
        let period = comparison.period.value;
        Some(computed(composer, figure, calculation, period))
    });
    let distance =
        distance(composer, figure).map(|said| Step { said, notes: Vec::new(), rows: Vec::new() });
    let mut steps: Vec<Step> = Vec::new();
    for mut step in [own, compared, distance].into_iter().flatten() {
        let is_told = |note: &String| steps.iter().any(|step| step.notes.contains(note));
        step.notes.retain(|note| !is_told(note));
        steps.push(step);
    }
    steps
}

/// "Third quarter of 2026: 48,310 (April 2026) + 56,870 (May 2026) = 105,180 nights".
fn computed(
    composer: &Composer,
    figure: &Figure,
    calculation: &Calculation,
    period: Period,
) -> Step {
    let key =
        if calculation.result == calculation.exact { "annex-computed" } else { "annex-rounded" };
    let said = composer.sentence(
        key,
        [
            ("period", Value::from(composer.period(period))),
            ("operation", Value::from(operands(composer, calculation))),
            ("result", Value::from(composer.amount(calculation.result, &figure.unit))),
        ],
    );
    Step {
        said: composer.said(&said).capitalised().plain(),
        notes: notes(composer, figure, calculation),
        rows: rows(composer, calculation),
    }
}

/// The numbers with the signs between them.
fn operands(composer: &Composer, calculation: &Calculation) -> String {
    let sides: Vec<String> = match &calculation.from {
        Origin::Figures(terms) => {
            let said = |number, name: &Text| named(composer, number, composer.words(name));
            terms.iter().map(|term| said(term.value, &term.label)).collect()
        }
        Origin::File(reading) => return values(composer, reading, calculation.operation),
        Origin::Share(part, whole) => [part, whole]
            .map(|reading| format!("({})", values(composer, reading, Operation::Sum)))
            .to_vec(),
    };
    let sign = match calculation.operation {
        Operation::Sum | Operation::Mean | Operation::Value => " + ",
        Operation::Difference => " − ",
        Operation::Share | Operation::Ratio => " ÷ ",
    };
    let joined = sides.join(sign);
    match calculation.operation {
        Operation::Share => format!("{joined} × 100"),
        _ => joined,
    }
}

/// What was read of a file, added up.
fn values(composer: &Composer, reading: &Reading, operation: Operation) -> String {
    let parts = reading.parts();
    let count = parts.len();
    let sum = if count > MOST_NUMBERS {
        composer.sentence("annex-many", [("n", Value::from(count))])
    } else {
        let said = parts.into_iter().map(|(period, value)| match period {
            Some(period) => named(composer, value, composer.period(period)),
            None => composer.digits(value.normalize()),
        });
        said.collect::<Vec<_>>().join(" + ")
    };
    match operation {
        Operation::Mean => format!("({sum}) ÷ {count}"),
        _ => sum,
    }
}

fn named(composer: &Composer, number: Decimal, name: String) -> String {
    format!("{} ({name})", composer.digits(number.normalize()))
}

/// The files a number was read from, and how nobody is counted twice.
fn notes(composer: &Composer, figure: &Figure, calculation: &Calculation) -> Vec<String> {
    let mut notes: Vec<String> = match &calculation.from {
        Origin::Figures(terms) => sources(composer, figure, terms),
        Origin::File(reading) => vec![read(composer, reading, &figure.source)],
        Origin::Share(part, whole) => {
            let filter = filter(composer, whole);
            let whole = composer.sentence("annex-among", [("filter", Value::from(filter))]);
            vec![read(composer, part, &figure.source), whole]
        }
    };
    notes.extend(calculation.deduplicated.as_ref().map(|how| {
        let how = Value::from(composer.words(how));
        composer.sentence("annex-deduplicated", [("how", how)])
    }));
    notes
}

/// "row 17: 48,310 (April 2026)", with the code of a value that is not final.
fn rows(composer: &Composer, calculation: &Calculation) -> Vec<String> {
    let readings = match &calculation.from {
        Origin::Figures(_) => Vec::new(),
        Origin::File(reading) => vec![reading],
        Origin::Share(part, whole) => vec![part, whole],
    };
    let cells = readings.into_iter().flat_map(|reading| &reading.answer.cells);
    let count = cells.clone().count();
    let mut rows: Vec<String> = cells.take(MOST_ROWS).map(|cell| row(composer, cell)).collect();
    if count > MOST_ROWS {
        let more = Value::from(count - MOST_ROWS);
        rows.push(composer.sentence("figure-more-rows", [("n", more)]));
    }
    rows
}

fn row(composer: &Composer, cell: &Cell) -> String {
    let of = cell.period.map(|period| composer.period(period)).into_iter();
    let of: Vec<String> = of.chain(cell.of.iter().cloned()).chain(cell.status.clone()).collect();
    let args = [
        ("row", Value::from(cell.row)),
        ("value", Value::from(composer.digits(cell.value.normalize()))),
        ("of", Value::from(of.join(", "))),
    ];
    composer.sentence("figure-row", args)
}

/// Where the figures come from that are not of the same source as what is computed of them, each once.
fn sources(composer: &Composer, figure: &Figure, terms: &[Term]) -> Vec<String> {
    let own = source(composer, &figure.source);
    let mut others: Vec<String> = Vec::new();
    for term in terms {
        let other = source(composer, &term.source);
        if other != own && !others.contains(&other) {
            others.push(other);
        }
    }
    others
}

/// "data/insee.csv (insee-melodi, 48 rows, read on 18 September 2026), where GEO = 2023-DEP-35; SHA-256 ab12…".
fn read(composer: &Composer, reading: &Reading, source: &FigureSource) -> String {
    let date = source.read_on.map(|date| composer.date(date.value));
    composer.sentence(
        "annex-file",
        [
            ("file", Value::from(reading.file.as_str())),
            ("format", Value::from(reading.format.as_str())),
            ("rows", Value::from(composer.digits(reading.answer.rows.into()))),
            ("date", Value::from(date)),
            ("filter", Value::from(filter(composer, reading))),
            ("across", Value::from(reading.across.join(", "))),
            ("hash", Value::from(reading.answer.sha256.as_str())),
        ],
    )
}

/// "GEO = 2023-DEP-35, TOUR_MEASURE = NUI"; empty when all rows are taken.
fn filter(composer: &Composer, reading: &Reading) -> String {
    let or = composer.word("annex-or");
    let kept =
        reading.filters.iter().map(|(column, codes)| format!("{column} = {}", codes.join(&or)));
    kept.collect::<Vec<_>>().join(", ")
}

/// "117,780 nights (third quarter of 2026) − 115,900 nights (third quarter of 2025) = +1,880 nights, that is +1.6%".
///
/// None for a rank, of which a difference says nothing, for so few cases that it tells nothing, and when a number is too
/// large for exact decimals.
fn distance(composer: &Composer, figure: &Figure) -> Option<String> {
    let comparison = figure.comparison.as_ref()?;
    let is_of_few = matches!(sober::shown(figure), Shown::Cases(..));
    if figure.nature == Some(Nature::Rank) || is_of_few {
        return None;
    }
    let now = sober::rounded(figure, figure.value.value);
    let then = sober::rounded(figure, comparison.value.value);
    let difference = now.checked_sub(then)?;
    let said = [
        ("now", composer.amount(now, &figure.unit)),
        ("period", composer.period(figure.period.value)),
        ("then", composer.amount(then, &figure.unit)),
        ("before", composer.period(comparison.period.value)),
        ("difference", composer.difference(difference, &figure.unit)),
    ];
    let mut words = composer
        .sentence("annex-difference", said.map(|(blank, words)| (blank, Value::from(words))));
    if let Some(change) = more(composer, figure, comparison) {
        words += &composer.sentence("annex-change", [("change", Value::from(change))]);
    }
    Some(words)
}

/// What the difference does not say yet: in percent of the other period, or that it is no clear change. A share or a rate
/// has its difference in points alone.
fn more(composer: &Composer, figure: &Figure, comparison: &Comparison) -> Option<String> {
    let is_share = matches!(figure.nature, Some(Nature::Share | Nature::Rate));
    match sober::change(figure)? {
        Change::Stable => Some(composer.word("stable")),
        Change::Percent(_) if is_share || comparison.value.value.is_zero() => None,
        Change::Percent(percent) => Some(composer.change(percent)),
        Change::Points(_) | Change::FromTo(..) => None,
    }
}
