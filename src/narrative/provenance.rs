//! The provenance of a number: who counted, where it was published, and how sure it is.

use chrono::NaiveDate;

use crate::schema::{Choice, KeyTable, Record, Role, Shape, Text, choice, field, required};
use crate::source::Spanned;

#[rustfmt::skip]
pub(super) static STATUSES: [Choice<FigureStatus>; 4] = [
    choice(FigureStatus::Provisional, "provisional", "provisoire",
        "The number may still change.",
        "Le nombre peut encore changer."),
    choice(FigureStatus::Final, "final", "définitif",
        "The number will not change any more.",
        "Le nombre ne changera plus."),
    choice(FigureStatus::Estimated, "estimated", "estimé",
        "Worked out from a part of the whole; rounded when it is shown.",
        "Calculé d’après une partie du tout\u{202f}; arrondi quand il est montré."),
    choice(FigureStatus::Declared, "declared", "déclaré",
        "Said by those it is about, and counted by nobody else.",
        "Dit par les intéressés eux-mêmes, et compté par personne d’autre."),
];

#[rustfmt::skip]
pub(super) static SOURCE: KeyTable = KeyTable {
    of: "source",
    fields: &[
        required("organisation", "organisation", Shape::Line, Role::Tag,
            "Who counted: the statistics office, the bus company, yourselves.",
            "Qui a compté\u{a0}: l’Insee, la compagnie de cars, vous-mêmes."),
        field("title", "titre", Shape::Line, Role::Description,
            "The publication, survey or notebook the number comes from.",
            "La publication, l’enquête ou le cahier d’où vient le nombre."),
        field("url", "url", Shape::Line, Role::Address,
            "The web address where anybody can read it; the annex links to it.",
            "L’adresse où chacun peut le lire\u{202f}; l’annexe y mène par un lien."),
        field("read-on", "lu-le", Shape::Date, Role::Value,
            "The day you read the number there; printed with the source.",
            "Le jour où vous y avez lu le nombre\u{202f}; imprimé avec la source."),
        field("licence", "licence", Shape::Line, Role::Description,
            "The licence the data are published under; printed with the source.",
            "La licence sous laquelle les données sont publiées\u{202f}; imprimée avec la source."),
        field("file", "fichier", Shape::Line, Role::Address,
            "The file you took the number from, so that you can find it again; not printed.",
            "Le fichier d’où vous avez tiré le nombre, pour le retrouver\u{202f}; non imprimé."),
    ],
};

/// How sure a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureStatus {
    /// The number may still change.
    Provisional,
    /// The number will not change any more.
    Final,
    /// Computed from a part.
    Estimated,
    /// Said by those it is about.
    Declared,
}

impl FigureStatus {
    /// Whether it will not change.
    pub fn is_final(self) -> bool {
        self == Self::Final
    }

    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Final => "final",
            Self::Estimated => "estimated",
            Self::Declared => "declared",
        }
    }
}

/// Where a number comes from.
#[derive(Debug, Clone)]
pub struct FigureSource {
    /// Who counted or published it.
    pub organisation: Text,
    /// The name of the publication.
    pub title: Option<Text>,
    /// Where to read it.
    pub url: Option<Text>,
    /// When it was read.
    pub read_on: Option<Spanned<NaiveDate>>,
    /// The licence the data are published under.
    pub licence: Option<Text>,
    /// The file it was read from.
    pub file: Option<Text>,
}

impl FigureSource {
    /// The source that a record of its keys gives.
    pub(super) fn read(mut record: Record) -> Option<Self> {
        Some(Self {
            organisation: record.text("organisation")?,
            title: record.text("title"),
            url: record.text("url"),
            read_on: record.date("read-on"),
            licence: record.text("licence"),
            file: record.text("file"),
        })
    }
}
