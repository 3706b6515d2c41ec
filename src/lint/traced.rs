//! What leads to a person in what people said, in signals and in notes, searched once for all rules that ask.

use super::{Context, Passage};
use crate::finding::{Finding, Message, Report, Rule};
use crate::parallel::in_parallel;
use crate::people::{Identifier, Trace, find_traces, own_digits};
use crate::schema::{Role, Text};

/// Something that leads to a person, and which of the context's passages holds it.
#[derive(Debug)]
pub struct Traced {
    /// The passage.
    pub passage: usize,
    /// What leads there; its bytes are those of the text, marks included.
    pub trace: Trace,
}

/// Where somebody may be told of: what they said and what surrounds it, what was heard, what is said aloud. In a story
/// an official may have a name, but nobody there has a phone number, an e-mail address or a number plate.
///
/// What leads to the organisation itself leads to nobody: its `contacts`.
pub(super) fn find_personal_traces(passages: &[Passage], contacts: &[Text]) -> Vec<Traced> {
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

/// An address, a number or an account as it is reached, however it is written: letters and digits alone, of a number the
/// last ones.
fn normalise_contact(written: &str) -> String {
    let signs: String = written.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let signs = signs.to_lowercase();
    if signs.bytes().all(|sign| sign.is_ascii_digit()) {
        own_digits(&signs).to_string()
    } else {
        signs
    }
}

/// Whether a text is about people who did not write it, or only said aloud; who does something about a signal may be named.
fn is_of_people(passage: &Passage) -> bool {
    let leaf = passage.leaf;
    let is_ours = leaf.key == "who" || leaf.of == "original";
    leaf.role == Role::Spoken || matches!(leaf.entry_of, "voice" | "signal") && !is_ours
}

fn is_of_story(passage: &Passage) -> bool {
    passage.leaf.entry_of == "story"
}

/// What is a person's own wherever it stands.
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

/// Says of each trace of some kinds what `said` has to say; the words themselves are left to the excerpt.
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
