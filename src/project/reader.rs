//! From folders to decks: which files are read, in which order, and what is reported of those that are not.

mod passed_over;

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use super::DeckFolder;
use super::copies::{copy_messages, is_dropping, original_beside};
use super::custom::custom_files;
use super::names::{FileRole, file_name_hint, split_yaml_ending};
use crate::error::Result;
use crate::finding::rules::{MISSING_KEY, UNREAD_FILE, UNREADABLE_FILE};
use crate::finding::{Finding, Message, Report, Rule};
use crate::locale::Language;
use crate::narrative::{DECK, DeckFile, FileKind, Narratives};
use crate::parallel::in_parallel;
use crate::schema::{Decoder, yaml};
use crate::source::{SourceId, Sources, Span};
use crate::text::composed;
use crate::tree::{FolderEntry, PathEnd, PathKind, Purpose, Tree, join_path};
use crate::watch;

/// Reads the decks of a project.
pub struct ProjectReader<'a> {
    /// The folder they lie in.
    tree: &'a Tree,
    /// The language of the project.
    language: Language,
    /// The texts of all files that are read.
    sources: &'a mut Sources,
    /// Where findings are collected.
    report: &'a mut Report,
    /// Where the folders being read are, links followed.
    above: Vec<PathBuf>,
    /// Folders that have been refused already: links, and what the system closes.
    refused: BTreeSet<String>,
    /// The files met, whose texts are there and have not been looked at.
    met: Vec<MetFolders>,
}

/// A file of narratives in the folder of a deck.
struct MetFolders {
    /// Which of the decks.
    deck: usize,
    /// What it may hold.
    kind: FileKind,
    /// Its text, among the sources.
    id: SourceId,
    /// Its name without folder and ending.
    stem: String,
}

/// How deep folders of narratives may nest.
const DEPTH: usize = 8;

impl<'a> ProjectReader<'a> {
    /// A reader of a tree in the project's language.
    pub fn new(
        tree: &'a Tree,
        language: Language,
        sources: &'a mut Sources,
        report: &'a mut Report,
    ) -> Self {
        Self {
            tree,
            language,
            sources,
            report,
            above: Vec::new(),
            refused: BTreeSet::new(),
            met: Vec::new(),
        }
    }
}

impl ProjectReader<'_> {
    /// The decks in the folders that match the patterns, in the order of their paths.
    pub fn read_decks(&mut self, patterns: &[glob::Pattern]) -> Result<Vec<DeckFolder>> {
        let folders = self.matching_folders(patterns)?;
        if !folders.contains("") {
            self.report_misplaced()?;
        }
        if !patterns.is_empty() {
            self.report_passed_over("", &folders, patterns)?;
        }
        let mut decks = Vec::new();
        for path in folders {
            if self.is_closed(&path) {
                continue;
            }
            if self.has_deck_file(&path)? {
                decks.push(self.read_deck(path, decks.len())?);
            } else if !path.is_empty() {
                self.report_folder_without_deck(&path)?;
            }
        }
        self.read_narratives(&mut decks);
        Ok(decks)
    }

    /// Gives the decks what their files hold, which are looked at on each core: that takes longer than finding them.
    fn read_narratives(&mut self, decks: &mut [DeckFolder]) {
        let (language, sources) = (self.language, &*self.sources);
        let read = in_parallel(&self.met, |met| {
            let mut report = Report::default();
            let (kind, id, stem) = (met.kind, met.id, met.stem.as_str());
            let read = Narratives::read(kind, id, stem, language, sources, &mut report);
            (read, report)
        });
        for (met, (read, report)) in self.met.iter().zip(read) {
            let deck = &mut decks[met.deck];
            deck.is_readable &= !report.blocks_since(0);
            deck.narratives.append(read);
            self.report.append(report);
        }
    }

    fn matching_folders(&mut self, patterns: &[glob::Pattern]) -> Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        for pattern in patterns {
            let mut folders = vec![String::new()];
            for segment in pattern.as_str().split('/') {
                if !matches!(segment, "" | ".") {
                    folders = self.folders_below(&folders, segment)?;
                }
            }
            found.extend(folders);
        }
        Ok(found)
    }

    fn folders_below(&mut self, folders: &[String], segment: &str) -> Result<Vec<String>> {
        let pattern = glob::Pattern::new(&composed(segment)).unwrap_or_default();
        let mut matching = Vec::new();
        for folder in folders {
            if self.is_closed(folder) {
                continue;
            }
            for entry in self.folder_entries(folder)? {
                let path = join_path(folder, &entry.name);
                if !entry.is_folder_or_led_away() || !pattern.matches(&composed(&entry.name)) {
                    continue;
                }
                if entry.is_folder() {
                    matching.push(path);
                } else if segment != "*" && self.refused.insert(path.clone()) {
                    // What any name matches is not taken for a deck.
                    self.report_led_away(&path, entry.kind);
                }
            }
        }
        Ok(matching)
    }

    fn has_entry(&self, folder: &str, is_wanted: impl Fn(&str, bool) -> bool) -> Result<bool> {
        let entries = self.folder_entries(folder)?;
        Ok(entries.iter().any(|entry| is_wanted(&entry.name, entry.is_folder())))
    }

    fn has_deck_file(&self, folder: &str) -> Result<bool> {
        self.has_entry(folder, |name, folder| FileRole::of_name(name, folder) == FileRole::Deck)
    }

    /// Whether YAML files stand in a folder that is no deck of its own.
    fn holds_narratives(&self, folder: &str) -> Result<bool> {
        Ok(!self.has_deck_file(folder)?
            && self.has_entry(folder, |name, folder| !folder && split_yaml_ending(name).1)?)
    }

    fn read_deck(&mut self, path: String, at: usize) -> Result<DeckFolder> {
        let mut deck = DeckFolder {
            path,
            file: None,
            narratives: Narratives::default(),
            customs: HashMap::new(),
            is_readable: true,
        };
        let mut is_met = false;
        let entries = self.folder_entries(&deck.path)?;
        for entry in &entries {
            let path = join_path(&deck.path, &entry.name);
            if self.is_skipped(&path, entry, &entries)? {
                continue;
            }
            let is_folder = match entry.kind {
                PathKind::Folder => true,
                PathKind::File | PathKind::Other => false,
                // What a link out of what may be read leads to is not looked at: its name shows what was meant.
                PathKind::Outside | PathKind::Barred => !split_yaml_ending(&entry.name).1,
            };
            match (FileRole::of_name(&entry.name, is_folder), is_folder) {
                (FileRole::Deck, false) if !is_met => {
                    is_met = true;
                    self.read_deck_file(&path, &mut deck)?;
                }
                (FileRole::Deck, _) => {
                    self.report_unread_file(&path, &entry.name, Message::new("hint-one-deck"));
                }
                (FileRole::Narrative(kind), false) => {
                    deck.is_readable &= self.read_file(&path, kind, at)?;
                }
                (FileRole::Narrative(kind), true) => {
                    deck.is_readable &= self.read_folder(&path, kind, at)?;
                }
                (FileRole::Other, is_folder) if !is_folder || entry.kind != PathKind::Folder => {}
                (FileRole::Unread | FileRole::Other, true) if !self.holds_narratives(&path)? => {}
                (FileRole::Unread | FileRole::Other, is_folder) => {
                    self.report_unread_file(
                        &path,
                        &entry.name,
                        file_name_hint(&entry.name, is_folder, self.language),
                    );
                }
            }
        }
        Ok(deck)
    }

    fn read_deck_file(&mut self, path: &str, deck: &mut DeckFolder) -> Result<()> {
        if let Some(id) = self.tree.read(path, self.sources, self.report)? {
            deck.file = self.parse_deck(id);
        }
        let mark = self.report.len();
        if let Some(file) = &deck.file {
            deck.customs = custom_files(self.tree, &deck.path, file, self.sources, self.report)?;
        }
        // A trial lays a deck out without the slides it suspects.
        let is_stopped = self.report.blocks_since(mark) && !watch::is_trial();
        deck.is_readable &= deck.file.is_some() && !is_stopped;
        Ok(())
    }

    fn parse_deck(&mut self, id: SourceId) -> Option<DeckFile> {
        let mark = self.report.len();
        let node = yaml::parse(id, self.sources, self.report);
        if node.is_none() && !self.report.blocks_since(mark) {
            let message = Message::new("empty-file");
            let finding = Finding::new(&MISSING_KEY, Span::new(id, 0..0), message);
            self.report.push(finding.with_hint(Message::new("hint-empty-deck")));
        }
        let record = Decoder::new(self.report, self.language).read_file(&node?, &DECK)?;
        DeckFile::read(record).filter(|_| !self.report.blocks_since(mark))
    }

    /// Meets the files of a folder and of those below it; links that leave the project, or lead back, are not followed.
    /// False when one of them is no text.
    fn read_folder(&mut self, folder: &str, kind: FileKind, deck: usize) -> Result<bool> {
        let real = match self.tree.end_of_path(folder, Purpose::Deck) {
            Ok(PathEnd { kind: PathKind::Folder, below }) => below,
            other => {
                let kind =
                    other.map_or_else(|refused| PathKind::of_refusal(&refused), |end| end.kind);
                self.report_led_away(folder, kind);
                return Ok(true);
            }
        };
        if self.above.contains(&real) || self.above.len() >= DEPTH {
            let message = Message::new("folder-loop").with("name", folder);
            self.report_finding(&UNREAD_FILE, folder, message, Message::new("hint-folder-loop"));
            return Ok(true);
        }
        if self.is_closed(folder) {
            return Ok(false);
        }
        self.above.push(real);
        let mut is_readable = true;
        let entries = self.folder_entries(folder)?;
        for entry in &entries {
            let path = join_path(folder, &entry.name);
            if self.is_skipped(&path, entry, &entries)? {
                continue;
            }
            match (entry.is_folder_or_led_away(), split_yaml_ending(&entry.name).1) {
                (_, true) if entry.kind != PathKind::Folder => {
                    is_readable &= self.read_file(&path, kind, deck)?;
                }
                (true, _) => is_readable &= self.read_folder(&path, kind, deck)?,
                (false, _) => {
                    self.report_unread_file(&path, &entry.name, Message::new("hint-yaml-only"));
                }
            }
        }
        self.above.pop();
        Ok(is_readable)
    }

    /// Whether nothing is read of an entry: a copy of another one beside it, which is reported, or what a program left.
    fn is_skipped(&mut self, path: &str, own: &FolderEntry, all: &[FolderEntry]) -> Result<bool> {
        let is_folder = own.is_folder_or_led_away();
        if !is_folder && is_dropping(&own.name) {
            return Ok(true);
        }
        let Some(first) = original_beside(own, all) else { return Ok(false) };
        let is_kind = is_folder && FileRole::of_name(first, true).is_of_deck();
        let is_yaml = split_yaml_ending(&own.name).1;
        let is_narrative = if is_kind { self.holds_narratives(path)? } else { is_yaml };
        if is_narrative {
            let (message, hint) = copy_messages(&own.name, first);
            self.report_finding(&UNREAD_FILE, path, message, hint);
        }
        Ok(is_narrative)
    }

    /// What folders hold; nothing of those that no deck may use, nor of those that the system closes to us: that of a deck
    /// is told, and no other one is ours.
    fn folder_entries(&self, folder: &str) -> Result<Vec<FolderEntry>> {
        match self.tree.folder_entries(folder, Purpose::Deck) {
            Err(error) if error.is_denied() && !folder.is_empty() => Ok(Vec::new()),
            entries => entries,
        }
    }

    /// Whether the system closes to us a folder that is to be read, which is told.
    fn is_closed(&mut self, folder: &str) -> bool {
        let is_closed = !folder.is_empty() && self.tree.is_closed(folder);
        if is_closed && self.refused.insert(folder.to_string()) {
            let message = Message::new("folder-closed").with("name", folder);
            let hint = Message::new("hint-folder-closed");
            self.report_finding(&UNREADABLE_FILE, folder, message, hint);
        }
        is_closed
    }

    /// A folder or a link that is not followed, as it leads where nothing is read for decks.
    fn report_led_away(&mut self, path: &str, kind: PathKind) {
        let (message, hint) = kind.led_away(path);
        self.report_finding(&UNREAD_FILE, path, message, hint);
    }

    /// Meets a file; false when it is no text.
    fn read_file(&mut self, path: &str, kind: FileKind, deck: usize) -> Result<bool> {
        let stem = split_yaml_ending(path.rsplit('/').next().unwrap_or(path)).0.to_string();
        let read = self.tree.read(path, self.sources, self.report)?;
        self.met.extend(read.map(|id| MetFolders { deck, kind, id, stem }));
        Ok(read.is_some())
    }

    fn report_unread_file(&mut self, path: &str, name: &str, hint: Message) {
        let message = Message::new("unread-file").with("name", name);
        self.report_finding(&UNREAD_FILE, path, message, hint);
    }

    /// Reports something of a file or folder as a whole, whose text is not shown.
    fn report_finding(&mut self, rule: &'static Rule, path: &str, message: Message, hint: Message) {
        let id = self.sources.add(path, String::new());
        self.report.push(Finding::new(rule, Span::new(id, 0..0), message).with_hint(hint));
    }
}
