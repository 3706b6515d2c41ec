//! One thing to say about what somebody wrote, and the ordered collection of all of them.

mod github;
mod gitlab;
mod human;
mod json;
mod located;
pub mod rules;
mod sarif;
pub mod visible;

pub use github::format_github;
pub use gitlab::format_gitlab;
pub use human::{FindingStyle, error_text, format_human};
pub use json::format_json;
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
    /// Good to know.
    Info,
    /// Should be looked at.
    Warning,
    /// Must be mended before the deck is final.
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

/// A sentence of the catalogue and what fills its blanks; it is said only when the reader's language is known.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its key under `messages` in `templates/locales`.
    pub key: &'static str,
    args: BTreeMap<&'static str, Value>,
    kinds: BTreeMap<&'static str, &'static str>,
    texts: BTreeMap<&'static str, InEach<String>>,
}

impl Message {
    /// The same blanks in another sentence, by its key.
    pub fn with_key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// A sentence by its key.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: BTreeMap::new(), kinds: BTreeMap::new(), texts: BTreeMap::new() }
    }

    /// The same sentence with one more blank filled.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.insert(name, value.into());
        self
    }

    /// The same sentence with the kind of a thing in a blank, said in the reader's language: `story`, `list`.
    pub fn with_kind(mut self, name: &'static str, kind: &'static str) -> Self {
        self.kinds.insert(name, kind);
        self
    }

    /// The same sentence with a text of our lists in a blank, in the reader's language.
    pub fn with_text(mut self, name: &'static str, text: InEach<String>) -> Self {
        self.texts.insert(name, text);
        self
    }

    /// The sentence in a language. A blank left empty shows the key and the reason rather than nothing. What fills the blanks
    /// comes from outside: of it, what a terminal or a CI would obey is shown.
    pub fn format_with(&self, catalogue: &Catalogue) -> String {
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

/// One thing to say about what somebody wrote.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that raised it.
    pub rule: &'static Rule,
    /// How much it weighs, once the project's policy is applied.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// The smallest wrong place.
    pub span: Span,
    /// Other places that explain it, each with a word.
    pub labels: Vec<(Span, Message)>,
    /// What to do next.
    pub hints: Vec<Message>,
    /// The files it speaks of, all of them where its message names the first.
    pub files: Vec<String>,
}

impl Finding {
    /// A finding of a rule at a place, saying the message of that key.
    pub fn new(rule: &'static Rule, span: Span, message: Message) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message,
            span,
            labels: Vec::new(),
            hints: Vec::new(),
            files: Vec::new(),
        }
    }

    /// The same finding with something to do about it.
    pub fn with_hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }

    /// The message and what to do next, a line each, for places that show no more than a text.
    pub fn message_and_hints(&self, catalogue: &Catalogue) -> String {
        let hints = self.hints.iter().map(|hint| hint.format_with(catalogue));
        let lines: Vec<String> =
            std::iter::once(self.message.format_with(catalogue)).chain(hints).collect();
        lines.join("\n")
    }

    /// The same finding with another place that explains it.
    pub fn with_label(mut self, span: Span, label: Message) -> Self {
        self.labels.push((span, label));
        self
    }
}

/// How often one rule speaks of one file: nobody reads more, and drawing them all takes long.
const MOST: usize = 100;

/// All findings of a run, in the order of files and places once [`sorted`](Report::sort).
#[derive(Debug, Default, Clone)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// Keeps a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Gives back the finding that was kept last.
    pub fn pop(&mut self) -> Option<Finding> {
        self.findings.pop()
    }

    /// Keeps some findings.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Keeps all findings of another report.
    pub fn append(&mut self, mut other: Report) {
        self.findings.append(&mut other.findings);
    }

    /// The findings.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many findings there are so far.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether a finding since the `mark`-th keeps its file from being read as a narrative.
    pub fn blocks_since(&self, mark: usize) -> bool {
        self.findings[mark..].iter().any(|finding| finding.rule.blocks)
    }

    /// The heaviest severity, if there is any finding.
    pub fn worst_severity(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// Orders by file, place and rule, drops what is said twice, and counts what one rule says of one file past the
    /// hundredth time instead of saying it.
    pub fn sort(&mut self) {
        self.findings.sort_by(|a, b| {
            (a.span, a.rule.name, a.message.key).cmp(&(b.span, b.rule.name, b.message.key))
        });
        self.findings
            .dedup_by(|a, b| a.span == b.span && a.message.key == b.message.key && same_args(a, b));
        self.cap_repeated_findings();
    }

    fn cap_repeated_findings(&mut self) {
        let of = |finding: &Finding| (finding.span.source, finding.rule.name);
        let mut all: BTreeMap<_, usize> = BTreeMap::new();
        for finding in &self.findings {
            *all.entry(of(finding)).or_default() += 1;
        }
        let mut said: BTreeMap<_, usize> = BTreeMap::new();
        self.findings.retain_mut(|finding| {
            let (all, said) = (all[&of(finding)], said.entry(of(finding)).or_default());
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

    /// Changes each finding's severity, or drops it when `weigh` gives none.
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
