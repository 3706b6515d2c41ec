//! Decisions taken before, and those that nobody answers.

use std::collections::{HashMap, HashSet};

use super::Planner;
use crate::deck::earlier::{
    deck_at_path, due_decisions, earlier_decks, path_from_root, relative_path,
};
use crate::deck::slides::FollowedUp;
use crate::finding::rules::{DANGLING_REFERENCE, DUPLICATE_ID, UNANSWERED_DECISION};
use crate::finding::{Finding, Message};
use crate::narrative::{Decision, dangling_reference};
use crate::project::Project;
use crate::source::{Span, Spanned};

impl<'a> Planner<'a, '_> {
    /// Decisions this deck follows up, then those of the deck before that nobody answers.
    pub(super) fn follow_up(&mut self, project: &'a Project) -> Vec<FollowedUp<'a>> {
        let mut rows = Vec::new();
        // First what this deck follows up itself. `met` finds two teams that answer the same decision.
        let mut met: HashMap<&str, Span> = HashMap::new();
        for entry in
            self.folder.narratives.decisions.iter().filter(|decision| decision.is_followed_up())
        {
            if let Some(first) = met.get(entry.id.value.as_str()) {
                self.report.push(repeated_follow_up_finding(&entry.id, *first));
                continue;
            }
            met.insert(&entry.id.value, entry.id.span);
            match self.index.ask_of_decision(entry) {
                Some(ask) => {
                    let otherwise = self.index.otherwise_of_decision(entry);
                    rows.push(FollowedUp { ask, entry: Some(entry), otherwise });
                }
                None => {
                    let known = self.index.decisions.keys().copied();
                    self.report.push(dangling_reference(&entry.id, "decision", known));
                }
            }
        }
        self.check_previous(project);
        // Then what earlier decks leave due and no entry here answers: it stands on the slide without an answer, and is told.
        let answered: HashSet<&str> = self
            .folder
            .narratives
            .decisions
            .iter()
            .map(|decision| decision.id.value.as_str())
            .collect();
        for decision in due_decisions(&earlier_decks(project, self.folder, self.file)) {
            let Some(ask) = &decision.ask else { continue };
            if answered.contains(decision.id.value.as_str()) {
                continue;
            }
            self.report.push(unanswered_finding(decision, &self.folder.path));
            rows.push(FollowedUp { ask, entry: None, otherwise: None });
        }
        rows
    }

    /// Tells of a deck before this one that is not there.
    fn check_previous(&mut self, project: &Project) {
        let Some(previous) = &self.file.previous else {
            return;
        };
        if deck_at_path(project, &self.folder.path, &previous.value).is_some() {
            return;
        }
        let is_itself =
            path_from_root(&self.folder.path, &previous.value).as_ref() == Some(&self.folder.path);
        let key = if is_itself { "previous-itself" } else { "unknown-deck" };
        let message = Message::new(key).with("value", previous.value.as_str());
        let others = project.decks.iter().filter(|deck| deck.path != self.folder.path);
        let decks: Vec<_> = others
            .map(|deck| format!("`{}`", relative_path(&self.folder.path, &deck.path)))
            .collect();
        let hint = if decks.is_empty() {
            Message::new("hint-no-previous")
        } else {
            Message::new("hint-known").with("values", decks.join(", "))
        };
        let finding = Finding::new(&DANGLING_REFERENCE, previous.span, message);
        self.report.push(finding.with_hint(hint));
    }
}

/// A decision that this deck does not follow up, though it is due.
fn unanswered_finding(decision: &Decision, deck: &str) -> Finding {
    let message = Message::new("unanswered-decision")
        .with("id", decision.id.value.as_str())
        .with("deck", deck);
    let hint = Message::new("hint-unanswered-decision").with("deck", deck);
    Finding::new(&UNANSWERED_DECISION, decision.id.span, message).with_hint(hint)
}

/// Two teams that follow up the same decision in one deck.
fn repeated_follow_up_finding(id: &Spanned<String>, first: Span) -> Finding {
    let message = Message::new("followed-up-twice").with("id", id.value.as_str());
    Finding::new(&DUPLICATE_ID, id.span, message)
        .with_label(first, Message::new("label-first"))
        .with_hint(Message::new("hint-keep-one-entry"))
}
