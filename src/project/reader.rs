//! From folders to decks: which files are read, in which order, and what is told of those that are not.

use std::collections::BTreeSet;

use super::DeckFolder;
use super::names::{Part, hint, stem};
use crate::error::Result;
use crate::finding::rules::{MISSING_KEY, UNREAD_FILE};
use crate::finding::{Finding, Message, Report};
use crate::locale::Language;
use crate::narrative::{DECK, DeckFile, Decoder, FileKind, Narratives, yaml};
use crate::source::{SourceId, Sources, Span};
use crate::tree::Tree;

/// Reads the decks of a project.
pub struct Reader<'a> {
    /// Where.
    pub tree: &'a Tree,
    /// The project's language.
    pub language: Language,
    /// Where texts go.
    pub sources: &'a mut Sources,
    /// Where findings go.
    pub report: &'a mut Report,
}

impl Reader<'_> {
    /// The decks in the folders that match the patterns, in the order of their paths.
    pub fn decks(&mut self, patterns: &[glob::Pattern]) -> Result<Vec<DeckFolder>> {
        let folders = self.folders(patterns)?;
        if !folders.contains("") {
            self.misplaced()?;
        }
        let mut decks = Vec::new();
        for path in folders {
            if self.holds(&path, |part| part == Part::Deck)? {
                decks.push(self.deck(path)?);
            } else if !path.is_empty() && self.holds(&path, Part::is_of_deck)? {
                self.without_deck(&path);
            }
        }
        Ok(decks)
    }

    fn folders(&self, patterns: &[glob::Pattern]) -> Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        for pattern in patterns {
            let mut folders = vec![String::new()];
            for segment in pattern.as_str().split('/') {
                if !matches!(segment, "" | ".") {
                    folders = self.below(&folders, segment)?;
                }
            }
            found.extend(folders);
        }
        Ok(found)
    }

    fn below(&self, folders: &[String], segment: &str) -> Result<Vec<String>> {
        let pattern = glob::Pattern::new(segment).unwrap_or_default();
        let mut matching = Vec::new();
        for folder in folders {
            for item in self.tree.items(folder)? {
                let path = join(folder, &item.name);
                if item.is_folder
                    && pattern.matches(&item.name)
                    && self.tree.is_inside(&self.tree.locate(&path))
                {
                    matching.push(path);
                }
            }
        }
        Ok(matching)
    }

    fn holds(&self, folder: &str, is_wanted: impl Fn(Part) -> bool) -> Result<bool> {
        let items = self.tree.items(folder)?;
        Ok(items
            .iter()
            .any(|item| is_wanted(Part::of(&item.name, item.is_folder))))
    }

    /// Narrative files at the project's root, where no deck is.
    fn misplaced(&mut self) -> Result<()> {
        for item in self.tree.items("")? {
            let is_settings = item.name == super::SETTINGS_FILE;
            if !is_settings && Part::of(&item.name, item.is_folder).is_of_deck() {
                self.unread(&item.name, &item.name, Message::new("hint-misplaced"));
            }
        }
        Ok(())
    }

    /// A folder with narratives and no deck's file, of which nothing is read.
    fn without_deck(&mut self, path: &str) {
        let id = self.sources.add(path, String::new());
        let message = Message::new("folder-without-deck").with("name", path);
        let finding = Finding::new(&UNREAD_FILE, Span::new(id, 0..0), message);
        self.report
            .push(finding.hint(Message::new("hint-folder-without-deck")));
    }

    fn deck(&mut self, path: String) -> Result<DeckFolder> {
        let mut deck = DeckFolder {
            path,
            file: None,
            narratives: Narratives::default(),
            is_readable: true,
        };
        let mut is_met = false;
        for item in self.tree.items(&deck.path)? {
            let path = join(&deck.path, &item.name);
            match (Part::of(&item.name, item.is_folder), item.is_folder) {
                (Part::Deck, false) if !is_met => {
                    is_met = true;
                    self.deck_file(&path, &mut deck)?;
                }
                (Part::Deck, _) => self.unread(&path, &item.name, Message::new("hint-one-deck")),
                (Part::Narrative(kind), false) => self.file(&path, kind, &mut deck)?,
                (Part::Narrative(kind), true) => self.folder(&path, kind, &mut deck)?,
                (Part::Other, _) => {}
                (Part::Unread, is_folder) => {
                    self.unread(&path, &item.name, hint(&item.name, is_folder));
                }
            }
        }
        Ok(deck)
    }

    fn deck_file(&mut self, path: &str, deck: &mut DeckFolder) -> Result<()> {
        if let Some(id) = self.tree.read(path, self.sources, self.report)? {
            deck.file = self.parse_deck(id);
        }
        deck.is_readable &= deck.file.is_some();
        Ok(())
    }

    fn parse_deck(&mut self, id: SourceId) -> Option<DeckFile> {
        let mark = self.report.len();
        let node = yaml::parse(id, self.sources, self.report);
        if node.is_none() && !self.report.blocks_since(mark) {
            let message = Message::new("empty-file");
            let finding = Finding::new(&MISSING_KEY, Span::new(id, 0..0), message);
            self.report
                .push(finding.hint(Message::new("hint-empty-deck")));
        }
        let node = node.filter(|_| !self.report.blocks_since(mark))?;
        DeckFile::read(Decoder::new(self.report, self.language).file(&node, &DECK)?)
    }

    fn folder(&mut self, folder: &str, kind: FileKind, deck: &mut DeckFolder) -> Result<()> {
        for item in self.tree.items(folder)? {
            let path = join(folder, &item.name);
            match (item.is_folder, stem(&item.name).1) {
                (true, _) if self.tree.is_loop(folder, &path) => {}
                (true, _) => self.folder(&path, kind, deck)?,
                (false, true) => self.file(&path, kind, deck)?,
                (false, false) => self.unread(&path, &item.name, Message::new("hint-yaml-only")),
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &str, kind: FileKind, deck: &mut DeckFolder) -> Result<()> {
        let stem = stem(path.rsplit('/').next().unwrap_or(path)).0;
        let Some(id) = self.tree.read(path, self.sources, self.report)? else {
            deck.is_readable = false;
            return Ok(());
        };
        let narratives = &mut deck.narratives;
        deck.is_readable &=
            narratives.read(kind, id, stem, self.language, self.sources, self.report);
        Ok(())
    }

    fn unread(&mut self, path: &str, name: &str, hint: Message) {
        let id = self.sources.add(path, String::new());
        let message = Message::new("unread-file").with("name", name);
        let finding = Finding::new(&UNREAD_FILE, Span::new(id, 0..0), message);
        self.report.push(finding.hint(hint));
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_string()
    } else {
        format!("{folder}/{name}")
    }
}
