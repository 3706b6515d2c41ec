//! Files of the project that a deck shows: only below its root, each read at most once.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::Bytes;
use typst::syntax::{FileId, Source, VirtualPath, VirtualRoot};

/// Largest file that is read, in bytes: a photograph of a big camera has 30 MB.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The project's files as one deck sees them.
pub(super) struct Files {
    root: PathBuf,
    read: Mutex<HashMap<FileId, Slot>>,
}

/// One file: its bytes, and its parsed text once that was asked for.
struct Slot {
    bytes: FileResult<Bytes>,
    source: Option<Source>,
}

impl Files {
    /// Will read below a folder.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            read: Mutex::default(),
        }
    }

    /// Forgets what was read, so that changed files are seen.
    pub fn forget(&mut self) {
        self.slots().clear();
    }

    /// The bytes of a file.
    pub fn bytes(&self, id: FileId) -> FileResult<Bytes> {
        self.slot(&mut self.slots(), id).bytes.clone()
    }

    /// A file as Typst source.
    pub fn source(&self, id: FileId) -> FileResult<Source> {
        let mut slots = self.slots();
        let slot = self.slot(&mut slots, id);
        if let Some(source) = &slot.source {
            return Ok(source.clone());
        }
        let bytes = slot.bytes.clone()?;
        let text = std::str::from_utf8(&bytes)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(slot.source.insert(Source::new(id, text.into())).clone())
    }

    /// The sources parsed so far.
    pub fn sources(&self) -> Vec<Source> {
        let slots = self.slots();
        slots.values().filter_map(|s| s.source.clone()).collect()
    }

    /// The slot of a file, read now if it was not.
    fn slot<'a>(&self, slots: &'a mut HashMap<FileId, Slot>, id: FileId) -> &'a mut Slot {
        slots.entry(id).or_insert_with(|| Slot {
            bytes: self.load(id),
            source: None,
        })
    }

    /// All slots. They stay usable after a panic elsewhere: a slot is written whole.
    fn slots(&self) -> MutexGuard<'_, HashMap<FileId, Slot>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a file of the project. Packages are refused: a deck needs no network.
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        match id.root() {
            VirtualRoot::Project => read_below(&self.root, id.vpath()).map(Bytes::new),
            VirtualRoot::Package(package) => Err(FileError::Package(PackageError::Other(Some(
                format!("`{package}` is not read: decks use no packages").into(),
            )))),
        }
    }
}

/// Reads a plain file that lies below a root once all links are followed.
fn read_below(root: &Path, path: &VirtualPath) -> FileResult<Vec<u8>> {
    let shown = path.get_without_slash();
    let failed = |error| FileError::from_io(error, Path::new(shown));
    let root = fs::canonicalize(root).map_err(failed)?;
    let real = fs::canonicalize(path.realize(&root)?).map_err(failed)?;
    if !real.starts_with(&root) {
        return Err(refused(shown, "leads out of the project"));
    }
    // Asked before opening: opening a named pipe would wait for ever.
    let facts = fs::metadata(&real).map_err(failed)?;
    if facts.is_dir() {
        return Err(FileError::IsDirectory);
    }
    if !facts.is_file() {
        return Err(refused(shown, "is not a plain file"));
    }
    let mut bytes = Vec::new();
    let file = File::open(&real).map_err(failed)?;
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(refused(shown, "is larger than 64 MB"));
    }
    Ok(bytes)
}

/// The error for a file that is there and is not read.
fn refused(path: &str, why: &str) -> FileError {
    FileError::Other(Some(format!("`{path}` {why}").into()))
}
