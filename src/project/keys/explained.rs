//! What fixed values mean, for the page of all keys. It is printed under the keys of each kind of file, and so the values are
//! told once for all the keys that take them.

use super::{Keys, choices_of, quote_sign};
use crate::locale::Language;

/// What the fixed values of some keys mean.
#[derive(Debug)]
pub struct ExplainedValues {
    /// The keys that take them.
    pub keys: Vec<&'static str>,
    /// Each value as it is written, with its meaning.
    pub values: Vec<(String, &'static str)>,
}

impl Keys {
    /// The fixed values that may be written in it, once for all keys that take the same ones.
    pub fn explained_values(&self, language: Language) -> Vec<ExplainedValues> {
        let mut found: Vec<ExplainedValues> = Vec::new();
        self.each_key(language, &mut |_, field| {
            let Some(choices) = choices_of(field.shape) else { return };
            let all = (0..).map_while(|at| choices.get(at));
            let values = all.map(|(name, meaning)| {
                (quote_sign(name.in_language(language)), *meaning.of(language))
            });
            let values: Vec<(String, &'static str)> = values.collect();
            let key = field.name.in_language(language);
            match found.iter_mut().find(|known| known.values == values) {
                Some(known) if known.keys.contains(&key) => {}
                Some(known) => known.keys.push(key),
                None => found.push(ExplainedValues { keys: vec![key], values }),
            }
        });
        found
    }
}
