//! What leads to a person in the words of people, in signals and in spoken notes, searched once for all rules.

use super::{Context, Passage};
use crate::finding::{Finding, Message, Report, Rule};
use crate::parallel::in_parallel;
use crate::people::{Identifier, Trace, find_traces, own_digits};
use crate::schema::{Role, Text};

/// Something that leads to a person.
#[derive(Debug)]
pub struct Traced {
    /// The index of its passage in the context.
    pub passage: usize,
    /// What was found; its bytes are those of the text, marks included.
    pub trace: Trace,
}

/// Searches every text that may be about people who did not write it. In stories only what is private is kept: an
/// official may be named there, but a phone number, an e-mail address or a number plate is nobody's to show.
///
/// What leads to the organisation itself, its `contacts`, leads to nobody and is left out.
pub(super) fn find_personal_traces(passages: &[Passage], contacts: &[Text]) -> Vec<Traced> {
    // Contacts are compared in one form, so that `02 99 …` in the settings also covers `+33 2 99 …` in a text.
    let own: Vec<String> =
        contacts.iter().map(|contact| normalise_contact(&contact.value)).collect();
    let own: Vec<&str> = own.iter().map(String::as_str).filter(|one| !one.is_empty()).collect();
    let found = in_parallel(passages, |passage| {
        let is_of_people = is_of_people(passage);
        let mut found = if is_of_people || is_of_story(passage) {
            find_traces(&passage.leaf.text.value)
        } else {
            Vec::new()
        };
        found.retain(|trace| is_of_people || is_private(trace.kind));
        found.retain(|trace| {
            let written = passage.leaf.text.value.get(trace.range.clone()).unwrap_or_default();
            !own.contains(&normalise_contact(written).as_str())
        });
        found
    });
    let found = found.into_iter().enumerate();
    let traced = |(passage, found): (usize, Vec<Trace>)| {
        let found = found.into_iter();
        found.map(move |trace| Traced { passage, trace })
    };
    found.flat_map(traced).collect()
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

/// Whether a text is about people who did not write it, or is spoken only. Whoever acts on a signal may be named.
fn is_of_people(passage: &Passage) -> bool {
    let leaf = passage.leaf;
    let is_ours = leaf.key == "who" || leaf.of == "original";
    leaf.role == Role::Spoken || matches!(leaf.entry_of, "voice" | "signal") && !is_ours
}

fn is_of_story(passage: &Passage) -> bool {
    passage.leaf.entry_of == "story"
}

/// Whether such a detail is private wherever it is written.
fn is_private(kind: Identifier) -> bool {
    matches!(
        kind,
        Identifier::Mail
            | Identifier::Phone
            | Identifier::Plate
            | Identifier::Account
            | Identifier::SocialSecurity
    )
}

/// Reports each trace for whose kind `said` returns a message and a hint. The message never
/// repeats the words, which the excerpt shows.
pub fn report_traces(
    context: &Context,
    report: &mut Report,
    rule: &'static Rule,
    said: impl Fn(Identifier) -> Option<(&'static str, &'static str)>,
) {
    for found in context.personal_traces() {
        let Some((message, hint)) = said(found.trace.kind) else {
            continue;
        };
        let passage = &context.passages[found.passage];
        let span = passage.typed_span(found.trace.range.clone(), context.sources);
        let finding = Finding::new(rule, span, Message::new(message));
        report.push(finding.with_hint(Message::new(hint)));
    }
}
