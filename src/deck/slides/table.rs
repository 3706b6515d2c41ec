//! A table of texts and numbers.

use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
use crate::figures::sober::is_percentage;
use crate::narrative::{DataTable, Options, TableCell, TableRow};
use crate::schema::{Text, slug};
use crate::source::Span;

/// A table to come.
#[derive(Debug)]
pub struct PlannedTable<'a> {
    /// The table as the running order has it; it has at least one row.
    pub table: &'a DataTable,
}

impl<'a> ShownKind<'a> for PlannedTable<'a> {
    type Written = Box<DataTable>;
    type Slide = TableSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        if !written.rows.is_empty() {
            planner.add_slide(Shows::Table(Self { table: written }), options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        Some(slug(&self.table.title.value))
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // It is written in the running order, and cannot be shown a second time.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // Its entry of the running order holds all of it, and that is where the slide was asked for.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        compose_table(composer, planned.options.title.as_ref(), self.table)
    }
}

/// The slide of one table.
#[derive(Debug, Serialize)]
pub struct TableSlide {
    kicker: Line,
    title: Line,
    columns: Vec<Column>,
    rows: Vec<Vec<Line>>,
    /// The sums of the columns of numbers, in the last row.
    total: Option<Vec<Line>>,
    note: Option<Line>,
    source: Option<Line>,
}

/// A column, with its title if the table has a head.
#[derive(Debug, Serialize)]
struct Column {
    head: Option<Line>,
    /// Whether it holds numbers, which the theme aligns by their last digit.
    numbers: bool,
}

/// Composes a table. The first column names the rows: what stands in it is shown as typed, years included.
fn compose_table(composer: &mut Composer, title: Option<&Text>, table: &DataTable) -> TableSlide {
    let title = title.unwrap_or(&table.title);
    let cells = table.rows.iter().map(|row| row.cells.len());
    // The widest row counts, so that no cell is lost when a row has more cells than the head.
    let width = cells.chain([table.head.len()]).max().unwrap_or(0);
    TableSlide {
        kicker: composer.program_line(&composer.word("kicker-table")),
        title: composer.line(title, None),
        columns: (0..width)
            .map(|at| Column {
                head: table.head.get(at).map(|head| composer.line(head, None)),
                numbers: at > 0 && holds_numbers(table, at),
            })
            .collect(),
        rows: table.rows.iter().map(|row| cells_of(composer, row, width)).collect(),
        total: compose_total(composer, table, width),
        note: compose_note(composer, table),
        source: compose_source(composer, table),
    }
}

/// The cells of a row, with empty ones for those it lacks.
fn cells_of(composer: &mut Composer, row: &TableRow, width: usize) -> Vec<Line> {
    let missing = composer.program_line("");
    let mut cells: Vec<Line> = Vec::new();
    for (at, cell) in row.cells.iter().enumerate() {
        cells.push(match cell.number.filter(|_| at > 0) {
            Some(number) => composer.program_line(&composer.format_number(number)),
            None => composer.line(&cell.text, None),
        });
    }
    cells.resize(width, missing);
    cells
}

/// The row of sums; a column of texts has none. Percentages of different wholes are not added.
fn compose_total(composer: &Composer, table: &DataTable, width: usize) -> Option<Vec<Line>> {
    // A table may be in percent as a whole, or hold percentages as texts, which have no number.
    let is_percent = table.unit.as_ref().is_some_and(is_percentage);
    let sums: Vec<_> = (1..width).map(|at| table.column_sum(at)).collect();
    let is_summed = table.has_total && !is_percent && sums.iter().any(Option::is_some);
    let words = sums.iter().map(|sum| sum.map_or(String::new(), |sum| composer.format_number(sum)));
    let cells = [composer.word("total")].into_iter().chain(words);
    is_summed.then(|| cells.map(|words| composer.program_line(&words)).collect())
}

/// In what all numbers are counted, and what one must know to read them.
fn compose_note(composer: &mut Composer, table: &DataTable) -> Option<Line> {
    let unit = table.unit.as_ref().map(|unit| {
        let unit = Value::from(composer.plain_words(unit));
        composer.program_line(&composer.format_sentence("table-unit", [("unit", unit)]))
    });
    let note = table.note.as_ref().map(|note| composer.line(note, None));
    let parts: Vec<Line> = unit.into_iter().chain(note).collect();
    (!parts.is_empty()).then(|| composer.join_lines(parts))
}

/// Where the numbers come from: in the writer's words, and the file with how many of its rows are shown.
fn compose_source(composer: &Composer, table: &DataTable) -> Option<Line> {
    let mut parts: Vec<String> = table.source.iter().map(|it| composer.plain_words(it)).collect();
    parts.extend(table.from.as_ref().and_then(|from| {
        let name = from.data.value.rsplit(['/', '\\']).next().unwrap_or_default();
        let args = [
            ("file", Value::from(name)),
            ("shown", Value::from(table.rows.len())),
            ("rows", Value::from(from.of?)),
        ];
        Some(composer.format_sentence("table-file", args))
    }));
    let source = Value::from(parts.join(", "));
    (!parts.is_empty())
        .then(|| composer.program_line(&composer.format_sentence("source", [("source", source)])))
}

/// Whether most cells of a column are numbers; empty cells and dashes are not counted.
fn holds_numbers(table: &DataTable, at: usize) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
    let (numbers, words): (Vec<_>, Vec<_>) =
        cells.filter(|cell| !cell.is_blank()).partition(|cell| is_number(cell));
    numbers.len() > words.len()
}

/// Whether a cell is a number, alone or with signs such as percent or euro.
fn is_number(cell: &TableCell) -> bool {
    let is_sign = |sign: char| sign.is_whitespace() || "+-−.,%€$£".contains(sign);
    let text = &cell.text.value;
    cell.number.is_some()
        || (text.contains(|sign: char| sign.is_ascii_digit())
            && text.chars().all(|sign| sign.is_ascii_digit() || is_sign(sign)))
}
