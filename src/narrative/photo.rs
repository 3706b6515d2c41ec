//! A photo: its file, what it shows in words, who took it, who can be recognised in it.

use super::pick;
use super::shape::{Name, Record, Shape, Table, Text, field, name, required};
use super::terms::{self, Terms};
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

static PERMISSION: Table = Table {
    of: "permission",
    fields: &[
        required("reference", "référence", Shape::Line),
        terms::ON,
        terms::UNTIL,
        terms::FOR,
        terms::PARENTAL,
    ],
};

/// The keys of a photo.
pub static PHOTO: Table = Table {
    of: "photo",
    fields: &[
        required("file", "fichier", Shape::Line),
        field("alt", "alternative", Shape::Line),
        field("credit", "crédit", Shape::Line),
        field("people", "personnes", Shape::Word(PEOPLE)),
        field("children", "enfants", Shape::Flag),
        field("permission", "autorisation", Shape::Brief(&PERMISSION)),
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
    /// Whether children can be recognised in it, if somebody said so.
    pub children: Option<Spanned<bool>>,
    /// What the people recognised in it agreed to.
    pub permission: Option<Permission>,
    /// Whether it tells nothing, and so needs no words.
    pub is_decorative: bool,
    /// The whole.
    pub span: Span,
}

/// What people agreed to who can be recognised in a photo.
#[derive(Debug, Clone)]
pub struct Permission {
    /// Where what they signed is kept.
    pub reference: Text,
    /// What it holds for.
    pub terms: Terms,
}

impl Photo {
    /// The photo of a record.
    pub fn read(mut record: Record) -> Option<Self> {
        Some(Self {
            span: record.span,
            file: record.text("file")?,
            alt: record.text("alt"),
            credit: record.text("credit"),
            people: record.word("people").map(|at| at.map(|at| pick(PEOPLE_VALUES, at))),
            children: record.flag("children"),
            permission: record.map("permission").and_then(|map| permission(map.value)),
            is_decorative: record.flag("decorative").is_some_and(|flag| flag.value),
        })
    }
}

fn permission(mut record: Record) -> Option<Permission> {
    Some(Permission { reference: record.text("reference")?, terms: Terms::read(&mut record) })
}
