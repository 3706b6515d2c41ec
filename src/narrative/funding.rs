//! Who pays for what is decided, from which line of the budget, and whether the amounts contain VAT.

use crate::schema::{Choice, Record, Text, choice, name_of};
use crate::source::Spanned;

/// Whether amounts contain VAT, by name.
#[rustfmt::skip]
pub(super) static TAXES: [Choice<Tax>; 3] = [
    choice(Tax::Included, "included", "ttc",
        "The amounts include VAT.",
        "Les montants sont toutes taxes comprises."),
    choice(Tax::Excluded, "excluded", "ht",
        "The amounts do not include VAT, which has to be paid too.",
        "Les montants sont hors taxes\u{202f}; la TVA s’y ajoute."),
    choice(Tax::None, "none", "sans-tva",
        "No VAT applies to this purchase.",
        "Cet achat n’est pas soumis à la TVA."),
];

/// Whether amounts contain VAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tax {
    /// They contain it.
    Included,
    /// It comes on top of them.
    Excluded,
    /// There is none.
    None,
}

impl Tax {
    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        name_of(&TAXES, self).en
    }
}

/// What is known of the money behind a cost.
#[derive(Debug, Clone, Default)]
pub struct Funding {
    /// Whether the amounts contain VAT; none when nobody wrote it.
    pub tax: Option<Spanned<Tax>>,
    /// Who pays.
    pub payer: Option<Text>,
    /// The line of the budget that it is paid from.
    pub budget_line: Option<Text>,
}

impl Funding {
    /// Takes it out of the implications of a decision.
    pub(super) fn read(implications: &mut Record) -> Self {
        Self {
            tax: implications.choice("tax", &TAXES),
            payer: implications.text("payer"),
            budget_line: implications.text("budget-line"),
        }
    }

    /// Whether it says where the money comes from.
    pub fn has_payer(&self) -> bool {
        self.payer.is_some() || self.budget_line.is_some()
    }
}
