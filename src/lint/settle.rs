//! What becomes of findings between the moment they are raised and the moment somebody reads them: one order of steps,
//! for every command and every test.

use std::collections::HashMap;

use super::rules::form::unused_entry;
use super::{Depth, aside, deck_of, followers};
use crate::finding::rules::{DANGLING_REFERENCE, LONE_FIGURE, NOT_SHOWN, UNANSWERED_DECISION};
use crate::finding::{Report, Rule};
use crate::project::Project;
use crate::source::Sources;

/// Rules that may be wrong when a file cannot be read: what is in that file is missing everywhere else.
const CONSEQUENCES: [&Rule; 5] =
    [&DANGLING_REFERENCE, &unused_entry::RULE, &NOT_SHOWN, &LONE_FIGURE, &UNANSWERED_DECISION];

/// Which findings a command asks for.
pub struct FindingScope<'a> {
    /// The decks, by path; findings in files of no deck are always asked for.
    pub decks: &'a [String],
    /// How much of the project was examined.
    pub depth: Depth,
    /// Whether the findings of a rule were asked for.
    pub is_chosen: &'a dyn Fn(&Rule) -> bool,
}

impl<'a> FindingScope<'a> {
    /// The findings of all rules in some decks.
    pub fn for_decks(decks: &'a [String], depth: Depth) -> Self {
        Self { decks, depth, is_chosen: &|_| true }
    }
}

/// Turns the findings that were raised into those that are reported: the steps that follow, in this order.
pub fn finish_report(
    project: &Project,
    sources: &Sources,
    asked: &FindingScope,
    report: &mut Report,
) {
    drop_consequences(project, report);
    aside::set_aside(project, sources, asked.depth, report);
    report.adjust_severities(|finding| project.settings.policy.severity(finding));
    followers::drop_secondary_findings(project, sources, report);
    keep_concerned(project, sources, asked.decks, report);
    report.retain(|finding| (asked.is_chosen)(finding.rule));
    report.sort();
}

fn drop_consequences(project: &Project, report: &mut Report) {
    if !project.decks.iter().all(|folder| folder.is_readable) {
        report.retain(|finding| !CONSEQUENCES.contains(&finding.rule));
    }
}

/// Keeps the findings in files of some decks, or of no deck.
fn keep_concerned(project: &Project, sources: &Sources, decks: &[String], report: &mut Report) {
    let mut concerned = HashMap::new();
    report.retain(|finding| {
        let source = finding.span.source;
        *concerned.entry(source).or_insert_with(|| {
            let deck = deck_of(&sources.get(source).path, project);
            deck.is_none_or(|deck| decks.iter().any(|wanted| wanted == deck))
        })
    });
}
