//! A photo: its file, what it shows in words, who took it, who can be recognised in it.

use super::pick;
use super::shape::{Name, Record, Shape, Table, Text, field, name, required};
use crate::source::{Span, Spanned};

/// Who can be seen in a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// Nobody.
    None,
    /// People whom nobody could name: from afar, from behind.
    Unrecognisable,
    /// People whom somebody could name.
    Identifiable,
}

const PEOPLE: &[Name] = &[
    name("none", "aucune"),
    name("unrecognisable", "méconnaissables"),
    name("identifiable", "reconnaissables"),
];
/// In the order of their names.
const PEOPLE_VALUES: &[People] = &[People::None, People::Unrecognisable, People::Identifiable];

/// The keys of a photo.
pub static PHOTO: Table = Table {
    of: "photo",
    fields: &[
        required("file", "fichier", Shape::Line),
        field("alt", "alternative", Shape::Line),
        field("credit", "crédit", Shape::Line),
        field("people", "personnes", Shape::Word(PEOPLE)),
        field("permission", "autorisation", Shape::Line),
        field("decorative", "décorative", Shape::Flag),
    ],
};

/// A photo beside a story or on a page of its own.
#[derive(Debug, Clone)]
pub struct Photo {
    /// Its path from the deck's folder, else from the project's root.
    pub file: Text,
    /// What it shows, for those who do not see it.
    pub alt: Option<Text>,
    /// Who took it.
    pub credit: Option<Text>,
    /// Who can be seen in it.
    pub people: Option<Spanned<People>>,
    /// Which written permission the people recognised in it gave.
    pub permission: Option<Text>,
    /// Whether it tells nothing, and so needs no words.
    pub is_decorative: bool,
    /// The whole.
    pub span: Span,
}

impl Photo {
    /// The photo of a record.
    pub fn read(mut record: Record) -> Option<Self> {
        Some(Self {
            span: record.span,
            file: record.text("file")?,
            alt: record.text("alt"),
            credit: record.text("credit"),
            people: record
                .word("people")
                .map(|at| at.map(|at| pick(PEOPLE_VALUES, at))),
            permission: record.text("permission"),
            is_decorative: record.flag("decorative").is_some_and(|flag| flag.value),
        })
    }

    /// The people in it whom somebody could name, when nothing says that they agreed.
    pub fn unpermitted(&self) -> Option<Span> {
        let people = self.people.as_ref()?;
        let needs = people.value == People::Identifiable && self.permission.is_none();
        needs.then_some(people.span)
    }
}
