//! The folder of a project: every file that a project names is read here, through one gate.

mod encoding;
mod folder;
mod gate;
mod index;
mod letter_codes;
mod names;
mod path_kind;
mod raw;
mod refusal;
mod text_file;

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use encoding::{decode_leniently, utf_16_of};
pub use folder::FolderEntry;
pub use gate::{PathEnd, Purpose, is_hidden_name, is_private_name};
pub use letter_codes::{Encoding, EncodingGuess, decode_windows_1252};
pub use path_kind::PathKind;
pub use raw::{RawItem, RawItemForm};
pub use refusal::FileRefusal;

use crate::error::{Error, Result};

/// The largest narrative file, in bytes: four hundred times the longest one seen. A larger one is a mistake.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// The largest font file, in bytes: fonts of East Asian scripts reach 30 MB.
const LARGEST_FONT: u64 = 64 * 1024 * 1024;

/// The largest git index that is read, in bytes: that of half a million files.
const LARGEST_INDEX: u64 = 64 * 1024 * 1024;

/// The largest export of messages, in bytes: exports of social networks have fifty columns a message.
pub const LARGEST_EXPORT: u64 = 64 * 1024 * 1024;

/// The largest photo, in bytes: those of large cameras have 30 MB.
pub const LARGEST_PHOTO: u64 = 64 * 1024 * 1024;

/// The largest data file, in bytes: three million rows of an INSEE Melodi file. Larger ones are whole national data
/// sets, of which the source's web page offers parts.
pub const LARGEST_DATA: u64 = 256 * 1024 * 1024;

/// The name of folders of raw messages, at any depth: git must not keep them, and no page shows what is in them.
pub const PRIVATE: &str = "private";

/// A project's folder on disk; clones share what was found out about it.
#[derive(Debug, Clone)]
pub struct Tree {
    root: PathBuf,
    secrets: Arc<OnceLock<gate::Secrets>>,
}

impl Tree {
    /// The tree below a folder, which must exist.
    pub fn open(root: &Path) -> Result<Self> {
        let root =
            root.canonicalize().map_err(|reason| Error::for_file("cannot-read", root, reason))?;
        Ok(Self { root, secrets: Arc::default() })
    }

    /// The path of the folder from the root of its git repository, as `path/to/`; empty when
    /// it is that root, or without a repository.
    pub fn path_in_repository(&self) -> String {
        let Some(repository) = self.git_repository() else {
            return String::new();
        };
        let path = self.root.strip_prefix(repository).unwrap_or(Path::new(""));
        path.iter().map(|part| format!("{}/", part.to_string_lossy())).collect()
    }

    /// The nearest folder, from this one upwards, that has a `.git`.
    fn git_repository(&self) -> Option<&Path> {
        let mut above = self.root.ancestors();
        above.find(|folder| folder.join(".git").exists())
    }

    /// The files below any folder `private/` that git keeps, in the order of git's index.
    pub fn tracked_raw(&self) -> Vec<String> {
        let Some(repository) = self.git_repository() else {
            return Vec::new();
        };
        let inside = self.path_in_repository();
        let read = |path: &Path| Self::read_bytes(path, LARGEST_INDEX).ok().flatten();
        let names = index::file_paths(repository, &read).into_iter();
        names
            .filter_map(|name| name.strip_prefix(&inside).map(str::to_string))
            .filter(|name| is_raw(name))
            .collect()
    }

    /// Whether there is a file at a path that a deck may use.
    pub fn has_file(&self, path: &str) -> bool {
        self.has_file_for(path, Purpose::Deck)
    }

    /// Whether there is a file at a path that may be used for a purpose.
    pub fn has_file_for(&self, path: &str, purpose: Purpose) -> bool {
        self.check_path(path, purpose).is_ok_and(|passed| passed.facts.is_file())
    }

    /// Whether a path is itself a link, wherever it leads.
    pub fn is_link(&self, path: &str) -> bool {
        self.root.join(path).is_symlink()
    }

    /// The bytes of a file that may be used for a purpose, or why they are not read.
    fn read_file(
        &self,
        path: &str,
        purpose: Purpose,
        most: u64,
    ) -> std::result::Result<Vec<u8>, FileRefusal> {
        let place = self.plain_file_path(path, purpose)?;
        let bytes = Self::read_bytes(&place, most);
        bytes.map_err(FileRefusal::Unreadable)?.ok_or(FileRefusal::TooLarge)
    }

    /// Where a plain file of the tree is on disk. Checked before opening: opening a named pipe would wait for ever.
    fn plain_file_path(
        &self,
        path: &str,
        purpose: Purpose,
    ) -> std::result::Result<PathBuf, FileRefusal> {
        let passed = self.check_path(path, purpose)?;
        if passed.facts.is_file() { Ok(passed.place) } else { Err(FileRefusal::NoFile) }
    }

    /// The bytes of a font, or why they are not read.
    pub fn read_font(&self, path: &str) -> std::result::Result<Vec<u8>, FileRefusal> {
        self.read_file(path, Purpose::Deck, LARGEST_FONT)
    }

    /// The bytes of a photo, or why they are not read.
    pub fn read_photo(&self, path: &str) -> std::result::Result<Vec<u8>, FileRefusal> {
        self.read_file(path, Purpose::Deck, LARGEST_PHOTO)
    }

    /// The bytes of a file that a page or a theme names, `most` at most, or why they are not read.
    pub fn read_asset(&self, path: &str, most: u64) -> std::result::Result<Vec<u8>, FileRefusal> {
        self.read_file(path, Purpose::Deck, most)
    }

    /// A data file opened for reading piece by piece, or why it is not. The reader must stop after [`LARGEST_DATA`]
    /// bytes, as the file may grow meanwhile.
    pub fn open_data(&self, path: &str) -> std::result::Result<Box<dyn Read + Send>, FileRefusal> {
        let place = self.plain_file_path(path, Purpose::Deck)?;
        let failed =
            |reason| FileRefusal::Unreadable(Error::for_file("cannot-read", &place, reason));
        let file = File::open(&place).map_err(failed)?;
        if file.metadata().map_err(failed)?.len() > LARGEST_DATA {
            return Err(FileRefusal::TooLarge);
        }
        Ok(Box::new(file))
    }

    /// The bytes of a file, or `None` when it has more than `most`.
    fn read_bytes(place: &Path, most: u64) -> Result<Option<Vec<u8>>> {
        let failed = |reason| Error::for_file("cannot-read", place, reason);
        // Checked before it is opened: a pipe would wait for a writer that never comes.
        let facts = fs::metadata(place).map_err(failed)?;
        if !facts.is_file() {
            return Err(Error::for_file("cannot-read", place, ErrorKind::IsADirectory.into()));
        }
        let file = File::open(place).map_err(failed)?;
        // The length only tells how much memory to reserve: the file may grow meanwhile.
        let length = facts.len().min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
        file.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }
}

/// The paths from the project's root at which a file may be that is named from a deck's folder: first beside the deck,
/// then from the root. None when the name leaves the project.
pub fn candidate_paths(folder: &str, named: &str) -> Option<Vec<String>> {
    let named = with_slashes(named);
    let parts: Vec<&str> = named.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    // A path must mean the same on every system: `C:` is refused even where it is plain letters.
    let is_outside = named.starts_with('/') || named.contains(':') || parts.contains(&"..");
    let below = parts.join("/");
    let beside = (!folder.is_empty()).then(|| format!("{folder}/{below}"));
    (!is_outside).then(|| beside.into_iter().chain([below]).collect())
}

/// A path as it is written everywhere: Windows shows it with `\`, which between double quotes makes a sign of its own with some
/// letters.
pub fn with_slashes(path: &str) -> Cow<'_, str> {
    const MADE: [(char, &str); 7] = [
        ('\\', "/"),
        ('\n', "/n"),
        ('\t', "/t"),
        ('\r', "/r"),
        ('\u{7}', "/a"),
        ('\u{8}', "/b"),
        ('\u{c}', "/f"),
    ];
    if !path.contains(MADE.map(|(sign, _)| sign)) {
        return Cow::Borrowed(path);
    }
    let plain = |path: String, (sign, typed): &(char, &str)| path.replace(*sign, typed);
    Cow::Owned(MADE.iter().fold(path.to_string(), plain))
}

/// The bytes of an export of messages, which may be anywhere on disk; `None` when it is too large.
pub fn read_export(place: &Path) -> Result<Option<Vec<u8>>> {
    Tree::read_bytes(place, LARGEST_EXPORT)
}

/// The path of an entry of a folder; the folder of the root is empty.
pub fn join_path(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_string(),
        folder => format!("{folder}/{name}"),
    }
}

/// Whether a path, written with `/`, is below a folder of raw messages.
pub fn is_raw(path: &str) -> bool {
    // The last part is the file itself, which may be called `private` without being a folder.
    let mut folders = path.split('/').rev().skip(1);
    folders.any(|part| is_private_name(OsStr::new(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_windows_is_the_same_path() {
        for path in ["photos\\gare.jpg", "photos/gare.jpg"] {
            let places = candidate_paths("2026", path).expect("a path of the project");
            assert_eq!(places, ["2026/photos/gare.jpg", "photos/gare.jpg"], "{path}");
        }
        // What YAML makes of `"photos\nord.jpg"`.
        assert_eq!(with_slashes("photos\nord.jpg"), "photos/nord.jpg");
        for path in ["..\\a.jpg", "c:\\a.jpg", "\\\\server\\a.jpg"] {
            assert_eq!(candidate_paths("2026", path), None, "{path}");
        }
    }
}
