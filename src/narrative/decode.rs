//! A tree of nodes against the description of what may be written: every fault is told, each at its smallest place.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::shape::{Field, Name, Read, Record, Shape, Table, Text};
use super::yaml::{Content, Node, Scalar, Style};
use crate::finding::rules::{DUPLICATE_KEY, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE};
use crate::finding::{Finding, Message, Report, Rule};
use crate::locale::Language;
use crate::source::{Span, Spanned};

/// Reads nodes and collects what is wrong with them.
pub struct Decoder<'a> {
    report: &'a mut Report,
    /// The language in which names are proposed: the one most keys of the file are written in.
    pub(super) language: Language,
}

impl<'a> Decoder<'a> {
    /// A decoder that tells its findings to `report`.
    pub fn new(report: &'a mut Report) -> Self {
        Self {
            report,
            language: Language::En,
        }
    }

    /// Reads a whole file as the keys and values of a table. `None` when something in it cannot be read.
    pub fn file(&mut self, node: &Node, table: &'static Table) -> Option<Record> {
        self.language = language_of(node, table);
        let mark = self.report.len();
        let record = self.map(node, table)?;
        (!self.report.blocks_since(mark)).then_some(record)
    }

    fn map(&mut self, node: &Node, table: &'static Table) -> Option<Record> {
        let Content::Map(entries) = &node.content else {
            let message = Message::new("expected-map")
                .with("of", table.of)
                .with("found", kind(node));
            self.say(
                &WRONG_TYPE,
                node.span,
                message,
                Some(Message::new("hint-map").with("key", self.example(table))),
            );
            return None;
        };
        let mut record = Record {
            span: node.span,
            table,
            values: vec![None; table.fields.len()],
        };
        let mut met: HashMap<usize, Span> = HashMap::new();
        for (key, value) in entries {
            let Some(at) = self.field(key, table) else {
                continue;
            };
            if let Some(first) = met.insert(at, key.span) {
                self.twice(key, first, table.fields[at].name);
                continue;
            }
            let field = &table.fields[at];
            if let Some(read) = self.value(value, field.shape, key.span, field) {
                record.values[at] = Some((key.span, read));
            }
        }
        for (at, field) in table
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.required)
        {
            if !met.contains_key(&at) {
                self.missing(node, entries, field, table);
            }
        }
        Some(record)
    }

    fn field(&mut self, key: &Node, table: &'static Table) -> Option<usize> {
        let Content::Scalar(scalar) = &key.content else {
            self.say(&WRONG_TYPE, key.span, Message::new("expected-key"), None);
            return None;
        };
        let folded = fold(&scalar.text);
        let found = table
            .fields
            .iter()
            .position(|field| is_named(field.name, &folded));
        if found.is_none() {
            let names = table.fields.iter().map(|field| field.name);
            let message = Message::new("unknown-key")
                .with("key", scalar.text.as_str())
                .with("of", table.of);
            let hint = self.nearest(&folded, names);
            self.say(&UNKNOWN_KEY, key.span, message, Some(hint));
        }
        found
    }

    fn twice(&mut self, key: &Node, first: Span, name: Name) {
        let written = match &key.content {
            Content::Scalar(scalar) => scalar.text.clone(),
            _ => name.in_language(self.language).to_string(),
        };
        let finding = Finding::new(
            &DUPLICATE_KEY,
            key.span,
            Message::new("duplicate-key").with("key", written),
        )
        .label(first, Message::new("label-first"))
        .hint(
            Message::new("hint-duplicate-key")
                .with("en", name.en)
                .with("fr", name.fr),
        );
        self.report.push(finding);
    }

    fn missing(&mut self, node: &Node, entries: &[(Node, Node)], field: &Field, table: &Table) {
        let span = entries
            .first()
            .map_or(node.span.at_start(), |(key, _)| key.span);
        let key = field.name.in_language(self.language);
        let message = Message::new("missing-key")
            .with("key", key)
            .with("of", table.of);
        self.say(
            &MISSING_KEY,
            span,
            message,
            Some(Message::new("hint-missing-key").with("key", key)),
        );
    }

    fn value(
        &mut self,
        node: &Node,
        shape: Shape,
        key: Span,
        field: &Field,
    ) -> Option<Spanned<Read>> {
        if is_empty(node) && !matches!(shape, Shape::List(_) | Shape::Open(_)) {
            let name = field.name.in_language(self.language);
            let hint = if field.required {
                "hint-fill"
            } else {
                "hint-fill-or-remove"
            };
            self.say(
                &MISSING_KEY,
                key,
                Message::new("empty-value").with("key", name),
                Some(Message::new(hint)),
            );
            return None;
        }
        let read = match shape {
            Shape::List(item) => Read::List(self.list(node, *item, key, field)),
            Shape::Map(table) => Read::Map(self.map(node, table)?),
            Shape::Open(value) => Read::Open(self.open(node, *value, key, field)?),
            Shape::Either(_, table) if matches!(node.content, Content::Map(_)) => {
                Read::Map(self.map(node, table)?)
            }
            _ => self.scalar(node, shape, field)?,
        };
        Some(Spanned::new(read, node.span))
    }

    fn list(&mut self, node: &Node, item: Shape, key: Span, field: &Field) -> Vec<Spanned<Read>> {
        match &node.content {
            Content::List(items) => items
                .iter()
                .filter_map(|node| self.value(node, item, node.span, field))
                .collect(),
            Content::Scalar(_) if is_empty(node) => Vec::new(),
            _ => self.value(node, item, key, field).into_iter().collect(),
        }
    }

    fn open(
        &mut self,
        node: &Node,
        value: Shape,
        key: Span,
        field: &Field,
    ) -> Option<Vec<(Text, Spanned<Read>)>> {
        let Content::Map(entries) = &node.content else {
            if is_empty(node) {
                return Some(Vec::new());
            }
            let name = field.name.in_language(self.language);
            let message = Message::new("expected-open-map")
                .with("key", name)
                .with("found", kind(node));
            self.say(&WRONG_TYPE, node.span, message, None);
            return None;
        };
        let mut met: HashMap<&str, Span> = HashMap::new();
        let mut read = Vec::new();
        for (name, node) in entries {
            let Content::Scalar(scalar) = &name.content else {
                self.say(&WRONG_TYPE, name.span, Message::new("expected-key"), None);
                continue;
            };
            if let Some(first) = met.insert(&scalar.text, name.span) {
                let finding = Finding::new(
                    &DUPLICATE_KEY,
                    name.span,
                    Message::new("duplicate-key").with("key", scalar.text.as_str()),
                )
                .label(first, Message::new("label-first"));
                self.report.push(finding);
                continue;
            }
            if let Some(value) = self.value(node, value, key, field) {
                read.push((text(scalar, name.span), value));
            }
        }
        Some(read)
    }

    /// What to write instead: the nearest name, or all of them when none is near.
    pub(super) fn nearest(&self, written: &str, names: impl Iterator<Item = Name>) -> Message {
        let names: Vec<Name> = names.collect();
        let near = names
            .iter()
            .flat_map(|name| {
                [name.fr, name.en].map(|known| {
                    (
                        strsim::damerau_levenshtein(written, &fold(known)),
                        known,
                        *name,
                    )
                })
            })
            .min_by_key(|(distance, _, name)| (*distance, name.en));
        match near {
            Some((distance, known, name)) if distance <= (written.chars().count() / 3).max(1) => {
                let value = if fold(name.in_language(self.language)) == fold(known) {
                    name.in_language(self.language)
                } else {
                    known
                };
                Message::new("hint-nearest").with("value", value)
            }
            _ => {
                let all: Vec<_> = names
                    .iter()
                    .map(|name| format!("`{}`", name.in_language(self.language)))
                    .collect();
                Message::new("hint-known").with("values", all.join(", "))
            }
        }
    }

    fn example(&self, table: &Table) -> &'static str {
        table
            .fields
            .first()
            .map_or("", |field| field.name.in_language(self.language))
    }

    pub(super) fn say(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: Message,
        hint: Option<Message>,
    ) {
        let finding = Finding::new(rule, span, message);
        self.report
            .push(hint.into_iter().fold(finding, Finding::hint));
    }
}

/// The language most keys of a file's first level are written in.
fn language_of(node: &Node, table: &Table) -> Language {
    let Content::Map(entries) = &node.content else {
        return Language::En;
    };
    let keys = entries.iter().filter_map(|(key, _)| match &key.content {
        Content::Scalar(scalar) => Some(fold(&scalar.text)),
        _ => None,
    });
    let score: i32 = keys
        .filter_map(|key| {
            table
                .fields
                .iter()
                .find(|field| is_named(field.name, &key))
                .map(|field| (key, field.name))
        })
        .map(|(key, name)| i32::from(fold(name.fr) == key) - i32::from(fold(name.en) == key))
        .sum();
    let nested = entries
        .iter()
        .find_map(|(_, value)| match (&value.content, score) {
            (Content::List(items), 0) => items.first(),
            (Content::Map(_), 0) => Some(value),
            _ => None,
        });
    match (score, nested) {
        (1.., _) => Language::Fr,
        (0, Some(node)) => nested_language(node, table),
        _ => Language::En,
    }
}

/// Files whose only key is the same in both languages are told apart by the keys below it.
fn nested_language(node: &Node, table: &Table) -> Language {
    let below = table.fields.iter().find_map(|field| match field.shape {
        Shape::List(Shape::Map(table)) => Some(*table),
        Shape::Map(table) => Some(table),
        _ => None,
    });
    match below {
        Some(table) if matches!(node.content, Content::Map(_)) => language_of(node, table),
        _ => Language::En,
    }
}

pub(super) fn is_named(name: Name, folded: &str) -> bool {
    fold(name.en) == folded || fold(name.fr) == folded
}

/// A key without its accents, case, special hyphens or ligatures, for comparing.
pub fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{2010}' | '\u{2011}' | '_' | ' ' | '\u{a0}' => '-',
        '’' => '\'',
        other => other,
    };
    let lower = text
        .trim()
        .to_lowercase()
        .replace('œ', "oe")
        .replace('æ', "ae");
    lower
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(plain)
        .collect()
}

/// An id made from any words.
pub fn slug(text: &str) -> String {
    let words: Vec<String> = fold(text)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect();
    if words.is_empty() {
        "un-nom".to_string()
    } else {
        words.join("-")
    }
}

pub(super) fn text(scalar: &Scalar, span: Span) -> Text {
    Text {
        value: scalar.text.trim().to_string(),
        span,
        style: scalar.style,
    }
}

fn is_empty(node: &Node) -> bool {
    match &node.content {
        Content::Scalar(scalar) => {
            scalar.text.trim().is_empty()
                || (scalar.style == Style::Plain && matches!(scalar.text.as_str(), "~" | "null"))
        }
        _ => false,
    }
}

pub(super) fn kind(node: &Node) -> &'static str {
    match node.content {
        Content::Scalar(_) => "text",
        Content::List(_) => "list",
        Content::Map(_) => "map",
    }
}
