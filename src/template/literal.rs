//! Values as Typst literals, through Typst's own way of writing them.

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};
use typst::foundations::{Array, Dict, IntoValue, Repr, Str, Value as Typst};

/// How deep a value may nest: runs in runs in rows in slides make 8.
const DEPTH: usize = 24;

/// A value as one Typst literal: text is never read as markup, whatever is in it.
pub fn literal(value: &Value) -> Result<String, Error> {
    Ok(typst_value(value, 0)?.repr().to_string())
}

fn typst_value(value: &Value, depth: usize) -> Result<Typst, Error> {
    if depth > DEPTH {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            "the value is nested too deeply",
        ));
    }
    match value.kind() {
        ValueKind::None => Ok(Typst::None),
        ValueKind::Bool => Ok(value.is_true().into_value()),
        ValueKind::Number => number(value),
        ValueKind::String => Ok(Str::from(value.as_str().unwrap_or_default()).into_value()),
        ValueKind::Seq | ValueKind::Iterable => {
            let items: Result<Array, Error> = value
                .try_iter()?
                .map(|item| typst_value(&item, depth + 1))
                .collect();
            Ok(items?.into_value())
        }
        ValueKind::Map => {
            let entry = |key: Value| {
                Ok((
                    Str::from(key.to_string()),
                    typst_value(&value.get_item(&key)?, depth + 1)?,
                ))
            };
            let entries: Result<Dict, Error> = value.try_iter()?.map(entry).collect();
            Ok(entries?.into_value())
        }
        kind => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("a value of kind {kind} cannot be shown"),
        )),
    }
}

fn number(value: &Value) -> Result<Typst, Error> {
    if let Ok(whole) = i64::try_from(value.clone()) {
        return Ok(whole.into_value());
    }
    let number = f64::try_from(value.clone())?;
    if number.is_finite() {
        Ok(number.into_value())
    } else {
        Err(Error::new(
            ErrorKind::InvalidOperation,
            "a number is not finite",
        ))
    }
}
