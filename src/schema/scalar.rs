//! Single values: texts, ids, fixed values, numbers, dates, each with what was expected instead.

use super::choices::Choices;
use super::dates::{DateFault, read_day, read_day_or_period, read_month, read_period};
use super::file_report::FileReport;
use super::names::{is_named, slug};
use super::node::{Node, NodeContent, Scalar, WrittenStyle};
use super::numbers::{
    ambiguous_number_words, exact_number, is_ambiguous, is_well_grouped, strip_grouping,
};
use super::record::{Read, Text};
use super::shape::{Field, Shape};
use crate::finding::rules::{UNKNOWN_VALUE, WRONG_DATE, WRONG_ID, WRONG_TYPE};
use crate::finding::{Message, Rule};
use crate::locale::Language;
use crate::locale::catalogue::Catalogue;
use crate::source::Span;
use crate::text::fold_name;

/// The longest line, in characters: a title of two lines has 150. A heading of a PDF holds 32 767 bytes.
const LONGEST_LINE: usize = 5_000;
/// The longest prose, in characters: a slide holds 1 500.
const LONGEST_PROSE: usize = 50_000;
/// The most characters in one stretch without a space: twice the longest addresses that browsers take. No line holds them, and
/// the time to lay them out grows with their square (46 s for 49,000).
const LONGEST_WORD: usize = 4_000;

/// The value of a node that is to have a shape; none, with a finding, when it has another.
pub(super) fn read_scalar(
    node: &Node,
    shape: Shape,
    field: &Field,
    findings: &mut FileReport,
) -> Option<Read> {
    match node.as_scalar() {
        Some(scalar) => ScalarReader { scalar, span: node.span, field, findings }.read_as(shape),
        None => {
            report_no_scalar(node, shape, field, findings);
            None
        }
    }
}

/// A scalar under a key, and where to report what is wrong with it.
struct ScalarReader<'r, 'f> {
    scalar: &'r Scalar,
    span: Span,
    field: &'r Field,
    findings: &'r mut FileReport<'f>,
}

impl ScalarReader<'_, '_> {
    fn read_as(&mut self, shape: Shape) -> Option<Read> {
        match shape {
            Shape::Line => self.read_text(LONGEST_LINE),
            Shape::Prose => self.read_text(LONGEST_PROSE),
            Shape::Cell => self.read_cell(),
            Shape::Id => self.read_id(),
            Shape::Code => self.read_language_code(),
            Shape::Colour => self.read_colour(),
            Shape::Word(choices) => self.read_choice(choices, false),
            Shape::Either(choices, table) => self.read_choice(choices, table.of == "entry"),
            Shape::Count => self.read_count(),
            Shape::Number | Shape::Computed(_) => self.read_number(),
            Shape::Flag => self.read_flag(),
            Shape::Over => self.read_flag_or_period(),
            Shape::Date => self.read_date(read_day).map(Read::Date),
            Shape::Month => self.read_date(read_month).map(Read::Period),
            Shape::Period => self.read_date(read_period).map(Read::Period),
            Shape::When => self.read_date(read_day_or_period).map(Read::Period),
            Shape::List(_) | Shape::Map(_) | Shape::Open(_) | Shape::Brief(_) => None,
        }
    }

    /// Reports what is wrong with the scalar as a whole.
    fn report(&mut self, rule: &'static Rule, message: Message, hint: Message) {
        self.findings.report_finding(rule, self.span, message, Some(hint));
    }

    /// The text as it stands.
    fn as_text(&self) -> Read {
        Read::Text(Text::of_scalar(self.scalar, self.span))
    }

    fn read_text(&mut self, most: usize) -> Option<Read> {
        let length = self.scalar.text.chars().count();
        let words = self.scalar.text.split_whitespace();
        let long = words.filter(|word| word.len() > LONGEST_WORD);
        let longest = long.map(|word| word.chars().count()).max().unwrap_or(0);
        let message = match length > most {
            true => Message::new("text-too-long").with("length", length).with("most", most),
            false if longest > LONGEST_WORD => {
                Message::new("word-too-long").with("length", longest).with("most", LONGEST_WORD)
            }
            false => return Some(self.as_text()),
        };
        let hint = Some(Message::new("hint-text-too-long"));
        self.findings.report_finding(&WRONG_TYPE, self.span.at_start(), message, hint);
        None
    }

    /// A text as typed; one that a reader may take for two numbers is refused.
    fn read_cell(&mut self) -> Option<Read> {
        let is_plain = self.scalar.style == WrittenStyle::Plain;
        if is_plain && is_ambiguous(&strip_grouping(&self.scalar.text)) {
            return self.report_ambiguous_number();
        }
        self.read_text(LONGEST_LINE)
    }

    fn read_id(&mut self) -> Option<Read> {
        let text = self.scalar.text.as_str();
        let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.chars().all(is_sign) {
            return Some(self.as_text());
        }
        let message = Message::new("wrong-id").with("id", text);
        self.report(&WRONG_ID, message, Message::new("hint-write").with("value", slug(text)));
        None
    }

    fn read_language_code(&mut self) -> Option<Read> {
        let text = self.scalar.text.as_str();
        let is_code = (2..=3).contains(&text.len()) && text.chars().all(|c| c.is_ascii_lowercase());
        if is_code {
            return Some(self.as_text());
        }
        let hint = match code_of(text) {
            Some(code) => Message::new("hint-write").with("value", code),
            None => Message::new("hint-language"),
        };
        self.report(&UNKNOWN_VALUE, Message::new("wrong-language").with("value", text), hint);
        None
    }

    fn read_colour(&mut self) -> Option<Read> {
        let text = self.scalar.text.as_str();
        let is_colour = text.len() == 7
            && text.starts_with('#')
            && text[1..].chars().all(|c| c.is_ascii_hexdigit());
        if is_colour {
            return Some(self.as_text());
        }
        let message = Message::new("wrong-colour").with("value", text);
        self.report(&WRONG_TYPE, message, Message::new("hint-colour"));
        None
    }

    fn read_choice(&mut self, choices: &'static dyn Choices, is_entry: bool) -> Option<Read> {
        let text = self.scalar.text.as_str();
        let folded = fold_name(text);
        if let Some(at) = choices.names().position(|name| is_named(name, &folded)) {
            return Some(Read::Word(at));
        }
        let message =
            Message::new("unknown-value").with("key", self.key_name()).with("value", text);
        // Where choices are languages, somebody may have written the name of one.
        let code = choices.names().find(|name| code_of(text).is_some_and(|code| code == name.en));
        let hint = match code {
            Some(code) => Message::new("hint-nearest").with("value", code.en),
            None => self.findings.nearest_name_hint(&folded, choices.names()),
        };
        let hint = if is_entry && hint.key == "hint-known" {
            hint.with_key("hint-entries").with("written", slug(text))
        } else {
            hint
        };
        self.report(&UNKNOWN_VALUE, message, hint);
        None
    }

    fn read_count(&mut self) -> Option<Read> {
        let digits = strip_grouping(&self.scalar.text);
        match digits.parse() {
            Ok(_) if !is_well_grouped(&self.scalar.text) => self.report_wrong_value(Shape::Count),
            Ok(count) => Some(Read::Count(count)),
            Err(_) if is_ambiguous(&digits) => {
                let whole = digits.replace([',', '.'], "");
                let hint = Message::new("hint-write").with("value", whole);
                self.report_with_hint(Shape::Count, hint)
            }
            Err(_) => self.report_wrong_value(Shape::Count),
        }
    }

    fn read_number(&mut self) -> Option<Read> {
        if is_ambiguous(&strip_grouping(&self.scalar.text)) {
            return self.report_ambiguous_number();
        }
        match exact_number(&self.scalar.text) {
            Some(number) => Some(Read::Number(number)),
            None => self.report_wrong_value(Shape::Number),
        }
    }

    fn report_ambiguous_number(&mut self) -> Option<Read> {
        let (message, hint) = ambiguous_number_words(&self.scalar.text);
        self.report(&WRONG_TYPE, message, hint);
        None
    }

    fn read_flag(&mut self) -> Option<Read> {
        match fold_name(&self.scalar.text).as_str() {
            "true" | "yes" | "oui" | "vrai" => Some(Read::Flag(true)),
            "false" | "no" | "non" | "faux" => Some(Read::Flag(false)),
            _ => self.report_wrong_value(Shape::Flag),
        }
    }

    /// `yes`, or a period; a text with a digit is meant as a period.
    fn read_flag_or_period(&mut self) -> Option<Read> {
        if self.scalar.text.contains(|c: char| c.is_ascii_digit()) {
            self.read_date(read_period).map(Read::Period)
        } else {
            self.read_flag()
        }
    }

    /// A day or a period, by the reading that its shape wants.
    fn read_date<T>(&mut self, read: fn(&str) -> Result<T, DateFault>) -> Option<T> {
        let written = self.scalar.text.trim();
        match read(written) {
            Ok(date) => Some(date),
            Err(fault) => {
                let message = Message::new(fault.key).with("value", written);
                self.report(&WRONG_DATE, message, fault.hint);
                None
            }
        }
    }

    fn report_wrong_value(&mut self, shape: Shape) -> Option<Read> {
        self.report_with_hint(shape, hint_for(shape))
    }

    fn report_with_hint(&mut self, shape: Shape, hint: Message) -> Option<Read> {
        let message = Message::new(expected_message(shape))
            .with("key", self.key_name())
            .with("found", format!("`{}`", self.scalar.text));
        self.report(&WRONG_TYPE, message, hint);
        None
    }

    /// The name of the key, in the language of the file.
    fn key_name(&self) -> &'static str {
        self.field.name.in_language(self.findings.language)
    }
}

/// A list or keys in the place of a single value.
fn report_no_scalar(node: &Node, shape: Shape, field: &Field, findings: &mut FileReport) {
    let hint = match shape {
        Shape::Line | Shape::Prose | Shape::Cell => text_hint(node, shape),
        Shape::Word(choices) | Shape::Either(choices, _) => {
            findings.nearest_name_hint("", choices.names())
        }
        Shape::Id => Message::new("hint-id"),
        _ => hint_for(shape),
    };
    let message = Message::new(expected_message(shape))
        .with("key", field.name.in_language(findings.language))
        .with_kind("found", node.kind_name());
    findings.report_finding(&WRONG_TYPE, node.span, message, Some(hint));
}

/// What to do about a list or keys where a text belongs.
fn text_hint(node: &Node, shape: Shape) -> Message {
    let key = match (&node.content, shape) {
        (NodeContent::Map(entries), _) if entries.iter().any(|(key, _)| is_nested(key)) => {
            "hint-quote-it"
        }
        (NodeContent::Map(_), _) => "hint-quote-whole",
        (NodeContent::List(_), Shape::Prose) => "hint-list-in-text",
        _ => "hint-quote-brackets",
    };
    Message::new(key)
}

/// `{{ name }}` typed without quotes is a map of a map for YAML.
fn is_nested(key: &Node) -> bool {
    key.as_scalar().is_none()
}

/// What a single value looks like, for those who wrote another one.
fn hint_for(shape: Shape) -> Message {
    Message::new(match shape {
        Shape::Count => "hint-count",
        Shape::Number | Shape::Computed(_) => "hint-number",
        Shape::Over => "hint-over",
        Shape::Flag => "hint-flag",
        Shape::Date | Shape::Month => "hint-date",
        Shape::When | Shape::Period => "hint-period",
        Shape::Code => "hint-language",
        Shape::Colour => "hint-colour",
        _ => "hint-quote-it",
    })
}

fn expected_message(shape: Shape) -> &'static str {
    match shape {
        Shape::Count => "expected-count",
        Shape::Number | Shape::Computed(_) => "expected-number",
        Shape::Over => "expected-over",
        Shape::Flag => "expected-flag",
        Shape::Date | Shape::Month => "expected-date",
        Shape::When | Shape::Period => "expected-period",
        Shape::Line | Shape::Prose | Shape::Cell => "expected-text",
        _ => "expected-word",
    }
}

/// The code of a language written by its name, or in capitals.
fn code_of(written: &str) -> Option<String> {
    let folded = fold_name(written);
    let code_in = |catalogue: &'static Catalogue| {
        catalogue.keys().find_map(|key| {
            let code = key.strip_prefix("languages.")?.strip_suffix(".name")?;
            (code == folded || fold_name(&catalogue.word(key)) == folded).then_some(code)
        })
    };
    Language::ALL
        .iter()
        .find_map(|language| code_in(Catalogue::for_language(*language)))
        .map(str::to_string)
}
