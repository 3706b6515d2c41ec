//! A story: something that happened, to somebody, somewhere.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::photo::{PHOTO, Photo};
use super::shape::{Field, Name, Record, Shape, Table, Text, field, name, required};
use super::{Audience, deck};
use crate::period::Period;
use crate::source::{Span, Spanned};

/// What kind of thing happened, as printed names of the catalogue.
pub const KINDS: &[Name] = &[
    name("question", "question"),
    name("service", "service"),
    name("correction", "correction"),
    name("practice", "pratique"),
    name("alert", "alerte"),
    name("conflict", "conflit"),
    name("contribution", "contribution"),
    name("encounter", "rencontre"),
    name("gap", "manque"),
    name("failure", "échec"),
    name("stop", "arrêt"),
    name("decision", "décision"),
];

const SHARES: &[Name] =
    &[name("main", "principale"), name("partial", "partielle"), name("minor", "mineure")];
const STATES: &[Name] =
    &[name("draft", "brouillon"), name("reviewed", "relu"), name("approved", "approuvé")];

static WITNESS: Table = Table {
    of: "witness",
    fields: &[
        required("role", "rôle", Shape::Line),
        field("independent", "indépendant", Shape::Flag),
    ],
};

static CONTRIBUTION: Table = Table {
    of: "contribution",
    fields: &[
        field("share", "part", Shape::Word(SHARES)),
        field("others", "autres", Shape::List(&Shape::Line)),
        field("witnesses", "témoins", Shape::List(&Shape::Map(&WITNESS))),
    ],
};

static NEXT: Table = Table {
    of: "next",
    fields: &[
        required("what", "quoi", Shape::Line),
        field("who", "qui", Shape::Line),
        field("by", "échéance", Shape::Date),
    ],
};

static REVIEW: Table = Table {
    of: "review",
    fields: &[
        required("state", "état", Shape::Word(STATES)),
        field("by", "par", Shape::Line),
        field("on", "le", Shape::Date),
    ],
};

/// The keys of a story.
pub static STORY: Table = Table { of: "story", fields: FIELDS };

const FIELDS: &[Field] = &[
    required("title", "titre", Shape::Line),
    field("id", "id", Shape::Id),
    field("chapter", "chapitre", Shape::Line),
    field("team", "équipe", Shape::Line),
    field("place", "lieu", Shape::Line),
    field("when", "quand", Shape::When),
    field("kind", "genre", Shape::Word(KINDS)),
    field("for", "pour", Shape::List(&Shape::Line)),
    required("situation", "situation", Shape::Prose),
    required("action", "action", Shape::Prose),
    required("change", "changement", Shape::Prose),
    field("unknown", "inconnu", Shape::Prose),
    field("contribution", "contribution", Shape::Map(&CONTRIBUTION)),
    field("voices", "voix", Shape::List(&Shape::Id)),
    field("figures", "chiffres", Shape::List(&Shape::Id)),
    field("photo", "photo", Shape::Map(&PHOTO)),
    field("next", "suite", Shape::Map(&NEXT)),
    field("review", "relecture", Shape::Map(&REVIEW)),
    field("notes", "notes", Shape::Prose),
    field("minutes", "minutes", Shape::Number),
    field("audience", "public", Shape::List(&Shape::Word(deck::AUDIENCES))),
    field("language", "langue", Shape::Code),
    ALLOW,
];

/// Something that happened, to somebody, somewhere.
#[derive(Debug, Clone)]
pub struct Story {
    /// Names it in references.
    pub id: Spanned<String>,
    /// A sentence.
    pub title: Text,
    /// The chapter it belongs to.
    pub chapter: Option<Text>,
    /// Who wrote it.
    pub team: Option<Text>,
    /// Where it happened.
    pub place: Option<Text>,
    /// When it happened.
    pub when: Option<Spanned<Period>>,
    /// What was.
    pub situation: Text,
    /// What was done.
    pub action: Text,
    /// What changed.
    pub change: Text,
    /// What is not known.
    pub unknown: Option<Text>,
    /// Who else had a part in it.
    pub contribution: Option<Contribution>,
    /// The voices it lets speak.
    pub voices: Vec<Spanned<String>>,
    /// The figures it uses.
    pub figures: Vec<Spanned<String>>,
    /// The photo beside it.
    pub photo: Option<Photo>,
    /// What comes next.
    pub next: Option<Next>,
    /// What the speaker says.
    pub notes: Option<Text>,
    /// How many minutes it takes.
    pub minutes: Option<Spanned<Decimal>>,
    /// For whom it may be shown; empty means everybody.
    pub audience: Vec<Audience>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// The whole.
    pub span: Span,
}

/// Who else had a part in what changed.
#[derive(Debug, Clone)]
pub struct Contribution {
    /// Others who took part.
    pub others: Vec<Text>,
    /// Those who can tell.
    pub witnesses: Vec<Witness>,
    /// The whole.
    pub span: Span,
}

/// Somebody who can tell what happened.
#[derive(Debug, Clone)]
pub struct Witness {
    /// Who, as a role.
    pub role: Text,
    /// Whether they have no part in the office, nor anything to gain.
    pub is_independent: bool,
}

/// What comes next, who does it, by when.
#[derive(Debug, Clone)]
pub struct Next {
    /// What.
    pub what: Text,
    /// Who.
    pub who: Option<Text>,
    /// By when.
    pub by: Option<Spanned<NaiveDate>>,
}

impl Story {
    /// The story of a file whose name is `stem`.
    pub fn read(mut record: Record, stem: &str) -> Option<Self> {
        let span = record.span;
        let title = record.text("title")?;
        Some(Self {
            id: record.id("id").unwrap_or_else(|| Spanned::new(super::slug(stem), title.span)),
            chapter: record.text("chapter"),
            team: record.text("team"),
            place: record.text("place"),
            when: record.period("when"),
            situation: record.text("situation")?,
            action: record.text("action")?,
            change: record.text("change")?,
            unknown: record.text("unknown"),
            contribution: record.map("contribution").map(|map| Contribution::read(map.value)),
            voices: record.ids("voices"),
            figures: record.ids("figures"),
            photo: record.map("photo").and_then(|map| Photo::read(map.value)),
            next: record.map("next").and_then(|map| Next::read(map.value)),
            notes: record.text("notes"),
            minutes: record.number("minutes"),
            audience: deck::audiences(&mut record, "audience"),
            language: record.text("language"),
            title,
            span,
        })
    }
}

impl Contribution {
    fn read(mut record: Record) -> Self {
        let witnesses = record.maps("witnesses");
        Self {
            span: record.span,
            others: record.texts("others"),
            witnesses: witnesses.into_iter().filter_map(Witness::read).collect(),
        }
    }
}

impl Witness {
    fn read(mut record: Record) -> Option<Self> {
        Some(Self {
            role: record.text("role")?,
            is_independent: record.flag("independent").is_some_and(|flag| flag.value),
        })
    }
}

impl Next {
    fn read(mut record: Record) -> Option<Self> {
        Some(Self { what: record.text("what")?, who: record.text("who"), by: record.date("by") })
    }
}
