//! What may be written under each key: the one description from which files are checked and read.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::choices::{Choice, Choices, Name, name};
use super::yaml::WrittenStyle;
use crate::locale::InEach;
use crate::period::Period;
use crate::source::{Span, Spanned};

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
    /// A day.
    Date,
    /// A month, or a day of it.
    Month,
    /// A day or a period.
    When,
    /// A period.
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
    /// Its keys.
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

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its names.
    pub name: Name,
    /// What its value must look like.
    pub shape: Shape,
    /// What its value is to readers and to rules.
    pub role: Role,
    /// What it means.
    pub meaning: InEach<&'static str>,
    /// Whether it must be there.
    pub required: bool,
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
    Field { name: name(en, fr), shape, role, meaning, required: false }
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

/// Names that the writer chose, and their values.
pub type Pairs = Vec<(Text, Spanned<Read>)>;

/// A value once read.
#[derive(Debug, Clone)]
pub enum Read {
    /// A line, a prose text, an id or a code.
    Text(Text),
    /// The position of a fixed value among the names of its shape.
    Word(usize),
    /// A whole number.
    Count(u64),
    /// An exact decimal number.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(NaiveDate),
    /// A period.
    Period(Period),
    /// Several values.
    List(Vec<Spanned<Read>>),
    /// Keys and values.
    Map(Record),
    /// Keys that the writer chose, and their values.
    Open(Pairs),
}

impl Read {
    /// The fixed value that was written, by the choices of its shape.
    pub fn choice<T: Copy>(&self, choices: &'static [Choice<T>]) -> Option<T> {
        match self {
            Self::Word(at) => choices.get(*at).map(|choice| choice.value),
            _ => None,
        }
    }
}

/// A text, where it stands and how it was written.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text as meant: escapes and indentation undone.
    pub value: String,
    /// Its place, quotes included.
    pub span: Span,
    /// How it was written.
    pub style: WrittenStyle,
}

/// The keys and values of one thing, each to be taken once.
#[derive(Debug, Clone)]
pub struct Record {
    /// The place of the whole.
    pub span: Span,
    /// What may be in it.
    pub table: &'static KeyTable,
    /// What is in it, by the position of the key in the table.
    pub values: Vec<Option<(Span, Spanned<Read>)>>,
}

impl Record {
    /// Takes the value of a key by its English name.
    pub fn take_value(&mut self, key: &'static str) -> Option<Spanned<Read>> {
        let at = self.table.fields.iter().position(|field| field.name.en == key);
        let at =
            at.unwrap_or_else(|| unreachable!("`{key}` is not in the table of {}", self.table.of));
        self.values[at].take().map(|(_, value)| value)
    }

    /// The value of a key that is there, by its English name.
    pub fn peek(&self, key: &str) -> Option<&Read> {
        let at = self.table.fields.iter().position(|field| field.name.en == key)?;
        self.values[at].as_ref().map(|(_, value)| &value.value)
    }

    /// The place of the value of a key that is there.
    pub fn span_of(&self, key: &str) -> Option<Span> {
        let at = self.table.fields.iter().position(|field| field.name.en == key)?;
        self.values[at].as_ref().map(|(_, value)| value.span)
    }

    /// Takes a text.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        match self.take_value(key)?.value {
            Read::Text(text) => Some(text),
            _ => unreachable!("`{key}` is not a text in the table of {}", self.table.of),
        }
    }

    /// Takes an id with its place.
    pub fn id(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.text(key).map(|text| Spanned::new(text.value, text.span))
    }

    fn take_as<T>(&mut self, key: &'static str, pick: fn(Read) -> Option<T>) -> Option<Spanned<T>> {
        let taken = self.take_value(key)?;
        let value = pick(taken.value).unwrap_or_else(|| {
            unreachable!("`{key}` has another shape in the table of {}", self.table.of)
        });
        Some(Spanned::new(value, taken.span))
    }

    /// Takes a fixed value, by the choices that the table gives its key.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &'static [Choice<T>],
    ) -> Option<Spanned<T>> {
        let taken = self.take_value(key)?;
        let value = taken.value.choice(choices).unwrap_or_else(|| {
            unreachable!("`{key}` has other choices in the table of {}", self.table.of)
        });
        Some(Spanned::new(value, taken.span))
    }

    /// Takes a list of fixed values.
    pub fn choices<T: Copy>(&mut self, key: &'static str, choices: &'static [Choice<T>]) -> Vec<T> {
        self.list(key).into_iter().filter_map(|item| item.value.choice(choices)).collect()
    }

    /// Takes a number, or the keys and values that compute one.
    pub fn number_or_map(&mut self, key: &'static str) -> Option<Spanned<Result<Decimal, Record>>> {
        self.take_as(key, |read| match read {
            Read::Number(value) => Some(Ok(value)),
            Read::Map(record) => Some(Err(record)),
            _ => None,
        })
    }

    /// Takes a list; nothing written gives an empty one.
    pub fn list(&mut self, key: &'static str) -> Vec<Spanned<Read>> {
        match self.take_value(key).map(|taken| taken.value) {
            Some(Read::List(items)) => items,
            None => Vec::new(),
            Some(_) => unreachable!("`{key}` is not a list in the table of {}", self.table.of),
        }
    }

    /// Takes a list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<Text> {
        let text = |item: Spanned<Read>| match item.value {
            Read::Text(text) => Some(text),
            _ => None,
        };
        self.list(key).into_iter().filter_map(text).collect()
    }

    /// Takes a list of ids.
    pub fn ids(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.texts(key).into_iter().map(|text| Spanned::new(text.value, text.span)).collect()
    }

    /// Takes a list of keys and values.
    pub fn maps(&mut self, key: &'static str) -> Vec<Record> {
        let map = |item: Spanned<Read>| match item.value {
            Read::Map(record) => Some(record),
            _ => None,
        };
        self.list(key).into_iter().filter_map(map).collect()
    }
}

/// Declares the readers of [`Record`] that take a value of one shape: what each takes, its name, the shape, what it gives.
macro_rules! declare_readers {
    ($(#[$doc:meta] $reader:ident: $shape:ident($taken:ty);)*) => {
        impl Record {
            $(
                #[$doc]
                pub fn $reader(&mut self, key: &'static str) -> Option<Spanned<$taken>> {
                    self.take_as(key, |read| match read {
                        Read::$shape(value) => Some(value),
                        _ => None,
                    })
                }
            )*
        }
    };
}

declare_readers! {
    /// Takes a whole number.
    count: Count(u64);
    /// Takes a decimal number.
    number: Number(Decimal);
    /// Takes a yes or no.
    flag: Flag(bool);
    /// Takes a day.
    date: Date(NaiveDate);
    /// Takes a period.
    period: Period(Period);
    /// Takes keys and values.
    map: Map(Record);
    /// Takes keys that the writer chose.
    open_pairs: Open(Pairs);
}
