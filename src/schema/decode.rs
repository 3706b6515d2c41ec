//! A tree of nodes against the description of what may be written: every fault is told, each at its smallest place.

use std::collections::HashMap;

use super::choices::Name;
use super::excess::{MOST, too_many};
use super::lists::{items_of_lines, without_marks};
use super::marks::is_run_on_list;
use super::names::{is_named, language_of, nearest_name};
use super::shape::{Field, KeyTable, Read, Record, Role, Shape, Text};
use super::yaml::{Node, NodeContent, Scalar, WrittenStyle};
use crate::finding::rules::{
    DUPLICATE_KEY, MISSING_KEY, UNKNOWN_KEY, UNSUPPORTED_YAML, WRONG_TYPE,
};
use crate::finding::{Finding, Message, Report, Rule};
use crate::locale::Language;
use crate::source::{Span, Spanned};
use crate::text::fold_name;

/// Reads nodes and collects what is wrong with them.
pub struct Decoder<'a> {
    report: &'a mut Report,
    told: usize,
    /// The language in which names are proposed: the one most keys of the file are written in.
    pub(super) language: Language,
}

impl<'a> Decoder<'a> {
    /// A decoder of one file that tells its findings to `report`. `language` is the project's, for files whose keys
    /// do not tell theirs.
    pub fn new(report: &'a mut Report, language: Language) -> Self {
        Self { report, told: 0, language }
    }

    /// Reads a whole file as the keys and values of a table. `None` when something in it cannot be read.
    pub fn read_file(&mut self, node: &Node, table: &'static KeyTable) -> Option<Record> {
        let mark = self.report.len();
        let record = self.read_partial(node, table)?;
        (!self.report.blocks_since(mark)).then_some(record)
    }

    /// Reads what can be read of a file, whatever is wrong with the rest.
    pub fn read_partial(&mut self, node: &Node, table: &'static KeyTable) -> Option<Record> {
        self.language = language_of(node, table).unwrap_or(self.language);
        self.read_map(node, table, None)
    }

    /// The language in which names are proposed.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Reads keys and values; `name` is the key that holds them, if any.
    fn read_map(
        &mut self,
        node: &Node,
        table: &'static KeyTable,
        name: Option<Name>,
    ) -> Option<Record> {
        let NodeContent::Map(entries) = &node.content else {
            self.not_a_map(node, table, name);
            return None;
        };
        let mut record = Record { span: node.span, table, values: vec![None; table.fields.len()] };
        let mut met: HashMap<usize, &Node> = HashMap::new();
        let mut before = None;
        for (key, value) in entries {
            if self.is_full() {
                return None;
            }
            if self.is_cut_number(before.replace(value), key, value) {
                continue;
            }
            let Some(at) = self.find_field(key, table, entries) else {
                continue;
            };
            if let Some(first) = met.get(&at) {
                let is_entry = at == 0 && table.fields[0].name.en == "id";
                self.report_duplicate_key(key, first, table.fields[at].name, is_entry);
                if is_entry {
                    // What follows belongs to another entry.
                    return None;
                }
                continue;
            }
            met.insert(at, key);
            let field = &table.fields[at];
            if let Some(read) = self.read_value(value, field.shape, key.span, field) {
                record.values[at] = Some((key.span, read));
            }
        }
        for (at, field) in table.fields.iter().enumerate().filter(|(_, field)| field.required) {
            let is_meant = |(key, _): &(Node, Node)| self.is_meant(key, field, table);
            if !met.contains_key(&at) && !entries.iter().any(is_meant) {
                self.report_missing_key(node, entries, field, table);
            }
        }
        Some(record)
    }

    /// Whether an unknown key most likely stands for this field.
    fn is_meant(&self, key: &Node, field: &Field, table: &KeyTable) -> bool {
        let NodeContent::Scalar(scalar) = &key.content else {
            return false;
        };
        let folded = fold_name(&scalar.text);
        let is_known = table.field_position(&folded).is_some();
        let names = table.fields.iter().map(|field| field.name);
        !is_known && nearest_name(&folded, names).is_some_and(|name| name.en == field.name.en)
    }

    fn not_a_map(&mut self, node: &Node, table: &'static KeyTable, name: Option<Name>) {
        if matches!(node.content, NodeContent::Refused) {
            return;
        }
        let message = Message::new("expected-map")
            .with_kind("of", table.of)
            .with_kind("found", kind_of_node(node));
        let whole = match &node.content {
            NodeContent::Scalar(scalar) => self.suggested_map(scalar, table, name),
            _ => None,
        };
        let hint = match whole {
            Some(whole) => Message::new("hint-write").with("value", whole),
            None => Message::new("hint-map").with("key", self.example_key(table)),
        };
        self.report_finding(&WRONG_TYPE, node.span, message, Some(hint));
    }

    /// A short value with the key it lacks: `source: { organisation: "Insee" }`.
    fn suggested_map(
        &self,
        scalar: &Scalar,
        table: &KeyTable,
        name: Option<Name>,
    ) -> Option<String> {
        let text = scalar.text.trim();
        let mut required = table.fields.iter().filter(|field| field.required);
        let main = required.next()?;
        let value = match main.shape {
            // A capital may begin a name, and nobody is to be shown under theirs.
            _ if matches!(table.of, "speaker" | "witness") && has_capital(text) => {
                "\"…\"".to_string()
            }
            Shape::Line | Shape::Prose if text.lines().count() == 1 => {
                format!("\"{}\"", text.replace(['"', '\\'], "'"))
            }
            Shape::Word(choices) => {
                let folded = fold_name(text);
                let known = choices.names().find(|name| is_named(*name, &folded));
                let known = known.or_else(|| nearest_name(&folded, choices.names()));
                known?.in_language(self.language).to_string()
            }
            _ => return None,
        };
        let key = |name: Name| name.in_language(self.language);
        let more: Vec<_> = required.collect();
        if more.len() > 1 {
            return None;
        }
        let mut more: String =
            more.iter().map(|field| format!(", {}: …", key(field.name))).collect();
        // An organisation alone is no source: nobody could find the number there again.
        let title = table.fields.iter().find(|field| field.name.en == "title");
        if let Some(title) = title.filter(|_| table.of == "source") {
            more += &format!(", {}: \"…\"", key(title.name));
        }
        let map = format!("{{ {}: {value}{more} }}", key(main.name));
        Some(match name {
            Some(name) => format!("{}: {map}", key(name)),
            None => map,
        })
    }

    fn find_field(
        &mut self,
        key: &Node,
        table: &'static KeyTable,
        entries: &[(Node, Node)],
    ) -> Option<usize> {
        let NodeContent::Scalar(scalar) = &key.content else {
            self.wrong_key(key);
            return None;
        };
        if scalar.text == "<<" {
            let hint = Some(Message::new("hint-merge"));
            self.report_finding(&UNSUPPORTED_YAML, key.span, Message::new("yaml-merge"), hint);
            return None;
        }
        let folded = fold_name(&scalar.text);
        let found = table.field_position(&folded);
        if found.is_none() {
            self.unknown_key(scalar, key.span, table, entries);
        }
        found
    }

    /// A key that nothing reads; one that must be there, or that says who may be shown something, and is misspelt keeps
    /// the file from being read.
    fn unknown_key(
        &mut self,
        scalar: &Scalar,
        span: Span,
        table: &KeyTable,
        entries: &[(Node, Node)],
    ) {
        let folded = fold_name(&scalar.text);
        let names = table.fields.iter().map(|field| field.name);
        let message =
            Message::new("unknown-key").with("key", scalar.text.as_str()).with_kind("of", table.of);
        if scalar.style == WrittenStyle::Plain && scalar.text.starts_with('-') {
            let hint = Some(Message::new("hint-glued-dash"));
            return self.report_finding(&WRONG_TYPE, span, message, hint);
        }
        let meant = nearest_name(&folded, names.clone());
        let is_lacking = meant.is_some_and(|meant| is_lacking(meant, entries, table));
        let rule = if is_lacking || may_guard(meant, table) { &MISSING_KEY } else { &UNKNOWN_KEY };
        let hint = self.nearest_name_hint(&folded, names);
        self.report_finding(rule, span, message, Some(hint));
    }

    /// `{ cost: 1,5 }`: between braces, the comma of a number starts another key.
    fn is_cut_number(&mut self, before: Option<&Node>, key: &Node, value: &Node) -> bool {
        let digits = |node: &Node| match &node.content {
            NodeContent::Scalar(scalar)
                if scalar.text.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                Some(scalar.text.clone()).filter(|text| !text.is_empty())
            }
            _ => None,
        };
        let Some(rest) = digits(key).filter(|_| is_empty(value)) else {
            return false;
        };
        let hint = match before.and_then(digits) {
            Some(start) if rest.len() == 3 && (1..=3).contains(&start.len()) => {
                Message::new("hint-whole-number").with("value", start + &rest)
            }
            Some(start) => Message::new("hint-point").with("value", format!("{start}.{rest}")),
            None => Message::new("hint-quote-number"),
        };
        self.report_finding(&WRONG_TYPE, key.span, Message::new("cut-number"), Some(hint));
        true
    }

    fn wrong_key(&mut self, key: &Node) {
        if !matches!(key.content, NodeContent::Refused) {
            let hint = Some(Message::new("hint-key"));
            self.report_finding(&WRONG_TYPE, key.span, Message::new("expected-key"), hint);
        }
    }

    /// A key that stands twice in one entry; the first of an entry, most often, for want of a dash.
    fn report_duplicate_key(&mut self, key: &Node, first: &Node, name: Name, is_entry: bool) {
        let written = |key: &Node| match &key.content {
            NodeContent::Scalar(scalar) => scalar.text.clone(),
            _ => name.in_language(self.language).to_string(),
        };
        let hint = match written(key) {
            written if is_entry => Message::new("hint-missing-dash").with("key", written),
            again if fold_name(&again) == fold_name(&written(first)) => {
                Message::new("hint-keep-one")
            }
            _ => Message::new("hint-duplicate-key").with("en", name.en).with("fr", name.fr),
        };
        let written = written(key);
        let finding = Finding::new(
            &DUPLICATE_KEY,
            key.span,
            Message::new("duplicate-key").with("key", written),
        )
        .with_label(first.span, Message::new("label-first"))
        .with_hint(hint);
        self.push(finding);
    }

    fn report_missing_key(
        &mut self,
        node: &Node,
        entries: &[(Node, Node)],
        field: &Field,
        table: &KeyTable,
    ) {
        let span = entries.first().map_or(node.span.at_start(), |(key, _)| key.span);
        let key = field.name.in_language(self.language);
        let message = Message::new("missing-key").with("key", key).with_kind("of", table.of);
        self.report_finding(
            &MISSING_KEY,
            span,
            message,
            Some(Message::new("hint-missing-key").with("key", key)),
        );
    }

    fn read_value(
        &mut self,
        node: &Node,
        shape: Shape,
        key: Span,
        field: &Field,
    ) -> Option<Spanned<Read>> {
        if matches!(node.content, NodeContent::Refused) || self.is_full() {
            return None;
        }
        if is_empty(node) && !matches!(shape, Shape::List(_) | Shape::Open(_) | Shape::Cell) {
            let name = field.name.in_language(self.language);
            let (message, hint) = match field.shape {
                _ if is_comment(node) => ("commented-value", "hint-quote-it"),
                Shape::List(_) => ("empty-item", "hint-fill-or-remove-item"),
                _ if field.required => ("empty-value", "hint-fill"),
                _ => ("empty-value", "hint-fill-or-remove"),
            };
            let message = Message::new(message).with("key", name);
            self.report_finding(&MISSING_KEY, key, message, Some(Message::new(hint)));
            return None;
        }
        let read = match shape {
            Shape::List(item) => Read::List(self.read_list(node, *item, key, field)?),
            Shape::Map(table) => {
                let name = matches!(field.shape, Shape::Map(_)).then_some(field.name);
                Read::Map(self.read_map(node, table, name)?)
            }
            Shape::Brief(table) if matches!(node.content, NodeContent::Scalar(_)) => {
                Read::Map(self.read_brief(node, table)?)
            }
            Shape::Brief(table) => Read::Map(self.read_map(node, table, Some(field.name))?),
            Shape::Open(value) => Read::Open(self.read_open_map(node, *value, key, field)?),
            Shape::Either(_, table) | Shape::Computed(table)
                if matches!(node.content, NodeContent::Map(_)) =>
            {
                Read::Map(self.read_map(node, table, None)?)
            }
            _ => self.read_scalar(node, shape, field)?,
        };
        Some(Spanned::new(read, node.span))
    }

    /// A value that stands for a table whose first key it belongs under.
    fn read_brief(&mut self, node: &Node, table: &'static KeyTable) -> Option<Record> {
        let first = table.fields.first()?;
        let read = self.read_value(node, first.shape, node.span, first)?;
        let mut values = vec![None; table.fields.len()];
        values[0] = Some((node.span, read));
        Some(Record { span: node.span, table, values })
    }

    fn read_list(
        &mut self,
        node: &Node,
        item: Shape,
        key: Span,
        field: &Field,
    ) -> Option<Vec<Spanned<Read>>> {
        let are_words = matches!(item, Shape::Line) && field.role.is_text();
        match &node.content {
            NodeContent::List(nodes) => {
                let read = |node: &Node| {
                    let is_stray = self.is_stray_dash(node, item);
                    (!is_stray).then(|| self.read_value(node, item, node.span, field)).flatten()
                };
                let items: Vec<_> = nodes.iter().filter_map(read).collect();
                // A mark that a list of YAML has besides its hyphen was pasted with the words.
                Some(if are_words { without_marks(items) } else { items })
            }
            NodeContent::Scalar(_) if is_empty(node) => Some(Vec::new()),
            NodeContent::Scalar(scalar) if are_words && !scalar.list.lines.is_empty() => {
                Some(items_of_lines(&scalar.list))
            }
            NodeContent::Scalar(scalar) if are_words && is_run_on_list(&scalar.text) => {
                self.not_a_list(node, field, Message::new("hint-each-line"));
                None
            }
            NodeContent::Scalar(_) if self.is_stray_dash(node, item) => None,
            NodeContent::Map(entries) if lacks_dashes(entries, item) => {
                let hint = match &entries[0].0.content {
                    NodeContent::Scalar(key) if is_glued_dash(key, item) => "hint-glued-dash",
                    _ => "hint-dashes",
                };
                self.not_a_list(node, field, Message::new(hint));
                None
            }
            NodeContent::Scalar(scalar) if is_several(scalar, item) => {
                let list = format!("[{}]", scalar.text.trim());
                let hint = Message::new("hint-write").with("value", list);
                self.not_a_list(node, field, hint);
                None
            }
            NodeContent::Scalar(scalar) if is_glued_dash(scalar, item) => {
                self.not_a_list(node, field, Message::new("hint-glued-dash"));
                None
            }
            _ => Some(self.read_value(node, item, key, field).into_iter().collect()),
        }
    }

    /// Whether a text holds the next item of its list, as the hyphen of that one stands in another column: it is told there.
    fn is_stray_dash(&mut self, node: &Node, item: Shape) -> bool {
        let is_short = matches!(item, Shape::Id | Shape::Word(_) | Shape::Either(..) | Shape::Line);
        let dash = match &node.content {
            NodeContent::Scalar(scalar) if is_short => scalar.list.stray_dash,
            _ => None,
        };
        if let Some(dash) = dash {
            let hint = Message::new("hint-stray-dash");
            self.report_finding(&WRONG_TYPE, dash, Message::new("stray-dash"), Some(hint));
        }
        dash.is_some()
    }

    fn not_a_list(&mut self, node: &Node, field: &Field, hint: Message) {
        let message = Message::new("expected-list")
            .with("key", field.name.in_language(self.language))
            .with_kind("found", kind_of_node(node));
        self.report_finding(&WRONG_TYPE, node.span, message, Some(hint));
    }

    fn read_open_map(
        &mut self,
        node: &Node,
        value: Shape,
        key: Span,
        field: &Field,
    ) -> Option<Vec<(Text, Spanned<Read>)>> {
        let NodeContent::Map(entries) = &node.content else {
            if is_empty(node) {
                return Some(Vec::new());
            }
            let name = field.name.in_language(self.language);
            let message = Message::new("expected-open-map")
                .with("key", name)
                .with_kind("found", kind_of_node(node));
            let hint = Some(Message::new("hint-open-map"));
            self.report_finding(&WRONG_TYPE, node.span, message, hint);
            return None;
        };
        let mut met: HashMap<&str, Span> = HashMap::new();
        let mut read = Vec::new();
        for (name, node) in entries {
            if self.is_full() {
                return None;
            }
            let NodeContent::Scalar(scalar) = &name.content else {
                self.wrong_key(name);
                continue;
            };
            if let Some(first) = met.insert(&scalar.text, name.span) {
                let finding = Finding::new(
                    &DUPLICATE_KEY,
                    name.span,
                    Message::new("duplicate-key").with("key", scalar.text.as_str()),
                )
                .with_label(first, Message::new("label-first"))
                .with_hint(Message::new("hint-keep-one"));
                self.push(finding);
                continue;
            }
            if let Some(value) = self.read_value(node, value, key, field) {
                read.push((text_of_scalar(scalar, name.span), value));
            }
        }
        Some(read)
    }

    /// What to write instead: the nearest name, or all of them when none is near, in the language of the file.
    pub(super) fn nearest_name_hint(
        &self,
        written: &str,
        names: impl Iterator<Item = Name> + Clone,
    ) -> Message {
        if let Some(name) = nearest_name(written, names.clone()) {
            return Message::new("hint-nearest").with("value", name.in_language(self.language));
        }
        let all: Vec<_> =
            names.map(|name| format!("`{}`", name.in_language(self.language))).collect();
        Message::new("hint-known").with("values", all.join(", "))
    }

    /// The key to start with: the first that must be there, or else the list that a file is for, which has its name.
    fn example_key(&self, table: &KeyTable) -> &'static str {
        let mut fields = table.fields.iter();
        let required = fields.clone().find(|field| field.required);
        required
            .or_else(|| fields.find(|field| field.name.en == table.of))
            .or(table.fields.last())
            .map_or("", |field| field.name.in_language(self.language))
    }

    pub(super) fn report_finding(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: Message,
        hint: Option<Message>,
    ) {
        let finding = Finding::new(rule, span, message);
        self.push(hint.into_iter().fold(finding, Finding::with_hint));
    }

    fn push(&mut self, finding: Finding) {
        self.told += 1;
        if self.told < MOST {
            self.report.push(finding);
        } else if self.told == MOST {
            self.report.push(too_many(finding.span));
        }
    }

    /// Whether so much has been said of this file that the rest is not read.
    fn is_full(&self) -> bool {
        self.told >= MOST
    }
}

/// Whether a key that nothing reads may have been meant to keep something from being shown: passing over it would show
/// to all what somebody wanted shown to some.
fn may_guard(meant: Option<Name>, table: &KeyTable) -> bool {
    let is_guard = |field: &Field| {
        field.role == Role::Guard && meant.is_some_and(|name| name.en == field.name.en)
    };
    table.fields.iter().any(|field| field.role == Role::Term || is_guard(field))
}

/// Whether a key of a table must be there and is not.
fn is_lacking(name: Name, entries: &[(Node, Node)], table: &KeyTable) -> bool {
    let mut required = table.fields.iter().filter(|field| field.required);
    let mut keys = entries.iter().map(|(key, _)| key);
    let is_name = |key: &Node| matches!(&key.content, NodeContent::Scalar(scalar) if is_named(name, &fold_name(&scalar.text)));
    required.any(|field| field.name.en == name.en) && !keys.any(is_name)
}

/// Whether a key has a comment in the place of its value: the empty text then has the place of the comment.
fn is_comment(node: &Node) -> bool {
    matches!(&node.content, NodeContent::Scalar(scalar) if scalar.style == WrittenStyle::Plain && scalar.text.is_empty())
        && node.span.end > node.span.start
}

/// Whether a map stands where a list of maps belongs: none of its keys is a key of an item, but a name made up for it.
fn lacks_dashes(entries: &[(Node, Node)], item: Shape) -> bool {
    let is_known = |key: &Node, table: &KeyTable| match &key.content {
        NodeContent::Scalar(scalar) => table.field_position(&fold_name(&scalar.text)).is_some(),
        _ => false,
    };
    match item {
        Shape::Either(..) => entries.len() > 1,
        Shape::Map(table) => !entries.iter().any(|(key, _)| is_known(key, table)),
        _ => false,
    }
}

/// `v-1, v-2` without brackets.
fn is_several(scalar: &Scalar, item: Shape) -> bool {
    matches!(item, Shape::Id | Shape::Word(_) | Shape::Either(..)) && scalar.text.contains(',')
}

/// `-v-1`, or a dash with a no-break space behind it.
fn is_glued_dash(scalar: &Scalar, item: Shape) -> bool {
    let is_word = matches!(item, Shape::Id | Shape::Word(_) | Shape::Either(..) | Shape::Map(_));
    is_word && scalar.style == WrittenStyle::Plain && scalar.text.starts_with('-')
}

fn has_capital(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric())
        .any(|word| word.starts_with(char::is_uppercase))
}

pub(super) fn text_of_scalar(scalar: &Scalar, span: Span) -> Text {
    Text { value: scalar.text.trim().to_string(), span, style: scalar.style }
}

fn is_empty(node: &Node) -> bool {
    match &node.content {
        NodeContent::Scalar(scalar) => {
            scalar.text.trim().is_empty()
                || (scalar.style == WrittenStyle::Plain
                    && matches!(scalar.text.as_str(), "~" | "null"))
        }
        _ => false,
    }
}

pub(super) fn kind_of_node(node: &Node) -> &'static str {
    match node.content {
        NodeContent::Scalar(_) => "text",
        NodeContent::List(_) => "list",
        NodeContent::Map(_) | NodeContent::Refused => "map",
    }
}
