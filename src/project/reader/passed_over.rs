//! What lies beside the decks and is not read: narratives at the root, decks that no pattern takes, folders without a deck's
//! file.

use std::collections::BTreeSet;

use super::ProjectReader;
use crate::error::Result;
use crate::finding::Message;
use crate::finding::rules::UNREAD_FILE;
use crate::project::SETTINGS_FILE;
use crate::project::names::{FileRole, is_near_deck};
use crate::tree::{FolderEntry, join_path};

impl ProjectReader<'_> {
    /// Narrative files at the project's root, where no deck is.
    pub(super) fn report_misplaced(&mut self) -> Result<()> {
        for entry in self.folder_entries("")? {
            let is_settings = entry.name == SETTINGS_FILE;
            if !is_settings && FileRole::of_name(&entry.name, entry.is_folder()).is_of_deck() {
                self.report_unread_file(&entry.name, &entry.name, Message::new("hint-misplaced"));
            }
        }
        Ok(())
    }

    /// Decks, and narratives without a deck, in folders that no pattern takes; two levels are looked at, as deep as
    /// projects go.
    pub(super) fn report_passed_over(
        &mut self,
        folder: &str,
        taken: &BTreeSet<String>,
        patterns: &[glob::Pattern],
    ) -> Result<()> {
        for entry in self.folder_entries(folder)? {
            let path = join_path(folder, &entry.name);
            let is_own = entry.is_folder()
                && !taken.contains(&path)
                && !FileRole::of_name(&entry.name, true).is_of_deck()
                && self.is_plain_folder(&path)
                && !self.tree.has_file(&join_path(&path, SETTINGS_FILE));
            if !is_own {
                continue;
            }
            if self.has_deck_file(&path)? {
                self.report_deck_not_taken(&path, patterns);
                continue;
            }
            let is_above = taken.iter().any(|taken| taken.starts_with(&join_path(&path, "")));
            if folder.is_empty() && !is_above && self.report_folder_without_deck(&path)? {
                continue;
            }
            if folder.is_empty() {
                self.report_passed_over(&path, taken, patterns)?;
            }
        }
        Ok(())
    }

    fn is_plain_folder(&self, path: &str) -> bool {
        !self.tree.is_link(path)
    }

    fn report_deck_not_taken(&mut self, path: &str, patterns: &[glob::Pattern]) {
        let patterns: Vec<_> =
            patterns.iter().map(|pattern| format!("`{}`", pattern.as_str())).collect();
        let message =
            Message::new("deck-not-taken").with("name", path).with("patterns", patterns.join(", "));
        let hint = Message::new("hint-deck-not-taken").with("value", join_path(path, ""));
        self.report_finding(&UNREAD_FILE, path, message, hint);
    }

    /// A folder with narratives and no deck's file, of which nothing is read. False when it holds none.
    pub(super) fn report_folder_without_deck(&mut self, path: &str) -> Result<bool> {
        let entries = self.folder_entries(path)?;
        let near = entries.iter().find(|entry| !entry.is_folder() && is_near_deck(&entry.name));
        let is_narrative =
            |entry: &FolderEntry| FileRole::of_name(&entry.name, entry.is_folder()).is_of_deck();
        if near.is_none() && !entries.iter().any(is_narrative) {
            return Ok(false);
        }
        let message = Message::new("folder-without-deck").with("name", path);
        let hint = match near {
            Some(entry) => Message::new("hint-rename-file").with("name", entry.name.as_str()),
            None => Message::new("hint-folder-without-deck"),
        };
        self.report_finding(&UNREAD_FILE, path, message, hint);
        Ok(true)
    }
}
