//! Turns text with a small Markdown subset into runs that the theme shows, and corrects its typography on the way.
//!
//! `text::markdown` decides what in a text is a mark and what is words.

use serde::Serialize;

use crate::locale::Language;
use crate::locale::typography::{OrdinalPiece, correct_text, split_raised_letters};
use crate::text::composed;
use crate::text::markdown::{self, LinePart, TextStyle};

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Run {
    /// Words without a style.
    Plain(String),
    /// Words marked as strong.
    Strong {
        /// The runs within the marks.
        strong: Vec<Run>,
    },
    /// Words marked as stressed.
    Emph {
        /// The runs within the marks.
        emph: Vec<Run>,
    },
    /// Words that lead to an address.
    Link {
        /// Where a click on the words leads.
        link: String,
        /// The words to click.
        runs: Vec<Run>,
    },
    /// The raised end of an ordinal, as in 3ᵉ.
    Raised {
        /// The letters to raise, without the number before them.
        raised: String,
    },
    /// Words that lead to the entry of the annex that proves what stands beside them.
    Proven {
        /// The name of the entry.
        entry: String,
        /// The words to click.
        runs: Vec<Run>,
        /// Whether the words stand on a slide: then the entry's number follows
        /// them, and the entry leads back to the slide.
        shown: bool,
    },
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Block {
    /// Lines that follow one another without an empty line.
    Par {
        /// Its runs, in order.
        par: Vec<Run>,
    },
    /// A list with bullets.
    Items {
        /// The runs of each item.
        items: Vec<Vec<Run>>,
    },
}

/// The runs of one line. `language` is the one whose typography is applied; none leaves the text as it is.
pub fn parse_line(text: &str, language: Option<Language>) -> Vec<Run> {
    let lines: Vec<&str> = markdown::lines(text).collect();
    parse_inline(&composed(&lines.join(" ")), language)
}

/// The paragraphs and lists of a text; `language` as in [`parse_line`].
pub fn parse_blocks(text: &str, language: Option<Language>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for stretch in markdown::stretches(text) {
        // A Mac may write an accent apart from its letter: in a PDF, a search for the whole letter would miss it.
        let runs = parse_inline(&composed(&stretch.joined(text)), language);
        match (stretch.bullet, blocks.last_mut()) {
            (None, _) => blocks.push(Block::Par { par: runs }),
            // An item right after another belongs to the same list; one set apart by an empty line begins a new list.
            (Some(_), Some(Block::Items { items })) if !stretch.is_apart => items.push(runs),
            (Some(_), _) => blocks.push(Block::Items { items: vec![runs] }),
        }
    }
    blocks
}

/// The words of runs without their style.
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

/// The same runs with a capital letter first; an address, a handle or a hashtag stays as it is.
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

/// The runs of words that the program wrote: ordinals are raised, and nothing in them is a mark.
pub fn program_runs(text: &str, language: Language) -> Vec<Run> {
    raise_ordinals(text, Some(language))
}

/// The runs of one paragraph, its lines joined.
fn parse_inline(text: &str, language: Option<Language>) -> Vec<Run> {
    // A stack: where a mark opens, the runs so far are put away. Where it closes, what was gathered since becomes one
    // run with a style, and the runs that were put away go on.
    let (mut runs, mut open) = (Vec::new(), Vec::new());
    // Typography depends on the sign before a stretch of words, even when a mark stands between them.
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
