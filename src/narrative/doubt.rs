//! A doubt: what failed, what is not known.

use super::allowance::ALLOW;
use crate::schema::{KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::Span;

#[rustfmt::skip]
static DOUBT: KeyTable = KeyTable {
    of: "doubt",
    fields: &[
        required("what", "quoi", Shape::Line, Role::Words,
            "What failed, or what you do not know, in one sentence.",
            "Ce qui a échoué, ou ce que vous ne savez pas, en une phrase."),
        field("why", "pourquoi", Shape::Prose, Role::Words,
            "Why it failed, or why you do not know.",
            "Pourquoi cela a échoué, ou pourquoi vous ne le savez pas."),
        field("next", "ensuite", Shape::Prose, Role::Words,
            "What you will do about it now.",
            "Ce que vous allez faire maintenant."),
        field("language", "langue", Shape::Code, Role::Value,
            "The language of these texts, when it is not the deck’s.",
            "La langue de ces textes, quand ce n’est pas celle du dossier."),
        ALLOW,
    ],
};

/// The keys of a file of doubts.
#[rustfmt::skip]
pub static FILE: KeyTable = KeyTable {
    of: "doubts",
    fields: &[required("doubts", "doutes", Shape::List(&Shape::Map(&DOUBT)), Role::Keys,
        "What failed and what you do not know; all of it is shown together.",
        "Ce qui a échoué et ce que vous ne savez pas\u{202f}; tout est montré ensemble.")],
};

/// What failed, or what is not known.
#[derive(Debug, Clone)]
pub struct Doubt {
    /// What failed or is not known, in one sentence.
    pub what: Text,
    /// The cause of the failure, or of not knowing.
    pub why: Option<Text>,
    /// What comes next.
    pub next: Option<Text>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

/// The doubts of a file.
pub fn read(mut record: Record) -> Vec<Doubt> {
    record.maps("doubts").into_iter().filter_map(read_doubt).collect()
}

fn read_doubt(mut record: Record) -> Option<Doubt> {
    Some(Doubt {
        span: record.span,
        what: record.text("what")?,
        why: record.text("why"),
        next: record.text("next"),
        language: record.text("language"),
    })
}
