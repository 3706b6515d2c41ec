//! The page of a rule: its form, and its examples.
//!
//! ````text
//! ---
//! messages:
//!   unsourced-figure: "what this rule alone says"
//! ---
//! # unsourced-figure
//!
//! What it finds, in one sentence.
//!
//! ## Why
//!
//! ```yaml bad figures.yaml
//! ```
//!
//! ```yaml good figures.yaml
//! ```
//!
//! ## Instead
//! ````
//!
//! Blocks that follow one another with nothing but empty lines between them, and the same verdict, are the files of one
//! example. The head is optional. `recit.yaml` and `templates/…` lie at the project's root, other files in the deck's folder.

use recit::assets::{RULE_HEADS_EN, RULE_HEADS_FR};
use recit::finding::Rule;
use recit::locale::Language;
use serde::Deserialize;

/// A page, taken apart.
pub struct Page {
    /// Where it lies in the repository.
    pub path: String,
    /// Its examples, in order.
    pub examples: Vec<Example>,
    name: &'static str,
    language: Language,
    head: Option<&'static str>,
    lines: Vec<&'static str>,
}

/// The head of a page, which holds what its rule alone says and nothing else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    messages: serde_yaml::Mapping,
}

/// Some files, and what is said of them.
pub struct Example {
    /// Where it starts, from 1.
    pub line: usize,
    /// What is said of them.
    pub verdict: Verdict,
    /// The files.
    pub blocks: Vec<Block>,
}

/// What a page says of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It raises the rule of the page and no other.
    Bad,
    /// It raises nothing.
    Good,
}

/// One file of an example.
pub struct Block {
    /// Its path.
    pub file: &'static str,
    text: String,
    is_latin_1: bool,
}

impl Block {
    /// What is in the file; a block marked `latin-1` is saved as old programs do.
    pub fn bytes(&self) -> Vec<u8> {
        if self.is_latin_1 {
            self.text.chars().map(|letter| letter as u8).collect()
        } else {
            self.text.clone().into_bytes()
        }
    }
}

/// The rules whose examples would be a hundred lines long, or be files of git.
const WITHOUT_EXAMPLE: [&str; 4] =
    ["runaway-file", "too-many-findings", "tracked-raw-file", "unread-drawing"];

impl Page {
    /// The page of a rule in a language.
    pub fn of(rule: &Rule, language: Language) -> Self {
        let (ending, heads) = match language {
            Language::En => ("md", RULE_HEADS_EN),
            Language::Fr => ("fr.md", RULE_HEADS_FR),
        };
        let name = rule.name;
        let below = format!("{}/{name}.{ending}", rule.category.name());
        let lines: Vec<&str> = rule.page_in(language).lines().collect();
        Self {
            head: heads.iter().find(|(path, _)| *path == below).map(|(_, head)| *head),
            path: format!("src/lint/rules/{below}"),
            examples: examples(&lines),
            name,
            language,
            lines,
        }
    }

    /// What is wrong with its form.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let title = format!("# {}", self.name);
        if self.lines.first() != Some(&title.as_str()) {
            faults.push(format!("{}:1: the title is not `{title}`", self.path));
        }
        let headings: &[&str] = match self.language {
            Language::En => &["## Why", "## Instead"],
            Language::Fr => &["## Pourquoi", "## À la place"],
        };
        let found = self.lines.iter().filter(|line| line.starts_with("## "));
        if !found.eq(headings) {
            faults.push(format!("{}: the headings are not {headings:?}", self.path));
        }
        for verdict in [Verdict::Bad, Verdict::Good] {
            let has = self.examples.iter().any(|example| example.verdict == verdict);
            if !has && !WITHOUT_EXAMPLE.contains(&self.name) {
                faults.push(format!("{}: no {verdict:?} example", self.path));
            }
        }
        if self.head.is_some() && self.message_keys().is_empty() {
            faults.push(format!("{}: the head holds no message", self.path));
        }
        faults
    }

    /// The keys of the messages in its head, in order.
    pub fn message_keys(&self) -> Vec<String> {
        let read = |head| serde_yaml::from_str::<Head>(head);
        let Some(head) = self.head.map(read) else { return Vec::new() };
        let head = head.unwrap_or_else(|error| panic!("{}: {error}", self.path));
        let keys = head.messages.keys().map(|key| key.as_str().expect("a key is text"));
        keys.map(String::from).collect()
    }
}

fn examples(lines: &[&'static str]) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut goes_on = false;
    let mut at = 0;
    while at < lines.len() {
        let Some((verdict, mut block)) = opening(lines[at]) else {
            goes_on &= lines[at].is_empty();
            at += 1;
            continue;
        };
        let rest = &lines[at + 1..];
        let length = rest.iter().position(|line| *line == "```").unwrap_or(rest.len());
        block.text = rest[..length].iter().flat_map(|line| [line, "\n"]).collect();
        match examples.last_mut().filter(|last| goes_on && last.verdict == verdict) {
            Some(last) => last.blocks.push(block),
            None => examples.push(Example { line: at + 1, verdict, blocks: vec![block] }),
        }
        goes_on = true;
        at += length + 2;
    }
    examples
}

/// "```yaml bad figures.yaml".
fn opening(line: &'static str) -> Option<(Verdict, Block)> {
    let mut words = line.strip_prefix("```")?.split(' ').skip(1);
    let verdict = match words.next()? {
        "bad" => Verdict::Bad,
        "good" => Verdict::Good,
        _ => return None,
    };
    let block = Block {
        file: words.next()?,
        text: String::new(),
        is_latin_1: words.next() == Some("latin-1"),
    };
    Some((verdict, block))
}
