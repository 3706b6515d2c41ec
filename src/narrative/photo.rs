//! A photo: its file, what it shows in words, who took it, who can be recognised in it.

use super::terms::{self, ConsentTerms};
use crate::schema::{Choice, choice};
use crate::schema::{KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

/// Who can be seen in a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// Nobody can be seen.
    None,
    /// People whom nobody could name: from afar, from behind.
    Unrecognisable,
    /// People whom somebody could name.
    Identifiable,
}

#[rustfmt::skip]
static PEOPLE: [Choice<People>; 3] = [
    choice(People::None, "none", "aucune",
        "Nobody can be seen in the photo.",
        "On ne voit personne sur la photo."),
    choice(People::Unrecognisable, "unrecognisable", "méconnaissables",
        "People whom nobody could name: from afar, from behind.",
        "Des personnes que nul ne pourrait nommer\u{a0}: de loin, de dos."),
    choice(People::Identifiable, "identifiable", "reconnaissables",
        "People whom somebody could name; they must have agreed.",
        "Des personnes que quelqu’un pourrait nommer\u{202f}; il faut leur autorisation."),
];

#[rustfmt::skip]
static PERMISSION: KeyTable = KeyTable {
    of: "permission",
    fields: &[
        required("reference", "référence", Shape::Line, Role::Private,
            "Where the signed paper is kept: a number, a binder; never shown.",
            "Où se trouve le papier signé\u{a0}: un numéro, un classeur\u{202f}; jamais montré."),
        terms::ON,
        terms::UNTIL,
        terms::FOR,
        terms::PARENTAL,
    ],
};

/// The keys of a photo.
#[rustfmt::skip]
pub static PHOTO: KeyTable = KeyTable {
    of: "photo",
    fields: &[
        required("file", "fichier", Shape::Line, Role::Address,
            "The path of the photo, from the deck’s folder or from the project’s root.",
            "Le chemin de la photo, depuis le répertoire du dossier ou la racine du projet."),
        field("alt", "alternative", Shape::Line, Role::Description,
            "What the photo shows, in one sentence, for people who cannot see it.",
            "Ce que montre la photo, en une phrase, pour qui ne la voit pas."),
        field("credit", "crédit", Shape::Line, Role::Tag,
            "Who took the photo; printed with it.",
            "Qui a pris la photo\u{202f}; imprimé avec elle."),
        field("label", "étiquette", Shape::Line, Role::Tag,
            "What tells the photo from those beside it, such as “Before · May 2026”; printed above it.",
            "Ce qui distingue la photo de ses voisines, «\u{a0}Avant · mai 2026\u{a0}» par exemple\u{202f}; imprimé au-dessus."),
        field("caption", "légende", Shape::Line, Role::Words,
            "What you say about the photo, in one sentence; printed under it.",
            "Ce que vous dites de la photo, en une phrase\u{202f}; imprimé dessous."),
        field("people", "personnes", Shape::Word(&PEOPLE), Role::Guard,
            "Whether there are people in the photo, and whether somebody could name them.",
            "Dit si l’on voit des personnes sur la photo, et si l’on peut les reconnaître."),
        field("children", "enfants", Shape::Flag, Role::Guard,
            "Whether children can be recognised in it; their parents must then have signed.",
            "Dit si des enfants y sont reconnaissables\u{202f}; leurs parents doivent alors avoir signé."),
        field("permission", "autorisation", Shape::Brief(&PERMISSION), Role::Guard,
            "What the people who can be recognised agreed to (never shown); without it, the photo is left out.",
            "Ce qu’ont accepté les personnes reconnaissables (jamais montré)\u{202f}; sans cela, la photo est retirée."),
        field("decorative", "décorative", Shape::Flag, Role::Value,
            "Write yes when the photo is purely decorative and needs no words.",
            "Écrivez oui si la photo n’apprend rien et se passe donc de description."),
    ],
};

/// The value of a key that holds a photo, for a list of them.
pub(super) static PHOTO_KEYS: Shape = Shape::Map(&PHOTO);

/// A photo beside a story or on a page of its own.
#[derive(Debug, Clone)]
pub struct Photo {
    /// Its path from the deck's folder, else from the project's root.
    pub file: Text,
    /// What it shows, for those who do not see it.
    pub alt: Option<Text>,
    /// Who took it.
    pub credit: Option<Text>,
    /// What tells it from the photos beside it.
    pub label: Option<Text>,
    /// What is said about it.
    pub caption: Option<Text>,
    /// Who can be seen in it.
    pub people: Option<Spanned<People>>,
    /// Whether children can be recognised in it, if somebody said so.
    pub children: Option<Spanned<bool>>,
    /// What the people recognised in it agreed to.
    pub permission: Option<Permission>,
    /// Whether it tells nothing, and so needs no words.
    pub is_decorative: bool,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

/// What people agreed to who can be recognised in a photo.
#[derive(Debug, Clone)]
pub struct Permission {
    /// Where what they signed is kept.
    pub reference: Text,
    /// What it holds for.
    pub terms: ConsentTerms,
}

impl Photo {
    /// The photo of a record.
    pub fn read(mut record: Record) -> Option<Self> {
        Some(Self {
            span: record.span,
            file: record.text("file")?,
            alt: record.text("alt"),
            credit: record.text("credit"),
            label: record.text("label"),
            caption: record.text("caption"),
            people: record.choice("people", &PEOPLE),
            children: record.flag("children"),
            permission: record.map("permission").and_then(|map| read_permission(map.value)),
            is_decorative: record.flag("decorative").is_some_and(|flag| flag.value),
        })
    }
}

fn read_permission(mut record: Record) -> Option<Permission> {
    Some(Permission {
        reference: record.text("reference")?,
        terms: ConsentTerms::read(&mut record),
    })
}
