//! The calculations of the annex, step by step: how a number was computed, from which file, and how far it lies from
//! the period it is compared with.

use minijinja::Value;
use rust_decimal::Decimal;

use super::figure::format_source;
use crate::data::DataCell;
use crate::deck::compose::Composer;
use crate::figures::sober::{self, PrintedChange, PrintedNumber};
use crate::narrative::{
    Calculation, Comparison, Figure, FigureSource, FileReading, Nature, Operation, Origin, Term,
};
use crate::period::Period;
use crate::schema::Text;

/// The most numbers that one line of a calculation lists: a year of months. Of more, only their count is printed.
const MOST_NUMBERS: usize = 12;

/// The fewest numbers that are easier to read as a table than as a line of sums.
const FEW_NUMBERS: usize = 4;

/// The most rows of data files that are listed for one number.
const MOST_ROWS: usize = 40;

/// One step of a calculation, with what explains it: files, filters, how people counted twice are told apart.
#[derive(Debug)]
pub struct CalculationStep {
    /// The calculation on one line.
    pub said: String,
    /// Where its numbers come from.
    pub notes: Vec<String>,
    /// The files it was read from, each with its SHA-256, which pages leave to those who check.
    pub hashes: Vec<String>,
    /// The rows of data files that it uses; at most `MOST_ROWS`, then a line that says how many more there are.
    pub rows: Vec<String>,
}

/// The steps that lead to a figure: its own number, the number it is compared with, then the difference between them.
pub fn calculation_steps(composer: &Composer, figure: &Figure) -> Vec<CalculationStep> {
    steps_with(composer, figure, MOST_NUMBERS)
}

/// The same beside a table of the numbers that are added up, which the first step then only counts.
pub fn calculation_steps_beside_table(
    composer: &Composer,
    figure: &Figure,
) -> Vec<CalculationStep> {
    steps_with(composer, figure, 1)
}

/// The numbers that are added up to a figure, of each period; none unless it is the sum of more of them than a line holds
/// well.
pub fn summed_parts(figure: &Figure) -> Option<Vec<(Period, Decimal)>> {
    let calculation = figure.calculation.as_ref()?;
    let Origin::File(reading) = &calculation.from else {
        return None;
    };
    let parts: Option<Vec<_>> = reading
        .values_by_period()
        .into_iter()
        .map(|(period, value)| Some((period?, value)))
        .collect();
    let is_sum = matches!(calculation.operation, Operation::Sum);
    parts.filter(|parts| is_sum && (FEW_NUMBERS..=MOST_NUMBERS).contains(&parts.len()))
}

/// The steps; `most` numbers of its own are listed in one line.
fn steps_with(composer: &Composer, figure: &Figure, most: usize) -> Vec<CalculationStep> {
    let own = figure.calculation.as_ref();
    let own = own.map(|calculation| {
        computed_step(composer, figure, calculation, (figure.period.value, most))
    });
    let comparison = figure.comparison.as_ref();
    let compared = comparison.and_then(|comparison| {
        let calculation = comparison.calculation.as_ref()?;
        let period = comparison.period.value;
        Some(computed_step(composer, figure, calculation, (period, MOST_NUMBERS)))
    });
    let distance = format_comparison(composer, figure).map(|said| CalculationStep {
        said,
        notes: Vec::new(),
        hashes: Vec::new(),
        rows: Vec::new(),
    });
    let mut steps: Vec<CalculationStep> = Vec::new();
    for mut step in [own, compared, distance].into_iter().flatten() {
        // Both numbers often come from the same file: what an earlier step says of it is not repeated.
        step.notes.retain(|note| !steps.iter().any(|step| step.notes.contains(note)));
        step.hashes.retain(|hash| !steps.iter().any(|step| step.hashes.contains(hash)));
        steps.push(step);
    }
    steps
}

/// "Third quarter of 2026: 48,310 (April 2026) + 56,870 (May 2026) = 105,180 nights".
fn computed_step(
    composer: &Composer,
    figure: &Figure,
    calculation: &Calculation,
    (period, most): (Period, usize),
) -> CalculationStep {
    let key =
        if calculation.result == calculation.exact { "annex-computed" } else { "annex-rounded" };
    let said = composer.format_sentence(
        key,
        [
            ("period", Value::from(composer.format_period(period))),
            ("operation", Value::from(format_operands(composer, figure, calculation, most))),
            ("result", Value::from(composer.format_amount(calculation.result, &figure.unit))),
        ],
    );
    CalculationStep {
        said: composer.program_line(&said).capitalised().plain_text(),
        notes: compose_notes(composer, figure, calculation),
        hashes: format_hashes(composer, calculation),
        rows: format_rows(composer, calculation),
    }
}

/// The numbers with the signs between them.
fn format_operands(
    composer: &Composer,
    figure: &Figure,
    calculation: &Calculation,
    most: usize,
) -> String {
    // A share of a file has two sums, one above and one below; figures are joined by the sign of the operation.
    let sides: Vec<String> = match &calculation.from {
        Origin::Figures(terms) => {
            let said = |number: Decimal, unit: &Text, name: &Text| {
                let number = composer.format_digits(number, unit);
                format!("{number} ({})", composer.plain_words(name))
            };
            terms.iter().map(|term| said(term.value.normalize(), &term.unit, &term.label)).collect()
        }
        Origin::File(reading) => {
            let of = (calculation.operation, most);
            return format_values(composer, reading, of, Some(&figure.unit));
        }
        Origin::Share(part, whole) => [part, whole]
            .map(|reading| {
                let sum = (Operation::Sum, MOST_NUMBERS);
                format!("({})", format_values(composer, reading, sum, None))
            })
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

/// The values read from a file as a sum, or as a sum divided by how many there are for a mean.
///
/// `most` are listed, of more only their count; `unit` is what they count in, none when nobody wrote it.
fn format_values(
    composer: &Composer,
    reading: &FileReading,
    (operation, most): (Operation, usize),
    unit: Option<&Text>,
) -> String {
    let digits = |value: Decimal| match unit {
        Some(unit) => composer.format_digits(value.normalize(), unit),
        None => composer.format_number(value.normalize()),
    };
    // Rows of one period are one number here, and so are all rows together when they have no period.
    let parts = reading.values_by_period();
    let count = parts.len();
    let sum = if count > most {
        composer.format_sentence("annex-many", [("n", Value::from(count))])
    } else {
        let said = parts.into_iter().map(|(period, value)| match period {
            Some(period) => format!("{} ({})", digits(value), composer.format_period(period)),
            None => digits(value),
        });
        said.collect::<Vec<_>>().join(" + ")
    };
    match operation {
        Operation::Mean => format!("({sum}) ÷ {count}"),
        _ => sum,
    }
}

/// Which files a number was read from, and how nobody is counted twice.
fn compose_notes(composer: &Composer, figure: &Figure, calculation: &Calculation) -> Vec<String> {
    let mut notes: Vec<String> = match &calculation.from {
        Origin::Figures(terms) => other_sources(composer, figure, terms),
        Origin::File(reading) => vec![format_reading(composer, reading, &figure.source)],
        Origin::Share(part, whole) => {
            let filter = format_filter(composer, whole);
            let whole = composer.format_sentence("annex-among", [("filter", Value::from(filter))]);
            vec![format_reading(composer, part, &figure.source), whole]
        }
    };
    notes.extend(calculation.deduplicated.as_ref().map(|how| {
        let how = Value::from(composer.plain_words(how));
        composer.format_sentence("annex-deduplicated", [("how", how)])
    }));
    notes
}

/// What a number was read from; of a share, the part and the whole.
fn readings_of(calculation: &Calculation) -> Vec<&FileReading> {
    match &calculation.from {
        Origin::Figures(_) => Vec::new(),
        Origin::File(reading) => vec![reading],
        Origin::Share(part, whole) => vec![part, whole],
    }
}

/// "SHA-256 of data/insee.csv: ab12…", each file once.
fn format_hashes(composer: &Composer, calculation: &Calculation) -> Vec<String> {
    let of_file = |reading: &FileReading| {
        let file = Value::from(reading.file.as_str());
        let hash = Value::from(reading.answer.sha256.as_str());
        composer.format_sentence("figure-hash", [("file", file), ("hash", hash)])
    };
    let mut hashes: Vec<String> = readings_of(calculation).into_iter().map(of_file).collect();
    hashes.dedup();
    hashes
}

/// "row 17: 48,310 (April 2026)", with the code of a value that is not final.
fn format_rows(composer: &Composer, calculation: &Calculation) -> Vec<String> {
    let readings = readings_of(calculation);
    let totals = readings.iter().flat_map(|reading| &reading.answer.set_aside);
    let totals = totals.map(|(row, text)| {
        let args = [("row", Value::from(*row)), ("text", Value::from(text.as_str()))];
        composer.format_sentence("figure-total-row", args)
    });
    let totals: Vec<String> = totals.collect();
    let cells = readings.into_iter().flat_map(|reading| &reading.answer.cells);
    let count = cells.clone().count();
    let mut rows: Vec<String> =
        cells.take(MOST_ROWS).map(|cell| format_row(composer, cell)).collect();
    if count > MOST_ROWS {
        let more = Value::from(count - MOST_ROWS);
        rows.push(composer.format_sentence("figure-more-rows", [("n", more)]));
    }
    rows.extend(totals);
    rows
}

fn format_row(composer: &Composer, cell: &DataCell) -> String {
    let of = cell.period.map(|period| composer.format_period(period)).into_iter();
    let of: Vec<String> = of.chain(cell.of.iter().cloned()).chain(cell.status.clone()).collect();
    let args = [
        ("row", Value::from(cell.row)),
        ("value", Value::from(composer.format_number(cell.value.normalize()))),
        ("of", Value::from(of.join(", "))),
    ];
    composer.format_sentence("figure-row", args)
}

/// The sources of the figures used, each once, without the source that the computed figure names itself.
fn other_sources(composer: &Composer, figure: &Figure, terms: &[Term]) -> Vec<String> {
    // Sources are compared as printed: what a reader could not tell apart is listed once.
    let own = format_source(composer, &figure.source);
    let mut others: Vec<String> = Vec::new();
    for term in terms {
        let other = format_source(composer, &term.source);
        if other != own && !others.contains(&other) {
            others.push(other);
        }
    }
    others
}

/// "data/insee.csv (insee-melodi, 48 rows, accessed on 18 September 2026), where GEO = 2023-DEP-35."
fn format_reading(composer: &Composer, reading: &FileReading, source: &FigureSource) -> String {
    let date = source.read_on.map(|date| composer.format_date(date.value));
    composer.format_sentence(
        "annex-file",
        [
            ("file", Value::from(reading.file.as_str())),
            ("format", Value::from(reading.format.as_str())),
            ("rows", Value::from(reading.answer.rows)),
            ("date", Value::from(date)),
            ("filter", Value::from(format_filter(composer, reading))),
            ("across", Value::from(reading.across.join(", "))),
        ],
    )
}

/// "GEO = 2023-DEP-35, TOUR_MEASURE = NUI"; empty when all rows are taken.
fn format_filter(composer: &Composer, reading: &FileReading) -> String {
    let or = composer.word("annex-or");
    let kept =
        reading.filters.iter().map(|(column, codes)| format!("{column} = {}", codes.join(&or)));
    kept.collect::<Vec<_>>().join(", ")
}

/// "117,780 nights (third quarter of 2026) − 115,900 nights (third quarter of 2025) = +1,880 nights, that is +1.6%".
///
/// None for a rank, whose difference means nothing; for a number of cases too few for a difference to mean anything;
/// and when a number is too large for exact decimals.
fn format_comparison(composer: &Composer, figure: &Figure) -> Option<String> {
    let comparison = figure.comparison.as_ref()?;
    let is_of_few = matches!(sober::printed_number(figure), PrintedNumber::Cases(..));
    if figure.nature == Some(Nature::Rank) || is_of_few {
        return None;
    }
    // The difference is that of the numbers as printed, so that readers who subtract them get the same.
    let now = sober::round_value(figure, figure.value.value);
    let then = sober::round_value(figure, comparison.value.value);
    let difference = now.checked_sub(then)?;
    let said = [
        ("now", composer.format_amount(now, &figure.unit)),
        ("period", composer.format_period(figure.period.value)),
        ("then", composer.format_amount(then, &figure.unit)),
        ("before", composer.format_period(comparison.period.value)),
        ("difference", composer.format_difference(difference, &figure.unit)),
    ];
    let mut words = composer.format_sentence(
        "annex-difference",
        said.map(|(blank, words)| (blank, Value::from(words))),
    );
    words += &format_relative_change(composer, figure, comparison);
    Some(words)
}

/// What the difference does not state yet: the change in percent of the other period, or that it is no clear change.
/// Empty for a share or a rate, whose difference in points is stated already.
fn format_relative_change(composer: &Composer, figure: &Figure, comparison: &Comparison) -> String {
    let is_share = matches!(figure.nature, Some(Nature::Share | Nature::Rate));
    match sober::printed_change(figure) {
        Some(PrintedChange::Stable) => composer.word("annex-stable"),
        Some(PrintedChange::Percent(percent)) if !is_share && !comparison.value.value.is_zero() => {
            let change = Value::from(composer.format_change(percent));
            composer.format_sentence("annex-change", [("change", change)])
        }
        _ => String::new(),
    }
}
