//! The names of keys and of their fixed values in both languages, what they mean, and what a value is to the program.

use std::fmt::Debug;

use crate::locale::{InEach, Language};

/// The English and the French name of a key or of a fixed value.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    /// In English; the code asks for the value of a key by this name, whatever was typed.
    pub en: &'static str,
    /// In French, with its accents, which are optional in files.
    pub fr: &'static str,
    /// Another French name, which is read as the first one and never proposed.
    pub other: Option<&'static str>,
}

/// An English and a French name.
pub const fn name(en: &'static str, fr: &'static str) -> Name {
    Name { en, fr, other: None }
}

impl Name {
    /// The same name, which files may also give in other French words.
    pub const fn or(self, other: &'static str) -> Self {
        Self { other: Some(other), ..self }
    }

    /// Every word that is read as this name.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        [self.en, self.fr].into_iter().chain(self.other)
    }

    /// The name in a language.
    pub fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Fr => self.fr,
            Language::En => self.en,
        }
    }
}

/// One fixed value.
#[derive(Debug, Clone, Copy)]
pub struct Choice<T> {
    /// What it is to the program; `()` when nothing reads it.
    pub value: T,
    /// How it is written.
    pub name: Name,
    /// What it means, in one sentence of each language.
    pub meaning: InEach<&'static str>,
}

/// A fixed value, its English and its French name, and what it means in both languages.
pub const fn choice<T: Copy>(
    value: T,
    en: &'static str,
    fr: &'static str,
    means_en: &'static str,
    means_fr: &'static str,
) -> Choice<T> {
    Choice { value, name: name(en, fr), meaning: InEach { en: means_en, fr: means_fr } }
}

/// The fixed values of a key as files are read and explained, whatever they are to the program.
pub trait Choices: Debug + Sync {
    /// How the value at a position is written, and what it means; none past the last.
    fn get(&self, at: usize) -> Option<(Name, InEach<&'static str>)>;
}

impl<T: Debug + Copy + Sync, const N: usize> Choices for [Choice<T>; N] {
    fn get(&self, at: usize) -> Option<(Name, InEach<&'static str>)> {
        self.as_slice().get(at).map(|choice| (choice.name, choice.meaning))
    }
}

impl dyn Choices + 'static {
    /// The names of all values, in the order declared.
    pub fn names(&self) -> impl Iterator<Item = Name> + Clone {
        (0..).map_while(|at| self.get(at)).map(|(name, _)| name)
    }
}

/// The names of a value.
///
/// # Panics
///
/// When the value is not among the choices, as no table of ours leaves one out.
pub fn name_of<T: Copy + PartialEq>(choices: &[Choice<T>], value: T) -> Name {
    let known = choices.iter().find(|choice| choice.value == value);
    known.unwrap_or_else(|| unreachable!("every value has a name")).name
}
