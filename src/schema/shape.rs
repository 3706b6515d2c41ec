//! What may be written under each key: the one description from which files are checked and read.

use super::choices::{Choices, Name, name};
use crate::locale::InEach;

/// What a value must look like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One line of text, with `**strong**`, `*emphasis*` and links.
    Line,
    /// Paragraphs and lists.
    Prose,
    /// Lower-case letters, digits and hyphens.
    Id,
    /// One of fixed values.
    Word(&'static dyn Choices),
    /// A text or a number in a table; may be empty.
    Cell,
    /// A whole number from 0.
    Count,
    /// An exact decimal number.
    Number,
    /// Yes or no.
    Flag,
    /// Yes, or a period.
    Over,
    /// A day, as `2026-07-14`.
    Date,
    /// A month, or a day of it.
    Month,
    /// A day or a period.
    When,
    /// A stretch of days, such as `2026-Q3`, `2026-06/2026-09` or `2026-07-01/2026-09-30`.
    Period,
    /// A language by its code, such as `de`; for the words of a quote it may be any language.
    Code,
    /// A colour as `#rrggbb`.
    Colour,
    /// Several of the same; one alone may stand without a list.
    List(&'static Shape),
    /// Keys and values of a table.
    Map(&'static KeyTable),
    /// Keys that the writer chooses.
    Open(&'static Shape),
    /// Keys and values of a table, or what its first key needs standing alone.
    Brief(&'static KeyTable),
    /// A fixed value standing alone, or keys and values.
    Either(&'static dyn Choices, &'static KeyTable),
    /// An exact decimal number, or keys and values of what computes one.
    Computed(&'static KeyTable),
}

/// The keys of one kind of thing.
#[derive(Debug)]
pub struct KeyTable {
    /// What it describes, as a word of the vocabulary.
    pub of: &'static str,
    /// The keys it may have; where a value may stand alone, it is that of the first.
    pub fields: &'static [Field],
}

impl KeyTable {
    /// What describes an entry that is not used yet: nothing is said of its words.
    pub const DRAFT: &str = "draft";
}

/// What the value of a key is to those who read a deck, to those who must not, and to the rules.
///
/// Every key has one, so that nobody adds a text without saying who may see it and what it is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Sentences of ours, told to the board on our word.
    Words,
    /// What heads a page or a figure: praise weighs more there.
    Headline,
    /// What heads a page or a figure and names it elsewhere too: of a short one, nothing is given away.
    Heading,
    /// The name of a team, a place, a source: it stands elsewhere too, so that of a short one nothing is given away.
    Label,
    /// Sentences that describe a person, a picture, a source or a choice, and are not told on our word.
    Description,
    /// A description of few words, which stands elsewhere too.
    Tag,
    /// What somebody said, in the original or translated: not ours to mend.
    Quote,
    /// What is said aloud, and printed in the speaker's script alone.
    Spoken,
    /// What no document ever shows.
    Private,
    /// What decides whether something else may be shown: a slip in its name is an error, never passed over.
    Guard,
    /// Until when something may be shown: a slip in the name of any key beside it is an error too.
    Term,
    /// What names an entry, or refers to one.
    Id,
    /// A path, an address, the title of a column: no words.
    Address,
    /// A number, a day, a fixed value.
    Value,
    /// Keys below it, each with a role of its own.
    Keys,
}

impl Role {
    /// Whether its text names something that is named elsewhere too.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Heading | Self::Label | Self::Tag)
    }

    /// Whether its text heads what it stands on.
    pub fn is_headline(self) -> bool {
        matches!(self, Self::Headline | Self::Heading)
    }

    /// Whether its text is words of somebody, and not a name or a number that programs read.
    pub fn is_text(self) -> bool {
        match self {
            Self::Words
            | Self::Headline
            | Self::Heading
            | Self::Label
            | Self::Description
            | Self::Tag
            | Self::Quote
            | Self::Spoken
            | Self::Private => true,
            Self::Guard | Self::Term | Self::Id | Self::Address | Self::Value | Self::Keys => false,
        }
    }

    /// Whether its text is told to the board on our word.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::Words | Self::Headline | Self::Heading | Self::Label)
    }
}

/// A key that a kind of thing may have, and what is known of its value.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// What it is called in English and in French.
    pub name: Name,
    /// What earlier versions called it, where that was another name in one of the languages: it is read still.
    pub former: Option<Name>,
    /// What its value must look like.
    pub shape: Shape,
    /// What its value is to readers and to rules.
    pub role: Role,
    /// What it means.
    pub meaning: InEach<&'static str>,
    /// Whether it must be there.
    pub required: bool,
}

impl Field {
    /// The same key, which files may also give under another French name.
    pub const fn or(self, other: &'static str) -> Self {
        Self { name: self.name.or(other), ..self }
    }

    /// The same key, with the English and the French name that it had in earlier versions; one that did not change stands
    /// as it is.
    pub const fn formerly_named(self, en: &'static str, fr: &'static str) -> Self {
        Self { former: Some(name(en, fr)), ..self }
    }
}

/// A key that may be left out: its names, what its value looks like and is, and what it means in both languages.
pub const fn field(
    en: &'static str,
    fr: &'static str,
    shape: Shape,
    role: Role,
    means_en: &'static str,
    means_fr: &'static str,
) -> Field {
    let meaning = InEach { en: means_en, fr: means_fr };
    Field { name: name(en, fr), former: None, shape, role, meaning, required: false }
}

/// A key that must be there.
pub const fn required(
    en: &'static str,
    fr: &'static str,
    shape: Shape,
    role: Role,
    means_en: &'static str,
    means_fr: &'static str,
) -> Field {
    Field { required: true, ..field(en, fr, shape, role, means_en, means_fr) }
}
