//! The rules that were set aside for what a deck shows, and why: its annex says so.

use super::planned::Planned;
use crate::narrative::{Allowance, DeckFile};
use crate::project::{Level, Project};
use crate::schema::Text;
use crate::source::Span;

/// A rule that was set aside, with a reason.
#[derive(Debug)]
pub struct SetAside<'a> {
    /// The name of the rule.
    pub rule: &'a str,
    /// The reason that somebody wrote, which the annex prints.
    pub because: &'a Text,
    /// How far it is set aside: for the organisation, the deck or one entry.
    pub scope: Scope,
}

/// What a rule was set aside for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The whole organisation.
    Project,
    /// The whole deck.
    Deck,
    /// One entry of it.
    Entry,
}

/// The rules set aside for what some slides of a deck show; those without a reason are told by a finding instead.
pub fn set_aside<'a>(
    project: &'a Project,
    file: &'a DeckFile,
    planned: &[Planned],
) -> Vec<SetAside<'a>> {
    let off = project.settings.policy.rules.iter();
    let off = off.filter(|weight| weight.level == Level::Off);
    let of_project = off.filter_map(|weight| {
        Some(SetAside {
            rule: &weight.rule.value,
            because: weight.because.as_ref()?,
            scope: Scope::Project,
        })
    });
    let shown: Vec<Span> = planned
        .iter()
        .flat_map(|planned| [planned.origin].into_iter().chain(planned.shows.entry_spans()))
        .collect();
    let scope = |allowance: &Allowance| {
        if allowance.entry == file.span {
            Some(Scope::Deck)
        } else {
            shown.contains(&allowance.entry).then_some(Scope::Entry)
        }
    };
    let of_deck = project.allowances().filter_map(|allowance| {
        Some(SetAside {
            rule: &allowance.rule.value,
            because: allowance.because.as_ref()?,
            scope: scope(allowance)?,
        })
    });
    of_project.chain(of_deck).collect()
}
