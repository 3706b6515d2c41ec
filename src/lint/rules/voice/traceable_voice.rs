//! A voice under a rare role, whose exact day and place lead to the person.

use std::collections::HashMap;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::{Context, Passage};
use crate::narrative::{Basis, Voice};
use crate::people::{first_exact_day, is_rare, names_place};
use crate::schema::Role;
use crate::source::Span;

pub static RULE: Rule = rule!("traceable-voice", Voice, Warning, check);

fn check(context: &Context, report: &mut Report) {
    // All printed texts of a voice together lead to a person: the day may be in
    // its context and the place in its origin.
    let mut passages: HashMap<Span, Vec<&Passage>> = HashMap::new();
    for passage in context.passages.iter().filter(|passage| is_printed(passage)) {
        let entry = passages.entry(passage.leaf.entry).or_default();
        entry.push(passage);
    }
    for voice in context.voices().filter(|voice| is_unnamed(voice)) {
        let passages = passages.get(&voice.span).map_or(&[][..], Vec::as_slice);
        if !passages.iter().any(|passage| names_place(&passage.leaf.text.value)) {
            continue;
        }
        let dated = passages.iter().find_map(|passage| {
            let typed = first_exact_day(&passage.leaf.text.value)?;
            Some(passage.typed_span(typed, context.sources))
        });
        if let Some(span) = dated {
            let finding = Finding::new(&RULE, span, Message::new("traceable-voice"));
            report.push(finding.with_hint(Message::new("hint-traceable-voice")));
        }
    }
}

/// Whether a text is printed with a voice and describes its speaker or moment.
fn is_printed(passage: &Passage) -> bool {
    let leaf = passage.leaf;
    leaf.entry_of == "voice" && matches!(leaf.role, Role::Quote | Role::Description | Role::Tag)
}

/// Whether a voice has a rare role and is not named; the author of a published work is named anyway.
fn is_unnamed(voice: &Voice) -> bool {
    is_rare(&voice.role.value) && voice.consent.basis.value != Basis::PublishedWork
}
