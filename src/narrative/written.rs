//! Everything written in a file, gathered in one walk: each text with the key it stands under, each rule set aside.

use super::allowance::{ALLOW, Allowance, read_allowances};
use crate::schema::{Field, KeyTable, Read, Record, Role, Shape, Text};
use crate::source::Span;

/// What is written in some files.
#[derive(Debug, Clone, Default)]
pub struct WrittenTexts {
    /// The texts, in the order of the keys of their tables.
    pub leaves: Vec<Leaf>,
    /// The rules set aside.
    pub allowances: Vec<Allowance>,
}

/// A text and the key it stands under.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Its value without the spaces around it, and its place.
    pub text: Text,
    /// What the keys around it describe, as a word of the vocabulary: `story`, `speaker`.
    pub of: &'static str,
    /// The English name of its key.
    pub key: &'static str,
    /// What its key says that it is.
    pub role: Role,
    /// Whether it is one line, or an item of a list, which hold no list themselves.
    pub is_line: bool,
    /// The entry it belongs to: the story, the voice, the figure.
    pub entry: Span,
    /// What the entry is, as a word of the vocabulary.
    pub entry_of: &'static str,
    /// The code of its own language, when it or its entry says one.
    pub language: Option<String>,
}

impl Leaf {
    /// Whether it is what somebody said, word for word: nothing in it is ours to mend.
    pub fn is_verbatim(&self) -> bool {
        self.of == "voice" && self.role == Role::Quote
    }
}

/// The place in a file that the walk has come to.
#[derive(Clone, Copy)]
struct Within<'a> {
    entry: Span,
    of: &'static str,
    language: Option<&'a str>,
}

impl WrittenTexts {
    /// What a record and all below it hold.
    pub fn from_record(record: &Record) -> Self {
        let mut written = Self::default();
        written.add(record);
        written
    }

    /// Adds what is written in other files.
    pub fn append(&mut self, other: Self) {
        self.leaves.extend(other.leaves);
        self.allowances.extend(other.allowances);
    }

    /// Adds what a record and all below it hold.
    pub fn add(&mut self, record: &Record) {
        let within = Within { entry: record.span, of: record.table.of, language: None };
        self.walk_record(record, within);
    }

    fn walk_record<'a>(&mut self, record: &'a Record, mut within: Within<'a>) {
        let own = match record.peek("language") {
            Some(Read::Text(code)) => Some(code.value.as_str()),
            _ => None,
        };
        if is_entry(record.table) {
            within.entry = record.span;
            within.of = record.table.of;
            self.allowances.extend(read_allowances(record));
        }
        // The language of a voice is that of its words; who speaks and where is told in ours.
        let of_words_only = record.table.of == "voice";
        if !of_words_only {
            within.language = own.or(within.language);
        }
        for (field, value) in record.table.fields.iter().zip(&record.values) {
            let Some((_, value)) = value else { continue };
            let mut within = within;
            if of_words_only && field.name.en == "text" {
                within.language = own;
            }
            self.walk_value(&value.value, record.table.of, field, within);
        }
    }

    fn walk_value(
        &mut self,
        value: &Read,
        of: &'static str,
        field: &'static Field,
        within: Within,
    ) {
        match value {
            Read::Text(text) if field.role.is_text() => self.leaves.push(Leaf {
                text: text.clone(),
                of,
                key: field.name.en,
                role: field.role,
                is_line: !matches!(field.shape, Shape::Prose),
                entry: within.entry,
                entry_of: within.of,
                language: within.language.map(str::to_string),
            }),
            Read::List(items) => {
                items.iter().for_each(|item| self.walk_value(&item.value, of, field, within));
            }
            Read::Map(record)
                if field.name.en != ALLOW.name.en && record.table.of != KeyTable::DRAFT =>
            {
                self.walk_record(record, within);
            }
            _ => {}
        }
    }
}

/// Whether a table describes something that rules may be set aside for.
fn is_entry(table: &KeyTable) -> bool {
    table.fields.iter().any(|field| field.name.en == ALLOW.name.en)
}
