//! An export in JSON as rows under titles: a row for each thing of a list, a title for each path to a value in it, such as
//! `reviewer.displayName`.

use std::collections::HashMap;

use csv::StringRecord;
use serde_json::{Map, Value};

use super::table::ExportTable;

/// The most cells of a list: more are no messages of ours, and take much memory.
const MOST_CELLS: usize = 8_000_000;

/// The lists of a text, the longest first; none when it is no JSON or has too many cells.
pub fn read_lists(text: &str) -> Option<Vec<ExportTable>> {
    let root: Value = serde_json::from_str(text).ok()?;
    let mut lists = Vec::new();
    collect_lists("", &root, &mut lists);
    // The messages are the longest list: that of those who take part in a conversation is short.
    lists.sort_by_key(|(_, items)| std::cmp::Reverse(items.len()));
    // A list that is too large for a table is no list of messages; the others may be.
    Some(lists.into_iter().filter_map(|(_, items)| table_of_items(&items)).collect())
}

/// The things that stand in lists under one path, each with the path.
type ItemLists<'v> = Vec<(String, Vec<&'v Map<String, Value>>)>;

fn collect_lists<'v>(path: &str, value: &'v Value, lists: &mut ItemLists<'v>) {
    match value {
        Value::Object(entries) => {
            entries.iter().for_each(|(name, value)| {
                collect_lists(&format!("{path}.{name}"), value, lists);
            });
        }
        Value::Array(items) => {
            // Lists under one path are one: that of the messages of each conversation.
            let place = lists.iter().position(|(known, _)| known == path).unwrap_or_else(|| {
                lists.push((path.to_string(), Vec::new()));
                lists.len() - 1
            });
            lists[place].1.extend(items.iter().filter_map(Value::as_object));
            items.iter().for_each(|item| collect_lists(path, item, lists));
        }
        _ => {}
    }
}

fn table_of_items(items: &[&Map<String, Value>]) -> Option<ExportTable> {
    let (mut titles, mut places) = (Vec::new(), HashMap::new());
    let mut rows = Vec::new();
    let mut cells = 0;
    for item in items {
        let mut row = Vec::new();
        let mut put = |title: String, cell: String| {
            let place = *places.entry(title).or_insert_with_key(|title| {
                titles.push(title.clone());
                titles.len() - 1
            });
            row.resize(row.len().max(place + 1), String::new());
            // A path through a list may lead to several values.
            let joint = if row[place].is_empty() { "" } else { "\n" };
            row[place].push_str(joint);
            row[place].push_str(&cell);
        };
        item.iter().for_each(|(name, value)| put_values(&repair_letters(name), value, &mut put));
        cells += row.len();
        if cells > MOST_CELLS {
            return None;
        }
        rows.push(StringRecord::from(row));
    }
    Some(ExportTable::of_rows(titles, rows))
}

/// Hands on each value below a path.
fn put_values(path: &str, value: &Value, put: &mut impl FnMut(String, String)) {
    match value {
        Value::Null => {}
        Value::Bool(flag) => put(path.to_string(), flag.to_string()),
        Value::Number(number) => put(path.to_string(), number.to_string()),
        Value::String(text) => put(path.to_string(), repair_letters(text)),
        Value::Array(items) => items.iter().for_each(|item| put_values(path, item, put)),
        Value::Object(entries) => entries.iter().for_each(|(name, value)| {
            put_values(&format!("{path}.{}", repair_letters(name)), value, put);
        }),
    }
}

/// A text with its letters, where a program wrote each byte of UTF-8 as a sign of its own: Meta writes `Ã©` for `é`.
fn repair_letters(text: &str) -> String {
    if text.is_ascii() {
        return text.to_string();
    }
    // By chance a text of such signs is hardly ever UTF-8: two of them in a row would be `Ã©`.
    let bytes: Result<Vec<u8>, _> =
        text.chars().map(|sign| u8::try_from(u32::from(sign))).collect();
    let repaired = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
    repaired.unwrap_or_else(|| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, title: &str) -> Vec<String> {
        let lists = read_lists(text).expect("lists");
        let table = &lists[0];
        let column = table.column_index(title);
        table.rows().map(|row| row.cell(column).unwrap_or("-").to_string()).collect()
    }

    #[test]
    fn each_value_stands_under_its_path() {
        let text = r#"{"reviews": [
            {"reviewer": {"name": "Ana"}, "stars": 5, "comment": "Oui"},
            {"comment": null, "replies": [{"text": "a"}, {"text": "b"}]}
        ], "total": 2, "tags": ["x"]}"#;
        assert_eq!(cells(text, "Reviewer.name"), ["Ana", "-"]);
        assert_eq!(cells(text, "comment"), ["Oui", "-"]);
        assert_eq!(cells(text, "replies.text"), ["-", "a\nb"]);
        assert_eq!(cells(text, "stars"), ["5", "-"]);
    }

    #[test]
    fn lists_under_one_path_are_one_and_the_longest_comes_first() {
        let text = r#"[{"who": "A", "said": [{"t": "1"}, {"t": "2"}]}, {"said": [{"t": "3"}]}]"#;
        assert_eq!(cells(text, "t"), ["1", "2", "3"]);
    }

    #[test]
    fn bytes_written_as_signs_are_letters_again() {
        assert_eq!(
            repair_letters("L\u{c3}\u{a9}a \u{e2}\u{80}\u{99} \u{f0}\u{9f}\u{98}\u{80}"),
            "Léa ’ 😀"
        );
        for text in ["Léa", "l’été", "«\u{a0}Oui\u{a0}»", "café 😀"] {
            assert_eq!(repair_letters(text), text);
        }
    }

    #[test]
    fn what_is_no_json_has_no_lists() {
        assert!(read_lists("{\"a\": [1,}").is_none());
        assert!(read_lists("{\"a\": [1]}").is_some_and(|lists| lists[0].rows().next().is_none()));
        let deep = "[".repeat(100_000);
        assert!(read_lists(&deep).is_none());
    }
}
