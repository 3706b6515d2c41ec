//! A project: its root, its settings, which decks and narrative files exist, and what they hold.

mod settings;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use settings::{Brand, FailOn, Level, Organisation, Policy, Settings};

use crate::error::{Error, Result};
use crate::finding::rules::{MISSING_KEY, UNREAD_FILE};
use crate::finding::{Finding, Message, Report};
use crate::locale::Language;
use crate::narrative::{DeckFile, Decoder, FileKind, Narratives, fold, yaml};
use crate::source::{SourceId, Sources, Span};
use crate::tree::Tree;

/// The name of the file at a project's root.
pub const SETTINGS_FILE: &str = "recit.yaml";

/// A git repository of narratives.
#[derive(Debug)]
pub struct Project {
    /// Where it is.
    pub tree: Tree,
    /// What its settings say.
    pub settings: Settings,
    /// Its decks, by folder.
    pub decks: Vec<DeckFolder>,
    /// Whether its settings could be read.
    pub is_readable: bool,
}

/// One deck's folder, read whole.
#[derive(Debug)]
pub struct DeckFolder {
    /// Its path from the root, with `/`.
    pub path: String,
    /// Its own file, when it could be read.
    pub file: Option<DeckFile>,
    /// What its narrative files hold.
    pub narratives: Narratives,
    /// Whether every file of it could be read as a narrative.
    pub is_readable: bool,
}

impl DeckFolder {
    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// The root of the project that a place belongs to: the nearest folder above it with settings.
pub fn find_root(place: &Path) -> Result<PathBuf> {
    let start = place
        .canonicalize()
        .map_err(|reason| Error::file("cannot-read", place, &reason))?;
    start
        .ancestors()
        .find(|folder| folder.join(SETTINGS_FILE).is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| {
            let message = Message::new("no-project").with("path", place.display().to_string());
            Error::new(message).hint(Message::new("hint-no-project"))
        })
}

/// The language of a project whose settings can be read, whatever becomes of the rest.
pub fn language_of(root: &Path) -> Option<Language> {
    let tree = Tree::open(root).ok()?;
    let settings = settings::read(&tree, &mut Sources::default(), &mut Report::default());
    settings.ok().map(|settings| settings.language)
}

impl Project {
    /// Reads the whole project below a root: settings, decks, every narrative file.
    pub fn read(root: &Path, sources: &mut Sources, report: &mut Report) -> Result<Self> {
        let tree = Tree::open(root)?;
        let mark = report.len();
        let settings = settings::read(&tree, sources, report)?;
        let is_readable = !report.blocks_since(mark);
        let mut decks = Vec::new();
        for path in deck_folders(&tree, &settings.decks)? {
            decks.push(read_deck(&tree, path, settings.language, sources, report)?);
        }
        Ok(Self {
            tree,
            settings,
            decks,
            is_readable,
        })
    }

    /// The language of the project's own words.
    pub fn language(&self) -> Language {
        self.settings.language
    }
}

/// The folders that match the patterns and hold a deck's file, in the order of their paths.
fn deck_folders(tree: &Tree, patterns: &[glob::Pattern]) -> Result<Vec<String>> {
    let mut found = BTreeMap::new();
    for pattern in patterns {
        let segments: Vec<&str> = pattern
            .as_str()
            .split('/')
            .filter(|segment| !segment.is_empty() && *segment != ".")
            .collect();
        let mut folders = vec![String::new()];
        for segment in segments {
            folders = below(tree, &folders, segment)?;
        }
        for folder in folders {
            if deck_file(tree, &folder).is_some() {
                found.insert(folder, ());
            }
        }
    }
    Ok(found.into_keys().collect())
}

fn below(tree: &Tree, folders: &[String], segment: &str) -> Result<Vec<String>> {
    let pattern = glob::Pattern::new(segment).unwrap_or_default();
    let mut matching = Vec::new();
    for folder in folders {
        for item in tree.items(folder)? {
            if item.is_folder
                && pattern.matches(&item.name)
                && tree.is_inside(&tree.locate(&join(folder, &item.name)))
            {
                matching.push(join(folder, &item.name));
            }
        }
    }
    Ok(matching)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_string()
    } else {
        format!("{folder}/{name}")
    }
}

fn deck_file(tree: &Tree, folder: &str) -> Option<String> {
    ["deck.yaml", "dossier.yaml"]
        .iter()
        .map(|name| join(folder, name))
        .find(|path| tree.has_file(path))
}

fn read_deck(
    tree: &Tree,
    path: String,
    language: Language,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<DeckFolder> {
    let mut deck = DeckFolder {
        path,
        file: None,
        narratives: Narratives::default(),
        is_readable: true,
    };
    for item in tree.items(&deck.path)? {
        let item_path = join(&deck.path, &item.name);
        match (part_of(&item.name, item.is_folder), item.is_folder) {
            (Part::Deck, false) if deck.file.is_none() => {
                match tree.read(&item_path, sources, report)? {
                    Some(id) => {
                        deck.file = read_deck_file(id, language, sources, report);
                        deck.is_readable &= deck.file.is_some();
                    }
                    None => deck.is_readable = false,
                }
            }
            (Part::Narrative(kind), false) => {
                read_file(tree, &item_path, kind, language, &mut deck, sources, report)?
            }
            (Part::Narrative(kind), true) => {
                read_folder(tree, &item_path, kind, language, &mut deck, sources, report)?
            }
            (Part::Other, _) => {}
            (Part::Deck | Part::Unread, _) => unread(&item_path, &item.name, sources, report),
        }
    }
    Ok(deck)
}

/// What a name in a deck's folder stands for.
enum Part {
    Deck,
    Narrative(FileKind),
    /// Photos, data, raw messages, notes to oneself: not ours to read here.
    Other,
    /// A narrative file under a name that nothing reads.
    Unread,
}

fn part_of(name: &str, is_folder: bool) -> Part {
    let (stem, is_yaml) = stem(name);
    let folded = fold(stem);
    if !is_folder && is_yaml && matches!(folded.as_str(), "deck" | "dossier") {
        return Part::Deck;
    }
    let kind = FileKind::ALL
        .iter()
        .find(|(_, name)| fold(name.en) == folded || fold(name.fr) == folded)
        .map(|(kind, _)| *kind);
    match (kind, is_folder, is_yaml) {
        (Some(FileKind::Story), false, true) => Part::Unread,
        (Some(kind), true, _) | (Some(kind), false, true) => Part::Narrative(kind),
        (None, false, true) => Part::Unread,
        _ => Part::Other,
    }
}

fn stem(name: &str) -> (&str, bool) {
    match name.rsplit_once('.') {
        Some((stem, "yaml" | "yml")) => (stem, true),
        _ => (name, false),
    }
}

fn read_folder(
    tree: &Tree,
    folder: &str,
    kind: FileKind,
    language: Language,
    deck: &mut DeckFolder,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<()> {
    for item in tree.items(folder)? {
        let path = join(folder, &item.name);
        match (item.is_folder, stem(&item.name).1) {
            (true, _) => read_folder(tree, &path, kind, language, deck, sources, report)?,
            (false, true) => read_file(tree, &path, kind, language, deck, sources, report)?,
            (false, false) => unread(&path, &item.name, sources, report),
        }
    }
    Ok(())
}

fn read_file(
    tree: &Tree,
    path: &str,
    kind: FileKind,
    language: Language,
    deck: &mut DeckFolder,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<()> {
    let stem = stem(path.rsplit('/').next().unwrap_or(path)).0;
    match tree.read(path, sources, report)? {
        Some(id) => {
            deck.is_readable &= {
                deck.narratives
                    .read(kind, id, stem, language, sources, report)
            }
        }
        None => deck.is_readable = false,
    }
    Ok(())
}

fn unread(path: &str, name: &str, sources: &mut Sources, report: &mut Report) {
    let id = sources.add(path, String::new());
    let finding = Finding::new(
        &UNREAD_FILE,
        Span::new(id, 0..0),
        Message::new("unread-file").with("name", name),
    );
    report.push(finding.hint(nearest_name(name)));
}

fn nearest_name(name: &str) -> Message {
    let folded = fold(stem(name).0);
    let names = FileKind::ALL
        .iter()
        .flat_map(|(kind, name)| [(*kind, name.en), (*kind, name.fr)]);
    let near = names
        .map(|(kind, known)| {
            (
                strsim::damerau_levenshtein(&folded, &fold(known)),
                kind,
                known,
            )
        })
        .min_by_key(|(distance, ..)| *distance);
    match near {
        Some((distance, FileKind::Story, known)) if distance <= 2 => {
            Message::new("hint-file-in-folder").with("value", format!("{}/", fold(known)))
        }
        Some((distance, _, known)) if distance <= 2 => {
            Message::new("hint-nearest").with("value", format!("{}.yaml", fold(known)))
        }
        _ => Message::new("hint-file-names"),
    }
}

fn read_deck_file(
    id: SourceId,
    language: Language,
    sources: &Sources,
    report: &mut Report,
) -> Option<DeckFile> {
    let mark = report.len();
    let Some(node) = yaml::parse(id, sources, report) else {
        if !report.blocks_since(mark) {
            report.push(
                Finding::new(
                    &MISSING_KEY,
                    Span::new(id, 0..0),
                    Message::new("empty-file"),
                )
                .hint(Message::new("hint-empty-deck")),
            );
        }
        return None;
    };
    DeckFile::read(Decoder::new(report, language).file(&node, &crate::narrative::DECK)?)
}
