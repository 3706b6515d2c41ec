//! Findings for somebody with a first draft: what to mend first comes first, what is alike is said once, and each file has
//! one line. Nothing is drawn here: [`crate::cli`] prints it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::rules::{BROKEN_YAML, RUNAWAY_FILE, UNREADABLE_FILE, UNSUPPORTED_YAML};
use super::{Category, Finding, Message, Report, Rule, Severity};
use crate::source::SourceId;

/// What findings are about, in the order in which people should go through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// A file, or an entry of one, cannot be read: what it holds is in no deck, and what else is wrong there is not
    /// known yet.
    Unread,
    /// Words or pictures of people that must not be shown as they are.
    Unshowable,
    /// All else that must be fixed.
    Wrong,
    /// What should be looked at, or is good to know.
    Advice,
}

impl Urgency {
    /// All of them, the first to mend first.
    pub const ALL: [Self; 4] = [Self::Unread, Self::Unshowable, Self::Wrong, Self::Advice];

    /// That of a finding.
    pub fn of_finding(finding: &Finding) -> Self {
        let is_error = finding.severity == Severity::Error;
        match finding.rule.category {
            _ if finding.rule.blocks => Self::Unread,
            Category::Voice if is_error => Self::Unshowable,
            _ if is_error => Self::Wrong,
            _ => Self::Advice,
        }
    }
}

/// The rules of which a finding means that nothing of its file can be read.
const WHOLE_FILES: [&Rule; 4] = [&UNREADABLE_FILE, &RUNAWAY_FILE, &BROKEN_YAML, &UNSUPPORTED_YAML];

/// Findings that say the same of several places: the first is drawn, the others are named.
#[derive(Debug)]
pub struct FindingGroup<'a> {
    /// When it should be mended.
    pub urgency: Urgency,
    /// The one that is drawn.
    pub first: &'a Finding,
    /// The others of the same rule, sentence and advice, in the order of files and places.
    pub others: Vec<&'a Finding>,
}

impl<'a> FindingGroup<'a> {
    /// All findings that it stands for, in the order of files and places.
    pub fn findings(&self) -> impl Iterator<Item = &'a Finding> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }
}

/// How many findings a file has.
#[derive(Debug, PartialEq, Eq)]
pub struct FileFindings {
    /// The file.
    pub file: SourceId,
    /// How many are errors.
    pub errors: usize,
    /// How many are warnings.
    pub warnings: usize,
    /// How many are remarks.
    pub infos: usize,
}

/// A report in the order of what to do.
#[derive(Debug)]
pub struct Digest<'a> {
    /// The files with findings, in the order of what is the first to mend in each.
    pub files: Vec<FileFindings>,
    /// The findings, alike ones together, the first to mend first.
    pub groups: Vec<FindingGroup<'a>>,
}

impl<'a> Digest<'a> {
    /// That of a report whose findings stand in the order of files and places.
    pub fn new(report: &'a Report) -> Self {
        let groups = group_findings(report.findings());
        let files = count_by_file(groups.iter().flat_map(FindingGroup::findings));
        Self { files, groups }
    }

    /// How many findings of an urgency the groups hold, but for the first few groups.
    pub fn count_after(&self, shown: usize, urgency: Urgency) -> usize {
        let groups = self.groups[shown..].iter().filter(|group| group.urgency == urgency);
        groups.map(|group| group.findings().count()).sum()
    }
}

/// The files of findings, each with how many it has, in the order in which they are met.
fn count_by_file<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<FileFindings> {
    let mut files: Vec<FileFindings> = Vec::new();
    let mut known: HashMap<SourceId, usize> = HashMap::new();
    for finding in findings {
        let file = finding.span.source;
        let at = *known.entry(file).or_insert_with(|| {
            files.push(FileFindings { file, errors: 0, warnings: 0, infos: 0 });
            files.len() - 1
        });
        files[at].count(finding.severity);
    }
    files
}

impl FileFindings {
    fn count(&mut self, severity: Severity) {
        *match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        } += 1;
    }
}

/// Puts together what says the same, and orders it by urgency and severity. A file of which nothing can be read comes before
/// one with a key that is missing, and else the order of files and places stays.
fn group_findings(findings: &[Finding]) -> Vec<FindingGroup<'_>> {
    let mut groups: Vec<FindingGroup> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in findings {
        let urgency = Urgency::of_finding(finding);
        // The advice must be the same to the word: only that of the first is shown.
        let advice = |hint: &Message| (hint.key, format!("{:?}", hint.args));
        let hints: Vec<_> = finding.hints.iter().map(advice).collect();
        let sameness = (urgency, finding.severity, finding.rule.name, finding.message.key, hints);
        match known.get(&sameness) {
            Some(at) => groups[*at].others.push(finding),
            None => {
                known.insert(sameness, groups.len());
                groups.push(FindingGroup { urgency, first: finding, others: Vec::new() });
            }
        }
    }
    groups.sort_by_key(|group| {
        let has_nothing = WHOLE_FILES.contains(&group.first.rule);
        (group.urgency, Reverse(group.first.severity), !has_nothing)
    });
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rules::{DANGLING_REFERENCE, MISSING_KEY, UNREAD_FILE};
    use crate::lint::RULES;
    use crate::source::{Sources, Span};

    fn rule(name: &str) -> &'static Rule {
        RULES.iter().find(|rule| rule.name == name).expect("a rule of this name")
    }

    fn report(findings: &[(&'static Rule, &'static str, usize)]) -> Report {
        let mut sources = Sources::default();
        let files = ["one.yaml", "two.yaml"].map(|path| sources.add(path, "a: b\n".repeat(9)));
        let mut report = Report::default();
        for (rule, message, at) in findings {
            let span = Span::new(files[at / 10], at % 10..at % 10 + 1);
            report.push(Finding::new(rule, span, Message::new(message)));
        }
        report
    }

    fn names(digest: &Digest) -> Vec<(&'static str, usize)> {
        digest.groups.iter().map(|one| (one.first.rule.name, one.findings().count())).collect()
    }

    #[test]
    fn what_keeps_a_file_from_being_read_comes_before_people_and_they_before_the_rest() {
        let report = report(&[
            (&UNREAD_FILE, "unread-file", 0),
            (&DANGLING_REFERENCE, "dangling-reference", 1),
            (rule("identified-person"), "named-person", 2),
            (&MISSING_KEY, "missing-key", 3),
            (&BROKEN_YAML, "yaml-tab", 14),
        ]);
        let digest = Digest::new(&report);
        let order = names(&digest).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(
            order,
            [
                "broken-yaml",
                "missing-key",
                "identified-person",
                "dangling-reference",
                "unread-file"
            ]
        );
        let counts = Urgency::ALL.map(|urgency| digest.count_after(1, urgency));
        assert_eq!(counts, [1, 1, 1, 1]);
    }

    #[test]
    fn alike_findings_are_one_with_several_places() {
        let report = report(&[
            (&MISSING_KEY, "missing-key", 0),
            (&MISSING_KEY, "missing-key", 3),
            (&MISSING_KEY, "empty-key", 4),
            (&MISSING_KEY, "missing-key", 12),
        ]);
        let digest = Digest::new(&report);
        assert_eq!(names(&digest), [("missing-key", 3), ("missing-key", 1)]);
        let errors: Vec<usize> = digest.files.iter().map(|file| file.errors).collect();
        assert_eq!(errors, [3, 1]);
    }
}
