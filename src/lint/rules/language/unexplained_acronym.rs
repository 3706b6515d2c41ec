//! An acronym that neither a text of the deck nor the project's list spells out.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::words::word_list;
use crate::lint::{Context, Passage};
use crate::locale::Language;
use crate::project::Settings;
use crate::schema::Role;
use crate::text::fold_name;

pub static RULE: Rule = rule!("unexplained-acronym", Language, Warning, check);

#[derive(Deserialize)]
struct AcronymLists {
    fr: HashMap<String, String>,
    en: HashMap<String, String>,
    known: HashSet<String>,
}

static LISTS: LazyLock<AcronymLists> = LazyLock::new(|| word_list("unexplained-acronym"));

/// The acronyms of a deck: where each is first read, and which of them some text spells out.
#[derive(Default)]
struct Acronyms<'a> {
    first: HashMap<String, (&'a Passage<'a>, Range<usize>)>,
    order: Vec<String>,
    explained: HashSet<String>,
}

fn check(context: &Context, report: &mut Report) {
    let explained = explained_by_project(&context.project.settings);
    // An acronym that any text of a deck explains is explained for the whole deck, wherever it is first read.
    let same = |one: &Passage, next: &Passage| one.folder.path == next.folder.path;
    for deck in context.passages.chunk_by(same) {
        let mut acronyms = Acronyms::default();
        deck.iter().for_each(|passage| acronyms.read_passage(passage));
        let is_open =
            |name: &&String| !acronyms.explained.contains(*name) && !explained.contains(*name);
        for name in acronyms.order.iter().filter(is_open) {
            let (passage, range) = &acronyms.first[name];
            report_acronym(name, passage, range.clone(), context, report);
        }
    }
}

fn report_acronym(
    name: &str,
    passage: &Passage,
    range: Range<usize>,
    context: &Context,
    report: &mut Report,
) {
    let typed = passage.plain.words[range.clone()].to_string();
    let hint = match meaning_of(name, passage.language) {
        Some(meaning) => {
            Message::new("hint-known-acronym").with("name", typed.clone()).with("meaning", meaning)
        }
        None => Message::new("hint-acronym"),
    };
    let message = Message::new("unexplained-acronym").with("name", typed);
    let finding = Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
    report.push(finding.with_hint(hint));
}

/// The acronyms that the project's list spells out, and those in the organisation's own names.
fn explained_by_project(settings: &Settings) -> HashSet<String> {
    let listed = settings.acronyms.iter().map(|(name, _)| name.value.to_uppercase());
    let own = [&settings.organisation.short, &settings.organisation.name];
    let own = own.into_iter().flatten().flat_map(|text| find_acronyms(&text.value));
    listed.chain(own.map(|(name, _)| name)).collect()
}

impl<'a> Acronyms<'a> {
    fn read_passage(&mut self, passage: &'a Passage<'a>) {
        let text = &passage.plain.words;
        for (name, range) in find_acronyms(text) {
            if is_spelt_out(text, &name, &range, passage.language) {
                self.explained.insert(name);
            } else if !is_said(passage)
                && needs_words(&name, passage.language)
                && !self.first.contains_key(&name)
            {
                self.order.push(name.clone());
                self.first.insert(name, (passage, range));
            }
        }
    }
}

/// Whether a text is heard rather than read: quotes and spoken notes stay as they are.
fn is_said(passage: &Passage) -> bool {
    passage.is_quoted() || passage.leaf.role == Role::Spoken
}

/// Whether an acronym must be spelt out: one that boards often do not know, or one
/// without a vowel, which no word or name is.
fn needs_words(name: &str, language: Option<Language>) -> bool {
    let is_unsayable = name.len() > 2 && !name.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    let is_roman = name.chars().all(|letter| "XVLCDM".contains(letter));
    meaning_of(name, language).is_some()
        || (is_unsayable && !is_roman && !LISTS.known.contains(name))
}

fn meaning_of(name: &str, language: Option<Language>) -> Option<&'static str> {
    let list = match language? {
        Language::Fr => &LISTS.fr,
        Language::En => &LISTS.en,
    };
    list.get(name).map(String::as_str)
}

/// Whether the acronym is explained in its text: `PLUi (plan local…)`, `plan local… (PLUi)`, or its meaning anywhere.
fn is_spelt_out(text: &str, name: &str, range: &Range<usize>, language: Option<Language>) -> bool {
    let is_opened = text[range.end..].trim_start().starts_with('(');
    let is_enclosed = text[..range.start].ends_with('(') && text[range.end..].starts_with(')');
    let words = || {
        meaning_of(name, language)
            .is_some_and(|meaning| fold_name(text).contains(&fold_name(meaning)))
    };
    is_opened || is_enclosed || words()
}

/// The acronyms of a text, in capitals and without a plural `s`: words of two to seven capitals, `PLUi` among them.
fn find_acronyms(text: &str) -> Vec<(String, Range<usize>)> {
    let bytes = text.as_bytes();
    if !bytes.windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    // The words are walked over with their places: each ends where the next sign is, and one sign is between two words.
    for word in text.split(|sign: char| !sign.is_alphanumeric()) {
        let range = at..at + word.len();
        at = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        let name = word.strip_suffix('s').unwrap_or(word);
        let name = name.strip_suffix('i').unwrap_or(name);
        if (2..=7).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase()) {
            found.push((word.trim_end_matches('s').to_uppercase(), range));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let found = find_acronyms(text).into_iter().map(|(name, _)| name);
        found.filter(|name| needs_words(name, Some(Language::Fr))).collect()
    }

    #[test]
    fn acronyms_of_offices_are_known_and_so_are_names_without_a_vowel() {
        assert_eq!(
            names("L'EPCI, deux PLUi, la CCPB et les SCOTs"),
            ["EPCI", "PLUI", "CCPB", "SCOT"]
        );
    }

    #[test]
    fn what_everybody_reads_is_left_alone() {
        assert_eq!(
            names(
                "Le TGV, un PDF, la SNCF, Louis XIV, le XXL, IKEA, GR 34, RD 12, OUI, Insee, UNESCO"
            ),
            [""; 0]
        );
    }

    #[test]
    fn words_beside_an_acronym_explain_it() {
        for text in [
            "l'EPCI (la communauté)",
            "la communauté (EPCI)",
            "EPCI, l'établissement public de coopération intercommunale",
        ] {
            let (name, range) = find_acronyms(text).remove(0);
            assert!(is_spelt_out(text, &name, &range, Some(Language::Fr)), "{text}");
        }
    }
}
