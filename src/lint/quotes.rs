//! The comparison of each voice with the message it was taken from.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Plain;
use super::turns::is_risky_anywhere;
use crate::integrity::{Altered, Cut, Terms, compare_quote};
use crate::narrative::{Repair, Stored, Voice};
use crate::project::{DeckFolder, Project, Store};
use crate::source::Span;
use crate::text::entities::{has_page_signs, plain_letters};
use crate::text::split_translation;

/// A voice that names its original, and the result of the comparison.
#[derive(Debug)]
pub struct CheckedQuote<'a> {
    /// The deck it belongs to.
    pub folder: &'a DeckFolder,
    /// The file and message that it names as its original.
    pub stored: &'a Stored,
    /// Whether its words are those of the message, and what differs.
    pub verdict: Verdict<'a>,
}

/// The result of comparing a voice with its original.
#[derive(Debug)]
pub enum Verdict<'a> {
    /// Its words are there, with these cuts; their bytes are of the words without marks.
    Found(Vec<Cut>),
    /// Its words are not there as it shows them.
    Altered {
        /// What differs; its bytes are of the words without marks.
        altered: Altered,
        /// The message as it was received, in plain letters where a page had put `&eacute;` or `<br>`.
        original: Cow<'a, str>,
    },
    /// The original cannot be found.
    Missing(Missing<'a>),
    /// The file of originals is not on this machine, so nothing was compared.
    Unchecked,
}

/// Why an original cannot be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing<'a> {
    /// No file has this name, and one has nearly this name.
    File(&'a str),
    /// The file holds no message of this id.
    Message,
    /// The file lies outside `private/`.
    Outside,
    /// The file cannot be read as messages; the line at fault, when it is known.
    Broken(Option<usize>),
}

/// The voices of a project that name an original, by the place of their words.
pub(super) fn compare_quotes(project: &Project) -> HashMap<Span, CheckedQuote<'_>> {
    let mut quotes = HashMap::new();
    for folder in &project.decks {
        for voice in &folder.narratives.voices {
            let Some(stored) = &voice.original else {
                continue;
            };
            let store = project.originals.read_named_store(folder, stored);
            let verdict =
                store.map_or(Verdict::Unchecked, |store| verdict_on_voice(voice, stored, store));
            let quote = CheckedQuote { folder, stored, verdict };
            quotes.insert(voice.text.span, quote);
        }
    }
    quotes
}

fn verdict_on_voice<'a>(voice: &Voice, stored: &Stored, store: &'a Store) -> Verdict<'a> {
    // Without the file nothing can be checked; but a file of nearly that name means that the name was mistyped.
    let messages = match store {
        Store::Read(messages) => messages,
        Store::Absent(None) => return Verdict::Unchecked,
        Store::Absent(Some(near)) => return Verdict::Missing(Missing::File(near)),
        Store::Outside => return Verdict::Missing(Missing::Outside),
        Store::Broken(line) => return Verdict::Missing(Missing::Broken(*line)),
    };
    let Some(original) = messages.get(&stored.id.value) else {
        return Verdict::Missing(Missing::Message);
    };
    // Its words are ours, so only that the original exists is checked.
    if voice.is_paraphrase() {
        return Verdict::Found(Vec::new());
    }
    let terms = Terms {
        spelling: voice.is_repaired(Repair::Spelling),
        punctuation: voice.is_repaired(Repair::Punctuation),
        is_turn: &is_risky_anywhere,
    };
    let quote = Plain::from_text(&voice.text.value);
    let plain = without_translation(plain_letters(original));
    let altered = match compare_quote(&quote.words, &plain, terms) {
        Ok(cuts) => return Verdict::Found(cuts),
        Err(altered) => altered,
    };
    // A quote may have kept the signs of the page: then it is compared with the message as it came.
    let as_received = has_page_signs(&quote.words).then(|| {
        let original = Plain::from_text(original);
        compare_quote(&quote.words, &original.words, terms)
    });
    match as_received {
        Some(Ok(cuts)) => Verdict::Found(cuts),
        _ => Verdict::Altered { altered, original: plain },
    }
}

/// What somebody wrote of a message, without what a machine made of it; all of it where there is nothing else.
fn without_translation(original: Cow<'_, str>) -> Cow<'_, str> {
    match original {
        Cow::Borrowed(text) => Cow::Borrowed(own_part(text)),
        Cow::Owned(text) => Cow::Owned(own_part(&text).to_string()),
    }
}

fn own_part(text: &str) -> &str {
    split_translation(text).map(|split| split.own).filter(|own| !own.is_empty()).unwrap_or(text)
}
