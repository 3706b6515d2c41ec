//! What a folder of the project holds, of which the rooms above choose what they read.

use std::ffi::OsStr;
use std::fs;

use super::gate::{Purpose, is_hidden_name, is_private_name};
use super::path_kind::PathKind;
use super::{FileRefusal, Tree, join_path};
use crate::error::{Error, Result};
use crate::text::nearest;

/// One thing in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FolderEntry {
    /// Its name in the folder.
    pub name: String,
    /// What it is once links are followed.
    pub kind: PathKind,
}

impl FolderEntry {
    /// Whether it is a folder that may be entered.
    pub fn is_folder(&self) -> bool {
        self.kind == PathKind::Folder
    }

    /// Whether it is a folder, or a link that is not followed.
    pub fn is_folder_or_led_away(&self) -> bool {
        matches!(self.kind, PathKind::Folder | PathKind::Outside | PathKind::Barred)
    }
}

impl Tree {
    /// What a folder holds, by name; nothing when there is no such folder, or none that may be entered for this. Hidden
    /// things are left out.
    pub fn folder_entries(&self, folder: &str, purpose: Purpose) -> Result<Vec<FolderEntry>> {
        let place = match self.check_path(folder, purpose) {
            Ok(passed) if passed.facts.is_dir() => passed.place,
            Err(FileRefusal::Unreadable(error)) => return Err(error),
            _ => return Ok(Vec::new()),
        };
        let failed = |reason| Error::for_file("cannot-read", &place, reason);
        let mut entries = Vec::new();
        for entry in fs::read_dir(&place).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if is_hidden_name(&entry.file_name()) {
                continue;
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            // Most systems give the kind with the name; a link has that of what it leads to.
            let kind = match entry.file_type() {
                Ok(kind) if kind.is_file() => PathKind::File,
                Ok(kind) if kind.is_dir() && !is_private_name(OsStr::new(&name)) => {
                    PathKind::Folder
                }
                _ => self.kind_in_folder(&join_path(folder, &name), purpose),
            };
            entries.push(FolderEntry { name, kind });
        }
        entries.sort();
        Ok(entries)
    }

    /// Whether the system closes a folder to us.
    pub fn is_closed(&self, folder: &str) -> bool {
        let entries = self.folder_entries(folder, Purpose::Deck);
        entries.is_err_and(|error| error.is_denied())
    }

    /// The file whose name is the nearest to those of some paths, in their folders, as it is written from a deck's folder.
    pub fn nearest_file(
        &self,
        folder: &str,
        places: &[String],
        purpose: Purpose,
    ) -> Option<String> {
        let mut found: Vec<(String, String)> = Vec::new();
        for path in places {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let files = self.folder_entries(parent, purpose).unwrap_or_default().into_iter();
            let files = files.filter(|entry| entry.kind == PathKind::File);
            if let Some(near) = nearest(name, files.map(|entry| entry.name)) {
                let whole = join_path(parent, &near);
                let written = whole.strip_prefix(&format!("{folder}/")).unwrap_or(&whole);
                found.push((near, written.to_string()));
            }
        }
        // The places are one name in several folders.
        let name = places.first()?.rsplit('/').next()?;
        let near = nearest(name, found.iter().map(|(near, _)| near))?;
        found.iter().filter(|(name, _)| name == near).map(|(_, path)| path.clone()).min()
    }
}
