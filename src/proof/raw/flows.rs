//! What stands under one key of many records: programs keep a message a record, and a sentence may go over several.

use std::collections::HashMap;

use serde_json::Value;

use super::entities::{KnownEntities, decode_entities};
use super::tags::{INLINE, MarkupPiece, parse_attributes};

/// The fewest values of a key that are read one after the other.
const FEWEST: usize = 3;
/// The most words of such a value on average: longer ones hold what they say.
const WORDS: usize = 12;
/// The most keys.
const MOST: usize = 20_000;

/// Values by what they stand under, in order.
#[derive(Default)]
struct Flows {
    /// The place of each key among the values.
    places: HashMap<String, usize>,
    /// The values of each key.
    values: Vec<Vec<String>>,
}

impl Flows {
    fn add_value(&mut self, key: String, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        let at = match self.places.get(&key) {
            Some(at) => *at,
            None if self.values.len() >= MOST => return,
            None => {
                self.places.insert(key, self.values.len());
                self.values.push(Vec::new());
                self.values.len() - 1
            }
        };
        self.values[at].push(value.to_string());
    }

    /// The values of each key that has several short ones, a line each.
    fn into_text(self) -> Option<String> {
        let is_parted = |values: &Vec<String>| {
            let words = values.iter().map(|value| value.split_whitespace().count());
            values.len() >= FEWEST && words.sum::<usize>() < WORDS * values.len()
        };
        let flows = self.values.into_iter().filter(is_parted);
        let flows: Vec<String> = flows.map(|values| values.join("\n")).collect();
        (!flows.is_empty()).then(|| flows.join("\n\n"))
    }
}

/// The values of a text in JSON, one record or one a line, key by key.
pub fn from_json(text: &str) -> Option<String> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let mut flows = Flows::default();
    match serde_json::from_str::<Value>(text) {
        Ok(value) => gather_values(&value, "", &mut flows),
        // A record on each line, as logs and exports have it; lines that are none are passed over.
        Err(_) => {
            let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
            lines.for_each(|value| gather_values(&value, "", &mut flows));
        }
    }
    flows.into_text()
}

fn gather_values(value: &Value, path: &str, flows: &mut Flows) {
    match value {
        Value::String(text) => flows.add_value(path.to_string(), text),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                // Items of a list share one path, so that the values of one key in all records come together:
                // `/messages//text`.
                gather_values(item, &format!("{path}/"), flows);
                // A row may be a list, whose places are its columns.
                if let Value::String(text) = item {
                    flows.add_value(format!("{path}/{at}"), text);
                }
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                gather_values(value, &format!("{path}/{key}"), flows);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// An element that is open, and how many others began in it.
struct OpenElement {
    /// The name of its tag.
    name: String,
    /// The class that its tag names.
    class: String,
    /// Its place among those of the element around it, from 1.
    at: usize,
    /// How many began in it so far.
    held: usize,
}

/// Elements that the next of their kind ends, in pages whose writers left that out.
const ENDED: [&str; 8] = ["li", "td", "th", "tr", "dt", "dd", "p", "option"];

/// The texts of a text with tags, read piece by piece: those of one kind of element, of one column, of one attribute after
/// another.
#[derive(Default)]
pub struct MarkupFlows {
    /// The values of each kind so far.
    flows: Flows,
    /// The elements that are open, the innermost last.
    open: Vec<OpenElement>,
    /// The words since the last tag that parts words.
    words: String,
    /// The names of signs met so far.
    signs: KnownEntities,
}

impl MarkupFlows {
    /// Reads the next piece.
    pub fn add_piece(&mut self, piece: MarkupPiece) {
        match piece {
            MarkupPiece::Words(words) => {
                self.words.push_str(&decode_entities(words, &mut self.signs));
            }
            MarkupPiece::Plain(words) => self.words.push_str(words),
            MarkupPiece::Aside(_) => {}
            MarkupPiece::Open(name, held, is_whole) => {
                self.open_tag(&name.to_lowercase(), held, is_whole);
            }
            MarkupPiece::Close(name) => self.close_tag(&name.to_lowercase()),
        }
    }

    /// The texts that follow one another; none where no kind has several.
    pub fn into_text(mut self) -> Option<String> {
        self.add_words();
        self.flows.into_text()
    }

    fn open_tag(&mut self, name: &str, held: &str, is_whole: bool) {
        let mut class = None;
        for (key, value) in parse_attributes(held) {
            let decoded = decode_entities(value, &mut self.signs);
            self.flows.add_value(format!("{name}@{key}"), &decoded);
            if key == "class" {
                class = class.or(Some(value));
            }
        }
        // Words of `<b>` belong to the element around it; a space keeps them from the words before.
        if INLINE.contains(&name) {
            self.words.push(' ');
            return;
        }
        self.add_words();
        // `<li>one<li>two`: the second ends the first, unless an element that has to be closed was opened in between, as in
        // a list in a list.
        if ENDED.contains(&name)
            && let Some(at) = self.open.iter().rposition(|element| element.name == name)
            && self.open[at..].iter().all(|element| ENDED.contains(&element.name.as_str()))
        {
            self.open.truncate(at);
        }
        // The place among the children, which for a cell is its column.
        let at = self.open.last_mut().map_or(1, |around| {
            around.held += 1;
            around.held
        });
        if !is_whole {
            let (name, class) = (name.to_string(), class.unwrap_or_default().to_string());
            self.open.push(OpenElement { name, class, at, held: 0 });
        }
    }

    fn close_tag(&mut self, name: &str) {
        if INLINE.contains(&name) {
            self.words.push(' ');
            return;
        }
        self.add_words();
        // A closing tag ends all that is open within its element too; one that closes nothing is passed over.
        if let Some(at) = self.open.iter().rposition(|element| element.name == name) {
            self.open.truncate(at);
        }
    }

    /// Adds the words of the innermost element under its kind, and under its column.
    fn add_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        let [.., last] = self.open.as_slice() else { return };
        self.flows.add_value(format!("{}.{}", last.name, last.class), &words);
        // Three keys for one text: the kind of element, the column when cells hold the words, and the column when
        // something stands within cells, as in `<td><p>`.
        if let [.., around, last] = self.open.as_slice() {
            let column = format!("{} {}:{}", around.name, last.name, last.at);
            self.flows.add_value(column, &words);
        }
        if let [.., row, around, last] = self.open.as_slice() {
            let column =
                format!("{} {}:{} {}:{}", row.name, around.name, around.at, last.name, last.at);
            self.flows.add_value(column, &words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags::Pieces;
    use super::*;

    fn from_markup(text: &str) -> Option<String> {
        let mut flows = MarkupFlows::default();
        Pieces::from_text(text).for_each(|piece| flows.add_piece(piece));
        flows.into_text()
    }

    #[test]
    fn values_of_one_key_follow_one_another() {
        for text in [
            r#"{"messages":[{"ts":"1","text":"un bus"},{"ts":"2","text":"passe ici"},{"ts":"3","text":"le soir"}]}"#,
            "{\"ts\":1,\"text\":\"un bus\"}\n{\"ts\":2,\"text\":\"passe ici\"}\n{\"ts\":3,\"text\":\"le soir\"}",
            r#"[["a1","un bus"],["b2","passe ici"],["c3","le soir"]]"#,
            r#"{"texte":["un bus","passe ici","le soir"],"date":["x","y","z"]}"#,
        ] {
            let flows = from_json(text).expect("flows");
            assert!(flows.contains("un bus\npasse ici\nle soir"), "{text}: {flows}");
        }
        assert_eq!(from_json("un texte"), None);
        assert_eq!(from_json(r#"{"a":"un","b":"deux"}"#), None);
    }

    #[test]
    fn texts_of_one_column_or_kind_follow_one_another() {
        for text in [
            "<table>\n<tr>\n<td>1</td>\n<td>\nun bus\n</td></tr><tr><td>2<td>passe ici<tr><td>3<td>le soir</table>",
            "<div class=m><div class=w>Zoé</div><div class=t>un bus</div></div><div class=m><div class=w>Ana</div><div class=t>passe ici</div></div><div class=m><div class=w>Luc</div><div class=t>le soir</div></div>",
            "<dl><dt>a<dd>un bus<dt>b<dd>passe ici<dt>c<dd>le soir</dl>",
            "<s><sms date='1' body='un bus'/><sms date='2' body='passe ici'/><sms date='3' body='le soir'/></s>",
            "<Row><Cell><Data>1</Data></Cell><Cell><Data>un bus</Data></Cell></Row><Row><Cell><Data>2</Data></Cell><Cell><Data>passe ici</Data></Cell></Row><Row><Cell><Data>3</Data></Cell><Cell><Data>le soir</Data></Cell></Row>",
        ] {
            let flows = from_markup(text).expect("flows");
            let flows = flows.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flows.contains("un bus passe ici le soir"), "{text}: {flows}");
        }
    }
}
