//! The objects that PDF files and what they draw are made of: numbers, names, strings, arrays, dictionaries.

use std::borrow::Cow;

/// The bytes of a name or of a string, borrowed where they stand in the file as they are.
pub(super) type Bytes<'a> = Cow<'a, [u8]>;

/// An object as the standard defines them (ISO 32000-1, 7.3), but for streams.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Object<'a> {
    /// Nothing, or a word that means nothing here.
    #[default]
    Null,
    /// A number, whole or not.
    Number(f64),
    /// A name, without its `/`.
    Name(Bytes<'a>),
    /// A string, whichever way it was written.
    String(Bytes<'a>),
    /// A list of objects of any kind.
    Array(Vec<Object<'a>>),
    /// Objects by their names.
    Dict(Dict<'a>),
    /// The object of this number.
    Ref(u32),
}

impl<'a> Object<'a> {
    /// The dictionary, if it is one.
    pub fn as_dict(&self) -> Option<&Dict<'a>> {
        match self {
            Self::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Object<'a>]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The name, if it is one.
    pub fn as_name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The bytes, if it is a string.
    pub fn as_string(&self) -> Option<&[u8]> {
        match self {
            Self::String(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The whole number from zero, if it is one.
    pub fn as_count(&self) -> Option<usize> {
        match self {
            Self::Number(number) if *number >= 0.0 && *number < 9e15 => Some(*number as usize),
            _ => None,
        }
    }
}

/// A dictionary: its entries by their keys, in order. A key that is written twice has all its values, and the last counts.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Dict<'a>(Vec<(Bytes<'a>, Object<'a>)>);

impl<'a> Dict<'a> {
    /// The dictionary of keys and values that alternate.
    pub(super) fn from_items(items: Vec<Object<'a>>) -> Self {
        let mut entries = Vec::with_capacity(items.len() / 2);
        // Keys and values alternate. Where a key is missing, the walk goes on with the next item instead of shifting all
        // that follow.
        let mut items = items.into_iter().peekable();
        while let Some(item) = items.next() {
            if let Object::Name(key) = item {
                entries.push((key, items.next().unwrap_or_default()));
            } else {
                // A value without a key: what it says is kept all the same.
                entries.push((Cow::Borrowed(&b""[..]), item));
            }
        }
        // The sort is stable: of equal keys the one written last stays last, and `of_name` finds that one.
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self(entries)
    }

    /// The value of a key, as it is written.
    pub fn get(&self, key: &str) -> Option<&Object<'a>> {
        self.of_name(key.as_bytes())
    }

    /// The value of a key given by its bytes.
    pub fn of_name(&self, key: &[u8]) -> Option<&Object<'a>> {
        let after = self.0.partition_point(|(known, _)| **known <= *key);
        let (known, value) = self.0.get(after.checked_sub(1)?)?;
        (**known == *key).then_some(value)
    }

    /// All entries, in the order of their keys.
    pub fn entries(&self) -> impl Iterator<Item = (&[u8], &Object<'a>)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }
}
