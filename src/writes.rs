//! Files are written together or not at all, and never over what somebody else made.
//!
//! ```text
//! check every place ─▶ fill a hidden folder beside them ─▶ record ─▶ each file takes its place ─▶ the folder goes
//! ```
//!
//! A run killed before the record leaves the old files. One killed after it leaves the rest to the next run, which
//! finds the record. When a file cannot take its place, the old files are put back.

mod hold;
mod made;
mod refused;
mod staging;

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::finding::Message;
use hold::hold_folder;
use refused::refused_place;
use staging::Staging;

pub use made::{MAKER, checksum, is_made, mark_png, seal_json, unseal_json};

/// The bytes of a file; none when it is a link, no file, or larger than anything the program makes.
pub fn read_content(path: &Path) -> Option<Vec<u8>> {
    let known = fs::symlink_metadata(path).ok()?;
    let is_usual = known.is_file() && known.len() <= LARGEST;
    is_usual.then(|| fs::read(path).ok()).flatten()
}

/// What a written file may replace. An empty file, or one with the same bytes, may always be replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Replaces {
    /// Nothing: there must be no file yet.
    Nothing,
    /// A file that the program made, recognised by the mark inside it.
    Made,
    /// The file that was read before, recognised by its SHA-256 in hexadecimal digits; empty when there was none.
    Known(String),
}

/// Who may read a written file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever may read any new file, or could read the one it replaces.
    All,
    /// The owner alone.
    Owner,
}

/// Files of one folder and its subfolders that are written together.
#[derive(Debug)]
pub struct Writes {
    folder: PathBuf,
    files: Vec<Write>,
}

/// One file to write or to remove.
#[derive(Debug)]
struct Write {
    /// Its path from the folder.
    path: PathBuf,
    /// Its new content; none when it is removed.
    bytes: Option<Vec<u8>>,
    over: Replaces,
    readers: Readers,
}

impl Writes {
    /// An empty set for a folder, which need not exist yet. Links that lead to the
    /// folder are followed, links in it are not.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), files: Vec::new() }
    }

    /// Adds a file to write, by its whole path.
    pub fn put(&mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>, over: Replaces) {
        self.add(path.as_ref(), Some(bytes.into()), over, Readers::All);
    }

    /// Adds a file to write that only its owner may read.
    pub fn put_private(
        &mut self,
        path: impl AsRef<Path>,
        bytes: impl Into<Vec<u8>>,
        over: Replaces,
    ) {
        self.add(path.as_ref(), Some(bytes.into()), over, Readers::Owner);
    }

    /// Adds a file to remove, by its whole path.
    pub fn take_away(&mut self, path: impl AsRef<Path>, over: Replaces) {
        self.add(path.as_ref(), None, over, Readers::All);
    }

    fn add(&mut self, path: &Path, bytes: Option<Vec<u8>>, over: Replaces, readers: Readers) {
        self.files.push(Write {
            path: path.strip_prefix(&self.folder).unwrap_or(path).to_path_buf(),
            bytes,
            over,
            readers,
        });
    }

    /// Writes all files, or none. The error names the first place that prevented it.
    pub fn commit(self) -> Result<()> {
        let mut made = Vec::new();
        let written = self.commit_with_folders(&mut made);
        if written.is_err() {
            // Deepest first; a folder that is no longer empty stays.
            made.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
        }
        written
    }

    /// Does the work of [`Self::commit`]; `made` gets the folders that were created, in success and in failure.
    fn commit_with_folders(&self, made: &mut Vec<PathBuf>) -> Result<()> {
        let cannot = |path: &Path| {
            let path = path.to_path_buf();
            move |reason: io::Error| refused_place(&path, reason)
        };
        make_folder(&self.folder, made).map_err(cannot(&self.folder))?;
        // The lock is held to the end of this function. What killed runs left is finished first, so that the checks
        // below see the files it puts in place.
        let _held = hold_folder(&self.folder)?;
        staging::finish_all(&self.folder);
        for file in &self.files {
            file.check_target(&self.folder)?;
        }
        let staging = Staging::new(&self.folder).map_err(cannot(&self.folder))?;
        for file in &self.files {
            let place = self.folder.join(&file.path);
            let folder = place.parent().unwrap_or(&self.folder);
            make_folder(folder, made).map_err(cannot(folder))?;
            staging.add(file).map_err(cannot(&place))?;
        }
        staging.commit()
    }
}

/// Finishes what a killed run began to write in a folder: recorded files take their places, others are deleted. Does
/// nothing while another run writes there.
pub fn finish_interrupted(folder: &Path) {
    if let Some(_held) = hold::try_hold(folder) {
        staging::finish_all(folder);
    }
}

/// Creates a folder and those above it; adds those it created to `made`.
fn make_folder(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folder(above, made)?;
    }
    match fs::create_dir(folder) {
        Err(reason) if reason.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        done => done.map(|()| made.push(folder.to_path_buf())),
    }
}

impl Write {
    /// An error when the file may not take its place.
    fn check_target(&self, folder: &Path) -> Result<()> {
        check(folder, &self.path, &self.over, self.bytes.as_deref())
    }
}

/// An error when a path of a folder may not be written over, or what is there may not be removed.
fn check(folder: &Path, path: &Path, over: &Replaces, bytes: Option<&[u8]>) -> Result<()> {
    let place = folder.join(path);
    let Some(known) = metadata_without_links(folder, path)? else {
        return Ok(());
    };
    let refused = |key, hint| {
        let message = Message::new(key).with("path", place.display().to_string());
        Err(Error::new(message).with_hint(Message::new(hint)))
    };
    if known.is_dir() {
        return Err(Error::for_file("cannot-write", &place, ErrorKind::IsADirectory.into()));
    }
    if !known.is_file() {
        return refused("other-file", "hint-other-file");
    }
    // Nothing is lost with an empty file, which some editors and `touch` create first.
    if known.len() == 0 {
        return Ok(());
    }
    if *over == Replaces::Nothing {
        return refused("file-exists", "hint-file-exists");
    }
    let Some(old) = read_content(&place) else {
        return refused("other-file", "hint-other-file");
    };
    // The same bytes change nothing, whoever wrote them.
    if bytes == Some(&old) {
        return Ok(());
    }
    match over {
        Replaces::Nothing => Ok(()),
        Replaces::Made if is_made(&old) => Ok(()),
        Replaces::Made => refused("other-file", "hint-other-file"),
        Replaces::Known(sum) if checksum(&old) == *sum => Ok(()),
        Replaces::Known(_) => Err(changed_error(&place)),
    }
}

/// The error for a link where something would be written.
pub fn through_link(place: &Path) -> Error {
    let message = Message::new("write-through-link").with("path", place.display().to_string());
    Error::new(message).with_hint(Message::new("hint-write-through-link"))
}

/// The error for a file that changed since it was read.
pub fn changed_error(place: &Path) -> Error {
    let message = Message::new("changed-file").with("path", place.display().to_string());
    Error::new(message).with_hint(Message::new("hint-changed-file"))
}

/// The largest file that is read, in bytes: a deck of 1,000 pages, each with the largest photo that a page takes.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The facts of what is at a path of a folder; none when nothing is there. An error when a link is on the way.
fn metadata_without_links(folder: &Path, path: &Path) -> Result<Option<Metadata>> {
    let mut place = folder.to_path_buf();
    let mut known = None;
    for part in path.components() {
        let Component::Normal(name) = part else {
            return Err(Error::for_file("cannot-write", path, ErrorKind::InvalidInput.into()));
        };
        // Checked part by part: the system would follow a link in the middle of the path.
        place.push(name);
        let facts = match fs::symlink_metadata(&place) {
            Ok(facts) => facts,
            Err(reason) if reason.kind() == ErrorKind::NotFound => return Ok(None),
            Err(reason) => return Err(refused_place(&place, reason)),
        };
        if facts.is_symlink() {
            return Err(through_link(&place));
        }
        known = Some(facts);
    }
    Ok(known)
}

#[cfg(test)]
mod tests;
