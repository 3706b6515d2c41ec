//! Whether a title contains a verb, as a sentence does: lists of forms, and the words beside them.
//!
//! A cheap test for titles of five to fifteen words. In doubt it finds a verb: a heading taken for a sentence costs
//! nothing, but a sentence that is called a heading costs the reader's trust.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::{count_words, word_list};
use crate::locale::Language;
use crate::text::words;

/// The lists of both languages, `templates/lexicon/verbs.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    fr: French,
    en: English,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct French {
    always: Set,
    often: Set,
    regular: Set,
    before: Set,
    nouns: Set,
    subjects: Set,
    objects: Set,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct English {
    always: Set,
    regular: Set,
    often: Set,
    before: Set,
    nouns: Set,
    subjects: Set,
    objects: Set,
    adverbs: Set,
}

/// Words that the list separates with spaces.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Set(HashSet<String>);

impl From<String> for Set {
    fn from(words: String) -> Self {
        Self(words.split_whitespace().map(str::to_string).collect())
    }
}

impl Set {
    fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| word_list("verbs"));

/// The number of words from which on a title passes unchecked: headings are
/// short, and the lists do not know every verb.
const LONG: usize = 7;

/// Whether a title states something, rather than naming a topic.
pub fn is_sentence(title: &str, language: Language) -> bool {
    count_words(title) >= LONG || has_verb(title, language)
}

/// Whether a text contains a conjugated verb.
fn has_verb(text: &str, language: Language) -> bool {
    let words: Vec<VerbWord> = words(text).map(|word| VerbWord::new(&text[word])).collect();
    (0..words.len()).any(|at| match language {
        Language::Fr => VERBS.fr.is_verb(&words, at),
        Language::En => VERBS.en.is_verb(&words, at),
    })
}

struct VerbWord {
    small: String,
    has_capital: bool,
}

impl VerbWord {
    fn new(word: &str) -> Self {
        Self {
            small: word.to_lowercase(),
            has_capital: word.chars().next().is_some_and(char::is_uppercase),
        }
    }

    /// Whether the word has one of some endings, after enough letters to be more than the ending.
    fn has_ending(&self, endings: &[&str]) -> bool {
        // At least two letters before the ending: `parlait` has them, `lait` has not.
        let long = |ending: &str| self.small.chars().count() > ending.chars().count() + 1;
        endings.iter().any(|ending| self.small.ends_with(ending) && long(ending))
    }
}

/// Endings that French verbs have, and hardly any noun.
const ENDINGS: &[&str] = &[
    "aient", "èrent", "irent", "urent", "ait", "era", "eront", "ira", "iront", "dra", "dront",
    "vra", "vront", "rra", "rront",
];

/// Whether a verb has its subject behind it: `demande-t-on`, `avez-vous`.
fn is_inverted(small: &str) -> bool {
    let subject = small.rsplit_once('-').map(|(_, subject)| subject);
    matches!(
        subject,
        Some("on" | "il" | "ils" | "elle" | "elles" | "je" | "tu" | "ce" | "nous" | "vous")
    )
}

/// The word before, in lower case.
fn word_before(words: &[VerbWord], at: usize) -> Option<&str> {
    let before = at.checked_sub(1)?;
    Some(&words[before].small)
}

impl French {
    fn is_verb(&self, words: &[VerbWord], at: usize) -> bool {
        let word = &words[at];
        let small = word.small.as_str();
        let before = word_before(words, at);
        // Short words are certain either way, so they are asked first; many of them are in the lists too.
        if let Some(is_verb) = self.is_clause(small, before, words.get(at + 1)) {
            return is_verb;
        }
        // A capital within a title marks a name: `Rennes`, `La Marche`. The first word always has one.
        let is_named = word.has_capital && at > 0;
        if is_named || self.nouns.contains(small) {
            return false;
        }
        // After an article or a number, and at the start of a title, a word is a noun: `la marche`, `3 demandes`.
        let is_announced = before.is_none_or(|before| self.is_before(before));
        let has_object = words.get(at + 1).is_some_and(|next| self.objects.contains(&next.small));
        self.always.contains(small)
            || self.is_plural(word, is_announced)
            || word.has_ending(ENDINGS)
            || (word.has_ending(&["ez"]) && small.len() > 3)
            || (!is_announced && (self.often.contains(small) || self.is_singular(small)))
            || (!is_announced && has_object && self.may_be_verb(small))
    }

    /// What short words show: a pronoun is followed by its verb, and so is `ne`, unless an
    /// infinitive follows. None for other words.
    fn is_clause(
        &self,
        small: &str,
        before: Option<&str>,
        next: Option<&VerbWord>,
    ) -> Option<bool> {
        let infinitive = |word: &VerbWord| {
            word.has_ending(&["er", "ir", "re", "oir"]) && !self.is_singular(&word.small)
        };
        let not = |word: &VerbWord| matches!(word.small.as_str(), "pas" | "plus" | "rien");
        Some(match small {
            // `est` is also the east: `l’est`, `d’est en ouest`, `le Grand Est`.
            "est" => !matches!(before, None | Some("l" | "d" | "plein" | "grand")),
            // At the start of a title, `a` is mostly an `à` without its accent.
            "a" => before.is_some(),
            "ne" | "n" => next.is_some_and(|next| !not(next) && !infinitive(next)),
            "nous" => next.is_some_and(|next| next.has_ending(&["ons"])),
            "se" | "s" => next.is_some_and(|next| !infinitive(next)),
            _ if self.subjects.contains(small) => next.is_some_and(|next| !infinitive(next)),
            _ if small != "rendez-vous" && is_inverted(small) => true,
            _ => return None,
        })
    }

    /// Whether a noun follows this word: an article, a preposition or a number.
    fn is_before(&self, word: &str) -> bool {
        self.before.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether a word that is in no list ends as verbs do in the singular.
    fn may_be_verb(&self, small: &str) -> bool {
        small.ends_with(['e', 't', 'd']) && !self.is_before(small)
    }

    /// Whether a word is a verb in the plural: `attendent`, but neither `agent` nor `un mouvement`.
    fn is_plural(&self, word: &VerbWord, is_announced: bool) -> bool {
        let Some(stem) = word.small.strip_suffix("ent") else {
            return false;
        };
        let known = self.is_regular(stem);
        known || (!is_announced && word.has_ending(&["ent"]) && !word.small.ends_with("ment"))
    }

    /// Whether a word is a form of a verb in -er, such as `reste` or `resta`.
    fn is_singular(&self, small: &str) -> bool {
        let stem = small.strip_suffix(['e', 'a']);
        stem.is_some_and(|stem| self.is_regular(stem))
    }

    /// Whether a verb in -er has this stem. `mang` and `plac` lose their `e` or their cedilla before other vowels, and
    /// `règl` and `pèl` have another accent than their infinitive.
    fn is_regular(&self, stem: &str) -> bool {
        // The list holds infinitives: `plaç` is looked up as `placer`, `règl` as `régler`, `pès` as `peser`.
        let spelled = stem.strip_suffix('ç').map_or(stem.to_string(), |stem| format!("{stem}c"));
        let is_known = |stem: &str| self.regular.contains(&format!("{stem}er"));
        let has_grave = spelled.contains('è');
        is_known(&spelled)
            || (has_grave
                && (is_known(&spelled.replace('è', "é")) || is_known(&spelled.replace('è', "e"))))
    }
}

impl English {
    fn is_verb(&self, words: &[VerbWord], at: usize) -> bool {
        let word = &words[at];
        let small = word.small.as_str();
        let before = word_before(words, at);
        let has_next = at + 1 < words.len();
        if self.subjects.contains(small) {
            return has_next;
        }
        if is_contracted(small, before) {
            return true;
        }
        let is_named = word.has_capital && at > 0;
        if is_named || self.nouns.contains(small) {
            return false;
        }
        let Some(before) = before else {
            // The first word of an English title is a verb only in a question; `Works` and `Plans` are nouns there.
            return matches!(small, "is" | "are" | "was" | "were" | "does" | "did");
        };
        if self.always.contains(small) {
            return before != "to";
        }
        if self.is_before(before) {
            return false;
        }
        let base = base_forms(small);
        let next = words.get(at + 1);
        word.has_ending(&["ed"])
            || next.is_some_and(|next| self.has_subject_and_object(small, before, &next.small))
            || base.clone().any(|base| self.regular.contains(&base))
            || (self.is_subject(words, at, small)
                && base.into_iter().any(|base| self.often.contains(&base)))
    }

    /// Whether a noun follows this word: an article, a preposition or a number.
    fn is_before(&self, word: &str) -> bool {
        self.before.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether a word that is in no list is between one that may be its subject and one that may be its object.
    fn has_subject_and_object(&self, small: &str, before: &str, next: &str) -> bool {
        let is_one = small.ends_with('s') && !small.ends_with("ss");
        let is_word = !self.is_before(small) && !self.adverbs.contains(small);
        // In the present either the subject or the verb ends in `s`, not both:
        // `the shop sells it`, `the shops sell it`.
        is_word && is_one != before.ends_with('s') && self.objects.contains(next)
    }

    /// Whether the word before one that may also be a noun may be its subject: a plural before `stop`, a singular
    /// before `stops`, or an adverb before both.
    fn is_subject(&self, words: &[VerbWord], at: usize, small: &str) -> bool {
        let before = &words[at - 1];
        // `class` and `bus` are singular.
        let is_plural = before.has_ending(&["s"]) && !before.has_ending(&["ss", "us"]);
        let is_adverb = before.has_ending(&["ly"]) || self.adverbs.contains(&before.small);
        let has_next = at + 1 < words.len();
        is_adverb
            || (small.ends_with('s') && !is_plural && has_next)
            || (!small.ends_with('s') && is_plural)
    }
}

/// Whether a word is a verb cut short behind its subject: `it's`, `we've`, `they'll`.
fn is_contracted(small: &str, before: Option<&str>) -> bool {
    let subject = |before: &str| {
        matches!(
            before,
            "it" | "that" | "there" | "here" | "what" | "who" | "where" | "he" | "she" | "this"
        )
    };
    match small {
        "s" => before.is_some_and(subject),
        "re" | "ve" | "ll" | "m" => before
            .is_some_and(|before| subject(before) || matches!(before, "i" | "we" | "you" | "they")),
        _ => false,
    }
}

/// The verbs that a form may be of: `carries` of `carry`, `watches` of `watch`, `spares` of `spare`.
fn base_forms(small: &str) -> impl Iterator<Item = String> + Clone + use<> {
    let plain = Some(small.to_string());
    let one = small.strip_suffix('s').map(str::to_string);
    let two = small.strip_suffix("es").map(str::to_string);
    let third = small.strip_suffix("ies").map(|stem| format!("{stem}y"));
    [plain, one, two, third].into_iter().flatten()
}
