//! The hidden folder in which files wait for their place, and the record of where each goes.

use std::cell::RefCell;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::{Readers, Replaces, Write, check, checksum, metadata_without_links, read_content};
use crate::error::{Error, Result};
use crate::watch;

/// What the name of such a folder begins with: hidden, and nobody else's.
const BEGINS: &str = ".recit-";
/// What its name and those of all files in it end with.
const ENDS: &str = ".tmp";
/// The record, once all files are there.
const RECORD: &str = "record.tmp";
/// The record while it is written.
const DRAFT: &str = "draft.tmp";
/// The record of a set whose old files are put back.
const UNDONE: &str = "undone.tmp";
/// What the name of a new file and of an old one end with, after their number.
const NEW: &str = "-new.tmp";
const OLD: &str = "-old.tmp";

/// Files on their way.
pub struct Staging {
    /// Goes when this is dropped.
    place: TempDir,
    folder: PathBuf,
    record: RefCell<CommitRecord>,
}

/// What goes where, in order.
#[derive(Debug, Default, Serialize, Deserialize)]
struct CommitRecord {
    files: Vec<Move>,
}

/// One file that takes its place, or that is taken away.
#[derive(Debug, Serialize, Deserialize)]
struct Move {
    /// Its path from the folder.
    path: PathBuf,
    /// Whether a new file waits for it.
    is_new: bool,
    /// Whether an old one is kept until all is done.
    is_kept: bool,
    /// What it may take the place of.
    over: Replaces,
    /// The SHA-256 of the new one, by which it is known where it was put.
    sum: Option<String>,
}

/// Where the new file of a move waits.
fn new_path(place: &Path, number: usize) -> PathBuf {
    place.join(format!("{number}{NEW}"))
}

/// Where the old file of a move is kept.
fn old_path(place: &Path, number: usize) -> PathBuf {
    place.join(format!("{number}{OLD}"))
}

impl Staging {
    /// An empty one for the files of a folder, which is there.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let folder =
            if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() };
        Ok(Self {
            place: tempfile::Builder::new().prefix(BEGINS).suffix(ENDS).tempdir_in(&folder)?,
            folder,
            record: RefCell::default(),
        })
    }

    /// Takes a file in: its new bytes, and the old file as it is.
    pub fn add(&self, file: &Write) -> io::Result<()> {
        let mut record = self.record.borrow_mut();
        let number = record.files.len();
        let target = self.folder.join(&file.path);
        let is_kept = keep_old(&target, &old_path(self.place.path(), number))?;
        if let Some(bytes) = &file.bytes {
            let mut staged = create_file(&new_path(self.place.path(), number), file.readers)?;
            staged.write_all(bytes)?;
            if let (Readers::All, Ok(known)) = (file.readers, fs::symlink_metadata(&target)) {
                staged.set_permissions(known.permissions())?;
            }
            // On the disk before the record is: a record must never speak of bytes that a loss of power takes away.
            staged.sync_all()?;
        }
        record.files.push(Move {
            path: file.path.clone(),
            is_new: file.bytes.is_some(),
            is_kept,
            over: file.over.clone(),
            sum: file.bytes.as_deref().map(checksum),
        });
        Ok(())
    }

    /// Records what goes where, and puts all of it in place; what fails puts the old files back.
    pub fn commit(self) -> Result<()> {
        self.write_record()
            .map_err(|reason| Error::for_file("cannot-write", &self.folder, reason))?;
        watch::run_undisturbed(|| {
            let settled = put_all_in_place(self.place.path(), &self.folder, &self.record.borrow());
            // Without a record nothing of what is left can be taken for a set that waits.
            remove_leftovers(self.place.path());
            settled
        })
    }

    /// Records what goes where. From here on the next run ends what this one does not.
    pub fn write_record(&self) -> io::Result<()> {
        let place = self.place.path();
        let draft = place.join(DRAFT);
        let bytes = serde_json::to_vec(&*self.record.borrow())?;
        let mut file = create_file(&draft, Readers::All)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        sync_folder(place);
        // To rename is one step: the record is there whole, or not at all.
        fs::rename(&draft, place.join(RECORD))?;
        sync_folder(place);
        Ok(())
    }

    /// Leaves all as it is, as a run does that is killed.
    #[cfg(test)]
    pub fn kill(self) -> PathBuf {
        self.place.keep()
    }
}

/// A new file. Who may read it is said when it is made, not after.
fn create_file(path: &Path, readers: Readers) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(match readers {
            Readers::All => 0o666,
            Readers::Owner => 0o600,
        });
    }
    #[cfg(not(unix))]
    let _ = readers;
    options.open(path)
}

/// Keeps an old file under a second name, or a copy of it where the system has no second names. False when there is none.
fn keep_old(target: &Path, kept: &Path) -> io::Result<bool> {
    match fs::hard_link(target, kept) {
        Ok(()) => Ok(true),
        Err(reason) if reason.kind() == ErrorKind::NotFound => Ok(false),
        Err(_) => fs::copy(target, kept).map(|_| true),
    }
}

/// Puts what is recorded in place, or, where that cannot be, the old files back.
fn put_all_in_place(place: &Path, folder: &Path, record: &CommitRecord) -> Result<()> {
    for (number, one) in record.files.iter().enumerate() {
        // The first that cannot take its place turns all others back. The record is renamed first, so that the next run
        // puts back too, and does not go forward again.
        if let Err(reason) = one.put_in_place(place, folder, number) {
            // A run killed from here on puts back too.
            let undone = fs::rename(place.join(RECORD), place.join(UNDONE));
            undone
                .and_then(|()| restore_all_old(place, folder, record))
                .map_err(|reason| Error::for_file("cannot-write", folder, reason))?;
            return Err(Error::for_file("cannot-write", &folder.join(&one.path), reason));
        }
    }
    let mut folders: Vec<&Path> = record.files.iter().filter_map(|one| one.path.parent()).collect();
    folders.dedup();
    folders.iter().for_each(|below| sync_folder(&folder.join(below)));
    Ok(())
}

/// Puts the old files back, as many as it can.
fn restore_all_old(place: &Path, folder: &Path, record: &CommitRecord) -> io::Result<()> {
    let mut undone = Ok(());
    for (number, one) in record.files.iter().enumerate() {
        let put_back = one.restore_old(place, folder, number);
        undone = undone.and(put_back);
    }
    undone
}

impl Move {
    /// Puts the file in place, if that was not done before; refused when somebody wrote there since the old one was kept.
    fn put_in_place(&self, place: &Path, folder: &Path, number: usize) -> io::Result<()> {
        let (target, new) = (folder.join(&self.path), new_path(place, number));
        // A new file that no longer waits was put in place by a run before this one: there is nothing left to compare.
        if is_there(&new) && !self.is_as_kept(&target, &old_path(place, number)) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        match self.is_new {
            true if is_there(&new) => fs::rename(new, target),
            true => Ok(()),
            false => ignore_missing(fs::remove_file(target)),
        }
    }

    /// Puts the old file back, if this one took its place and still stands there.
    fn restore_old(&self, place: &Path, folder: &Path, number: usize) -> io::Result<()> {
        // Somebody put a link on the way: what would be moved now lies elsewhere.
        if metadata_without_links(folder, &self.path).is_err() {
            return Ok(());
        }
        let (target, old) = (folder.join(&self.path), old_path(place, number));
        let stands = read_content(&target).as_deref().map(checksum);
        // It is ours to undo in two cases: our new file stands there unchanged, or nothing stands there because it was
        // taken away. Anything else was written by somebody since, and stays.
        let is_placed =
            !is_there(&new_path(place, number)) && stands.is_some() && stands == self.sum;
        let is_ours = is_placed || !is_there(&target);
        match self.is_kept {
            _ if !is_ours => Ok(()),
            true => ignore_missing(fs::rename(old, target)),
            false => ignore_missing(fs::remove_file(target)),
        }
    }

    /// Whether what stands at the target is the old file, or nothing where there was none.
    fn is_as_kept(&self, target: &Path, old: &Path) -> bool {
        match (self.is_kept, fs::symlink_metadata(target)) {
            (false, Err(reason)) => reason.kind() == ErrorKind::NotFound,
            (true, Ok(facts)) => fs::symlink_metadata(old).is_ok_and(|kept| {
                facts.is_file()
                    && (is_same(&facts, &kept) || read_content(target) == read_content(old))
            }),
            _ => false,
        }
    }

    /// Whether it may still take its place: somebody may have written there since.
    fn is_allowed(&self, place: &Path, folder: &Path, number: usize) -> bool {
        let new = new_path(place, number);
        if self.is_new && !is_there(&new) {
            return metadata_without_links(folder, &self.path).is_ok();
        }
        let waits = read_content(&new);
        let is_whole = waits.as_deref().map(checksum) == self.sum;
        is_whole && check(folder, &self.path, &self.over, waits.as_deref()).is_ok()
    }
}

/// Whether two names are of one file, as far as the system tells.
#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Nothing tells.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// Something taken away that was not there is as good.
fn ignore_missing(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(reason) if reason.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Ends what killed runs left in a folder.
pub fn finish_all(folder: &Path) {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in fs::read_dir(here).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(BEGINS) && name.ends_with(ENDS);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            finish_one(&entry.path(), here);
        }
    }
}

/// Ends one: a set that was recorded takes its place, another is forgotten. What else lies in such a folder stays, and the
/// folder with it.
fn finish_one(place: &Path, folder: &Path) {
    let read = |name| -> Option<CommitRecord> {
        let bytes = read_content(&place.join(name))?;
        serde_json::from_slice(&bytes).ok()
    };
    let put_back = |record| {
        // What cannot be put back is no longer what that run left: it stays as it is.
        drop(restore_all_old(place, folder, record));
    };
    if let Some(record) = read(RECORD) {
        let mut moves = record.files.iter().enumerate();
        // Time has passed since that run was killed. All of it goes forward, or all of it goes back: half a set is never
        // left.
        if moves.all(|(number, one)| one.is_allowed(place, folder, number)) {
            drop(put_all_in_place(place, folder, &record));
        } else {
            put_back(&record);
        }
    } else if let Some(record) = read(UNDONE) {
        put_back(&record);
    }
    remove_leftovers(place);
}

/// Takes away what a run leaves: files with the names that it gives, the record first.
fn remove_leftovers(place: &Path) {
    // Once the record is gone, a run that is killed here leaves only files that the next one throws away.
    for name in [RECORD, UNDONE, DRAFT] {
        drop(fs::remove_file(place.join(name)));
    }
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let number = name.strip_suffix(NEW).or_else(|| name.strip_suffix(OLD));
        if number.is_some_and(|number| number.parse::<usize>().is_ok()) {
            drop(fs::remove_file(entry.path()));
        }
    }
    drop(fs::remove_dir(place));
}

/// Makes sure that the names in a folder outlast a loss of power, where the system can.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        drop(folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = folder;
}
