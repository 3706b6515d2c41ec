//! What lies in folders of raw messages. The proof alone reads it, hidden files too: they hold words like all others.

use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;

use super::gate::Purpose;
use super::{FileRefusal, Tree};
use crate::error::Error;

/// One thing in a folder, links not followed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawItem {
    /// Its name; of one that is no Unicode, what it looks like.
    pub name: String,
    /// What it is.
    pub form: RawItemForm,
}

/// What a thing in a folder is, links not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RawItemForm {
    /// A plain file, which holds bytes.
    File,
    /// A folder, which may hold more of these.
    Folder,
    /// A link to anything, or to nothing.
    Link,
    /// A pipe, a device, a socket.
    Other,
}

impl Tree {
    /// The path of a folder without any link, and what it holds, hidden things too, by name; or why it is not entered.
    pub fn raw_items(&self, folder: &str) -> Result<(PathBuf, Vec<RawItem>), FileRefusal> {
        let passed = self.check_path(folder, Purpose::Raw)?;
        if !passed.facts.is_dir() {
            return Err(FileRefusal::Missing);
        }
        let failed =
            |reason| FileRefusal::Unreadable(Error::for_file("cannot-read", &passed.place, reason));
        let mut items = Vec::new();
        for entry in fs::read_dir(&passed.place).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let form = match entry.file_type() {
                Ok(kind) if kind.is_file() => RawItemForm::File,
                Ok(kind) if kind.is_dir() => RawItemForm::Folder,
                Ok(kind) if kind.is_symlink() => RawItemForm::Link,
                _ => RawItemForm::Other,
            };
            let name = entry.file_name().to_string_lossy().into_owned();
            items.push(RawItem { name, form });
        }
        items.sort();
        Ok((passed.below, items))
    }

    /// The first bytes of a file of raw messages, at most some, and whether these are all; or why it is not read.
    pub fn read_raw(&self, path: &str, most: u64) -> Result<(Vec<u8>, bool), FileRefusal> {
        let place = self.plain_file_path(path, Purpose::Raw)?;
        let mut bytes = Vec::new();
        let read = File::open(&place).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
        read.map_err(|reason| {
            FileRefusal::Unreadable(Error::for_file("cannot-read", &place, reason))
        })?;
        let is_whole = bytes.len() as u64 <= most;
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok((bytes, is_whole))
    }
}
