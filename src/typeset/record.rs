//! The records that a theme and its papers leave in a document: metadata behind a label.

use serde::de::DeserializeOwned;
use typst::foundations::Content;
use typst::introspection::MetadataElem;

use super::trouble::Trouble;

/// Reads what the theme put behind a label; anything else is the theme's fault.
pub(super) fn read_metadata<T: DeserializeOwned>(
    label: &str,
    found: &Content,
) -> Result<T, Trouble> {
    let malformed = |why: String| {
        Trouble::internal(format!("a `<{label}>` record of the theme cannot be read: {why}"))
    };
    let element =
        found.to_packed::<MetadataElem>().ok_or_else(|| malformed("it is not metadata".into()))?;
    // Typst's values serialise themselves, so JSON carries them into any Rust type without a reader for each kind of
    // record.
    serde_json::to_value(&element.value)
        .and_then(serde_json::from_value)
        .map_err(|error| malformed(error.to_string()))
}
