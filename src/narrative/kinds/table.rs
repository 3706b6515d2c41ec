//! A table: a header and rows of texts and numbers.

use rust_decimal::Decimal;

use crate::schema::exact_number;
use crate::schema::yaml::WrittenStyle;
use crate::schema::{KeyTable, Read, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

/// The keys of a table.
#[rustfmt::skip]
pub(super) static TABLE: KeyTable = KeyTable {
    of: "table",
    fields: &[
        required("title", "titre", Shape::Line, Role::Words,
            "What the table says, in one sentence.",
            "Ce que dit le tableau, en une phrase."),
        required("head", "entêtes", Shape::List(&Shape::Cell), Role::Value,
            "The words over the columns, from left to right.",
            "Les mots au-dessus des colonnes, de gauche à droite."),
        required("rows", "lignes", Shape::List(&Shape::List(&Shape::Cell)), Role::Value,
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
    /// What one must know to read it.
    pub note: Option<Text>,
    /// Where it comes from.
    pub source: Option<Text>,
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
        Some(Self {
            title: record.text("title")?,
            head: record.texts("head"),
            rows: record.list("rows").into_iter().filter_map(read_row).collect(),
            note: record.text("note"),
            source: record.text("source"),
        })
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
