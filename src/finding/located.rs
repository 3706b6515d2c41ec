//! Where a finding is, for programs: a path in the repository, lines and columns from 1, and a name that stays the same
//! when the lines above it move.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use siphasher::sip::SipHasher24;

use super::visible::sanitise_text;
use super::{Finding, Report, join_lines};
use crate::error::Error;
use crate::locale::Language;
use crate::locale::catalogue::Catalogue;
use crate::source::{LineColumn, Sources};

/// A finding with its place, for outputs in which programs read it.
pub struct Located<'a> {
    /// The finding itself.
    pub finding: &'a Finding,
    /// The path from the repository's root, with `/`, made harmless for a terminal.
    pub path: String,
    /// The same path, every sign as it is.
    pub exact: String,
    /// The place of its first character.
    pub start: LineColumn,
    /// The place after its last character.
    pub end: LineColumn,
    /// Identifies the finding from one run to the next, in whatever language: a hash of the rule, the file, the message
    /// in English, and how many equal findings came before.
    pub fingerprint: String,
}

/// The findings of a report for other programs: what one file holds, in any of their forms.
pub struct ExportedReport<'a> {
    /// What is to be told, in its order.
    pub report: &'a Report,
    /// The texts they are about.
    pub sources: &'a Sources,
    /// The words of the reader's language.
    pub catalogue: &'a Catalogue,
    /// The way from the repository's root to the project's.
    pub prefix: &'a str,
    /// What stopped the program, which has no place in a file.
    pub error: Option<&'a Error>,
}

impl<'a> ExportedReport<'a> {
    /// The findings and where they are.
    pub(super) fn locate_findings(&self) -> Vec<Located<'a>> {
        let mut met: HashMap<u64, u64> = HashMap::new();
        let all = self.report.findings().iter();
        all.map(|finding| {
            let source = self.sources.get(finding.span.source);
            let path = format!("{}{}", self.prefix, source.path);
            let message = finding.message.format_with(Catalogue::for_language(Language::En));
            // Neither line nor column is hashed: the name must stay when lines above are added.
            // Equal findings are told apart by their order.
            let content = hash(&(finding.rule.name, &path, message));
            let times = met.entry(content).or_default();
            *times += 1;
            Located {
                finding,
                path: sanitise_text(&path).into_owned(),
                exact: path,
                start: source.place_of_byte(finding.span.start),
                end: source.place_of_byte(finding.span.end),
                fingerprint: format!("{:016x}", hash(&(content, *times))),
            }
        })
        .collect()
    }
}

/// An error's message and hints, one a line.
pub(super) fn error_and_hints(error: &Error, catalogue: &Catalogue) -> String {
    join_lines(&error.message, &error.hints, catalogue)
}

/// Identifies an error from one run to the next, in whatever language: a hash of its message in English.
pub(super) fn fingerprint_of_error(error: &Error) -> String {
    let message = error.message.format_with(Catalogue::for_language(Language::En));
    format!("{:016x}", hash(&(error.message.key, message)))
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = SipHasher24::new();
    value.hash(&mut hasher);
    hasher.finish()
}
