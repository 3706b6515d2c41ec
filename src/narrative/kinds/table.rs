//! A table: a header and rows of texts and numbers.

use rust_decimal::Decimal;

use crate::narrative::formula::{Filter, read_filters};
use crate::schema::exact_number;
use crate::schema::yaml::WrittenStyle;
use crate::schema::{KeyTable, Read, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

/// Columns, each with the values that rows may have there.
static FILTERS: Shape = Shape::Open(&Shape::List(&Shape::Cell));

/// The keys of a table.
#[rustfmt::skip]
pub(super) static TABLE: KeyTable = KeyTable {
    of: "table",
    fields: &[
        required("title", "titre", Shape::Line, Role::Words,
            "What the table says, in one sentence.",
            "Ce que dit le tableau, en une phrase."),
        field("data", "données", Shape::Line, Role::Address,
            "The path of a data file from which the rows are read, instead of typing them.",
            "Le chemin d’un fichier de données d’où viennent les lignes, plutôt que de les saisir."),
        field("columns", "colonnes", Shape::List(&Shape::Cell), Role::Address,
            "The columns of that file to show, by their names there; the first one names the rows.",
            "Les colonnes de ce fichier à montrer, par leurs noms\u{202f}; la première nomme les lignes."),
        field("where", "où", FILTERS, Role::Value,
            "Which rows of that file to show: each column with the values you accept there; all when left out.",
            "Les lignes de ce fichier à montrer\u{a0}: chaque colonne avec les valeurs acceptées\u{202f}; toutes sinon."),
        field("total", "total", Shape::Flag, Role::Value,
            "Write yes for a last row with the sum of each column of numbers; a total that is typed is checked.",
            "Écrivez oui pour une dernière ligne avec la somme de chaque colonne de nombres\u{202f}; un total saisi est vérifié."),
        field("unit", "unité", Shape::Line, Role::Label,
            "What all the numbers are counted in, such as euros; printed once, under the table.",
            "Ce en quoi tous les nombres sont comptés, des euros par exemple\u{202f}; imprimé une fois, sous le tableau."),
        field("head", "entêtes", Shape::List(&Shape::Cell), Role::Value,
            "The words over the columns, from left to right; for a file, the names of its columns when left out.",
            "Les mots au-dessus des colonnes, de gauche à droite\u{202f}; pour un fichier, les noms de ses colonnes sinon."),
        field("rows", "lignes", Shape::List(&Shape::List(&Shape::Cell)), Role::Value,
            "The rows, each with one cell for every column.",
            "Les lignes, chacune avec une case par colonne."),
        field("note", "note", Shape::Line, Role::Words,
            "What one must know to read the table; printed under it.",
            "Ce qu’il faut savoir pour lire le tableau\u{202f}; imprimé dessous."),
        field("source", "source", Shape::Line, Role::Label,
            "Where the numbers come from; printed under the table.",
            "D’où viennent les nombres\u{202f}; imprimé sous le tableau."),
    ],
};

/// A table of a slide.
#[derive(Debug, Clone)]
pub struct DataTable {
    /// What it says.
    pub title: Text,
    /// The words over its columns.
    pub head: Vec<Text>,
    /// The rows below the header, from top to bottom.
    pub rows: Vec<TableRow>,
    /// The file that the rows are read from.
    pub from: Option<FileRows>,
    /// Whether a last row sums up the columns of numbers.
    pub has_total: bool,
    /// What all numbers are counted in.
    pub unit: Option<Text>,
    /// What one must know to read it.
    pub note: Option<Text>,
    /// Where it comes from.
    pub source: Option<Text>,
}

/// The rows of a file that a table shows.
#[derive(Debug, Clone)]
pub struct FileRows {
    /// The path of the file.
    pub data: Text,
    /// The columns to show.
    pub columns: Vec<Text>,
    /// Which rows to show.
    pub filters: Vec<Filter>,
    /// How many rows the file has, once it is read.
    pub of: Option<u64>,
}

/// A row below the header, which may have more or fewer cells than there are columns.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// The cells from left to right.
    pub cells: Vec<TableCell>,
    /// Where it stands in the file, shown when it has too many or too few cells.
    pub span: Span,
}

/// A text or a number, where a row meets a column.
#[derive(Debug, Clone)]
pub struct TableCell {
    /// What was typed.
    pub text: Text,
    /// The number it is, unless it was put between quotes.
    pub number: Option<Decimal>,
}

impl DataTable {
    /// The table of a record.
    pub(super) fn read(mut record: Record) -> Option<Self> {
        let filters = read_filters(&mut record, "where");
        let columns = record.texts("columns");
        let from = record.text("data").map(|data| FileRows { data, columns, filters, of: None });
        Some(Self {
            from,
            has_total: record.flag("total").is_some_and(|flag| flag.value),
            unit: record.text("unit"),
            title: record.text("title")?,
            head: record.texts("head"),
            rows: record.list("rows").into_iter().filter_map(read_row).collect(),
            note: record.text("note"),
            source: record.text("source"),
        })
    }
}

impl DataTable {
    /// The sum of a column whose cells are numbers or blank; none of the first one, which names the rows, of one with other
    /// texts, and of a sum too large for exact decimals.
    pub fn column_sum(&self, at: usize) -> Option<Decimal> {
        let cells =
            self.rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.is_blank());
        let mut numbers = cells.map(|cell| cell.number).filter(|_| at > 0).peekable();
        // A column of blanks has no sum, rather than a sum of zero.
        numbers.peek()?;
        numbers.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))
    }
}

impl TableCell {
    /// Whether nothing stands in it but dashes.
    pub fn is_blank(&self) -> bool {
        self.text.value.chars().all(|sign| "–—-".contains(sign))
    }
}

fn read_row(read: Spanned<Read>) -> Option<TableRow> {
    let Read::List(cells) = read.value else {
        return None;
    };
    Some(TableRow { cells: cells.into_iter().filter_map(read_cell).collect(), span: read.span })
}

fn read_cell(read: Spanned<Read>) -> Option<TableCell> {
    let Read::Text(text) = read.value else {
        return None;
    };
    let is_number = text.style == WrittenStyle::Plain;
    Some(TableCell { number: exact_number(&text.value).filter(|_| is_number), text })
}
