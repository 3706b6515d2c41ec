//! Takes out of a report what `allow` sets aside, and reports each `allow` that set nothing aside.

use std::path::Path;

use super::rules::form::unused_allow;
use crate::finding::Raised;
use crate::finding::{Finding, Report, Rule};
use crate::narrative::Allowance;
use crate::project::{DeckFolder, Project};
use crate::source::Sources;

/// How much of a project was examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Its texts, and the pages of the decks that were built.
    Texts,
    /// Also the layout of everything written, shown or not.
    Layout,
}

/// Takes out the findings that `allow` sets aside, and reports an `allow` without any. With a file that cannot be read,
/// none is reported: what it was written for may be in that file.
pub(super) fn set_aside(project: &Project, sources: &Sources, depth: Depth, report: &mut Report) {
    let allowances: Vec<_> = project.allowances().collect();
    if allowances.is_empty() {
        return;
    }
    let mut used = vec![false; allowances.len()];
    report.retain(|finding| {
        let covers = |allowance: &&Allowance| can_set_aside(allowance, finding, project, sources);
        // Only the first that covers a finding counts as used. A second one for the same
        // entry and rule is then reported as unused.
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

/// Whether all findings of a rule are known at some depth.
fn is_known(rule: &Rule, depth: Depth) -> bool {
    depth == Depth::Layout || !matches!(rule.raised, Raised::Layout)
}

/// Whether a finding is about the entry on which its rule is set aside; or about any file of
/// the deck, for an `allow` of a deck file.
fn can_set_aside(
    allowance: &Allowance,
    finding: &Finding,
    project: &Project,
    sources: &Sources,
) -> bool {
    if finding.rule.blocks || finding.rule.name != allowance.rule.value {
        return false;
    }
    // An `allow` in the deck file covers every file of that deck; any other covers the bytes of its own entry.
    let (entry, span) = (allowance.entry, finding.span);
    if allowance.of == "deck" {
        let deck_of = |source| deck_of(&sources.get(source).path, project);
        return deck_of(entry.source) == deck_of(span.source);
    }
    entry.source == span.source && entry.start <= span.start && span.end <= entry.end
}

/// The path of the deck that a file belongs to: the innermost, as decks may lie within others.
pub fn deck_of<'a>(path: &str, project: &'a Project) -> Option<&'a str> {
    let inside = |deck: &&DeckFolder| Path::new(path).starts_with(&deck.path);
    let deck = project.decks.iter().filter(inside).max_by_key(|deck| deck.path.len());
    deck.map(|deck| deck.path.as_str())
}
