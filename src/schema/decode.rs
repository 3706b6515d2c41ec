//! A tree of nodes against the description of what may be written: every fault is reported, each at its smallest place.

use std::collections::HashMap;

use super::choices::Name;
use super::file_report::FileReport;
use super::keys_beside::report_keys_beside;
use super::lists::{items_of_lines, without_marks};
use super::map_keys::{MapKeys, MetKey, duplicate_key, report_no_map, report_wrong_key};
use super::marks::is_run_on_list;
use super::names::language_of;
use super::node::{Node, NodeContent, Scalar, WrittenStyle};
use super::record::{Pairs, Read, Record, Text};
use super::scalar::read_scalar;
use super::shape::{Field, KeyTable, Shape};
use crate::finding::rules::{MISSING_KEY, WRONG_TYPE};
use crate::finding::{Message, Report};
use crate::locale::Language;
use crate::source::{Span, Spanned};
use crate::text::fold_name;

/// Reads nodes and collects what is wrong with them.
pub struct Decoder<'a> {
    findings: FileReport<'a>,
}

impl<'a> Decoder<'a> {
    /// A decoder of one file, whose findings go to `report`. `language` is the project's, for files whose keys do not show
    /// theirs.
    pub fn new(report: &'a mut Report, language: Language) -> Self {
        Self { findings: FileReport::new(report, language) }
    }

    /// Reads a whole file as the keys and values of a table. `None` when something in it cannot be read.
    pub fn read_file(&mut self, node: &Node, table: &'static KeyTable) -> Option<Record> {
        let mark = self.findings.report.len();
        let record = self.read_partial(node, table)?;
        (!self.findings.report.blocks_since(mark)).then_some(record)
    }

    /// Reads what can be read of a file, whatever is wrong with the rest.
    pub fn read_partial(&mut self, node: &Node, table: &'static KeyTable) -> Option<Record> {
        self.findings.language = language_of(node, table).unwrap_or(self.findings.language);
        self.read_map(node, table, None)
    }

    /// The language in which names are proposed.
    pub fn language(&self) -> Language {
        self.findings.language
    }

    /// Reads keys and values; `name` is the key that holds them, if any.
    fn read_map(
        &mut self,
        node: &Node,
        table: &'static KeyTable,
        name: Option<Name>,
    ) -> Option<Record> {
        let NodeContent::Map(entries) = &node.content else {
            report_no_map(node, table, name, &mut self.findings);
            return None;
        };
        let mut record = Record { span: node.span, table, values: vec![None; table.fields.len()] };
        let mut keys = MapKeys::new(node, entries, table);
        let mut beside = 0;
        for (place, (key, value)) in entries.iter().enumerate() {
            if beside > 0 {
                beside -= 1;
                continue;
            }
            // A file of another kind has a fault at each key.
            if self.findings.is_full() {
                return None;
            }
            let at = match keys.meet_key(key, value, &mut self.findings) {
                MetKey::Known(at) => at,
                MetKey::PassedOver => continue,
                MetKey::OtherEntry => return None,
            };
            let field = &table.fields[at];
            let following = &entries[place + 1..];
            beside = report_keys_beside(
                &entries[place],
                field.shape,
                following,
                table,
                &mut self.findings,
            );
            if beside > 0 {
                continue;
            }
            if let Some(read) = self.read_value(value, field.shape, key.span, field) {
                record.values[at] = Some((key.span, read));
            }
        }
        keys.report_missing(&mut self.findings);
        Some(record)
    }

    fn read_value(
        &mut self,
        node: &Node,
        shape: Shape,
        key: Span,
        field: &Field,
    ) -> Option<Spanned<Read>> {
        // Of what the reading of YAML refused, a finding is there already.
        if matches!(node.content, NodeContent::Refused) || self.findings.is_full() {
            return None;
        }
        if node.is_empty() && !matches!(shape, Shape::List(_) | Shape::Open(_) | Shape::Cell) {
            self.report_empty_value(node, key, field);
            return None;
        }
        let read = match shape {
            Shape::List(item) => Read::List(self.read_list(node, *item, key, field)?),
            Shape::Map(table) => {
                let name = matches!(field.shape, Shape::Map(_)).then_some(field.name);
                Read::Map(self.read_map(node, table, name)?)
            }
            Shape::Brief(table) if node.as_scalar().is_some() => {
                Read::Map(self.read_brief(node, table)?)
            }
            Shape::Brief(table) => Read::Map(self.read_map(node, table, Some(field.name))?),
            Shape::Open(value) => Read::Open(self.read_open_map(node, *value, key, field)?),
            Shape::Either(_, table) | Shape::Computed(table)
                if matches!(node.content, NodeContent::Map(_)) =>
            {
                Read::Map(self.read_map(node, table, None)?)
            }
            _ => read_scalar(node, shape, field, &mut self.findings)?,
        };
        Some(Spanned::new(read, node.span))
    }

    /// A key, or an item of a list, without its value.
    fn report_empty_value(&mut self, node: &Node, key: Span, field: &Field) {
        let name = field.name.in_language(self.findings.language);
        let (message, hint) = match field.shape {
            _ if node.is_comment() => ("commented-value", "hint-quote-it"),
            Shape::List(_) => ("empty-item", "hint-fill-or-remove-item"),
            _ if field.required => ("empty-value", "hint-fill"),
            _ => ("empty-value", "hint-fill-or-remove"),
        };
        let message = Message::new(message).with("key", name);
        self.findings.report_finding(&MISSING_KEY, key, message, Some(Message::new(hint)));
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
            NodeContent::Scalar(_) if node.is_empty() => Some(Vec::new()),
            NodeContent::Scalar(scalar) if are_words && !scalar.list.lines.is_empty() => {
                Some(items_of_lines(&scalar.list))
            }
            NodeContent::Scalar(scalar) if are_words && is_run_on_list(&scalar.text) => {
                self.report_no_list(node, field, Message::new("hint-each-line"));
                None
            }
            NodeContent::Scalar(_) if self.is_stray_dash(node, item) => None,
            NodeContent::Map(entries) if lacks_dashes(entries, item) => {
                let hint = match entries[0].0.as_scalar() {
                    Some(key) if is_glued_dash(key, item) => "hint-glued-dash",
                    _ => "hint-dashes",
                };
                self.report_no_list(node, field, Message::new(hint));
                None
            }
            NodeContent::Scalar(scalar) if is_several(scalar, item) => {
                let list = format!("[{}]", scalar.text.trim());
                self.report_no_list(node, field, Message::new("hint-write").with("value", list));
                None
            }
            NodeContent::Scalar(scalar) if is_glued_dash(scalar, item) => {
                self.report_no_list(node, field, Message::new("hint-glued-dash"));
                None
            }
            _ => Some(self.read_value(node, item, key, field).into_iter().collect()),
        }
    }

    /// Whether a text holds the next item of its list, as the hyphen of that one stands in another column: it is reported
    /// there.
    fn is_stray_dash(&mut self, node: &Node, item: Shape) -> bool {
        let is_short = matches!(item, Shape::Id | Shape::Word(_) | Shape::Either(..) | Shape::Line);
        let dash = match &node.content {
            NodeContent::Scalar(scalar) if is_short => scalar.list.stray_dash,
            _ => None,
        };
        if let Some(dash) = dash {
            let hint = Message::new("hint-stray-dash");
            self.findings.report_finding(&WRONG_TYPE, dash, Message::new("stray-dash"), Some(hint));
        }
        dash.is_some()
    }

    fn report_no_list(&mut self, node: &Node, field: &Field, hint: Message) {
        let message = Message::new("expected-list")
            .with("key", field.name.in_language(self.findings.language))
            .with_kind("found", node.kind_name());
        self.findings.report_finding(&WRONG_TYPE, node.span, message, Some(hint));
    }

    fn read_open_map(
        &mut self,
        node: &Node,
        value: Shape,
        key: Span,
        field: &Field,
    ) -> Option<Pairs> {
        let NodeContent::Map(entries) = &node.content else {
            if node.is_empty() {
                return Some(Vec::new());
            }
            self.report_no_open_map(node, field);
            return None;
        };
        let mut met: HashMap<&str, Span> = HashMap::new();
        let mut read = Vec::new();
        for (name, node) in entries {
            if self.findings.is_full() {
                return None;
            }
            let Some(scalar) = name.as_scalar() else {
                report_wrong_key(name, &mut self.findings);
                continue;
            };
            if let Some(first) = met.insert(&scalar.text, name.span) {
                let hint = Message::new("hint-keep-one");
                self.findings.push_finding(duplicate_key(&scalar.text, name.span, first, hint));
                continue;
            }
            if let Some(value) = self.read_value(node, value, key, field) {
                read.push((Text::of_scalar(scalar, name.span), value));
            }
        }
        Some(read)
    }

    fn report_no_open_map(&mut self, node: &Node, field: &Field) {
        let message = Message::new("expected-open-map")
            .with("key", field.name.in_language(self.findings.language))
            .with_kind("found", node.kind_name());
        let hint = Some(Message::new("hint-open-map"));
        self.findings.report_finding(&WRONG_TYPE, node.span, message, hint);
    }
}

/// Whether a map stands where a list of maps belongs: none of its keys is a key of an item, but a name made up for it.
fn lacks_dashes(entries: &[(Node, Node)], item: Shape) -> bool {
    let is_known = |key: &Node, table: &KeyTable| {
        key.as_scalar()
            .is_some_and(|scalar| table.field_position(&fold_name(&scalar.text)).is_some())
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
