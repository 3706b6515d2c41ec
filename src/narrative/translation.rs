//! The translation of a quote: the words in the language of the deck, and who translated them.

use crate::schema::{Choice, KeyTable, Record, Role, Shape, Text, choice, name_of, required};

/// The names of those who may have translated.
#[rustfmt::skip]
static TRANSLATORS: [Choice<Translator>; 3] = [
    choice(Translator::Human, "human", "humaine",
        "A person translated the words.",
        "Une personne a traduit ces mots."),
    choice(Translator::MachineChecked, "machine-checked", "machine-relue",
        "A machine translated, and a person checked.",
        "Une machine a traduit, une personne a relu."),
    choice(Translator::Machine, "machine", "machine",
        "A machine translated, and nobody checked.",
        "Une machine a traduit, personne n’a relu."),
];

#[rustfmt::skip]
pub(super) static TRANSLATION: KeyTable = KeyTable {
    of: "translation",
    fields: &[
        required("text", "texte", Shape::Prose, Role::Quote,
            "The same words in the language of the deck; shown under the quote.",
            "Les mêmes mots dans la langue du dossier\u{202f}; montrés sous la citation."),
        required("by", "par", Shape::Word(&TRANSLATORS), Role::Value,
            "Who translated: a person, a machine or both; shown with the translation.",
            "Qui a traduit\u{a0}: une personne, une machine ou les deux\u{202f}; montré avec la traduction."),
    ],
};

/// Who translated words that are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Translator {
    /// A person alone.
    Human,
    /// A machine, and a person read it again.
    MachineChecked,
    /// A machine, and nobody checked.
    Machine,
}

impl Translator {
    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        name_of(&TRANSLATORS, self).en
    }
}

/// Words in another language.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The words in the language of the deck.
    pub text: Text,
    /// Who put them into that language.
    pub by: Translator,
}

impl Translation {
    /// The translation that a record of its keys gives.
    pub(super) fn read(mut record: Record) -> Option<Self> {
        Some(Self { text: record.text("text")?, by: record.choice("by", &TRANSLATORS)?.value })
    }
}
