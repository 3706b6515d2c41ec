//! What the words of voices suggest, noted in the project before any deck is planned, so that the gate can keep from the
//! public what nobody has answered for.

use std::collections::HashMap;

use super::Passage;
use super::context::passages_of_voices;
use super::rules::voice::{undeclared_minor, undeclared_sensitivity};
use crate::narrative::Suggested;
use crate::project::Project;
use crate::source::Span;

/// Notes for each voice what its words, their translation and its role suggest.
pub fn note_suggestions(project: &mut Project) {
    let mut found: HashMap<Span, Suggested> = HashMap::new();
    for passage in passages_of_voices(project) {
        let one = suggested_by(&passage);
        let all = found.entry(passage.leaf.entry).or_default();
        all.minor |= one.minor;
        all.sensitive |= one.sensitive;
    }
    // A voice belongs to the entry of its passages, and both have the same place.
    let decks = project.decks.iter_mut();
    for voice in decks.flat_map(|deck| &mut deck.narratives.voices) {
        voice.suggested = found.get(&voice.span).copied().unwrap_or_default();
    }
}

fn suggested_by(passage: &Passage) -> Suggested {
    Suggested {
        minor: undeclared_minor::sign_of_child(passage).is_some(),
        sensitive: undeclared_sensitivity::sensitive_subject(passage).is_some(),
    }
}
