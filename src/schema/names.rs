//! The names of keys and fixed values: how they are compared, which one somebody meant, in which language they are.

use super::choices::Name;
use super::node::{Node, NodeContent};
use super::shape::{Field, KeyTable, Shape};
use crate::locale::Language;
use crate::text::{fold_name, letters, nearest};

/// Words people write for a name that means the same, without accents.
const MEANT: [(&str, &str); 48] = [
    ("couleurs", "charte"),
    ("colours", "charte"),
    ("colors", "charte"),
    ("quand", "échéance"),
    ("when", "échéance"),
    ("date", "échéance"),
    ("delai", "échéance"),
    ("deadline", "échéance"),
    ("due", "échéance"),
    ("negatif", "critique"),
    ("negative", "critique"),
    ("positif", "favorable"),
    ("positive", "favorable"),
    ("valide", "approuvé"),
    ("valide", "approuvée"),
    ("validee", "approuvée"),
    ("validated", "approuvé"),
    ("adopte", "approuvée"),
    ("adoptee", "approuvée"),
    ("adopted", "approuvée"),
    ("accord-ecrit", "accord"),
    ("ecrit", "accord"),
    ("written-consent", "accord"),
    ("mp", "message-privé"),
    ("dm", "message-privé"),
    ("tiktok", "autre"),
    ("mail", "courriel"),
    ("email", "courriel"),
    ("google", "avis-google"),
    ("accueil", "guichet"),
    ("desk", "guichet"),
    ("termine", "fait"),
    ("terminee", "fait"),
    ("finished", "fait"),
    ("en-tetes", "entêtes"),
    ("header", "entêtes"),
    ("elu", "mandat"),
    ("elue", "mandat"),
    ("councillor", "mandat"),
    ("adherent", "partenaire"),
    ("member", "partenaire"),
    ("salarie", "équipe"),
    ("salariee", "équipe"),
    ("affirmation", "phrase"),
    ("frise", "chronologie"),
    ("suite", "ensuite"),
    ("jusqu'a", "jusqu-au"),
    ("jusqu'au", "jusqu-au"),
];

/// The name a word most likely stands for: one that means the same, or one that it is a slip of.
pub(super) fn nearest_name(
    written: &str,
    names: impl Iterator<Item = Name> + Clone,
) -> Option<Name> {
    let meant = MEANT.iter().filter(|(word, _)| *word == written);
    for (_, known) in meant {
        if let Some(name) = names.clone().find(|name| name.fr == *known) {
            return Some(name);
        }
    }
    let near = nearest(written, names.clone().flat_map(Name::words))?;
    names.into_iter().find(|name| name.words().any(|word| word == near))
}

/// The language most keys of a file are written in: those of its first level, or else those below; none when the keys
/// are the same in both languages.
pub(super) fn language_of(node: &Node, table: &KeyTable) -> Option<Language> {
    let NodeContent::Map(entries) = &node.content else {
        return None;
    };
    let mut score = 0;
    let mut below = None;
    for (key, value) in entries {
        let NodeContent::Scalar(scalar) = &key.content else {
            continue;
        };
        let folded = fold_name(&scalar.text);
        let field = table.field_position(&folded).map(|at| &table.fields[at]);
        if let Some(field) = field {
            let is_in = |language| i32::from(field.is_called_in(language, &folded));
            score += is_in(Language::Fr) - is_in(Language::En);
            below = below.or_else(|| language_below(value, field.shape));
        }
    }
    match score {
        1.. => Some(Language::Fr),
        0 => below,
        _ => Some(Language::En),
    }
}

fn language_below(node: &Node, shape: Shape) -> Option<Language> {
    match (shape, &node.content) {
        (Shape::List(Shape::Map(table)), NodeContent::List(items)) => {
            items.iter().find_map(|item| language_of(item, table))
        }
        (Shape::Map(table) | Shape::Brief(table), NodeContent::Map(_)) => language_of(node, table),
        _ => None,
    }
}

impl KeyTable {
    /// Which of its keys has a folded name, or had it in earlier versions.
    pub(super) fn field_position(&self, folded: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.is_called(folded))
    }
}

impl Field {
    /// Whether a folded name is one of its names, present or former.
    pub fn is_called(&self, folded: &str) -> bool {
        [Some(self.name), self.former].into_iter().flatten().any(|name| is_named(name, folded))
    }

    fn is_called_in(&self, language: Language, folded: &str) -> bool {
        let names = [Some(self.name), self.former];
        let is_it = |name: &&Name| is_folded(name.in_language(language), folded);
        let other = self.name.other.filter(|_| language == Language::Fr);
        names.iter().flatten().any(|name| is_it(&name))
            || other.is_some_and(|other| is_folded(other, folded))
    }

    /// The present name, in the same language, for a folded one that it had in earlier versions alone.
    pub(super) fn present_name(&self, folded: &str) -> Option<&'static str> {
        let former = self.former.filter(|_| !is_named(self.name, folded))?;
        let mut languages = [Language::En, Language::Fr].into_iter();
        let language = languages.find(|of| is_folded(former.in_language(*of), folded))?;
        Some(self.name.in_language(language))
    }
}

/// Whether a name is a folded one in either language.
pub fn is_named(name: Name, folded: &str) -> bool {
    name.words().any(|word| is_folded(word, folded))
}

/// Whether a known name, which has small letters, hyphens and straight apostrophes alone, is a folded one.
fn is_folded(known: &str, folded: &str) -> bool {
    if known.is_ascii() {
        known == folded
    } else {
        known.chars().flat_map(letters).eq(folded.chars())
    }
}

/// An id made from any words.
pub fn slug(text: &str) -> String {
    let words: Vec<String> = fold_name(text)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect();
    if words.is_empty() { "un-nom".to_string() } else { words.join("-") }
}
