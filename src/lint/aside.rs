//! What is set aside by `allow` is taken out of a report; an `allow` that takes nothing out is told.

use std::path::Path;

use super::rules::form::unused_allow;
use crate::finding::Raised;
use crate::finding::{Finding, Report, Rule};
use crate::narrative::Allowance;
use crate::project::{DeckFolder, Project};
use crate::source::Sources;

/// How far a project has been looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Its texts, and the pages of the decks that are built.
    Texts,
    /// The layout of everything written too, shown or not.
    Layout,
}

/// Takes out what `allow` sets aside, and tells which of them set nothing aside; a file that cannot be read keeps that
/// unsaid, as what is in it may be what they are for.
pub(super) fn set_aside(project: &Project, sources: &Sources, depth: Depth, report: &mut Report) {
    let allowances: Vec<_> = project.allowances().collect();
    if allowances.is_empty() {
        return;
    }
    let mut used = vec![false; allowances.len()];
    report.retain(|finding| {
        let covers = |allowance: &&Allowance| can_set_aside(allowance, finding, project, sources);
        // The first that covers a finding is the one that was of use. A second for the same entry and rule is then told as
        // unused.
        let at = allowances.iter().position(covers);
        at.is_none_or(|at| {
            used[at] = true;
            false
        })
    });
    if project.decks.iter().all(|deck| deck.is_readable) {
        for (allowance, _) in allowances.iter().zip(used).filter(|(_, used)| !used) {
            if Rule::find_by_name(&allowance.rule.value).is_some_and(|rule| is_known(rule, depth)) {
                report.push(unused_allow::build_finding(allowance));
            }
        }
    }
}

/// Whether all findings of a rule are there at some depth.
fn is_known(rule: &Rule, depth: Depth) -> bool {
    depth == Depth::Layout || !matches!(rule.raised, Raised::Layout)
}

/// Whether a finding is about the entry for which its rule is set aside, or about any file of that deck.
fn can_set_aside(
    allowance: &Allowance,
    finding: &Finding,
    project: &Project,
    sources: &Sources,
) -> bool {
    if finding.rule.blocks || finding.rule.name != allowance.rule.value {
        return false;
    }
    let (entry, span) = (allowance.entry, finding.span);
    if allowance.of == "deck" {
        let deck_of = |source| deck_of(&sources.get(source).path, project);
        return deck_of(entry.source) == deck_of(span.source);
    }
    entry.source == span.source && entry.start <= span.start && span.end <= entry.end
}

/// The path of the deck a file belongs to. Decks may lie one in another: a file belongs to the deepest.
pub fn deck_of<'a>(path: &str, project: &'a Project) -> Option<&'a str> {
    let inside = |deck: &&DeckFolder| Path::new(path).starts_with(&deck.path);
    let deck = project.decks.iter().filter(inside).max_by_key(|deck| deck.path.len());
    deck.map(|deck| deck.path.as_str())
}
