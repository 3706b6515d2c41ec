//! The keys of one map against the table of what may stand there: which are known, written twice, misspelt or missing.

use std::collections::HashMap;

use super::choices::Name;
use super::file_report::FileReport;
use super::names::{is_named, nearest_name};
use super::node::{Node, NodeContent, Scalar, WrittenStyle};
use super::shape::{Field, KeyTable, Role, Shape};
use crate::finding::rules::{
    DUPLICATE_KEY, FORMER_KEY, MISSING_KEY, UNKNOWN_KEY, UNSUPPORTED_YAML, WRONG_TYPE,
};
use crate::finding::{Finding, Message};
use crate::locale::Language;
use crate::source::Span;
use crate::text::fold_name;

/// The keys of a map, met one after the other.
pub(super) struct MapKeys<'n> {
    node: &'n Node,
    entries: &'n [(Node, Node)],
    table: &'static KeyTable,
    /// The key that was met first for each position in the table.
    met: HashMap<usize, &'n Node>,
    /// The value of the key before.
    before: Option<&'n Node>,
}

/// What became of a key.
pub(super) enum MetKey {
    /// It is that of the table at a position.
    Known(usize),
    /// Its value is not read; a finding says why.
    PassedOver,
    /// It begins another entry, for want of a dash: what follows belongs there.
    OtherEntry,
}

impl<'n> MapKeys<'n> {
    /// The keys of a map of which none has been met.
    pub fn new(node: &'n Node, entries: &'n [(Node, Node)], table: &'static KeyTable) -> Self {
        Self { node, entries, table, met: HashMap::new(), before: None }
    }

    /// Meets the next key with its value.
    pub fn meet_key(
        &mut self,
        key: &'n Node,
        value: &'n Node,
        findings: &mut FileReport,
    ) -> MetKey {
        if is_cut_number(self.before.replace(value), key, value, findings) {
            return MetKey::PassedOver;
        }
        let Some(at) = self.find_field(key, findings) else {
            return MetKey::PassedOver;
        };
        let Some(first) = self.met.get(&at) else {
            self.met.insert(at, key);
            return MetKey::Known(at);
        };
        // A second `id` is most often that of the next entry, whose dash was forgotten: what follows belongs there.
        let field = &self.table.fields[at];
        let is_entry = at == 0 && field.name.en == "id";
        report_duplicate_key(key, first, field, is_entry, findings);
        if is_entry { MetKey::OtherEntry } else { MetKey::PassedOver }
    }

    /// Reports the keys that must be there and have not been met.
    pub fn report_missing(&self, findings: &mut FileReport) {
        let required = self.table.fields.iter().enumerate().filter(|(_, field)| field.required);
        for (at, field) in required {
            let is_meant = |(key, _): &(Node, Node)| is_meant(key, field, self.table);
            if !self.met.contains_key(&at) && !self.entries.iter().any(is_meant) {
                self.report_missing_key(field, findings);
            }
        }
    }

    fn report_missing_key(&self, field: &Field, findings: &mut FileReport) {
        let first = self.entries.first();
        let span = first.map_or(self.node.span.at_start(), |(key, _)| key.span);
        let key = field.name.in_language(findings.language);
        let message = Message::new("missing-key").with("key", key).with_kind("of", self.table.of);
        let hint = Message::new("hint-missing-key").with("key", key);
        findings.report_finding(&MISSING_KEY, span, message, Some(hint));
    }

    /// The position of a key in the table.
    fn find_field(&self, key: &Node, findings: &mut FileReport) -> Option<usize> {
        let Some(scalar) = key.as_scalar() else {
            report_wrong_key(key, findings);
            return None;
        };
        if scalar.text == "<<" {
            let hint = Some(Message::new("hint-merge"));
            let message = Message::new("yaml-merge");
            findings.report_finding(&UNSUPPORTED_YAML, key.span, message, hint);
            return None;
        }
        let folded = fold_name(&scalar.text);
        let found = self.table.field_position(&folded);
        let Some(at) = found else {
            self.report_unknown_key(scalar, key.span, findings);
            return None;
        };
        // Where the key stands twice, one of them has to go: renaming this one would only hide that there are two.
        if let Some(present) = self.table.fields[at].present_name(&folded)
            && !self.is_twice(at)
        {
            report_former_key(scalar, key.span, present, findings);
        }
        found
    }

    /// Whether a key of the table stands more than once in the map, under any of its names.
    fn is_twice(&self, at: usize) -> bool {
        let is_of_field = |(key, _): &&(Node, Node)| {
            key.as_scalar()
                .is_some_and(|one| self.table.fields[at].is_called(&fold_name(&one.text)))
        };
        self.entries.iter().filter(is_of_field).nth(1).is_some()
    }

    /// A key that nothing reads; one that must be there, or that decides who may see something, and is misspelt keeps the file
    /// from being read.
    fn report_unknown_key(&self, scalar: &Scalar, span: Span, findings: &mut FileReport) {
        let folded = fold_name(&scalar.text);
        let names = self.table.fields.iter().map(|field| field.name);
        let message = Message::new("unknown-key")
            .with("key", scalar.text.as_str())
            .with_kind("of", self.table.of);
        if scalar.style == WrittenStyle::Plain && scalar.text.starts_with('-') {
            let hint = Some(Message::new("hint-glued-dash"));
            return findings.report_finding(&WRONG_TYPE, span, message, hint);
        }
        let meant = nearest_name(&folded, names.clone());
        let is_lacking = meant.is_some_and(|meant| self.is_lacking(meant));
        // Passing over the key is safe only where the rest means the same without it.
        let is_blocking = is_lacking || may_guard(meant, self.table);
        let rule = if is_blocking { &MISSING_KEY } else { &UNKNOWN_KEY };
        let hint = findings.nearest_name_hint(&folded, names);
        let finding = Finding::new(rule, span, message).with_hint(hint);
        // Keys are single words: this one begins the next line of a text that has no quotation marks.
        let is_first = self.entries.first().is_some_and(|(first, _)| first.span == span);
        let is_text = meant.is_none() && !is_first && scalar.text.trim().contains(' ');
        let is_text = is_text && scalar.style == WrittenStyle::Plain;
        let hint = is_text.then(|| Message::new("hint-text-with-colon"));
        findings.push_finding(hint.into_iter().fold(finding, Finding::with_hint));
    }

    /// Whether a key of the table must be there and is not.
    fn is_lacking(&self, name: Name) -> bool {
        let mut required = self.table.fields.iter().filter(|field| field.required);
        let is_there = |field: &Field| {
            let is_it = |(key, _): &(Node, Node)| {
                key.as_scalar().is_some_and(|scalar| field.is_called(&fold_name(&scalar.text)))
            };
            self.entries.iter().any(is_it)
        };
        required.any(|field| field.name.en == name.en && !is_there(field))
    }
}

/// Whether an unknown key most likely stands for this field.
fn is_meant(key: &Node, field: &Field, table: &KeyTable) -> bool {
    let Some(scalar) = key.as_scalar() else {
        return false;
    };
    let folded = fold_name(&scalar.text);
    let is_known = table.field_position(&folded).is_some();
    let names = table.fields.iter().map(|field| field.name);
    !is_known && nearest_name(&folded, names).is_some_and(|name| name.en == field.name.en)
}

/// Whether a key that nothing reads may have been meant to keep something from being shown: passing over it would show
/// to all what somebody wanted shown to some.
fn may_guard(meant: Option<Name>, table: &KeyTable) -> bool {
    let is_guard = |field: &Field| {
        field.role == Role::Guard && meant.is_some_and(|name| name.en == field.name.en)
    };
    table.fields.iter().any(|field| field.role == Role::Term || is_guard(field))
}

/// `{ cost: 1,5 }`: between braces, the comma of a number starts another key.
fn is_cut_number(
    before: Option<&Node>,
    key: &Node,
    value: &Node,
    findings: &mut FileReport,
) -> bool {
    let digits = |node: &Node| {
        let text = &node.as_scalar()?.text;
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.clone())
    };
    let Some(rest) = digits(key).filter(|_| value.is_empty()) else {
        return false;
    };
    let hint = match before.and_then(digits) {
        Some(start) if rest.len() == 3 && (1..=3).contains(&start.len()) => {
            Message::new("hint-whole-number").with("value", start + &rest)
        }
        Some(start) => Message::new("hint-point").with("value", format!("{start}.{rest}")),
        None => Message::new("hint-quote-number"),
    };
    findings.report_finding(&WRONG_TYPE, key.span, Message::new("cut-number"), Some(hint));
    true
}

/// A list or keys in the place of a key.
pub(super) fn report_wrong_key(key: &Node, findings: &mut FileReport) {
    if !matches!(key.content, NodeContent::Refused) {
        let hint = Some(Message::new("hint-key"));
        findings.report_finding(&WRONG_TYPE, key.span, Message::new("expected-key"), hint);
    }
}

/// A key under a name of earlier versions; its present name can take that place as it is.
fn report_former_key(
    scalar: &Scalar,
    span: Span,
    present: &'static str,
    findings: &mut FileReport,
) {
    // A key between quotes keeps them.
    let quote = match scalar.style {
        WrittenStyle::Single => "'",
        WrittenStyle::Double => "\"",
        WrittenStyle::Plain | WrittenStyle::Block => "",
    };
    let message =
        Message::new("former-key").with("key", scalar.text.as_str()).with("present", present);
    let finding = Finding::new(&FORMER_KEY, span, message)
        .with_hint(Message::new("hint-former-key").with("present", present))
        .with_replacement(format!("{quote}{present}{quote}"));
    findings.push_finding(finding);
}

/// A key that stands twice in one entry; the first of an entry, most often, for want of a dash.
fn report_duplicate_key(
    key: &Node,
    first: &Node,
    field: &Field,
    is_entry: bool,
    findings: &mut FileReport,
) {
    let (language, name) = (findings.language, field.name);
    let written = |key: &Node| {
        key.as_scalar()
            .map_or_else(|| name.in_language(language).to_string(), |scalar| scalar.text.clone())
    };
    let hint = match written(key) {
        written if is_entry => Message::new("hint-missing-dash").with("key", written),
        again if fold_name(&again) == fold_name(&written(first)) => Message::new("hint-keep-one"),
        again => former_and_present(field, [&again, &written(first)]).unwrap_or_else(|| {
            Message::new("hint-duplicate-key").with("en", name.en).with("fr", name.fr)
        }),
    };
    findings.push_finding(duplicate_key(&written(key), key.span, first.span, hint));
}

/// What to do about two names of a key of which one is that of earlier versions.
fn former_and_present(field: &Field, written: [&str; 2]) -> Option<Message> {
    let mut names = written.into_iter();
    let (former, present) =
        names.find_map(|name| Some((name, field.present_name(&fold_name(name))?)))?;
    Some(Message::new("hint-former-and-present").with("former", former).with("present", present))
}

/// What to report of a key that stands twice.
pub(super) fn duplicate_key(written: &str, span: Span, first: Span, hint: Message) -> Finding {
    let message = Message::new("duplicate-key").with("key", written);
    Finding::new(&DUPLICATE_KEY, span, message)
        .with_label(first, Message::new("label-first"))
        .with_hint(hint)
}

/// Another value in the place of keys; `name` is the key that holds it, if any.
pub(super) fn report_no_map(
    node: &Node,
    table: &'static KeyTable,
    name: Option<Name>,
    findings: &mut FileReport,
) {
    if matches!(node.content, NodeContent::Refused) {
        return;
    }
    let message =
        Message::new("expected-map").with_kind("of", table.of).with_kind("found", node.kind_name());
    let language = findings.language;
    let whole = node.as_scalar().and_then(|scalar| suggested_map(scalar, table, name, language));
    let hint = match whole {
        Some(whole) => Message::new("hint-write").with("value", whole),
        None => match form_with_gaps(table, name, language) {
            Some(form) => Message::new("hint-write").with("value", form),
            None => Message::new("hint-map").with("key", example_key(table, language)),
        },
    };
    findings.report_finding(&WRONG_TYPE, node.span, message, Some(hint));
}

/// A short value with the key it lacks: `source: { organisation: "Insee" }`.
fn suggested_map(
    scalar: &Scalar,
    table: &KeyTable,
    name: Option<Name>,
    language: Language,
) -> Option<String> {
    let text = scalar.text.trim();
    let mut required = table.fields.iter().filter(|field| field.required);
    // Of what is not known in numbers, a text says why.
    let in_words = |field: &&Field| table.of == "uncertainty" && field.name.en == "unknown";
    let main = required.next().or_else(|| table.fields.iter().find(in_words))?;
    let value = match main.shape {
        // A capital may begin a name, and nobody is to be shown under theirs.
        _ if matches!(table.of, "speaker" | "witness") && has_capital(text) => "\"…\"".to_string(),
        Shape::Line | Shape::Prose if text.lines().count() == 1 => {
            format!("\"{}\"", text.replace(['"', '\\'], "'"))
        }
        Shape::Word(choices) => {
            let folded = fold_name(text);
            let known = choices.names().find(|name| is_named(*name, &folded));
            let known = known.or_else(|| nearest_name(&folded, choices.names()));
            known?.in_language(language).to_string()
        }
        _ => return None,
    };
    let key = |name: Name| name.in_language(language);
    // Where more than two keys must be there, most of what is proposed would be gaps.
    let more: Vec<_> = required.collect();
    if more.len() > 1 {
        return None;
    }
    let mut more: String = more.iter().map(|field| format!(", {}: …", key(field.name))).collect();
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

/// The keys that must be there, with gaps for their values: `accord: { base: … }`. None where there are none or many.
fn form_with_gaps(table: &KeyTable, name: Option<Name>, language: Language) -> Option<String> {
    let required = table.fields.iter().filter(|field| field.required);
    let gaps: Vec<_> =
        required.map(|field| format!("{}: …", field.name.in_language(language))).collect();
    let name = name.filter(|_| (1..=3).contains(&gaps.len()))?;
    Some(format!("{}: {{ {} }}", name.in_language(language), gaps.join(", ")))
}

fn has_capital(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric())
        .any(|word| word.starts_with(char::is_uppercase))
}

/// The key to start with: the first that must be there, or else the list that a file is for, which has its name.
fn example_key(table: &KeyTable, language: Language) -> &'static str {
    let mut fields = table.fields.iter();
    let required = fields.clone().find(|field| field.required);
    required
        .or_else(|| fields.find(|field| field.name.en == table.of))
        .or(table.fields.last())
        .map_or("", |field| field.name.in_language(language))
}
