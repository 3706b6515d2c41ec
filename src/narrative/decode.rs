//! A tree of nodes against the description of what may be written: every fault is told, each at its smallest place.

use std::collections::HashMap;
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::shape::{Field, Name, Read, Record, Shape, Table, Text};
use super::yaml::{Content, Node, Scalar, Style};
use crate::finding::rules::{DUPLICATE_KEY, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_VALUE, WRONG_DATE, WRONG_ID, WRONG_TYPE};
use crate::finding::{Finding, Message, Report, Rule};
use crate::locale::Language;
use crate::period::{Period, PeriodError};
use crate::source::{Span, Spanned};

/// Reads nodes and collects what is wrong with them.
pub struct Decoder<'a> {
    report: &'a mut Report,
    /// The language in which names are proposed: the one most keys of the file are written in.
    language: Language,
}

impl<'a> Decoder<'a> {
    /// A decoder that tells its findings to `report`.
    pub fn new(report: &'a mut Report) -> Self {
        Self { report, language: Language::En }
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
            let message = Message::new("expected-map").with("of", table.of).with("found", kind(node));
            self.say(&WRONG_TYPE, node.span, message, Some(Message::new("hint-map").with("key", self.example(table))));
            return None;
        };
        let mut record = Record { span: node.span, table, values: vec![None; table.fields.len()] };
        let mut met: HashMap<usize, Span> = HashMap::new();
        for (key, value) in entries {
            let Some(at) = self.field(key, table, &record) else { continue };
            if let Some(first) = met.insert(at, key.span) {
                self.twice(key, first, table.fields[at].name);
                continue;
            }
            let field = &table.fields[at];
            if let Some(read) = self.value(value, field.shape, key.span, field) {
                record.values[at] = Some((key.span, read));
            }
        }
        for (at, field) in table.fields.iter().enumerate().filter(|(_, field)| field.required) {
            if !met.contains_key(&at) {
                self.missing(node, entries, field, table);
            }
        }
        Some(record)
    }

    fn field(&mut self, key: &Node, table: &'static Table, _: &Record) -> Option<usize> {
        let Content::Scalar(scalar) = &key.content else {
            self.say(&WRONG_TYPE, key.span, Message::new("expected-key"), None);
            return None;
        };
        let folded = fold(&scalar.text);
        let found = table.fields.iter().position(|field| is_named(field.name, &folded));
        if found.is_none() {
            let names = table.fields.iter().map(|field| field.name);
            let message = Message::new("unknown-key").with("key", scalar.text.as_str()).with("of", table.of);
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
        let finding = Finding::new(&DUPLICATE_KEY, key.span, Message::new("duplicate-key").with("key", written))
            .label(first, Message::new("label-first"))
            .hint(Message::new("hint-duplicate-key").with("en", name.en).with("fr", name.fr));
        self.report.push(finding);
    }

    fn missing(&mut self, node: &Node, entries: &[(Node, Node)], field: &Field, table: &Table) {
        let span = entries.first().map_or(node.span.at_start(), |(key, _)| key.span);
        let key = field.name.in_language(self.language);
        let message = Message::new("missing-key").with("key", key).with("of", table.of);
        self.say(&MISSING_KEY, span, message, Some(Message::new("hint-missing-key").with("key", key)));
    }

    fn value(&mut self, node: &Node, shape: Shape, key: Span, field: &Field) -> Option<Spanned<Read>> {
        if is_empty(node) && !matches!(shape, Shape::List(_) | Shape::Open(_)) {
            let name = field.name.in_language(self.language);
            let hint = if field.required { "hint-fill" } else { "hint-fill-or-remove" };
            self.say(&MISSING_KEY, key, Message::new("empty-value").with("key", name), Some(Message::new(hint)));
            return None;
        }
        let read = match shape {
            Shape::List(item) => Read::List(self.list(node, *item, key, field)),
            Shape::Map(table) => Read::Map(self.map(node, table)?),
            Shape::Open(value) => Read::Open(self.open(node, *value, key, field)?),
            Shape::Either(_, table) if matches!(node.content, Content::Map(_)) => Read::Map(self.map(node, table)?),
            _ => self.scalar(node, shape, field)?,
        };
        Some(Spanned::new(read, node.span))
    }

    fn list(&mut self, node: &Node, item: Shape, key: Span, field: &Field) -> Vec<Spanned<Read>> {
        match &node.content {
            Content::List(items) => items.iter().filter_map(|node| self.value(node, item, node.span, field)).collect(),
            Content::Scalar(_) if is_empty(node) => Vec::new(),
            _ => self.value(node, item, key, field).into_iter().collect(),
        }
    }

    fn open(&mut self, node: &Node, value: Shape, key: Span, field: &Field) -> Option<Vec<(Text, Spanned<Read>)>> {
        let Content::Map(entries) = &node.content else {
            if is_empty(node) {
                return Some(Vec::new());
            }
            let name = field.name.in_language(self.language);
            let message = Message::new("expected-open-map").with("key", name).with("found", kind(node));
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
                let finding = Finding::new(&DUPLICATE_KEY, name.span, Message::new("duplicate-key").with("key", scalar.text.as_str()))
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

    fn scalar(&mut self, node: &Node, shape: Shape, field: &Field) -> Option<Read> {
        let Content::Scalar(scalar) = &node.content else {
            let name = field.name.in_language(self.language);
            let key = expected(shape);
            let found = kind(node);
            let hint = self.braces_hint(node);
            self.say(&WRONG_TYPE, node.span, Message::new(key).with("key", name).with("found", found), hint);
            return None;
        };
        match shape {
            Shape::Line | Shape::Prose => Some(Read::Text(text(scalar, node.span))),
            Shape::Id => self.id(scalar, node.span),
            Shape::Code => self.code(scalar, node.span),
            Shape::Colour => self.colour(scalar, node.span),
            Shape::Word(names) | Shape::Either(names, _) => self.word(scalar, node.span, names, field),
            Shape::Count => self.count(scalar, node.span, field),
            Shape::Number => self.number(scalar, node.span, field),
            Shape::Flag => self.flag(scalar, node.span, field),
            Shape::Date => self.date(scalar, node.span).map(Read::Date),
            Shape::Period => self.period(scalar, node.span),
            Shape::When => self.when(scalar, node.span),
            Shape::List(_) | Shape::Map(_) | Shape::Open(_) => None,
        }
    }

    /// `{{ name }}` typed without quotes is a map of a map for YAML.
    fn braces_hint(&self, node: &Node) -> Option<Message> {
        match &node.content {
            Content::Map(entries) if entries.iter().any(|(key, _)| !matches!(key.content, Content::Scalar(_))) => Some(Message::new("hint-quote-it")),
            Content::Map(_) => Some(Message::new("hint-quote-colon")),
            Content::List(_) => Some(Message::new("hint-quote-brackets")),
            Content::Scalar(_) => None,
        }
    }

    fn id(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if scalar.text.chars().all(is_sign) {
            return Some(Read::Text(text(scalar, span)));
        }
        let message = Message::new("wrong-id").with("id", scalar.text.as_str());
        self.say(&WRONG_ID, span, message, Some(Message::new("hint-write").with("value", slug(&scalar.text))));
        None
    }

    fn code(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let is_code = (2..=3).contains(&scalar.text.len()) && scalar.text.chars().all(|c| c.is_ascii_lowercase());
        if is_code {
            return Some(Read::Text(text(scalar, span)));
        }
        self.say(&UNKNOWN_VALUE, span, Message::new("wrong-language").with("value", scalar.text.as_str()), Some(Message::new("hint-language")));
        None
    }

    fn colour(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let is_colour = scalar.text.len() == 7 && scalar.text.starts_with('#') && scalar.text[1..].chars().all(|c| c.is_ascii_hexdigit());
        if is_colour {
            return Some(Read::Text(text(scalar, span)));
        }
        self.say(&WRONG_TYPE, span, Message::new("wrong-colour").with("value", scalar.text.as_str()), Some(Message::new("hint-colour")));
        None
    }

    fn word(&mut self, scalar: &Scalar, span: Span, names: &'static [Name], field: &Field) -> Option<Read> {
        let folded = fold(&scalar.text);
        if let Some(at) = names.iter().position(|name| is_named(*name, &folded)) {
            return Some(Read::Word(at));
        }
        let key = field.name.in_language(self.language);
        let message = Message::new("unknown-value").with("key", key).with("value", scalar.text.as_str());
        let hint = self.nearest(&folded, names.iter().copied());
        self.say(&UNKNOWN_VALUE, span, message, Some(hint));
        None
    }

    fn count(&mut self, scalar: &Scalar, span: Span, field: &Field) -> Option<Read> {
        let digits = ungrouped(&scalar.text);
        match digits.parse() {
            Ok(count) => Some(Read::Count(count)),
            Err(_) => self.wrong(Shape::Count, scalar, span, field),
        }
    }

    fn number(&mut self, scalar: &Scalar, span: Span, field: &Field) -> Option<Read> {
        match exact_number(&scalar.text) {
            Some(number) => Some(Read::Number(number)),
            None => self.wrong(Shape::Number, scalar, span, field),
        }
    }

    fn flag(&mut self, scalar: &Scalar, span: Span, field: &Field) -> Option<Read> {
        match fold(&scalar.text).as_str() {
            "true" | "yes" | "oui" | "vrai" => Some(Read::Flag(true)),
            "false" | "no" | "non" | "faux" => Some(Read::Flag(false)),
            _ => self.wrong(Shape::Flag, scalar, span, field),
        }
    }

    fn wrong(&mut self, shape: Shape, scalar: &Scalar, span: Span, field: &Field) -> Option<Read> {
        let key = field.name.in_language(self.language);
        let message = Message::new(expected(shape)).with("key", key).with("found", format!("`{}`", scalar.text));
        self.say(&WRONG_TYPE, span, message, None);
        None
    }

    fn date(&mut self, scalar: &Scalar, span: Span) -> Option<NaiveDate> {
        match NaiveDate::parse_from_str(&scalar.text, "%Y-%m-%d") {
            Ok(date) if scalar.text.len() == 10 => Some(date),
            _ => {
                let looks_right = scalar.text.len() == 10 && scalar.text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
                let key = if looks_right { "impossible-date" } else { "wrong-date" };
                let hint = day_first(&scalar.text).map(|date| Message::new("hint-write").with("value", date.to_string()));
                self.say(&WRONG_DATE, span, Message::new(key).with("value", scalar.text.as_str()), hint);
                None
            }
        }
    }

    fn period(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        match Period::from_str(&scalar.text) {
            Ok(period) => Some(Read::Period(period)),
            Err(error) => {
                self.say(&WRONG_DATE, span, Message::new(period_message(&error)).with("value", scalar.text.as_str()), Some(Message::new("hint-period")));
                None
            }
        }
    }

    fn when(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        if scalar.text.len() == 10 && !scalar.text.contains('/') {
            return self.date(scalar, span).map(|date| Read::Period(Period::Range(date, date)));
        }
        self.period(scalar, span)
    }

    /// What to write instead: the nearest name, or all of them when none is near.
    fn nearest(&self, written: &str, names: impl Iterator<Item = Name>) -> Message {
        let names: Vec<Name> = names.collect();
        let near = names
            .iter()
            .flat_map(|name| [name.fr, name.en].map(|known| (strsim::damerau_levenshtein(written, &fold(known)), known, *name)))
            .min_by_key(|(distance, _, name)| (*distance, name.en));
        match near {
            Some((distance, known, name)) if distance <= (written.chars().count() / 3).max(1) => {
                let value = if fold(name.in_language(self.language)) == fold(known) { name.in_language(self.language) } else { known };
                Message::new("hint-nearest").with("value", value)
            }
            _ => {
                let all: Vec<_> = names.iter().map(|name| format!("`{}`", name.in_language(self.language))).collect();
                Message::new("hint-known").with("values", all.join(", "))
            }
        }
    }

    fn example(&self, table: &Table) -> &'static str {
        table.fields.first().map_or("", |field| field.name.in_language(self.language))
    }

    fn say(&mut self, rule: &'static Rule, span: Span, message: Message, hint: Option<Message>) {
        let finding = Finding::new(rule, span, message);
        self.report.push(hint.into_iter().fold(finding, Finding::hint));
    }
}

/// The language most keys of a file's first level are written in.
fn language_of(node: &Node, table: &Table) -> Language {
    let Content::Map(entries) = &node.content else { return Language::En };
    let keys = entries.iter().filter_map(|(key, _)| match &key.content {
        Content::Scalar(scalar) => Some(fold(&scalar.text)),
        _ => None,
    });
    let score: i32 = keys
        .filter_map(|key| table.fields.iter().find(|field| is_named(field.name, &key)).map(|field| (key, field.name)))
        .map(|(key, name)| i32::from(fold(name.fr) == key) - i32::from(fold(name.en) == key))
        .sum();
    let nested = entries.iter().find_map(|(_, value)| match (&value.content, score) {
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

fn is_named(name: Name, folded: &str) -> bool {
    fold(name.en) == folded || fold(name.fr) == folded
}

/// A key without its accents, case, special hyphens or ligatures, for comparing.
pub fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{2010}' | '\u{2011}' | '_' | ' ' | '\u{a0}' => '-',
        '’' => '\'',
        other => other,
    };
    let lower = text.trim().to_lowercase().replace('œ', "oe").replace('æ', "ae");
    lower.nfd().filter(|c| !is_combining_mark(*c)).map(plain).collect()
}

/// An id made from any words.
pub fn slug(text: &str) -> String {
    let words: Vec<String> = fold(text).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect();
    if words.is_empty() { "un-nom".to_string() } else { words.join("-") }
}

fn text(scalar: &Scalar, span: Span) -> Text {
    Text { value: scalar.text.trim().to_string(), span, style: scalar.style }
}

fn is_empty(node: &Node) -> bool {
    match &node.content {
        Content::Scalar(scalar) => scalar.text.trim().is_empty() || (scalar.style == Style::Plain && matches!(scalar.text.as_str(), "~" | "null")),
        _ => false,
    }
}

fn kind(node: &Node) -> &'static str {
    match node.content {
        Content::Scalar(_) => "text",
        Content::List(_) => "list",
        Content::Map(_) => "map",
    }
}

fn expected(shape: Shape) -> &'static str {
    match shape {
        Shape::Count => "expected-count",
        Shape::Number => "expected-number",
        Shape::Flag => "expected-flag",
        Shape::Date | Shape::When | Shape::Period => "expected-date",
        _ => "expected-text",
    }
}

fn ungrouped(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_')).collect()
}

/// A number as people of both languages type it: `18400`, `18 400`, `12,5`, `-1.5`. Exact.
fn exact_number(text: &str) -> Option<Decimal> {
    let digits = ungrouped(text).replace('\u{2212}', "-");
    let plain = digits.replacen(',', ".", 1);
    let is_number = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')) && !plain.starts_with('.');
    if is_number { Decimal::from_str_exact(plain.trim_start_matches('+')).ok() } else { None }
}

fn day_first(text: &str) -> Option<NaiveDate> {
    ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

fn period_message(error: &PeriodError) -> &'static str {
    match error {
        PeriodError::EndBeforeStart(..) => "period-reversed",
        PeriodError::UnknownForm(_) => "wrong-period",
        _ => "impossible-period",
    }
}
