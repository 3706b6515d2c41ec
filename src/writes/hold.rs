//! The lock by which only one run at a time writes in a folder.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::finding::Message;

/// How long a run waits for another: ten times what the largest deck needs to take its place.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it waits before it looks again.
const PAUSE: Duration = Duration::from_millis(20);

/// A folder locked for one run until this is dropped. `None` inside when the system cannot lock it.
pub struct FolderLock(Option<File>);

/// Locks a folder for this run, waiting while another run has it; an error when that takes too long.
pub fn hold_folder(folder: &Path) -> Result<FolderLock> {
    let start = Instant::now();
    loop {
        if let Some(held) = try_hold(folder) {
            return Ok(held);
        }
        if start.elapsed() > PATIENCE {
            let message = Message::new("folder-busy").with("path", folder.display().to_string());
            return Err(Error::new(message).with_hint(Message::new("hint-folder-busy")));
        }
        thread::sleep(PAUSE);
    }
}

/// Locks a folder for this run; none while another run has it.
pub fn try_hold(folder: &Path) -> Option<FolderLock> {
    // Opening a pipe of that name would wait for ever.
    let is_folder = folder.as_os_str().is_empty() || folder.is_dir();
    // A folder that cannot be opened is written without a lock: the write itself will report what is wrong.
    let Some(file) = is_folder.then(|| open_lock(folder)).flatten() else {
        return Some(FolderLock(None));
    };
    match file.try_lock() {
        Ok(()) => Some(FolderLock(Some(file))),
        Err(TryLockError::WouldBlock) => None,
        // On a system without locks, two builds at once are not noticed.
        Err(TryLockError::Error(_)) => Some(FolderLock(None)),
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            drop(file.unlock());
        }
    }
}

/// The file to lock: the folder itself. The system unlocks it when the process ends.
#[cfg(unix)]
fn open_lock(folder: &Path) -> Option<File> {
    File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()
}

/// The file to lock: one inside the folder, which the system deletes when the process ends.
#[cfg(windows)]
fn open_lock(folder: &Path) -> Option<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let mut options = File::options();
    let options = options.create(true).write(true).custom_flags(DELETE_ON_CLOSE);
    options.open(folder.join(".recit-write.lock")).ok()
}
