//! How the organisation itself is reached: what leads there leads to nobody.

use std::ops::Range;
use std::sync::LazyLock;

use super::wording::{WordFile, WordPattern};
use crate::people::{Identifier, Trace, has_shared_mailbox, own_digits};
use crate::project::Settings;
use crate::text::{fold_word, sentences};

/// What the settings say of how the organisation is reached, in forms that are compared.
pub(super) struct OwnContacts {
    /// Its `contacts`, each in one form: `02 99 …` in the settings also covers `+33 2 99 …` in a text.
    contacts: Vec<String>,
    /// The first word of each of its names, which says what it is: `office`, `OT`, `musée`.
    first: Vec<String>,
    /// The words of its name and of its short name, folded, each once.
    words: Vec<String>,
}

/// Words that say that a number is the organisation's own.
static OURS: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("own-contacts").in_any("ours"));

/// The fewest letters of an account that is named after the organisation: fewer may be anybody's initials.
const SHORTEST: usize = 5;
/// The most words of names that are tried: each is tried behind each other.
const MOST_WORDS: usize = 12;

impl OwnContacts {
    /// Those of a project.
    pub fn of_project(settings: &Settings) -> Self {
        let names = [&settings.organisation.name, &settings.organisation.short];
        Self::new(
            settings.contacts.iter().map(|contact| contact.value.as_str()),
            names.into_iter().flatten().map(|name| name.value.as_str()),
        )
    }

    /// Those of an organisation with these contacts and these names.
    fn new<'a>(
        contacts: impl Iterator<Item = &'a str>,
        names: impl Iterator<Item = &'a str>,
    ) -> Self {
        let contacts = contacts.map(normalise_contact).filter(|one| !one.is_empty());
        let names: Vec<Vec<String>> = names.map(words_of).collect();
        let first = names.iter().filter_map(|words| words.first().cloned()).collect();
        let mut words: Vec<String> = names.into_iter().flatten().collect();
        words.sort();
        words.dedup();
        words.truncate(MOST_WORDS);
        Self { contacts: contacts.collect(), first, words }
    }

    /// Whether something in a text leads to the organisation. Only our own words, `is_ours`, can say that a number is
    /// the organisation's own.
    ///
    /// `others` is all that was found in the text.
    pub fn has(&self, text: &str, trace: &Trace, others: &[Trace], is_ours: bool) -> bool {
        let written = text.get(trace.range.clone()).unwrap_or_default();
        self.contacts.contains(&normalise_contact(written))
            || self.is_named_after_us(trace.kind, written)
            || is_ours
                && trace.kind == Identifier::Phone
                && is_fixed_line(written)
                && is_said_ours(text, &trace.range, others)
    }

    /// Whether the name of an account or a mailbox is made of words of the organisation's name: `@otvalmer` for
    /// `OT Valmer`.
    fn is_named_after_us(&self, kind: Identifier, written: &str) -> bool {
        let name = match kind {
            Identifier::Handle => written,
            Identifier::Mail => written.split('@').next().unwrap_or_default(),
            Identifier::Link => {
                written.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
            }
            _ => return false,
        };
        let letters: String = words_of(name).concat();
        // With the word that says what the organisation is: `paul.dupont` may be anybody's, whatever museum has his name.
        letters.len() >= SHORTEST
            && self.first.iter().any(|word| letters.contains(word.as_str()))
            && count_words_in(&letters, &self.words) >= 2
    }
}

/// The words of a name, folded.
fn words_of(name: &str) -> Vec<String> {
    let words = name.split(|sign: char| !sign.is_alphanumeric());
    words.map(fold_word).filter(|word| !word.is_empty()).collect()
}

/// Of how many of these words letters are made, each of them once at most; 0 when they are not made of them alone.
fn count_words_in(letters: &str, words: &[String]) -> usize {
    let begins = words.iter().enumerate().filter(|(_, word)| letters.starts_with(word.as_str()));
    let counts = begins.map(|(at, word)| {
        let rest = &letters[word.len()..];
        // Each word serves once: `otot` is no name of an `OT`.
        let others = [&words[..at], &words[at + 1..]].concat();
        match count_words_in(rest, &others) {
            _ if rest.is_empty() => 1,
            0 => 0,
            count => count + 1,
        }
    });
    counts.max().unwrap_or(0)
}

/// An address, a number or an account in one form, however it is written: letters and digits
/// alone, and only the last digits of a number.
fn normalise_contact(written: &str) -> String {
    let signs: String = written.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let signs = signs.to_lowercase();
    if signs.bytes().all(|sign| sign.is_ascii_digit()) {
        own_digits(&signs).to_string()
    } else {
        signs
    }
}

/// Whether a French number is fixed, as those of offices are. Mobiles, with 06 or 07, lead to one person.
fn is_fixed_line(written: &str) -> bool {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let is_french = digits.len() == 10 && digits.starts_with('0')
        || digits.starts_with("33") && matches!(digits.len(), 11 | 12)
        || digits.starts_with("0033");
    is_french && matches!(own_digits(&digits).as_bytes().first(), Some(b'1'..=b'5' | b'8' | b'9'))
}

/// Whether the sentence around a number says that it is ours, in words or by a mailbox that nobody owns beside it, and
/// names nobody.
fn is_said_ours(text: &str, number: &Range<usize>, others: &[Trace]) -> bool {
    let holds =
        |sentence: &Range<usize>| sentence.start <= number.start && number.end <= sentence.end;
    let around = sentences(text, false).map(|sentence| sentence.range).find(holds);
    let Some(sentence) = around else { return false };
    let is_name = |other: &Trace| other.kind == Identifier::Name && holds_start(&sentence, other);
    let words = &text[sentence.clone()];
    (OURS.is_in(words) || has_shared_mailbox(words)) && !others.iter().any(is_name)
}

/// Whether something begins within a sentence.
fn holds_start(sentence: &Range<usize>, trace: &Trace) -> bool {
    sentence.contains(&trace.range.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::find_traces;

    /// What leads to a person in words of ours, for an organisation that gives no contacts.
    fn kept(text: &str) -> Vec<&str> {
        let names = ["Office de tourisme de Brélan", "OT Brélan"].into_iter();
        let own = OwnContacts::new(std::iter::empty(), names);
        let all = find_traces(text);
        let others = all.iter().filter(|trace| !own.has(text, trace, &all, true));
        others.map(|trace| &text[trace.range.clone()]).collect()
    }

    #[test]
    fn a_fixed_number_that_we_call_ours_leads_to_nobody() {
        for text in [
            "Nous avons mis notre numéro, 03 88 12 34 56, sur le panneau.",
            "Le panneau dit : appelez-nous au 03 88 12 34 56.",
            "Le panneau porte contact@brelan.example et le +33 3 88 12 34 56.",
            "We printed our phone number, 03 88 12 34 56.",
        ] {
            assert!(kept(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_mobile_a_number_of_somebody_and_a_number_alone_lead_to_a_person() {
        for text in [
            "Nous avons mis notre numéro, 06 12 34 56 78, sur le panneau.",
            "Le guide répond au 03 88 12 34 56.",
            "Écrire à contact@brelan.example. Le guide répond au 03 88 12 34 56.",
            "Appelez-nous, ou Mme Jeanne Kerbrat au 03 88 12 34 56.",
        ] {
            assert!(!kept(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_account_named_after_the_organisation_is_its_own() {
        assert!(kept("Nous avons répondu sous @otbrelan et @ot.brelan.").is_empty());
        assert!(kept("Écrire à ot.brelan@orange.fr.").is_empty());
        assert_eq!(kept("Écrire à brelan.jeanne@orange.fr."), ["brelan.jeanne@orange.fr"]);
        assert_eq!(kept("Merci à @jeanne.brelan."), ["@jeanne.brelan"]);
    }
}
