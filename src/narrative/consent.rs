//! The consent to a quote: on what basis somebody's words are quoted, and what that holds for.

use super::terms::{self, ConsentTerms};
use crate::schema::{Choice, KeyTable, Record, Role, Shape, choice, name_of, required};
use crate::source::Spanned;

/// On what basis words are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The person agreed to be quoted.
    Consent,
    /// The person knows that these words would be quoted.
    Informed,
    /// Nobody knows, or can find, who spoke.
    Anonymous,
    /// The words are ours.
    Paraphrase,
    /// The words were published as a work.
    PublishedWork,
}

impl Basis {
    /// Its English name, which names its words in the catalogue.
    pub fn key(self) -> &'static str {
        name_of(&BASES, self).en
    }
}

#[rustfmt::skip]
static BASES: [Choice<Basis>; 5] = [
    choice(Basis::Consent, "consent", "accord",
        "The person agreed to be quoted.",
        "La personne a accepté d’être citée."),
    choice(Basis::Informed, "informed", "informé",
        "The person knows that these words will be quoted.",
        "La personne a été prévenue que ces mots seraient cités."),
    choice(Basis::Anonymous, "anonymous", "anonyme",
        "Nobody knows, or can find out, who spoke.",
        "Personne ne sait, ni ne peut savoir, qui a parlé."),
    choice(Basis::Paraphrase, "paraphrase", "paraphrase",
        "The words are yours; only the thought is theirs.",
        "Les mots sont de vous\u{202f}; seule l’idée est de la personne."),
    choice(Basis::PublishedWork, "published-work", "œuvre-publiée",
        "The words come from a published work: a book, a song.",
        "Les mots viennent d’une œuvre publiée\u{a0}: un livre, une chanson."),
];

#[rustfmt::skip]
pub(super) static CONSENT: KeyTable = KeyTable {
    of: "consent",
    fields: &[
        required("basis", "fondement", Shape::Word(&BASES), Role::Value,
            "What allows you to quote these words; shown with the quote and in the annex.",
            "Ce qui vous permet de citer ces mots\u{202f}; montré avec la citation et en annexe.").formerly_named("basis", "base"),
        terms::ON,
        terms::UNTIL,
        terms::FOR,
        terms::PARENTAL,
    ],
};

/// What allows somebody's words to be quoted.
#[derive(Debug, Clone)]
pub struct Consent {
    /// What allows the quote.
    pub basis: Spanned<Basis>,
    /// What it holds for.
    pub terms: ConsentTerms,
}

impl Consent {
    /// The consent that a record of its keys gives.
    pub(super) fn read(mut record: Record) -> Option<Self> {
        Some(Self {
            basis: record.choice("basis", &BASES)?,
            terms: ConsentTerms::read(&mut record),
        })
    }
}
