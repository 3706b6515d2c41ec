//! What an organisation looks like: its colours, its fonts, its logo, as somebody wrote them.

use crate::colour::Colour;
use crate::schema::{KeyTable, Record, Role, Shape, Text, field};
use crate::source::Spanned;

#[rustfmt::skip]
static FONTS: KeyTable = KeyTable {
    of: "fonts",
    fields: &[field("titles", "titres", Shape::Line, Role::Address,
        "The family of fonts for titles, quotes and large numbers.",
        "La famille de polices des titres, des citations et des grands nombres."), field("text", "texte", Shape::Line, Role::Address,
        "The family of fonts for all other text.",
        "La famille de polices de tous les autres textes.")],
};

/// The keys of a brand.
#[rustfmt::skip]
pub static BRAND: KeyTable = KeyTable {
    of: "brand",
    fields: &[
        field("accent", "accent", Shape::Colour, Role::Value,
            "The colour of people and stories.",
            "La couleur des personnes et des récits."),
        field("second", "seconde", Shape::Colour, Role::Value,
            "The colour of figures and signals.",
            "La couleur des chiffres et des signaux."),
        field("paper", "papier", Shape::Colour, Role::Value,
            "The colour of the page behind everything.",
            "La couleur de la page, derrière tout le reste."),
        field("ink", "encre", Shape::Colour, Role::Value,
            "The colour of the text.",
            "La couleur du texte courant."),
        field("fonts", "polices", Shape::Map(&FONTS), Role::Keys,
            "The fonts of your organisation, for titles and for text.",
            "Les polices de votre organisation, pour les titres et pour le texte."),
    ],
};

/// The brand as it is written, in `recit.yaml` or else in `_brand.yml`.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// The colour of people and stories.
    pub accent: Option<Spanned<Colour>>,
    /// The colour of figures and signals.
    pub second: Option<Spanned<Colour>>,
    /// The colour behind everything.
    pub paper: Option<Spanned<Colour>>,
    /// The colour of text.
    pub ink: Option<Spanned<Colour>>,
    /// The family of titles, voices and numbers.
    pub titles: Option<FontFamily>,
    /// The family of all other text.
    pub text: Option<FontFamily>,
    /// The path of the logo, from the project's root.
    pub logo: Option<Text>,
}

/// A family of fonts that somebody asked for.
#[derive(Debug, Clone)]
pub struct FontFamily {
    /// What the family is called, as somebody wrote it.
    pub name: Text,
    /// Whether `_brand.yml` asks for it, which speaks to other programs too: they may find a font elsewhere.
    pub is_shared: bool,
}

impl Brand {
    /// The brand of a record; the logo is written elsewhere.
    pub fn read(mut record: Record) -> Self {
        let mut fonts = record.map("fonts").map(|map| map.value);
        let mut family = |key| {
            let name = fonts.as_mut()?.text(key)?;
            Some(FontFamily { name, is_shared: false })
        };
        let (titles, text) = (family("titles"), family("text"));
        let mut colour = |key| {
            let text = record.text(key)?;
            Some(Spanned::new(Colour::parse(&text.value)?, text.span))
        };
        Self {
            accent: colour("accent"),
            second: colour("second"),
            paper: colour("paper"),
            ink: colour("ink"),
            titles,
            text,
            logo: None,
        }
    }

    /// This brand, and what another says where it says nothing.
    pub fn or(self, other: Self) -> Self {
        Self {
            accent: self.accent.or(other.accent),
            second: self.second.or(other.second),
            paper: self.paper.or(other.paper),
            ink: self.ink.or(other.ink),
            titles: self.titles.or(other.titles),
            text: self.text.or(other.text),
            logo: self.logo.or(other.logo),
        }
    }
}
