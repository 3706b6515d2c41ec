//! Findings, which say one thing each about what somebody wrote, and the report that collects them.

mod digest;
mod github;
mod gitlab;
mod human;
mod json;
mod located;
pub mod rules;
mod sarif;
pub mod visible;

pub use digest::{Digest, FileFindings, FindingGroup, Urgency};
pub use github::format_github;
pub use gitlab::format_gitlab;
pub use human::{FindingStyle, error_text, format_human};
pub use json::{format_json, format_json_lines};
pub use located::ExportedReport;
pub use rules::{Category, Raised, Rule};
pub use sarif::format_sarif;

use std::collections::BTreeMap;

use minijinja::Value;

use crate::locale::InEach;
use crate::locale::catalogue::Catalogue;
use crate::source::Span;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know; nothing has to change.
    Info,
    /// Should be looked at.
    Warning,
    /// Must be fixed before the deck is final.
    Error,
}

impl Severity {
    /// Its name in outputs that programs read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A sentence of the catalogue and what fills its blanks. It gets its words only when
/// it is printed, in the reader's language.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its key under `messages`, in the page of its rule or in `templates/locales`.
    pub key: &'static str,
    args: BTreeMap<&'static str, Value>,
    kinds: BTreeMap<&'static str, &'static str>,
    texts: BTreeMap<&'static str, InEach<String>>,
}

impl Message {
    /// Another sentence with the same blanks.
    pub fn with_key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// A sentence without blanks filled, by its key.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: BTreeMap::new(), kinds: BTreeMap::new(), texts: BTreeMap::new() }
    }

    /// The same sentence with one more blank filled.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.insert(name, value.into());
        self
    }

    /// The same sentence with a word of the catalogue in a blank, by its key under `kinds`: `story`, `list`.
    pub fn with_kind(mut self, name: &'static str, kind: &'static str) -> Self {
        self.kinds.insert(name, kind);
        self
    }

    /// The same sentence with a text in a blank that our own lists have in both languages.
    pub fn with_text(mut self, name: &'static str, text: InEach<String>) -> Self {
        self.texts.insert(name, text);
        self
    }

    /// The sentence in the language of a catalogue. When a blank was not filled, it is the key with
    /// the reason, rather than nothing. What fills the blanks comes from outside and is made visible:
    /// a terminal or a CI would obey some signs.
    pub fn format_with(&self, catalogue: &Catalogue) -> String {
        // Words of the catalogue and texts of our lists need no escaping; only arguments come from outside.
        let word = |kind: &str| Value::from(catalogue.word(&format!("kinds.{kind}")));
        let kinds = self.kinds.iter().map(|(name, kind)| (*name, word(kind)));
        let said = |text: &InEach<String>| Value::from(text.of(catalogue.language()).as_str());
        let texts = self.texts.iter().map(|(name, text)| (*name, said(text)));
        let args: BTreeMap<&str, Value> = self
            .args
            .iter()
            .map(|(name, value)| (*name, visible::visible_value(value)))
            .chain(kinds)
            .chain(texts)
            .collect();
        catalogue
            .render_text(&format!("messages.{}", self.key), Value::from(args))
            .unwrap_or_else(|reason| format!("{} ({reason})", self.key))
    }
}

/// One thing to report about what somebody wrote.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that raised it.
    pub rule: &'static Rule,
    /// How much it weighs: the rule's severity until the project's policy is applied.
    pub severity: Severity,
    /// The sentence that says what is wrong.
    pub message: Message,
    /// The smallest place that is wrong.
    pub span: Span,
    /// Other places that explain it, each with a short message.
    pub labels: Vec<(Span, Message)>,
    /// What to do next.
    pub hints: Vec<Message>,
    /// All the files it is about, where its message names only the first.
    pub files: Vec<String>,
    /// What can take its place byte for byte, where that settles it and changes nothing else: `check --fix` writes it.
    pub replacement: Option<String>,
}

impl Finding {
    /// A finding of a rule at a place, with the rule's severity.
    pub fn new(rule: &'static Rule, span: Span, message: Message) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message,
            span,
            labels: Vec::new(),
            hints: Vec::new(),
            files: Vec::new(),
            replacement: None,
        }
    }

    /// The same finding with the text that settles it when it takes the place.
    pub fn with_replacement(self, text: String) -> Self {
        Self { replacement: Some(text), ..self }
    }

    /// The same finding with something to do about it.
    pub fn with_hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }

    /// The message and the hints, one a line.
    pub fn message_and_hints(&self, catalogue: &Catalogue) -> String {
        join_lines(&self.message, &self.hints, catalogue)
    }

    /// The same finding with another place that explains it.
    pub fn with_label(mut self, span: Span, label: Message) -> Self {
        self.labels.push((span, label));
        self
    }
}

/// A message and its hints, one a line, for outputs that have room for a single text.
fn join_lines(message: &Message, hints: &[Message], catalogue: &Catalogue) -> String {
    let sentences = std::iter::once(message).chain(hints);
    let lines: Vec<String> = sentences.map(|sentence| sentence.format_with(catalogue)).collect();
    lines.join("\n")
}

/// The most findings of one rule in one file: nobody reads more, and drawing them takes long.
const MOST: usize = 100;

/// All findings of a run, in the order of files and places once [`sorted`](Report::sort).
#[derive(Debug, Default, Clone)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// Adds a finding at the end.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Removes and returns the last finding.
    pub fn pop(&mut self) -> Option<Finding> {
        self.findings.pop()
    }

    /// Adds several findings at the end.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Adds all findings of another report at the end.
    pub fn append(&mut self, mut other: Report) {
        self.findings.append(&mut other.findings);
    }

    /// All findings, in their present order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many findings there are so far.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether there is no finding.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether a finding after the first `mark` keeps its file from being read as a narrative.
    pub fn blocks_since(&self, mark: usize) -> bool {
        self.findings[mark..].iter().any(|finding| finding.rule.blocks)
    }

    /// The heaviest severity, if there is any finding.
    pub fn worst_severity(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// Orders the findings by file, place and rule, and drops repeated ones. Of one rule in one file only the first
    /// hundred stay; one more says how many others there are.
    pub fn sort(&mut self) {
        self.findings.sort_by(|a, b| {
            (a.span, a.rule.name, a.message.key).cmp(&(b.span, b.rule.name, b.message.key))
        });
        self.findings
            .dedup_by(|a, b| a.span == b.span && a.message.key == b.message.key && same_args(a, b));
        self.cap_repeated_findings();
    }

    fn cap_repeated_findings(&mut self) {
        // Counted first, then walked through again, as whether to cut depends on how many there are in all.
        let of = |finding: &Finding| (finding.span.source, finding.rule.name);
        let mut all: BTreeMap<_, usize> = BTreeMap::new();
        for finding in &self.findings {
            *all.entry(of(finding)).or_default() += 1;
        }
        let mut said: BTreeMap<_, usize> = BTreeMap::new();
        self.findings.retain_mut(|finding| {
            let (all, said) = (all[&of(finding)], said.entry(of(finding)).or_default());
            // The hundred-and-first becomes the sentence that counts the rest. A hundred and one in all are kept as
            // they are: that sentence would only take the place of the last.
            *said += 1;
            if all > MOST + 1 && *said == MOST + 1 {
                let message = Message::new("more-findings").with("n", all - MOST);
                *finding = Finding {
                    severity: finding.severity,
                    ..Finding::new(finding.rule, finding.span, message)
                };
            }
            all <= MOST + 1 || *said <= MOST + 1
        });
    }

    /// Gives each finding the severity that `weigh` returns, and drops those for which it returns none.
    pub fn adjust_severities(&mut self, weigh: impl Fn(&Finding) -> Option<Severity>) {
        self.findings.retain_mut(|finding| match weigh(finding) {
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => false,
        });
    }

    /// Keeps only the findings for which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.findings.retain(keep);
    }
}

fn same_args(a: &Finding, b: &Finding) -> bool {
    let text = |finding: &Finding| {
        finding.message.args.values().map(ToString::to_string).collect::<Vec<_>>()
    };
    text(a) == text(b) && a.message.kinds == b.message.kinds && a.message.texts == b.message.texts
}
