//! Every text of a project, ready to be looked for: what teams wrote, and the raw messages.

use std::sync::Arc;

use super::passage::{Allowed, Passage};
use super::raw::Raw;
use crate::error::Result;
use crate::narrative::{DeckFile, Kind as Shows, Leaf, Text};
use crate::project::Project;
use crate::source::{Sources, Span};

/// Why a text must not be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A raw message.
    Private,
    /// What the speaker says.
    Notes,
    /// A voice, a story, a slide for others.
    HeldBack,
    /// A text that no document ever shows: which permission a photo has, who reviewed a story.
    Unshown,
}

impl Kind {
    /// What names it in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Private => "kept-private",
            Self::Notes => "kept-for-speaker",
            Self::HeldBack => "kept-for-others",
            Self::Unshown => "kept-unshown",
        }
    }
}

/// A text that somebody wrote for a narrative.
#[derive(Debug)]
struct Written {
    span: Span,
    /// What it is when nothing holds it back; none for what may be shown.
    kind: Option<Kind>,
    passage: Arc<Passage>,
}

/// Every text of a project.
#[derive(Debug)]
pub struct Texts {
    written: Vec<Written>,
    raw: Vec<Arc<Passage>>,
    names: Vec<Text>,
    /// The files of raw messages of which only a beginning was read, or nothing.
    pub unread: Vec<String>,
}

/// What the texts of a project are for one document.
#[derive(Debug, Default)]
pub struct Sorted {
    /// Those it must not say, each with the reason.
    pub secrets: Vec<(Kind, Arc<Passage>)>,
    /// Those it may.
    pub allowed: Allowed,
}

/// The keys of texts that no document shows: what they describe, and their English name.
const UNSHOWN: [(&str, &str); 5] = [
    ("photo", "permission"),
    ("permission", "reference"),
    ("permission", "parental"),
    ("consent", "parental"),
    ("review", "by"),
];

impl Texts {
    /// Gathers them.
    pub fn read(project: &Project, sources: &Sources) -> Result<Self> {
        let raw = Raw::read(&project.tree)?;
        let mut written = Vec::new();
        let mut take = |text: &Text, kind| {
            let passage = Arc::new(Passage::written(text, sources));
            let span = text.span;
            written.push(Written {
                span,
                kind,
                passage,
            });
        };
        for deck in &project.decks {
            let own = deck.file.iter().flat_map(|file| &file.written.leaves);
            for leaf in own.chain(&deck.narratives.written.leaves) {
                take(&leaf.text, kind(leaf));
            }
            for allowance in deck.allowances() {
                allowance.because.iter().for_each(|text| take(text, None));
            }
            let cells = deck.file.iter().flat_map(cells);
            cells.for_each(|cell| take(cell, None));
        }
        let settings = &project.settings;
        let organisation = &settings.organisation;
        let names = organisation.name.iter().chain(&organisation.short);
        let acronyms = settings.acronyms.iter();
        let acronyms = acronyms.flat_map(|(short, long)| [short, long]);
        acronyms.for_each(|text| take(text, None));
        Ok(Self {
            written,
            raw: raw.passages.into_iter().map(Arc::new).collect(),
            names: names.cloned().collect(),
            unread: raw.unread,
        })
    }

    /// Sorts them for a document: what lies within `held` is held back, and the notes at `spoken` may be said.
    pub fn sorted(&self, held: &[Span], spoken: &[Span]) -> Sorted {
        let names: Vec<&Text> = self.names.iter().collect();
        let mut sorted = Sorted {
            secrets: Vec::new(),
            allowed: Allowed::of(&names),
        };
        for text in &self.written {
            let is_held = held.iter().any(|whole| is_within(text.span, *whole));
            let kind = match text.kind {
                _ if is_held => Some(Kind::HeldBack),
                Some(Kind::Notes) if spoken.contains(&text.span) => None,
                kind => kind,
            };
            match kind {
                Some(kind) if text.passage.is_telling() => {
                    sorted.secrets.push((kind, Arc::clone(&text.passage)));
                }
                Some(_) => {}
                None => sorted.allowed.add(text.passage.letters()),
            }
        }
        let raw = self.raw.iter().filter(|passage| passage.is_telling());
        let raw = raw.map(|passage| (Kind::Private, Arc::clone(passage)));
        sorted.secrets.extend(raw);
        sorted
    }
}

fn kind(leaf: &Leaf) -> Option<Kind> {
    match (leaf.of, leaf.key) {
        (_, "notes") => Some(Kind::Notes),
        of if UNSHOWN.contains(&of) => Some(Kind::Unshown),
        _ => None,
    }
}

/// The cells of a deck's tables.
fn cells(file: &DeckFile) -> Vec<&Text> {
    let mut cells = Vec::new();
    for entry in file.entries() {
        if let Shows::Table(table) = &entry.kind {
            let rows = table.rows.iter().flat_map(|row| &row.cells);
            cells.extend(table.head.iter().chain(rows.map(|cell| &cell.text)));
        }
    }
    cells
}

fn is_within(span: Span, whole: Span) -> bool {
    span.source == whole.source && whole.start <= span.start && span.end <= whole.end
}
