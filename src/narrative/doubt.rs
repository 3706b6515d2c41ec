//! A doubt: what failed, what is not known.

use super::allowance::ALLOW;
use super::shape::{Record, Shape, Table, Text, field, required};
use crate::source::Span;

static DOUBT: Table = Table {
    of: "doubt",
    fields: &[
        required("what", "quoi", Shape::Line),
        field("why", "pourquoi", Shape::Prose),
        field("next", "ensuite", Shape::Prose),
        field("language", "langue", Shape::Code),
        ALLOW,
    ],
};

/// The keys of a file of doubts.
pub static FILE: Table = Table {
    of: "doubts",
    fields: &[required("doubts", "doutes", Shape::List(&Shape::Map(&DOUBT)))],
};

/// What failed, or what is not known.
#[derive(Debug, Clone)]
pub struct Doubt {
    /// What.
    pub what: Text,
    /// Why.
    pub why: Option<Text>,
    /// What comes next.
    pub next: Option<Text>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// The whole.
    pub span: Span,
}

/// The doubts of a file.
pub fn read(mut record: Record) -> Vec<Doubt> {
    record.maps("doubts").into_iter().filter_map(doubt).collect()
}

fn doubt(mut record: Record) -> Option<Doubt> {
    Some(Doubt {
        span: record.span,
        what: record.text("what")?,
        why: record.text("why"),
        next: record.text("next"),
        language: record.text("language"),
    })
}
