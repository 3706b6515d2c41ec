//! Points: a plain slide, a title and what is to be said under it.

use crate::narrative::photo::{PHOTO, Photo};
use crate::schema::{KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::Span;

/// The keys of a slide of points.
#[rustfmt::skip]
pub(super) static POINTS: KeyTable = KeyTable {
    of: "points",
    fields: &[
        required("title", "titre", Shape::Line, Role::Headline,
            "What the points say together, in one sentence.",
            "Ce que disent les points ensemble, en une phrase."),
        required("list", "liste", Shape::List(&Shape::Line), Role::Words,
            "The points, two to five; the first words, between double asterisks, are emphasised.",
            "Les points, de deux à cinq\u{202f}; les premiers mots, entre doubles astérisques, ressortent."),
        field("photo", "photo", Shape::Map(&PHOTO), Role::Keys,
            "A photo to show beside the points.",
            "Une photo à montrer à côté des points."),
        field("closing", "conclusion", Shape::Line, Role::Words,
            "What follows from the points, in one sentence; printed under them.",
            "Ce qu’il faut en conclure, en une phrase\u{202f}; imprimé sous les points."),
    ],
};

/// A few points under a title.
#[derive(Debug, Clone)]
pub struct Points {
    /// What they say together.
    pub title: Text,
    /// The points, in order.
    pub list: Vec<Text>,
    /// What is shown beside them.
    pub photo: Option<Photo>,
    /// What follows from them.
    pub closing: Option<Text>,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

impl Points {
    /// The points of a record.
    pub(super) fn read(mut record: Record) -> Option<Self> {
        Some(Self {
            span: record.span,
            title: record.text("title")?,
            list: record.texts("list"),
            photo: record.map("photo").and_then(|map| Photo::read(map.value)),
            closing: record.text("closing"),
        })
    }
}
