//! A table of texts and numbers.

use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
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
    note: Option<Line>,
    source: Option<Line>,
}

impl TableSlide {
    /// How many rows it has.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The number of the first text of a row, within the slide; none where its cells are empty.
    pub fn text_of_row(&self, row: usize) -> Option<usize> {
        self.rows.get(row)?.iter().find_map(|cell| cell.at)
    }
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
        note: table.note.as_ref().map(|note| composer.line(note, None)),
        source: table.source.as_ref().map(|source| said_source(composer, source)),
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

fn said_source(composer: &Composer, source: &Text) -> Line {
    let source = composer.plain_words(source);
    composer.program_line(&composer.format_sentence("source", [("source", Value::from(source))]))
}

/// Whether most cells of a column are numbers; empty cells and dashes are not counted.
fn holds_numbers(table: &DataTable, at: usize) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
    let (numbers, words): (Vec<_>, Vec<_>) =
        cells.filter(|cell| !is_blank(cell)).partition(|cell| is_number(cell));
    numbers.len() > words.len()
}

fn is_blank(cell: &TableCell) -> bool {
    cell.text.value.chars().all(|sign| "–—-".contains(sign))
}

/// Whether a cell is a number, alone or with signs such as percent or euro.
fn is_number(cell: &TableCell) -> bool {
    let is_sign = |sign: char| sign.is_whitespace() || "+-−.,%€$£".contains(sign);
    let text = &cell.text.value;
    cell.number.is_some()
        || (text.contains(|sign: char| sign.is_ascii_digit())
            && text.chars().all(|sign| sign.is_ascii_digit() || is_sign(sign)))
}
