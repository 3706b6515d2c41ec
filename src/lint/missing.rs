//! Keys that an entry lacks, named as its writers would type them.

use super::Context;
use crate::schema::Name;

impl Context<'_> {
    /// The names of the missing keys, in the project's language and between backticks; none when no key is missing.
    pub fn format_missing_keys(&self, keys: &[(bool, Name)]) -> Option<String> {
        let language = self.project.language();
        let missing = keys.iter().filter(|(is_missing, _)| *is_missing);
        let named: Vec<String> =
            missing.map(|(_, name)| format!("`{}`", name.in_language(language))).collect();
        (!named.is_empty()).then(|| named.join(", "))
    }
}
