//! The nature of a number: what sort it is, on which depends what may be done with it.

use crate::schema::{Choice, choice};

#[rustfmt::skip]
pub(super) static NATURES: [Choice<Nature>; 8] = [
    choice(Nature::Volume, "volume", "volume",
        "A quantity that adds up: nights, questions, litres.",
        "Une quantité qui s’additionne\u{a0}: nuitées, questions, litres."),
    choice(Nature::Share, "share", "part",
        "A part of a whole, such as 32% of the walkers asked.",
        "Une partie d’un tout, comme 32\u{a0}% des marcheurs interrogés."),
    choice(Nature::Rate, "rate", "taux",
        "One quantity set against another, such as rooms taken against rooms open.",
        "Une quantité rapportée à une autre, comme les chambres occupées aux chambres ouvertes."),
    choice(Nature::Index, "index", "indice",
        "A number set against a base of 100; the label says of which year.",
        "Un nombre rapporté à une base 100\u{202f}; le libellé dit de quelle année."),
    choice(Nature::Mean, "mean", "moyenne",
        "An average; add how many cases it covers, and how far apart they are.",
        "Une moyenne\u{202f}; dites de combien de cas, et s’ils se ressemblent."),
    choice(Nature::Amount, "amount", "montant",
        "A sum of money, such as a cost in euros.",
        "Une somme d’argent, comme un coût en euros."),
    choice(Nature::Rank, "rank", "rang",
        "A place in an order: first, twelfth.",
        "Une place dans un ordre\u{a0}: première, douzième."),
    choice(Nature::People, "people", "personnes",
        "Different people, none of whom is counted twice.",
        "Des personnes différentes, dont aucune n’est comptée deux fois."),
];

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// A quantity that adds up.
    Volume,
    /// A part of a whole.
    Share,
    /// A ratio of two quantities.
    Rate,
    /// A number relative to a base.
    Index,
    /// An average of several cases.
    Mean,
    /// A sum of money.
    Amount,
    /// A place in an order.
    Rank,
    /// Different people, none of them counted twice.
    People,
}
