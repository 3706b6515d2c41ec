//! Plain text with a small Markdown subset to runs that the theme shows; typography done on the way.
//!
//! Paragraphs, `**strong**`, `*emphasis*`, `[words](https://…)` and one level of `- ` lists. Whatever else Markdown
//! knows prints as typed: the runs are cut out of the text itself, by the places the Markdown parser gives.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use serde::Serialize;

use crate::locale::Language;
use crate::locale::typography::{Piece, correct, ordinals};

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Run {
    /// Words.
    Plain(String),
    /// Strong words.
    Strong {
        /// What is strong.
        strong: Vec<Run>,
    },
    /// Stressed words.
    Emph {
        /// What is stressed.
        emph: Vec<Run>,
    },
    /// Words that lead somewhere.
    Link {
        /// Where.
        link: String,
        /// The words.
        runs: Vec<Run>,
    },
    /// The raised end of an ordinal.
    Raised {
        /// The letters.
        raised: String,
    },
    /// Words that lead to the entry of the annex that proves what they stand beside.
    Proven {
        /// The name of the entry.
        entry: String,
        /// The words.
        runs: Vec<Run>,
        /// Whether it is shown here: the number of the entry follows the words, and the entry leads back.
        shown: bool,
    },
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Block {
    /// A paragraph.
    Par {
        /// Its runs.
        par: Vec<Run>,
    },
    /// A list.
    Items {
        /// Its items.
        items: Vec<Vec<Run>>,
        /// Always false: numbers typed at the start of a line stay text.
        ordered: bool,
    },
}

/// One line of text to runs. `language` is the one whose typography applies, if any.
pub fn line(text: &str, language: Option<Language>) -> Vec<Run> {
    inline(&joined(text.lines()), language)
}

/// Paragraphs and lists to blocks.
pub fn blocks(text: &str, language: Option<Language>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for paragraph in paragraphs(text) {
        let mut lines = paragraph.into_iter().peekable();
        let mut before = Vec::new();
        let mut items: Vec<Vec<&str>> = Vec::new();
        while let Some(line) = lines.next_if(|line| item(line).is_none()) {
            before.push(line);
        }
        for line in lines {
            match (item(line), items.last_mut()) {
                (Some(words), _) => items.push(vec![words]),
                (None, Some(last)) => last.push(line),
                (None, None) => before.push(line),
            }
        }
        if !before.is_empty() {
            blocks.push(Block::Par { par: inline(&joined(before.into_iter()), language) });
        }
        if !items.is_empty() {
            let items = items
                .into_iter()
                .map(|lines| inline(&joined(lines.into_iter()), language))
                .collect();
            blocks.push(Block::Items { items, ordered: false });
        }
    }
    blocks
}

/// The words of runs, without their style.
pub fn plain(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Plain(text) | Run::Raised { raised: text } => text.clone(),
            Run::Strong { strong: runs }
            | Run::Emph { emph: runs }
            | Run::Link { runs, .. }
            | Run::Proven { runs, .. } => plain(runs),
        })
        .collect()
}

/// The same runs with a capital at their start; an address or a handle keeps its own letters.
pub fn capitalised(mut runs: Vec<Run>) -> Vec<Run> {
    match runs.first_mut() {
        Some(Run::Plain(text)) => *text = with_capital(text),
        Some(
            Run::Strong { strong: inner }
            | Run::Emph { emph: inner }
            | Run::Link { runs: inner, .. },
        ) => {
            *inner = capitalised(std::mem::take(inner));
        }
        Some(Run::Raised { .. } | Run::Proven { .. }) | None => {}
    }
    runs
}

fn with_capital(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    if word.contains("://") || word.contains(['@', '#']) {
        return text.to_string();
    }
    let mut letters = text.chars();
    let first = letters.next();
    first.map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Program-made words to runs: ordinals raised, nothing else read into them.
pub fn said(text: &str, language: Language) -> Vec<Run> {
    raise(text, Some(language))
}

fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        match (line.trim().is_empty(), paragraphs.last_mut()) {
            (false, Some(last)) => last.push(line.trim()),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

fn item(line: &str) -> Option<&str> {
    line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).map(str::trim)
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How deep styles may nest in one another; deeper marks print as typed.
const DEPTH: usize = 3;

/// A style that has been opened and not closed.
struct OpenRun {
    tag: Tag<'static>,
    runs: Vec<Run>,
    /// Where its words end, once they are read.
    end: usize,
}

/// What is put before a paragraph, so that Markdown sees no heading, quote or list in it. A sign of punctuation:
/// marks before another sign, as in `**« Oui »**`, open only after a space or a sign.
const GUARD: char = '.';

/// Reads one paragraph on one line.
fn inline(text: &str, language: Option<Language>) -> Vec<Run> {
    let guarded = format!("{GUARD}{text}");
    let mut reader = Inline {
        text: &guarded,
        language,
        at: GUARD.len_utf8(),
        open: Vec::new(),
        runs: Vec::new(),
        last: None,
    };
    let mut ignored = 0_usize;
    for (event, range) in Parser::new(&guarded).into_offset_iter() {
        match event {
            Event::Start(tag) if reader.shows(&tag, &range) && ignored == 0 => {
                reader.start(tag, &range)
            }
            Event::Start(tag) if !matches!(tag, Tag::Paragraph) => {
                reader.reached(range.end);
                ignored += 1;
            }
            Event::End(end) if is_styled(end) => {
                if ignored > 0 {
                    ignored -= 1;
                } else {
                    reader.end(&range);
                }
            }
            Event::End(TagEnd::Paragraph) => {}
            Event::End(_) => ignored = ignored.saturating_sub(1),
            _ if ignored == 0 => reader.reached(range.end),
            _ => {}
        }
    }
    reader.finish()
}

fn is_styled(end: TagEnd) -> bool {
    matches!(end, TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link)
}

struct Inline<'a> {
    text: &'a str,
    language: Option<Language>,
    at: usize,
    open: Vec<OpenRun>,
    runs: Vec<Run>,
    last: Option<char>,
}

impl Inline<'_> {
    /// Whether a mark is one of ours; `_`, signs inside a word (`5*3*2`) and links to anything but the web or a mailbox
    /// are not.
    fn shows(&self, tag: &Tag, range: &Range<usize>) -> bool {
        let typed = &self.text[range.clone()];
        let is_ours = match tag {
            Tag::Strong | Tag::Emphasis => typed.starts_with('*') && !self.is_in_word(range),
            Tag::Link { link_type: LinkType::Inline, dest_url, .. } => {
                ["https://", "http://", "mailto:"].iter().any(|start| dest_url.starts_with(start))
            }
            _ => false,
        };
        is_ours && self.open.len() < DEPTH
    }

    fn is_in_word(&self, range: &Range<usize>) -> bool {
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric)
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        self.take(range.start);
        let mark = if matches!(tag, Tag::Strong) { 2 } else { 1 };
        self.at = range.start + mark;
        self.open.push(OpenRun {
            tag: tag.into_static(),
            runs: std::mem::take(&mut self.runs),
            end: self.at,
        });
    }

    fn reached(&mut self, end: usize) {
        if let Some(open) = self.open.last_mut() {
            open.end = open.end.max(end);
        }
    }

    fn end(&mut self, range: &Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        let words_end = match open.tag {
            Tag::Strong => range.end - 2,
            Tag::Emphasis => range.end - 1,
            _ => open.end.max(self.at),
        };
        self.take(words_end.max(self.at));
        let inner = std::mem::replace(&mut self.runs, open.runs);
        if inner.is_empty() {
            // A link around nothing would be lost: it prints as typed.
            self.at = range.start;
            self.reached(range.end);
            return;
        }
        self.runs.push(match open.tag {
            Tag::Strong => Run::Strong { strong: inner },
            Tag::Link { dest_url, .. } => Run::Link { link: dest_url.into_string(), runs: inner },
            _ => Run::Emph { emph: inner },
        });
        self.at = range.end;
        self.reached(range.end);
    }

    /// Takes the text up to a place as plain words.
    fn take(&mut self, end: usize) {
        let words = &self.text[self.at..end.max(self.at)];
        if !words.is_empty() {
            let words = self.language.map_or_else(
                || words.to_string(),
                |language| correct(words, language, self.last).into_owned(),
            );
            self.last = words.chars().last();
            self.runs.extend(raise(&words, self.language));
        }
        self.at = end.max(self.at);
    }

    fn finish(mut self) -> Vec<Run> {
        self.take(self.text.len());
        self.runs
    }
}

fn raise(text: &str, language: Option<Language>) -> Vec<Run> {
    let Some(language) = language else {
        return vec![Run::Plain(text.to_string())];
    };
    ordinals(text, language)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => Run::Plain(text),
            Piece::Raised(raised) => Run::Raised { raised },
        })
        .collect()
}

#[cfg(test)]
mod tests;
