//! JSON read without rounding: a number is the text that stands in the file.

use std::borrow::Cow;

use serde::de::IgnoredAny;

/// A value of a JSON text known to be well formed: its own part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Json<'t>(&'t str);

impl<'t> Json<'t> {
    /// The value that a text is; the line of the first slip when it is none.
    pub fn parse(text: &'t str) -> Result<Self, u64> {
        match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => Ok(Self(text.trim())),
            Err(error) => Err(error.line() as u64),
        }
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    /// The values of an array; nothing of anything else.
    pub fn items(self) -> impl Iterator<Item = Self> {
        let mut rest = text_between(self.0, '[', ']');
        std::iter::from_fn(move || take_value(&mut rest))
    }

    /// The names and values of an object; nothing of anything else.
    pub fn entries(self) -> impl Iterator<Item = (Cow<'t, str>, Self)> {
        let mut rest = text_between(self.0, '{', '}');
        std::iter::from_fn(move || {
            let name = take_value(&mut rest)?;
            Some((name.text(), take_value(&mut rest)?))
        })
    }

    /// The value of a name of an object.
    pub fn get(self, name: &str) -> Option<Self> {
        let mut entries = self.entries();
        entries.find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// A string's text; nothing for `null`; anything else as it is written.
    pub fn text(self) -> Cow<'t, str> {
        match self.0.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(text) if !text.contains('\\') => Cow::Borrowed(text),
            Some(_) => serde_json::from_str::<String>(self.0).unwrap_or_default().into(),
            None if self.0 == "null" => Cow::Borrowed(""),
            None => Cow::Borrowed(self.0),
        }
    }
}

/// What stands between two brackets; nothing without them.
fn text_between(text: &str, open: char, close: char) -> &str {
    let inner = text.strip_prefix(open);
    inner.and_then(|text| text.strip_suffix(close)).unwrap_or("")
}

/// Takes the next value of a list, and the sign before it.
fn take_value<'t>(rest: &mut &'t str) -> Option<Json<'t>> {
    let start =
        rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, ',' | ':'));
    let end = value_end(start.as_bytes());
    let (value, after) = start.split_at_checked(end)?;
    *rest = after;
    (!value.is_empty()).then_some(Json(value))
}

/// Where the value ends that a text starts with.
fn value_end(bytes: &[u8]) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at += string_end(&bytes[at..]) - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
        if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
            return at;
        }
    }
    at
}

/// Where the string ends that a text starts with, its second quote included.
fn string_end(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_the_digits_that_are_written() {
        let text =
            r#" {"a" : 0.10000000000000000001, "b":[1e2 , -3,true,null],"c":"x \"é\", ]}","":{}} "#;
        let json = Json::parse(text).expect("JSON");
        let shown: Vec<String> =
            json.entries().map(|(name, value)| format!("{name}={}", value.text())).collect();
        assert_eq!(
            shown,
            ["a=0.10000000000000000001", "b=[1e2 , -3,true,null]", "c=x \"é\", ]}", "={}"]
        );
        let items = json.get("b").expect("b").items();
        let items: Vec<Cow<str>> = items.map(Json::text).collect();
        assert_eq!(items, ["1e2", "-3", "true", ""]);
        assert_eq!(json.get("c").expect("c").items().count(), 0);
    }

    #[test]
    fn a_text_that_is_no_json_tells_its_line() {
        assert_eq!(Json::parse("{\n\"a\": 1,\n}"), Err(3));
        assert_eq!(Json::parse(""), Err(1));
    }
}
