//! The words, numbers, dates, lists and typography of a language.

pub mod catalogue;
pub mod dates;
mod each;
pub mod lists;
pub mod numbers;
pub mod typography;

use icu_locale_core::{Locale, locale};

pub use self::each::InEach;

/// A language that decks and messages can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// French, as in France.
    Fr,
    /// English, as in Britain.
    En,
}

impl Language {
    /// Both languages, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// Its two-letter code (ISO 639).
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language of a code such as `fr`, `fr-FR` or `fr_FR.UTF-8`; none for any other language.
    pub fn from_code(code: &str) -> Option<Self> {
        let language = code.trim().split(['-', '_', '.', '@']).next()?;
        Self::ALL.into_iter().find(|known| known.code().eq_ignore_ascii_case(language))
    }

    /// The locale whose conventions numbers, dates and lists follow.
    ///
    /// English follows British conventions: `8 October 2026`, `A, B and C`.
    fn cldr_locale(self) -> Locale {
        match self {
            Self::Fr => locale!("fr"),
            Self::En => locale!("en-GB"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_the_codes_of_a_system() {
        for code in ["fr", "FR", "fr-FR", "fr_FR.UTF-8", "fr_CA@euro", " fr "] {
            assert_eq!(Language::from_code(code), Some(Language::Fr), "{code}");
        }
        for code in ["en", "en_US.UTF-8", "en-GB"] {
            assert_eq!(Language::from_code(code), Some(Language::En), "{code}");
        }
        for code in ["", "C", "POSIX", "de", "french", "frp"] {
            assert_eq!(Language::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn a_code_names_its_language() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
    }
}
