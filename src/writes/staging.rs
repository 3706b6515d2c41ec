//! The staging: a hidden folder in which new files wait, and the record of where each goes.

use std::cell::RefCell;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::refused::refused_place;
use super::{
    Readers, Replaces, Write, changed_error, check, checksum, metadata_without_links, read_content,
};
use crate::error::Result;
use crate::watch;

/// How the name of such a folder begins: hidden, and used by no other program.
const BEGINS: &str = ".recit-";
/// How its name, and the names of all files in it, end.
const ENDS: &str = ".tmp";
/// The record, once all files are complete.
const RECORD: &str = "record.tmp";
/// The record while it is being written.
const DRAFT: &str = "draft.tmp";
/// The record of a set whose old files are being put back.
const UNDONE: &str = "undone.tmp";
/// How the names of a new and of an old file end, after their number.
const NEW: &str = "-new.tmp";
const OLD: &str = "-old.tmp";

/// Files that wait to take their places.
pub struct Staging {
    /// The hidden folder, which is deleted when this is dropped.
    place: TempDir,
    folder: PathBuf,
    record: RefCell<CommitRecord>,
}

/// Where each file goes, in order.
#[derive(Debug, Default, Serialize, Deserialize)]
struct CommitRecord {
    files: Vec<Move>,
}

/// One file that takes its place, or that is removed.
#[derive(Debug, Serialize, Deserialize)]
struct Move {
    /// Its path from the folder.
    path: PathBuf,
    /// Whether a new file waits for that place.
    is_new: bool,
    /// Whether an old file is kept until all is done.
    is_kept: bool,
    /// What the new file may replace.
    over: Replaces,
    /// The SHA-256 of the new file, by which it is recognised once it is in place.
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
    /// An empty staging for a folder, which must exist.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let folder =
            if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() };
        Ok(Self {
            place: tempfile::Builder::new().prefix(BEGINS).suffix(ENDS).tempdir_in(&folder)?,
            folder,
            record: RefCell::default(),
        })
    }

    /// Adds a file: its new bytes, and the old file as it is.
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
            // On disk before the record is: the record must never name bytes that a power cut could take away.
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

    /// Writes the record and moves everything into place; when a move fails, the old files are put back.
    pub fn commit(self) -> Result<()> {
        self.write_record().map_err(|reason| refused_place(&self.folder, reason))?;
        watch::run_undisturbed(|| {
            let settled = put_all_in_place(self.place.path(), &self.folder, &self.record.borrow());
            // Deleted even after a failure: without a record, what is left cannot be taken for a set that waits.
            remove_leftovers(self.place.path());
            settled
        })
    }

    /// Writes the record. From here on, the next run finishes what this run does not.
    pub fn write_record(&self) -> io::Result<()> {
        let place = self.place.path();
        let draft = place.join(DRAFT);
        let bytes = serde_json::to_vec(&*self.record.borrow())?;
        let mut file = create_file(&draft, Readers::All)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        sync_folder(place);
        // Renaming is one step: the record is there as a whole, or not at all.
        fs::rename(&draft, place.join(RECORD))?;
        sync_folder(place);
        Ok(())
    }

    /// Leaves everything as it is, as a killed run does.
    #[cfg(test)]
    pub fn kill(self) -> PathBuf {
        self.place.keep()
    }
}

/// Creates a file. Its readers are set at its creation, not afterwards.
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

/// Keeps an old file under a second name, or as a copy where the system has no
/// hard links. False when there is no old file.
fn keep_old(target: &Path, kept: &Path) -> io::Result<bool> {
    match fs::hard_link(target, kept) {
        Ok(()) => Ok(true),
        Err(reason) if reason.kind() == ErrorKind::NotFound => Ok(false),
        Err(_) => fs::copy(target, kept).map(|_| true),
    }
}

/// Moves all recorded files into place or, when one cannot be, puts the old files back.
fn put_all_in_place(place: &Path, folder: &Path, record: &CommitRecord) -> Result<()> {
    for (number, one) in record.files.iter().enumerate() {
        // The first that cannot take its place turns all others back. The record is renamed first, so that the next run
        // also puts back instead of moving forward again.
        if let Err(reason) = one.put_in_place(place, folder, number) {
            // A run that is killed from here on also puts back.
            let undone = fs::rename(place.join(RECORD), place.join(UNDONE));
            undone
                .and_then(|()| restore_all_old(place, folder, record))
                .map_err(|reason| refused_place(folder, reason))?;
            let target = folder.join(&one.path);
            // Nothing of ours says so of a file: somebody wrote there since the old one was looked at.
            return Err(match reason.kind() {
                ErrorKind::AlreadyExists => changed_error(&target),
                _ => refused_place(&target, reason),
            });
        }
    }
    let mut folders: Vec<&Path> = record.files.iter().filter_map(|one| one.path.parent()).collect();
    folders.dedup();
    folders.iter().for_each(|below| sync_folder(&folder.join(below)));
    Ok(())
}

/// Puts all old files back, as far as it can; returns the first error.
fn restore_all_old(place: &Path, folder: &Path, record: &CommitRecord) -> io::Result<()> {
    let mut undone = Ok(());
    for (number, one) in record.files.iter().enumerate() {
        let put_back = one.restore_old(place, folder, number);
        undone = undone.and(put_back);
    }
    undone
}

impl Move {
    /// Moves the file into place unless that was done already; an error when somebody
    /// wrote there since the old file was kept.
    fn put_in_place(&self, place: &Path, folder: &Path, number: usize) -> io::Result<()> {
        let (target, new) = (folder.join(&self.path), new_path(place, number));
        // A new file that no longer waits was put in place by an earlier run: there is nothing left to compare.
        if is_there(&new) && !self.is_as_kept(&target, &old_path(place, number)) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        match self.is_new {
            true if is_there(&new) => fs::rename(new, target),
            true => Ok(()),
            false => ignore_missing(fs::remove_file(target)),
        }
    }

    /// Puts the old file back, if the new one took its place and is still there.
    fn restore_old(&self, place: &Path, folder: &Path, number: usize) -> io::Result<()> {
        // Somebody put a link on the way: what would be moved is now elsewhere.
        if metadata_without_links(folder, &self.path).is_err() {
            return Ok(());
        }
        let (target, old) = (folder.join(&self.path), old_path(place, number));
        let stands = read_content(&target).as_deref().map(checksum);
        // It is ours to undo in two cases: our new file is there unchanged, or nothing is there because we removed it.
        // Anything else was written by somebody since, and stays.
        let is_placed =
            !is_there(&new_path(place, number)) && stands.is_some() && stands == self.sum;
        let is_ours = is_placed || !is_there(&target);
        match self.is_kept {
            _ if !is_ours => Ok(()),
            true => ignore_missing(fs::rename(old, target)),
            false => ignore_missing(fs::remove_file(target)),
        }
    }

    /// Whether the target is still the old file, or still missing if there was none.
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

    /// Whether the file may still take its place, although somebody may have written there since.
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

/// Whether two names lead to the same file.
#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// This system does not tell whether two names lead to the same file.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// Removing something that is not there counts as done.
fn ignore_missing(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(reason) if reason.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Finishes what killed runs left in a folder.
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

/// Finishes one staging: a recorded set takes its place, an unrecorded one is deleted. Other files in such a folder
/// stay, and the folder with them.
fn finish_one(place: &Path, folder: &Path) {
    let read = |name| -> Option<CommitRecord> {
        let bytes = read_content(&place.join(name))?;
        serde_json::from_slice(&bytes).ok()
    };
    let put_back = |record| {
        // What cannot be put back was changed since that run, and stays as it is.
        drop(restore_all_old(place, folder, record));
    };
    if let Some(record) = read(RECORD) {
        let mut moves = record.files.iter().enumerate();
        // Time has passed since that run was killed. Either all of its files move forward,
        // or all go back: half a set is never left.
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

/// Deletes what a run leaves: the records first, then files with the names that it gives.
fn remove_leftovers(place: &Path) {
    // Once the record is gone, a run killed here leaves only files that the next run deletes.
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

/// Makes sure that new names in a folder survive a power cut, where the system can.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        drop(folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = folder;
}
