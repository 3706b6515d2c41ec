//! Spending: money with its intention.

use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::shape::{Record, Shape, Table, Text, field, required};
use crate::source::{Span, Spanned};

static SPENDING: Table = Table {
    of: "spending",
    fields: &[
        required("amount", "montant", Shape::Number),
        required("intention", "intention", Shape::Line),
        field("why", "pourquoi", Shape::Prose),
        field("stopped", "arrêté", Shape::Line),
        field("language", "langue", Shape::Code),
        ALLOW,
    ],
};

/// The keys of a file of spending.
pub static FILE: Table = Table {
    of: "spending-file",
    fields: &[required("spending", "dépenses", Shape::List(&Shape::Map(&SPENDING)))],
};

/// Money with its intention.
#[derive(Debug, Clone)]
pub struct Spending {
    /// Euros.
    pub amount: Spanned<Decimal>,
    /// What it was for.
    pub intention: Text,
    /// Why.
    pub why: Option<Text>,
    /// What was stopped to pay for it.
    pub stopped: Option<Text>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// The whole.
    pub span: Span,
}

/// The spending of a file.
pub fn read(mut record: Record) -> Vec<Spending> {
    record.maps("spending").into_iter().filter_map(spending).collect()
}

fn spending(mut record: Record) -> Option<Spending> {
    Some(Spending {
        span: record.span,
        amount: record.number("amount")?,
        intention: record.text("intention")?,
        why: record.text("why"),
        stopped: record.text("stopped"),
        language: record.text("language"),
    })
}
