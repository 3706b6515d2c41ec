//! What may be written under each key: the one description from which files are checked and read.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::yaml::Style;
use crate::locale::Language;
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
    Word(&'static [Name]),
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
    Map(&'static Table),
    /// Keys that the writer chooses.
    Open(&'static Shape),
    /// Keys and values of a table, or what its first key needs standing alone.
    Brief(&'static Table),
    /// A fixed value standing alone, or keys and values.
    Either(&'static [Name], &'static Table),
    /// An exact decimal number, or keys and values of what computes one.
    Computed(&'static Table),
}

/// The English and the French name of a key or of a fixed value.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    /// In English.
    pub en: &'static str,
    /// In French, with its accents, which are optional in files.
    pub fr: &'static str,
}

/// An English and a French name.
pub const fn name(en: &'static str, fr: &'static str) -> Name {
    Name { en, fr }
}

impl Name {
    /// The name in a language.
    pub fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Fr => self.fr,
            Language::En => self.en,
        }
    }
}

/// The keys of one kind of thing.
#[derive(Debug)]
pub struct Table {
    /// What it describes, as a word of the vocabulary.
    pub of: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
}

impl Table {
    /// What describes an entry that is not used yet: nothing is said of its words.
    pub const DRAFT: &str = "draft";
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its names.
    pub name: Name,
    /// What its value must look like.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
}

/// A key that may be left out.
pub const fn field(en: &'static str, fr: &'static str, shape: Shape) -> Field {
    Field { name: name(en, fr), shape, required: false }
}

/// A key that must be there.
pub const fn required(en: &'static str, fr: &'static str, shape: Shape) -> Field {
    Field { required: true, ..field(en, fr, shape) }
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

/// A text, where it stands and how it was written.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text as meant: escapes and indentation undone.
    pub value: String,
    /// Its place, quotes included.
    pub span: Span,
    /// How it was written.
    pub style: Style,
}

/// The keys and values of one thing, each to be taken once.
#[derive(Debug, Clone)]
pub struct Record {
    /// The place of the whole.
    pub span: Span,
    /// What may be in it.
    pub table: &'static Table,
    /// What is in it, by the position of the key in the table.
    pub values: Vec<Option<(Span, Spanned<Read>)>>,
}

impl Record {
    /// Takes the value of a key by its English name.
    pub fn take(&mut self, key: &'static str) -> Option<Spanned<Read>> {
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

    /// The place of a key that is there.
    pub fn key_span(&self, key: &'static str) -> Option<Span> {
        let at = self.table.fields.iter().position(|field| field.name.en == key)?;
        self.values[at].as_ref().map(|(span, _)| *span)
    }

    /// Takes a text.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        match self.take(key)?.value {
            Read::Text(text) => Some(text),
            _ => unreachable!("`{key}` is not a text in the table of {}", self.table.of),
        }
    }

    /// Takes an id with its place.
    pub fn id(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.text(key).map(|text| Spanned::new(text.value, text.span))
    }

    fn take_as<T>(&mut self, key: &'static str, pick: fn(Read) -> Option<T>) -> Option<Spanned<T>> {
        let taken = self.take(key)?;
        let value = pick(taken.value).unwrap_or_else(|| {
            unreachable!("`{key}` has another shape in the table of {}", self.table.of)
        });
        Some(Spanned::new(value, taken.span))
    }

    /// Takes the position of a fixed value.
    pub fn word(&mut self, key: &'static str) -> Option<Spanned<usize>> {
        self.take_as(key, |read| match read {
            Read::Word(value) => Some(value),
            _ => None,
        })
    }

    /// Takes a whole number.
    pub fn count(&mut self, key: &'static str) -> Option<Spanned<u64>> {
        self.take_as(key, |read| match read {
            Read::Count(value) => Some(value),
            _ => None,
        })
    }

    /// Takes a decimal number.
    pub fn number(&mut self, key: &'static str) -> Option<Spanned<Decimal>> {
        self.take_as(key, |read| match read {
            Read::Number(value) => Some(value),
            _ => None,
        })
    }

    /// Takes a yes or no.
    pub fn flag(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        self.take_as(key, |read| match read {
            Read::Flag(value) => Some(value),
            _ => None,
        })
    }

    /// Takes a day.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<NaiveDate>> {
        self.take_as(key, |read| match read {
            Read::Date(value) => Some(value),
            _ => None,
        })
    }

    /// Takes a period.
    pub fn period(&mut self, key: &'static str) -> Option<Spanned<Period>> {
        self.take_as(key, |read| match read {
            Read::Period(value) => Some(value),
            _ => None,
        })
    }

    /// Takes keys and values.
    pub fn map(&mut self, key: &'static str) -> Option<Spanned<Record>> {
        self.take_as(key, |read| match read {
            Read::Map(value) => Some(value),
            _ => None,
        })
    }

    /// Takes keys that the writer chose.
    pub fn open(&mut self, key: &'static str) -> Option<Spanned<Pairs>> {
        self.take_as(key, |read| match read {
            Read::Open(value) => Some(value),
            _ => None,
        })
    }

    /// Takes a number, or the keys and values that compute one.
    pub fn computed(&mut self, key: &'static str) -> Option<Spanned<Result<Decimal, Record>>> {
        self.take_as(key, |read| match read {
            Read::Number(value) => Some(Ok(value)),
            Read::Map(record) => Some(Err(record)),
            _ => None,
        })
    }

    /// Takes a list; nothing written gives an empty one.
    pub fn list(&mut self, key: &'static str) -> Vec<Spanned<Read>> {
        match self.take(key).map(|taken| taken.value) {
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
