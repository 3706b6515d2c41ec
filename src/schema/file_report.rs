//! What is reported of one file: at most a hundred findings, which propose names in the language of the file.

use super::choices::Name;
use super::names::nearest_name;
use crate::finding::rules::TOO_MANY_FINDINGS;
use crate::finding::{Finding, Message, Report, Rule};
use crate::locale::Language;
use crate::source::Span;

/// How many findings one file may raise: a file with more is another kind of file, and nobody reads so many.
pub(super) const MOST: usize = 100;

/// The findings of one file on their way to the report of a run.
pub(super) struct FileReport<'a> {
    /// Where they go.
    pub report: &'a mut Report,
    /// The language in which names are proposed: the one most keys of the file are written in.
    pub language: Language,
    /// How many there have been, those past the most among them.
    count: usize,
}

impl<'a> FileReport<'a> {
    /// The findings of a file of which none is known yet.
    pub fn new(report: &'a mut Report, language: Language) -> Self {
        Self { report, language, count: 0 }
    }

    /// Reports a finding, with a hint if there is one.
    pub fn report_finding(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: Message,
        hint: Option<Message>,
    ) {
        let finding = Finding::new(rule, span, message);
        self.push_finding(hint.into_iter().fold(finding, Finding::with_hint));
    }

    /// Reports a finding, or in place of the hundredth that there are too many.
    pub fn push_finding(&mut self, finding: Finding) {
        // Those past the most are counted all the same: the reading stops at the next key.
        self.count += 1;
        if self.count < MOST {
            self.report.push(finding);
        } else if self.count == MOST {
            self.report.push(too_many(finding.span));
        }
    }

    /// Whether there are so many findings that the rest of the file is not read.
    pub fn is_full(&self) -> bool {
        self.count >= MOST
    }

    /// What to write instead: the nearest name, or all of them when none is near, in the language of the file.
    pub fn nearest_name_hint(
        &self,
        written: &str,
        names: impl Iterator<Item = Name> + Clone,
    ) -> Message {
        if let Some(name) = nearest_name(written, names.clone()) {
            return Message::new("hint-nearest").with("value", name.in_language(self.language));
        }
        let all: Vec<_> =
            names.map(|name| format!("`{}`", name.in_language(self.language))).collect();
        Message::new("hint-known").with("values", all.join(", "))
    }
}

/// The last finding of a file that has too many.
pub(super) fn too_many(span: Span) -> Finding {
    let message = Message::new("too-many-findings").with("most", MOST);
    Finding::new(&TOO_MANY_FINDINGS, span, message)
        .with_hint(Message::new("hint-too-many-findings"))
}
