//! Spending: money with its intention.

use rust_decimal::Decimal;

use super::allowance::ALLOW;
use crate::schema::{KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
static SPENDING: KeyTable = KeyTable {
    of: "spending",
    fields: &[
        required("amount", "montant", Shape::Number, Role::Value,
            "What was spent, in euros.",
            "Ce qui a été dépensé, en euros."),
        field("planned", "prévu", Shape::Number, Role::Value,
            "What the budget had planned for it, in euros; 0 when nothing was; printed with the difference.",
            "Ce que le budget prévoyait pour cela, en euros\u{202f}; 0 si rien n’était prévu\u{202f}; imprimé avec l’écart."),
        required("intention", "intention", Shape::Line, Role::Words,
            "What the money was for: printing a map, answering on Saturdays.",
            "À quoi l’argent a servi\u{a0}: imprimer un plan, répondre le samedi."),
        field("why", "pourquoi", Shape::Prose, Role::Words,
            "Why it was spent: what would have happened without it.",
            "Pourquoi cette dépense\u{a0}: ce qui se serait passé sans elle."),
        field("stopped", "arrêté", Shape::Line, Role::Words,
            "What you stopped doing to pay for it.",
            "Ce que vous avez arrêté pour la payer."),
        field("language", "langue", Shape::Code, Role::Value,
            "The language of these texts, when it is not the deck’s.",
            "La langue de ces textes, quand ce n’est pas celle du dossier."),
        ALLOW,
    ],
};

/// The keys of a file of spending.
#[rustfmt::skip]
pub static FILE: KeyTable = KeyTable {
    of: "spending-file",
    fields: &[required("spending", "dépenses", Shape::List(&Shape::Map(&SPENDING)), Role::Keys,
        "The money spent, each amount with what it was for.",
        "L’argent dépensé, chaque montant avec ce à quoi il a servi.")],
};

/// Money with its intention.
#[derive(Debug, Clone)]
pub struct Spending {
    /// What was spent, in euros.
    pub amount: Spanned<Decimal>,
    /// What the budget had planned for it, in euros.
    pub planned: Option<Spanned<Decimal>>,
    /// What it was for.
    pub intention: Text,
    /// What made it needed, such as what would have happened without it.
    pub why: Option<Text>,
    /// What was stopped to pay for it.
    pub stopped: Option<Text>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

/// The spending of a file.
pub fn read(mut record: Record) -> Vec<Spending> {
    record.maps("spending").into_iter().filter_map(read_spending).collect()
}

fn read_spending(mut record: Record) -> Option<Spending> {
    Some(Spending {
        span: record.span,
        amount: record.number("amount")?,
        planned: record.number("planned"),
        intention: record.text("intention")?,
        why: record.text("why"),
        stopped: record.text("stopped"),
        language: record.text("language"),
    })
}
