//! The part of JSON Schema (draft 4) in which the schema of SARIF is written; `format` is not checked.

use regex::Regex;
use serde_json::Value;

/// What in a document does not follow a schema, each with its place.
pub fn faults(schema: &Value, document: &Value) -> Vec<String> {
    let mut check = Check { root: schema, faults: Vec::new() };
    check.value(schema, document, "");
    check.faults
}

struct Check<'a> {
    root: &'a Value,
    faults: Vec<String>,
}

impl Check<'_> {
    fn wants(&mut self, is_so: bool, at: &str, what: &str) {
        if !is_so {
            self.faults.push(format!("{at}: {what}"));
        }
    }

    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        if let Some(reference) = schema["$ref"].as_str() {
            let pointer = reference.trim_start_matches('#');
            let target = self.root.pointer(pointer).expect("a definition");
            return self.value(target, value, at);
        }
        self.wants(is_of_type(&schema["type"], value), at, "another type");
        let is_listed = |names: &Vec<Value>| names.contains(value);
        self.wants(schema["enum"].as_array().is_none_or(is_listed), at, "not in the list");
        self.bounds(schema, value, at);
        self.choices(schema, value, at);
        match value {
            Value::Object(_) => self.object(schema, value, at),
            Value::Array(items) => self.array(schema, items, at),
            _ => {}
        }
    }

    fn bounds(&mut self, schema: &Value, value: &Value, at: &str) {
        if let Some(number) = value.as_f64() {
            let least = schema["minimum"].as_f64().unwrap_or(f64::NEG_INFINITY);
            let most = schema["maximum"].as_f64().unwrap_or(f64::INFINITY);
            self.wants((least..=most).contains(&number), at, "out of bounds");
        }
        if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str()) {
            let pattern = Regex::new(pattern).expect("a pattern");
            self.wants(pattern.is_match(text), at, "not of the pattern");
        }
    }

    fn choices(&mut self, schema: &Value, value: &Value, at: &str) {
        for (key, is_right) in [("anyOf", at_least_one as fn(usize) -> bool), ("oneOf", one)] {
            let Some(choices) = schema[key].as_array() else {
                continue;
            };
            let holds = |choice: &&Value| {
                let mut check = Check { root: self.root, faults: Vec::new() };
                check.value(choice, value, at);
                check.faults.is_empty()
            };
            let right = is_right(choices.iter().filter(holds).count());
            self.wants(right, at, key);
        }
    }

    fn object(&mut self, schema: &Value, value: &Value, at: &str) {
        for key in schema["required"].as_array().into_iter().flatten() {
            let key = key.as_str().expect("a key");
            self.wants(value.get(key).is_some(), at, &format!("`{key}` is missing"));
        }
        for (key, below) in value.as_object().into_iter().flatten() {
            let at = format!("{at}/{key}");
            match (&schema["properties"][key], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => self.wants(false, &at, "unknown key"),
                (Value::Null, other @ Value::Object(_)) => self.value(other, below, &at),
                (Value::Null, _) => {}
                (known, _) => self.value(known, below, &at),
            }
        }
    }

    fn array(&mut self, schema: &Value, items: &[Value], at: &str) {
        let least = schema["minItems"].as_u64().unwrap_or(0) as usize;
        self.wants(items.len() >= least, at, "too few items");
        let is_repeated = |index: usize| items[..index].contains(&items[index]);
        let wants_distinct = schema["uniqueItems"] == Value::Bool(true);
        let is_distinct = !(0..items.len()).any(is_repeated);
        self.wants(!wants_distinct || is_distinct, at, "an item twice");
        if schema["items"].is_object() {
            for (index, item) in items.iter().enumerate() {
                self.value(&schema["items"], item, &format!("{at}/{index}"));
            }
        }
    }
}

fn at_least_one(count: usize) -> bool {
    count > 0
}

fn one(count: usize) -> bool {
    count == 1
}

fn is_of_type(wanted: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        _ => true,
    };
    match wanted {
        Value::Array(names) => names.iter().any(is),
        name => is(name),
    }
}
