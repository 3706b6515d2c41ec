//! What was read of a file: the values under the keys of a table, each to be taken once by its English name.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::choices::Choice;
use super::node::{Scalar, WrittenStyle};
use super::shape::KeyTable;
use crate::period::Period;
use crate::source::{Span, Spanned};

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
    /// A day of the calendar, as `2026-07-14`.
    Date(NaiveDate),
    /// A stretch of days, which may be a single one.
    Period(Period),
    /// Values of one shape, each with its place, in the order written.
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

impl Text {
    /// The text of a scalar that stands at a place, without the spaces around it.
    pub(super) fn of_scalar(scalar: &Scalar, span: Span) -> Self {
        Self { value: scalar.text.trim().to_string(), span, style: scalar.style }
    }
}

/// The keys and values of one thing, each to be taken once.
#[derive(Debug, Clone)]
pub struct Record {
    /// The place of the whole, from its first key to its last value.
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
    pub fn open_pairs(&mut self, key: &'static str) -> Option<Spanned<Pairs>> {
        self.take_as(key, |read| match read {
            Read::Open(value) => Some(value),
            _ => None,
        })
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
