//! Audiences: for whom a deck is built, and whom something may be shown to.

use crate::schema::{Choice, Record, Shape, choice, name_of};

/// For whom a PDF is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, clap::ValueEnum)]
pub enum Audience {
    /// The elected officials of the meeting.
    #[value(aliases = ["elus", "élus", "conseil"])]
    Board,
    /// Anybody, as at an open meeting.
    #[value(alias = "grand-public")]
    Public,
    /// The team that writes the deck, and nobody else.
    #[value(alias = "interne")]
    Internal,
}

impl Audience {
    /// Its English name, which names its words in the catalogue.
    pub fn key(self) -> &'static str {
        name_of(&AUDIENCES, self).en
    }

    /// Whether something for these audiences is for it; for none means for everybody.
    pub fn is_among(self, audiences: &[Self]) -> bool {
        audiences.is_empty() || audiences.contains(&self)
    }
}

/// Names of audiences.
#[rustfmt::skip]
pub static AUDIENCES: [Choice<Audience>; 3] = [
    choice(Audience::Board, "board", "élus",
        "The elected officials of the meeting.",
        "Les élus qui siègent à la séance."),
    choice(Audience::Public, "public", "public",
        "Anybody, as at an open meeting or on your website.",
        "Tout le monde, comme en séance publique ou sur votre site."),
    choice(Audience::Internal, "internal", "interne",
        "Your own team, and nobody else.",
        "Votre équipe, et personne d’autre."),
];

/// What one item looks like in a list of whom something may be shown to.
pub static AUDIENCE: Shape = Shape::Word(&AUDIENCES);

/// The audiences under a key of a record.
pub fn read_audiences(record: &mut Record, key: &'static str) -> Vec<Audience> {
    record.choices(key, &AUDIENCES)
}
