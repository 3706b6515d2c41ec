//! Values written as Typst literals.
//!
//! Typst itself writes texts and numbers. It does not write lists and dictionaries: its own notation for them is for
//! people to read, and leaves out all but the first forty items.

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};
use typst::foundations::{Repr, Str};
use typst::syntax::is_ident;

/// The deepest nesting of a value: runs in runs in rows in slides are 8 deep.
const DEPTH: usize = 24;
/// The fewest bytes of a value within others: `0` and the comma after it.
const LEAST: usize = 2;
/// The most characters of a list or dictionary that is written on one line.
const LINE: usize = 64;

/// A value as one Typst literal: no text in it is ever read as markup. None when it takes more than `most` bytes; a
/// list with a thousand lists of a thousand items is given up early.
pub fn format_literal(value: &Value, most: usize) -> Result<Option<String>, Error> {
    let mut room = most;
    let written = format_value(value, 0, &mut room)?;
    Ok(written.filter(|written| written.len() <= most))
}

/// Takes two bytes off the room for each value, and the bytes of each text; none when no room is left.
fn format_value(value: &Value, depth: usize, room: &mut usize) -> Result<Option<String>, Error> {
    if depth > DEPTH {
        return Err(invalid_value("the value is nested too deeply"));
    }
    // The room is counted down before anything is written, so that a value built from itself many
    // times is given up before it fills the memory.
    let takes = value.as_str().map_or(0, str::len) + LEAST;
    let Some(left) = room.checked_sub(takes) else {
        return Ok(None);
    };
    *room = left;
    match value.kind() {
        ValueKind::None => Ok(Some("none".to_string())),
        ValueKind::Bool => Ok(Some(value.is_true().to_string())),
        ValueKind::Number => format_number(value).map(Some),
        ValueKind::String => Ok(Some(format_text(value.as_str().unwrap_or_default()))),
        ValueKind::Seq | ValueKind::Iterable => {
            let items = value.try_iter()?.map(|item| format_value(&item, depth + 1, room));
            let items = collect_items(items)?;
            Ok(items.map(|items| between_parentheses(&items, "()", true)))
        }
        ValueKind::Map => {
            let entry = |key: Value| {
                let inner = format_value(&value.get_item(&key)?, depth + 1, room);
                let named = |inner| format!("{}: {inner}", format_key(&key.to_string()));
                Ok(inner?.map(named))
            };
            let entries = value.try_iter()?.map(entry);
            let entries = collect_items(entries)?;
            Ok(entries.map(|entries| between_parentheses(&entries, "(:)", false)))
        }
        kind => Err(invalid_value(&format!("a value of kind {kind} cannot be shown"))),
    }
}

/// All items that were written; none as soon as there was no room for one.
fn collect_items(
    items: impl Iterator<Item = Result<Option<String>, Error>>,
) -> Result<Option<Vec<String>>, Error> {
    let mut written = Vec::new();
    for item in items {
        let Some(item) = item? else {
            return Ok(None);
        };
        written.push(item);
    }
    Ok(Some(written))
}

fn invalid_value(reason: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, reason.to_string())
}

fn format_text(text: &str) -> String {
    Str::from(text).repr().to_string()
}

fn format_key(key: &str) -> String {
    if is_ident(key) { key.to_string() } else { format_text(key) }
}

/// Items between parentheses, on one line when short. A list of one item keeps its
/// comma, without which it would be the item.
fn between_parentheses(items: &[String], none: &str, is_list: bool) -> String {
    if items.is_empty() {
        return none.to_string();
    }
    let length: usize = items.iter().map(|item| item.chars().count() + 2).sum();
    if length <= LINE && !items.iter().any(|item| item.contains('\n')) {
        let comma = if is_list && items.len() == 1 { "," } else { "" };
        return format!("({}{comma})", items.join(", "));
    }
    let lines: String =
        items.iter().map(|item| format!("  {},\n", item.replace('\n', "\n  "))).collect();
    format!("(\n{lines})")
}

fn format_number(value: &Value) -> Result<String, Error> {
    if let Ok(whole) = i64::try_from(value.clone()) {
        return Ok(whole.repr().to_string());
    }
    let number = f64::try_from(value.clone())?;
    if number.is_finite() {
        Ok(number.repr().to_string())
    } else {
        Err(invalid_value("a number is not finite"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::syntax::parse_code;

    fn of(value: impl serde::Serialize) -> String {
        let written = format_literal(&Value::from(minijinja::value::Serde(value)), usize::MAX);
        written.expect("a value to write").expect("room for it")
    }

    #[test]
    fn a_list_is_written_whole_however_long() {
        for length in [0, 1, 2, 40, 41, 1000] {
            let list = of((0..length).map(|n| format!("item {n}")).collect::<Vec<_>>());
            assert!(!parse_code(&list).diagnosis().errors, "{length}");
            assert_eq!(list.matches("item").count(), length);
        }
    }

    #[test]
    fn a_list_of_one_stays_a_list_and_an_empty_dictionary_a_dictionary() {
        assert_eq!(of(["a"]), "(\"a\",)");
        assert_eq!(of(serde_json::json!({})), "(:)");
        assert_eq!(of(serde_json::json!([])), "()");
        assert_eq!(
            of(serde_json::json!({ "at": -1, "not an identifier": null })),
            "(at: -1, \"not an identifier\": none)"
        );
    }

    #[test]
    fn a_line_break_in_a_text_never_breaks_a_line_of_the_literal() {
        assert_eq!(of("a\n\"b\" \\ #c"), "\"a\\n\\\"b\\\" \\\\ #c\"");
    }
}
