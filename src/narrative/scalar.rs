//! Single values: texts, ids, fixed values, numbers, dates, each with what was expected instead.

use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::decode::{Decoder, fold, is_named, kind, slug, text};
use super::shape::{Field, Name, Read, Shape};
use super::yaml::{Content, Node, Scalar};
use crate::finding::Message;
use crate::finding::rules::{UNKNOWN_VALUE, WRONG_DATE, WRONG_ID, WRONG_TYPE};
use crate::period::{Period, PeriodError};
use crate::source::Span;

impl Decoder<'_> {
    pub(super) fn scalar(&mut self, node: &Node, shape: Shape, field: &Field) -> Option<Read> {
        let Content::Scalar(scalar) = &node.content else {
            let name = field.name.in_language(self.language);
            let key = expected(shape);
            let found = kind(node);
            let hint = self.braces_hint(node);
            self.say(
                &WRONG_TYPE,
                node.span,
                Message::new(key).with("key", name).with("found", found),
                hint,
            );
            return None;
        };
        match shape {
            Shape::Line | Shape::Prose => Some(Read::Text(text(scalar, node.span))),
            Shape::Id => self.id(scalar, node.span),
            Shape::Code => self.code(scalar, node.span),
            Shape::Colour => self.colour(scalar, node.span),
            Shape::Word(names) | Shape::Either(names, _) => {
                self.word(scalar, node.span, names, field)
            }
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
            Content::Map(entries)
                if entries
                    .iter()
                    .any(|(key, _)| !matches!(key.content, Content::Scalar(_))) =>
            {
                Some(Message::new("hint-quote-it"))
            }
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
        self.say(
            &WRONG_ID,
            span,
            message,
            Some(Message::new("hint-write").with("value", slug(&scalar.text))),
        );
        None
    }

    fn code(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let is_code = (2..=3).contains(&scalar.text.len())
            && scalar.text.chars().all(|c| c.is_ascii_lowercase());
        if is_code {
            return Some(Read::Text(text(scalar, span)));
        }
        self.say(
            &UNKNOWN_VALUE,
            span,
            Message::new("wrong-language").with("value", scalar.text.as_str()),
            Some(Message::new("hint-language")),
        );
        None
    }

    fn colour(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        let is_colour = scalar.text.len() == 7
            && scalar.text.starts_with('#')
            && scalar.text[1..].chars().all(|c| c.is_ascii_hexdigit());
        if is_colour {
            return Some(Read::Text(text(scalar, span)));
        }
        self.say(
            &WRONG_TYPE,
            span,
            Message::new("wrong-colour").with("value", scalar.text.as_str()),
            Some(Message::new("hint-colour")),
        );
        None
    }

    fn word(
        &mut self,
        scalar: &Scalar,
        span: Span,
        names: &'static [Name],
        field: &Field,
    ) -> Option<Read> {
        let folded = fold(&scalar.text);
        if let Some(at) = names.iter().position(|name| is_named(*name, &folded)) {
            return Some(Read::Word(at));
        }
        let key = field.name.in_language(self.language);
        let message = Message::new("unknown-value")
            .with("key", key)
            .with("value", scalar.text.as_str());
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
        let message = Message::new(expected(shape))
            .with("key", key)
            .with("found", format!("`{}`", scalar.text));
        self.say(&WRONG_TYPE, span, message, None);
        None
    }

    fn date(&mut self, scalar: &Scalar, span: Span) -> Option<NaiveDate> {
        match NaiveDate::parse_from_str(&scalar.text, "%Y-%m-%d") {
            Ok(date) if scalar.text.len() == 10 => Some(date),
            _ => {
                let looks_right = scalar.text.len() == 10
                    && scalar.text.bytes().enumerate().all(|(at, b)| {
                        if at == 4 || at == 7 {
                            b == b'-'
                        } else {
                            b.is_ascii_digit()
                        }
                    });
                let key = if looks_right {
                    "impossible-date"
                } else {
                    "wrong-date"
                };
                let hint = day_first(&scalar.text)
                    .map(|date| Message::new("hint-write").with("value", date.to_string()));
                self.say(
                    &WRONG_DATE,
                    span,
                    Message::new(key).with("value", scalar.text.as_str()),
                    hint,
                );
                None
            }
        }
    }

    fn period(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        match Period::from_str(&scalar.text) {
            Ok(period) => Some(Read::Period(period)),
            Err(error) => {
                self.say(
                    &WRONG_DATE,
                    span,
                    Message::new(period_message(&error)).with("value", scalar.text.as_str()),
                    Some(Message::new("hint-period")),
                );
                None
            }
        }
    }

    fn when(&mut self, scalar: &Scalar, span: Span) -> Option<Read> {
        if scalar.text.len() == 10 && !scalar.text.contains('/') {
            return self
                .date(scalar, span)
                .map(|date| Read::Period(Period::Range(date, date)));
        }
        self.period(scalar, span)
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
    text.chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_'))
        .collect()
}

/// A number as people of both languages type it: `18400`, `18 400`, `12,5`, `-1.5`. Exact.
fn exact_number(text: &str) -> Option<Decimal> {
    let digits = ungrouped(text).replace('\u{2212}', "-");
    let plain = digits.replacen(',', ".", 1);
    let is_number = plain
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))
        && !plain.starts_with('.');
    if is_number {
        Decimal::from_str_exact(plain.trim_start_matches('+')).ok()
    } else {
        None
    }
}

fn day_first(text: &str) -> Option<NaiveDate> {
    ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

fn period_message(error: &PeriodError) -> &'static str {
    match error {
        PeriodError::EndBeforeStart(..) => "period-reversed",
        PeriodError::UnknownForm(_) => "wrong-period",
        _ => "impossible-period",
    }
}
