//! What comes inside the program: templates, theme, fonts, lists of words, starter projects, the pages of the guide, and
//! what rules alone say, which stands in the heads of their pages. `templates/build.rs` lists them.

use serde::Deserialize;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A list of words under `templates/lexicon`.
///
/// # Panics
///
/// When the list is not there or cannot be read: a fault in our own files, which any run finds.
pub fn word_list<T: for<'a> Deserialize<'a>>(name: &str) -> T {
    let path = format!("lexicon/{name}.yaml");
    let known = WORD_LISTS.iter().find(|(known, _)| *known == path);
    let (_, text) = known.unwrap_or_else(|| panic!("there is no templates/{path}"));
    serde_yaml::from_str(text).unwrap_or_else(|reason| panic!("{path}: {reason}"))
}
