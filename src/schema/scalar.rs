//! Single values: texts, ids, fixed values, numbers, dates, each with what was expected instead.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::choices::Choices;
use super::decode::{Decoder, kind_of_node, text_of_scalar};
use super::names::{is_named, slug};
use super::shape::{Field, Read, Shape};
use super::typed;
use super::yaml::{Node, NodeContent, Scalar, WrittenStyle};
use crate::finding::Message;
use crate::finding::rules::{UNKNOWN_VALUE, WRONG_DATE, WRONG_ID, WRONG_TYPE};
use crate::locale::Language;
use crate::locale::catalogue::Catalogue;
use crate::period::{Period, PeriodError, YEARS};
use crate::source::Span;
use crate::text::fold_name;

/// The longest line, in characters: a title of two lines has 150. A heading of a PDF holds 32 767 bytes.
const LONGEST_LINE: usize = 5_000;
/// The longest prose, in characters: a slide holds 1 500.
const LONGEST_PROSE: usize = 50_000;
/// The most characters in one stretch without a space: twice the longest addresses that browsers take. No line holds them, and
/// the time to lay them out grows with their square (46 s for 49,000).
const LONGEST_WORD: usize = 4_000;

impl Decoder<'_> {
    pub(super) fn read_scalar(&mut self, node: &Node, shape: Shape, field: &Field) -> Option<Read> {
        let NodeContent::Scalar(scalar) = &node.content else {
            self.not_a_scalar(node, shape, field);
            return None;
        };
        match shape {
            Shape::Line => self.read_text(scalar, node.span, LONGEST_LINE),
            Shape::Prose => self.read_text(scalar, node.span, LONGEST_PROSE),
            Shape::Cell => self.read_cell(scalar, node.span),
            Shape::Id => self.read_id(scalar, node.span),
            Shape::Code => self.read_language_code(scalar, node.span),
            Shape::Colour => self.read_colour(scalar, node.span),
            Shape::Word(choices) => self.read_choice(scalar, node.span, choices, field, false),
            Shape::Either(choices, table) => {
                let is_entry = table.of == "entry";
                self.read_choice(scalar, node.span, choices, field, is_entry)
            }
            Shape::Count => self.read_count(scalar, node.span, field),
            Shape::Number | Shape::Computed(_) => self.read_number(scalar, node.span, field),
            Shape::Flag => self.read_flag(scalar, node.span, field),
            Shape::Over => self.read_flag_or_period(scalar, node.span, field),
            Shape::Date => self.read_date(scalar, node.span).map(Read::Date),
            Shape::Month => self.read_month(scalar, node.span).map(Read::Period),
            Shape::Period => self.read_period(scalar, node.span),
            Shape::When => self.read_date_or_period(scalar, node.span),
            Shape::List(_) | Shape::Map(_) | Shape::Open(_) | Shape::Brief(_) => None,
        }
    }

    fn read_text(&mut self, scalar: &Scalar, span: Span, most: usize) -> Option<Read> {
        let length = scalar.text.chars().count();
        let words = scalar.text.split_whitespace();
        let long = words.filter(|word| word.len() > LONGEST_WORD);
        let longest = long.map(|word| word.chars().count()).max().unwrap_or(0);
        let message = match length > most {
            true => Message::new("text-too-long").with("length", length).with("most", most),
            false if longest > LONGEST_WORD => {
                Message::new("word-too-long").with("length", longest).with("most", LONGEST_WORD)
            }
            false => return Some(Read::Text(text_of_scalar(scalar, span))),
        };
        self.report_finding(
            &WRONG_TYPE,
            span.at_start(),
            message,
            Some(Message::new("hint-text-too-long")),
        );
        None
    }

    /// A text as typed; one that a reader may take for two numbers is refused.
    fn read_cell(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        if scalar.style == WrittenStyle::Plain && is_ambiguous(&strip_grouping(&scalar.text)) {
            return self.report_ambiguous_number(scalar, span);
        }
        self.read_text(scalar, span, LONGEST_LINE)
    }

    fn not_a_scalar(&mut self, node: &Node, shape: Shape, field: &Field) {
        let hint = match shape {
            Shape::Line | Shape::Prose | Shape::Cell => text_hint(node, shape),
            Shape::Word(choices) | Shape::Either(choices, _) => {
                self.nearest_name_hint("", choices.names())
            }
            Shape::Id => Message::new("hint-id"),
            _ => hint_for(shape),
        };
        let message = Message::new(expected_message(shape))
            .with("key", field.name.in_language(self.language))
            .with_kind("found", kind_of_node(node));
        self.report_finding(&WRONG_TYPE, node.span, message, Some(hint));
    }

    fn read_id(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if scalar.text.chars().all(is_sign) {
            return Some(Read::Text(text_of_scalar(scalar, span)));
        }
        let message = Message::new("wrong-id").with("id", scalar.text.as_str());
        self.report_finding(
            &WRONG_ID,
            span,
            message,
            Some(Message::new("hint-write").with("value", slug(&scalar.text))),
        );
        None
    }

    fn read_language_code(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let is_code = (2..=3).contains(&scalar.text.len())
            && scalar.text.chars().all(|c| c.is_ascii_lowercase());
        if is_code {
            return Some(Read::Text(text_of_scalar(scalar, span)));
        }
        let hint = match code_of(&scalar.text) {
            Some(code) => Message::new("hint-write").with("value", code),
            None => Message::new("hint-language"),
        };
        let message = Message::new("wrong-language").with("value", scalar.text.as_str());
        self.report_finding(&UNKNOWN_VALUE, span, message, Some(hint));
        None
    }

    fn read_colour(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let is_colour = scalar.text.len() == 7
            && scalar.text.starts_with('#')
            && scalar.text[1..].chars().all(|c| c.is_ascii_hexdigit());
        if is_colour {
            return Some(Read::Text(text_of_scalar(scalar, span)));
        }
        self.report_finding(
            &WRONG_TYPE,
            span,
            Message::new("wrong-colour").with("value", scalar.text.as_str()),
            Some(Message::new("hint-colour")),
        );
        None
    }

    fn read_choice(
        &mut self,
        scalar: &Scalar,
        span: Span,
        choices: &'static dyn Choices,
        field: &Field,
        is_entry: bool,
    ) -> Option<Read> {
        let folded = fold_name(&scalar.text);
        if let Some(at) = choices.names().position(|name| is_named(name, &folded)) {
            return Some(Read::Word(at));
        }
        let key = field.name.in_language(self.language);
        let message =
            Message::new("unknown-value").with("key", key).with("value", scalar.text.as_str());
        let code =
            choices.names().find(|name| code_of(&scalar.text).is_some_and(|code| code == name.en));
        let hint = match code {
            Some(code) => Message::new("hint-nearest").with("value", code.en),
            None => self.nearest_name_hint(&folded, choices.names()),
        };
        let hint = if is_entry && hint.key == "hint-known" {
            hint.with_key("hint-entries").with("written", slug(&scalar.text))
        } else {
            hint
        };
        self.report_finding(&UNKNOWN_VALUE, span, message, Some(hint));
        None
    }

    fn read_count(&mut self, scalar: &Scalar, span: Span, field: &Field) -> Option<Read> {
        let digits = strip_grouping(&scalar.text);
        match digits.parse() {
            Ok(count) => Some(Read::Count(count)),
            Err(_) if is_ambiguous(&digits) => {
                let whole = digits.replace([',', '.'], "");
                let hint = Message::new("hint-write").with("value", whole);
                self.wrong_with(Shape::Count, scalar, span, field, hint)
            }
            Err(_) => self.report_wrong_value(Shape::Count, scalar, span, field),
        }
    }

    fn read_number(&mut self, scalar: &Scalar, span: Span, field: &Field) -> Option<Read> {
        if is_ambiguous(&strip_grouping(&scalar.text)) {
            return self.report_ambiguous_number(scalar, span);
        }
        match exact_number(&scalar.text) {
            Some(number) => Some(Read::Number(number)),
            None => self.report_wrong_value(Shape::Number, scalar, span, field),
        }
    }

    /// `12.000`: twelve for some, twelve thousand for others.
    fn report_ambiguous_number(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let plain = strip_grouping(&scalar.text).replace(',', ".");
        let large = plain.replace('.', "");
        let small = plain.trim_end_matches('0').trim_end_matches('.');
        let read = plain.replace('.', "\u{202f}");
        let message = Message::new("ambiguous-number")
            .with("value", scalar.text.trim())
            .with("small", small)
            .with("large", read);
        // Four decimals cannot be a group of digits.
        let small = if small == plain { format!("{small}0") } else { small.to_string() };
        let hint = Message::new("hint-ambiguous-number").with("small", small).with("large", large);
        self.report_finding(&WRONG_TYPE, span, message, Some(hint));
        None
    }

    fn read_flag(&mut self, scalar: &Scalar, span: Span, field: &Field) -> Option<Read> {
        match fold_name(&scalar.text).as_str() {
            "true" | "yes" | "oui" | "vrai" => Some(Read::Flag(true)),
            "false" | "no" | "non" | "faux" => Some(Read::Flag(false)),
            _ => self.report_wrong_value(Shape::Flag, scalar, span, field),
        }
    }

    /// `yes`, or a period; a text with a digit is meant as a period.
    fn read_flag_or_period(&mut self, scalar: &Scalar, span: Span, field: &Field) -> Option<Read> {
        if scalar.text.contains(|c: char| c.is_ascii_digit()) {
            self.read_period(scalar, span)
        } else {
            self.read_flag(scalar, span, field)
        }
    }

    fn report_wrong_value(
        &mut self,
        shape: Shape,
        scalar: &Scalar,
        span: Span,
        field: &Field,
    ) -> Option<Read> {
        self.wrong_with(shape, scalar, span, field, hint_for(shape))
    }

    fn wrong_with(
        &mut self,
        shape: Shape,
        scalar: &Scalar,
        span: Span,
        field: &Field,
        hint: Message,
    ) -> Option<Read> {
        let key = field.name.in_language(self.language);
        let message = Message::new(expected_message(shape))
            .with("key", key)
            .with("found", format!("`{}`", scalar.text));
        self.report_finding(&WRONG_TYPE, span, message, Some(hint));
        None
    }

    fn read_date(&mut self, scalar: &Scalar, span: Span) -> Option<NaiveDate> {
        let written = scalar.text.trim();
        let date = has_form_of_date(written)
            .then(|| NaiveDate::parse_from_str(written, "%Y-%m-%d").ok())
            .flatten();
        let (key, hint) = match date {
            Some(date) if YEARS.contains(&date.year()) => return Some(date),
            Some(_) => ("impossible-year", Message::new("hint-year")),
            None if has_form_of_date(written) => ("impossible-date", last_day_hint(written)),
            None => match whole_period(written) {
                Some(period) => ("date-without-day", with_day_hint(period)),
                None => ("wrong-date", date_hint(written)),
            },
        };
        let message = Message::new(key).with("value", written);
        self.report_finding(&WRONG_DATE, span, message, Some(hint));
        None
    }

    fn read_month(&mut self, scalar: &Scalar, span: Span) -> Option<Period> {
        match Period::from_str(&scalar.text) {
            Ok(month @ Period::Month(..)) => Some(month),
            _ => self.read_date(scalar, span).map(|day| Period::Range(day, day)),
        }
    }

    fn read_period(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let error = match Period::from_str(&scalar.text) {
            Ok(period) => return Some(Read::Period(period)),
            Err(error) => error,
        };
        let written = scalar.text.trim();
        let message = Message::new(period_message(&error)).with("value", written);
        self.report_finding(&WRONG_DATE, span, message, Some(period_hint(&error, written)));
        None
    }

    fn read_date_or_period(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let written = scalar.text.trim();
        if has_form_of_date(written) || typed::parse_day(written).is_some() {
            return self
                .read_date(scalar, span)
                .map(|date| Read::Period(Period::Range(date, date)));
        }
        self.read_period(scalar, span)
    }
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
    !matches!(key.content, NodeContent::Scalar(_))
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

fn strip_grouping(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_')).collect()
}

/// A number as people of both languages type it: `18400`, `18 400`, `12,5`, `-1.5`. Exact.
pub fn exact_number(text: &str) -> Option<Decimal> {
    let digits = strip_grouping(text).replace('\u{2212}', "-");
    let plain = digits.replacen(',', ".", 1);
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let is_number = unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number { Decimal::from_str_exact(plain.trim_start_matches('+')).ok() } else { None }
}

/// `12.000`, `3,400`: one to three digits, a point or a comma, three digits; the sign parts decimals or thousands.
fn is_ambiguous(digits: &str) -> bool {
    let unsigned = digits.trim_start_matches(['-', '+', '\u{2212}']);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    unsigned.split_once([',', '.']).is_some_and(|(start, rest)| {
        (1..=3).contains(&start.len())
            && start != "0"
            && rest.len() == 3
            && is_digits(start)
            && is_digits(rest)
    })
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

/// Four digits, two and two.
fn has_form_of_date(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(is_right)
}

/// The last day of the month, when only the day is wrong.
fn last_day_hint(written: &str) -> Message {
    let month = written.get(..7).and_then(|month| Period::parse(month).ok());
    match month {
        Some(month) => Message::new("hint-last-day").with("value", month.last_day().to_string()),
        None => Message::new("hint-date"),
    }
}

fn date_hint(written: &str) -> Message {
    match typed::parse_day(written) {
        Some(date) => Message::new("hint-write").with("value", date.to_string()),
        None => Message::new("hint-date"),
    }
}

/// A month, a quarter or a year where a day is wanted.
fn whole_period(written: &str) -> Option<Period> {
    let here = Period::parse(written).ok();
    here.or_else(|| Period::parse(&typed::canonical_period(written)?).ok())
}

fn with_day_hint(period: Period) -> Message {
    Message::new("hint-with-day").with("value", period.last_day().to_string())
}

fn period_message(error: &PeriodError) -> &'static str {
    match error {
        PeriodError::EndBeforeStart(..) => "period-reversed",
        PeriodError::UnknownForm(_) => "wrong-period",
        PeriodError::YearOutOfRange(_) => "impossible-year",
        _ => "impossible-period",
    }
}

fn period_hint(error: &PeriodError, written: &str) -> Message {
    let write = |value: String| Message::new("hint-write").with("value", value);
    match error {
        PeriodError::EndBeforeStart(first, last) => write(format!("{last}/{first}")),
        PeriodError::YearOutOfRange(_) => Message::new("hint-year"),
        PeriodError::ImpossibleDate(date) => last_day_hint(date),
        _ => typed::canonical_period(written).map_or_else(|| Message::new("hint-period"), write),
    }
}
