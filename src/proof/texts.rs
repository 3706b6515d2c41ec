//! Every text of a project, ready to be looked for: what teams wrote, and the raw messages.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use serde_json::Value;

use super::letters::Letters;
use super::passage::{Allowed, GuardedText};
use super::raw::{Raw, UnreadFile};
use crate::deck::{Deck, Slide};
use crate::narrative::{DeckFile, Leaf, SlideKind as Shows};
use crate::project::Project;
use crate::schema::{Role, Text, yaml};
use crate::source::{SourceId, Sources, Span};
use crate::watch::Cause;

/// Why a text must not be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Secrecy {
    /// A raw message.
    Private,
    /// What the speaker says.
    Notes,
    /// A voice, a story, a slide for others.
    HeldBack,
    /// A text that no document ever shows: which permission a photo has, who reviewed a story, a comment.
    Unshown,
}

impl Secrecy {
    /// What names it in the catalogue.
    pub fn catalogue_key(self) -> &'static str {
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
struct WrittenText {
    span: Span,
    /// What it is when nothing holds it back; none for what may be shown.
    kind: Option<Secrecy>,
    passage: Arc<GuardedText>,
}

/// Every text of a project.
#[derive(Debug)]
pub struct Texts {
    written: Vec<WrittenText>,
    raw: Vec<Arc<GuardedText>>,
    names: Vec<Text>,
    /// How the organisation itself is reached.
    contacts: Vec<Text>,
    /// The raw messages that are not read, or not whole, and why.
    pub unread: Vec<UnreadFile>,
    /// Those that ended an earlier attempt, and how.
    pub stopped: Vec<(String, Cause)>,
}

/// What the texts of a project are for one document.
#[derive(Debug, Default)]
pub struct Sorted {
    /// Those it must not say, each with the reason.
    pub secrets: Vec<(Secrecy, Arc<GuardedText>)>,
    /// Those it may.
    pub allowed: Allowed,
}

impl Texts {
    /// Gathers the texts of a project, those of its raw messages among them.
    pub fn from_project(project: &Project, sources: &Sources) -> Self {
        let raw = Raw::read_all(&project.tree);
        let mut written = Vec::new();
        let mut take = |text: &Text, kind, is_label| {
            let passage = Arc::new(GuardedText::from_narrative(text, is_label, sources));
            let span = text.span;
            written.push(WrittenText { span, kind, passage });
        };
        for deck in &project.decks {
            // Every leaf, shown or not: which of them a document may say is decided by `sort_for_document`, once for each
            // document.
            let own = deck.file.iter().flat_map(|file| &file.written.leaves);
            for leaf in own.chain(&deck.narratives.written.leaves) {
                take(&leaf.text, kind_of_leaf(leaf), leaf.role.is_name());
            }
            for allowance in deck.allowances() {
                allowance.because.iter().for_each(|text| take(text, None, false));
            }
            let cells = deck.file.iter().flat_map(table_cells);
            cells.for_each(|cell| take(cell, None, false));
        }
        for id in files_of_narratives(project) {
            let comments = yaml::find_comments(id, sources);
            comments.iter().for_each(|text| take(text, Some(Secrecy::Unshown), false));
        }
        let settings = &project.settings;
        let organisation = &settings.organisation;
        let names = organisation.name.iter().chain(&organisation.short);
        let acronyms = settings.acronyms.iter();
        let acronyms = acronyms.flat_map(|(short, long)| [short, long]);
        // Acronyms and what they stand for may be on any page: a raw message that spells one out is no leak.
        acronyms.for_each(|text| take(text, None, false));
        Self {
            written,
            raw: raw.passages.into_iter().map(Arc::new).collect(),
            names: names.cloned().collect(),
            contacts: settings.contacts.clone(),
            unread: raw.unread,
            stopped: raw.stopped,
        }
    }

    /// Sorts them for a document made of these decks: what lies within `held` is held back, and the notes at `spoken` may
    /// be said.
    pub fn sort_for_document(&self, held: &[Span], spoken: &[Span], decks: &[&Deck]) -> Sorted {
        let names: Vec<&Text> = self.names.iter().collect();
        let mut sorted = Sorted { secrets: Vec::new(), allowed: Allowed::from_names(&names) };
        self.contacts.iter().for_each(|contact| sorted.allowed.allow_text(&contact.value));
        let mut kept = HashSet::new();
        for text in &self.written {
            let is_held = held.iter().any(|whole| is_within(text.span, *whole));
            let kind = match text.kind {
                // What is held back outweighs what the text is otherwise: a note of a slide for others must not be said, even
                // on paper.
                _ if is_held => Some(Secrecy::HeldBack),
                Some(Secrecy::Notes) if spoken.contains(&text.span) => None,
                kind => kind,
            };
            match kind {
                Some(kind) => {
                    kept.insert(text.span);
                    let is_telling = text.passage.is_telling();
                    let secret = is_telling.then(|| (kind, Arc::clone(&text.passage)));
                    sorted.secrets.extend(secret);
                }
                None => sorted.allowed.allow_passage(&text.passage),
            }
        }
        // Last of those that allow, as it looks at the secrets found above.
        sorted.allow_composed(decks, &kept);
        let raw = self.raw.iter().filter(|passage| passage.is_telling());
        let raw = raw.map(|passage| (Secrecy::Private, Arc::clone(passage)));
        sorted.secrets.extend(raw);
        sorted
    }
}

impl Sorted {
    /// Allows what the program itself says on slides, such as "6 voices kept out of 143 messages read": those who write
    /// notes read it there. A slide composed of a text that must not be said, or that says one whole, allows nothing.
    fn allow_composed(&mut self, decks: &[&Deck], kept: &HashSet<Span>) {
        let slides = decks.iter().flat_map(|deck| &deck.slides);
        let is_trusted = |slide: &&Slide| !slide.texts.iter().any(|text| kept.contains(&text.span));
        for slide in slides.filter(is_trusted) {
            // By way of JSON, every string of a slide is met, whatever its kind; a list of fields here would miss those added
            // later.
            let content = serde_json::to_value(&slide.content).unwrap_or_default();
            let mut strings = Vec::new();
            collect_strings(&content, &mut strings);
            for text in strings {
                let letters = Letters::from_text(text);
                let is_it = |whole: &str| !whole.is_empty() && letters.text().contains(whole);
                let mut secrets = self.secrets.iter();
                if !secrets.any(|(_, secret)| is_it(secret.letters())) {
                    self.allowed.allow_text(text);
                }
            }
        }
    }
}

fn collect_strings<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect_strings(item, found)),
        Value::Object(entries) => entries.values().for_each(|value| collect_strings(value, found)),
        _ => {}
    }
}

/// The files in which teams wrote texts.
fn files_of_narratives(project: &Project) -> BTreeSet<SourceId> {
    let leaves = project.decks.iter().flat_map(|deck| {
        let own = deck.file.iter().flat_map(|file| &file.written.leaves);
        own.chain(&deck.narratives.written.leaves)
    });
    leaves.map(|leaf| leaf.text.span.source).collect()
}

fn kind_of_leaf(leaf: &Leaf) -> Option<Secrecy> {
    match leaf.role {
        Role::Spoken => Some(Secrecy::Notes),
        Role::Private => Some(Secrecy::Unshown),
        _ => None,
    }
}

/// The cells of a deck's tables.
fn table_cells(file: &DeckFile) -> Vec<&Text> {
    let mut cells = Vec::new();
    for entry in file.all_entries() {
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
