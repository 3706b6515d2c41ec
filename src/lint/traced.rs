//! What leads to a person in the words of people, in signals and in spoken notes, searched once for all rules.

use super::own_contacts::OwnContacts;
use super::{Context, Passage};
use crate::finding::{Finding, Message, Report, Rule};
use crate::parallel::in_parallel;
use crate::people::{Identifier, Trace, find_traces};
use crate::project::Settings;
use crate::schema::Role;

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
/// What leads to the organisation itself leads to nobody and is left out.
pub(super) fn find_personal_traces(passages: &[Passage], settings: &Settings) -> Vec<Traced> {
    let own = OwnContacts::of_project(settings);
    let found = in_parallel(passages, |passage| {
        let is_of_people = is_of_people(passage);
        let mut found = if is_of_people || is_of_story(passage) {
            find_traces(&passage.leaf.text.value)
        } else {
            Vec::new()
        };
        let text = &passage.leaf.text.value;
        let ours: Vec<bool> =
            found.iter().map(|trace| own.has(text, trace, &found, !is_of_people)).collect();
        let mut ours = ours.into_iter();
        found.retain(|trace| {
            !ours.next().unwrap_or_default() && (is_of_people || is_private(trace.kind))
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
