//! Plain text with a small Markdown subset to runs that the theme shows; typography done on the way.
//!
//! What of a text is a mark and what is words, `text::markdown` tells.

use serde::Serialize;

use crate::locale::Language;
use crate::locale::typography::{OrdinalPiece, correct_text, split_raised_letters};
use crate::text::markdown::{self, LinePart, TextStyle};

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
    },
}

/// One line of text to runs. `language` is the one whose typography applies, if any.
pub fn parse_line(text: &str, language: Option<Language>) -> Vec<Run> {
    let lines: Vec<&str> = markdown::lines(text).collect();
    parse_inline(&lines.join(" "), language)
}

/// Paragraphs and lists to blocks.
pub fn parse_blocks(text: &str, language: Option<Language>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for stretch in markdown::stretches(text) {
        let runs = parse_inline(&stretch.joined(text), language);
        match (stretch.bullet, blocks.last_mut()) {
            (None, _) => blocks.push(Block::Par { par: runs }),
            // An item right behind a list belongs to it; one that stands apart begins another.
            (Some(_), Some(Block::Items { items })) if !stretch.is_apart => items.push(runs),
            (Some(_), _) => blocks.push(Block::Items { items: vec![runs] }),
        }
    }
    blocks
}

/// The words of runs, without their style.
pub fn plain_text(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Plain(text) | Run::Raised { raised: text } => text.clone(),
            Run::Strong { strong: runs }
            | Run::Emph { emph: runs }
            | Run::Link { runs, .. }
            | Run::Proven { runs, .. } => plain_text(runs),
        })
        .collect()
}

/// The same runs with a capital at their start; an address or a handle keeps its own letters.
pub fn capitalise_runs(mut runs: Vec<Run>) -> Vec<Run> {
    match runs.first_mut() {
        Some(Run::Plain(text)) => *text = with_capital(text),
        Some(
            Run::Strong { strong: inner }
            | Run::Emph { emph: inner }
            | Run::Link { runs: inner, .. },
        ) => {
            *inner = capitalise_runs(std::mem::take(inner));
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
pub fn program_runs(text: &str, language: Language) -> Vec<Run> {
    raise_ordinals(text, Some(language))
}

/// Reads one paragraph on one line.
fn parse_inline(text: &str, language: Option<Language>) -> Vec<Run> {
    // A stack: where a mark opens, the runs so far are put away. Where it closes, what was gathered since becomes one run with
    // a style, and the runs that were put away go on.
    let (mut runs, mut open) = (Vec::new(), Vec::new());
    // Typography looks at the sign before a mark, too.
    let mut last = None;
    for part in markdown::parts(text) {
        match part {
            LinePart::Words(range) => {
                let words = &text[range];
                let words = match language {
                    Some(language) => correct_text(words, language, last).into_owned(),
                    None => words.to_string(),
                };
                last = words.chars().last();
                runs.extend(raise_ordinals(&words, language));
            }
            LinePart::Open(style) => open.push((style, std::mem::take(&mut runs))),
            LinePart::Close => {
                let Some((style, before)) = open.pop() else { continue };
                let inner = std::mem::replace(&mut runs, before);
                runs.push(match style {
                    TextStyle::Strong => Run::Strong { strong: inner },
                    TextStyle::Emph => Run::Emph { emph: inner },
                    TextStyle::Link(link) => Run::Link { link, runs: inner },
                });
            }
        }
    }
    runs
}

fn raise_ordinals(text: &str, language: Option<Language>) -> Vec<Run> {
    let Some(language) = language else {
        return vec![Run::Plain(text.to_string())];
    };
    split_raised_letters(text, language)
        .into_iter()
        .map(|piece| match piece {
            OrdinalPiece::Plain(text) => Run::Plain(text),
            OrdinalPiece::Raised(raised) => Run::Raised { raised },
        })
        .collect()
}

#[cfg(test)]
mod tests;
