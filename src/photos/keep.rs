//! Files that only their owner can have written: a folder of one's own, a key, plain files of a bounded size.

use std::fs::{self, File, OpenOptions};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// The name of the key in its folder.
const NAME: &str = "key";
/// Its length in bytes: that of a key of SipHash-2-4 (<https://www.aumasson.jp/siphash/siphash.pdf>).
const LENGTH: usize = 16;

/// Random bytes that nobody else can read.
#[derive(Clone)]
pub(super) struct Key([u8; LENGTH]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// The key in a folder; one that others could have read or written is made again.
    pub fn load_or_create(folder: &Path) -> Result<Self> {
        let path = folder.join(NAME);
        if let Ok(key) = Self::read_file(&path) {
            return Ok(key);
        }
        let mut draft = NamedTempFile::new_in(folder)?;
        let mut key = [0; LENGTH];
        getrandom::fill(&mut key).map_err(|_| ErrorKind::Unsupported)?;
        draft.write_all(&key)?;
        draft.persist(&path)?;
        // Of two programs that made one at once, both use the last.
        Self::read_file(&path)
    }

    /// The key as bytes, for a sum that is made with it.
    pub fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    fn read_file(path: &Path) -> Result<Self> {
        let file = open_plain(path)?;
        if !is_own(&file)? {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let mut key = Vec::new();
        file.take(LENGTH as u64 + 1).read_to_end(&mut key)?;
        let key: [u8; LENGTH] = key.try_into().map_err(|_| ErrorKind::InvalidData)?;
        match key {
            // Some systems fill a file with zeros after a loss of power; such a key could be guessed.
            [0, ..] if key == [0; LENGTH] => Err(ErrorKind::InvalidData.into()),
            _ => Ok(Self(key)),
        }
    }
}

/// The bytes of a plain file of at most some bytes; a link, a pipe, a device or a folder is none.
pub(super) fn read_plain(path: &Path, most: u64) -> Result<Vec<u8>> {
    let file = open_plain(path)?;
    let length = file.metadata()?.len();
    if length > most {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    // The length only says how much room to make: the file may grow meanwhile.
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Opens a plain file without waiting for anybody and without following a link.
fn open_plain(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // NONBLOCK: to open a pipe without a writer would wait for ever. NOCTTY: a terminal must not become that of this
        // process.
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    // Opening alone may do something to a device: asked before, and again of what was opened.
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(ErrorKind::InvalidInput.into()) }
}

/// Whether only this user can read and write an open file, and by no other name.
#[cfg(unix)]
fn is_own(file: &File) -> Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let facts = file.metadata()?;
    // Asked of the open file, not of its path, which may lead elsewhere by the time it is read. With a second name,
    // the file may stand in a folder of somebody else.
    Ok(facts.uid() == user_id() && facts.mode() & 0o077 == 0 && facts.nlink() == 1)
}

/// Elsewhere the folder of a user is closed to others by the system.
#[cfg(not(unix))]
fn is_own(_: &File) -> Result<bool> {
    Ok(true)
}

/// Makes a folder that only this user can open, or closes the one that stands there. One of somebody else, and what a link
/// of somebody else leads to, is refused.
#[cfg(unix)]
pub(super) fn own_folder(folder: &Path) -> Result<()> {
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    let made = fs::DirBuilder::new().mode(0o700).create(folder);
    if let Err(reason) = made
        && reason.kind() != ErrorKind::AlreadyExists
    {
        return Err(reason);
    }
    // A link of the user's own is allowed, as many put their cache on another disk that way.
    let (named, facts) = (fs::symlink_metadata(folder)?, fs::metadata(folder)?);
    if !facts.is_dir() || named.uid() != user_id() || facts.uid() != user_id() {
        return Err(Error::from(ErrorKind::PermissionDenied));
    }
    if facts.mode() & 0o077 != 0 {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Makes a folder.
#[cfg(not(unix))]
pub(super) fn own_folder(folder: &Path) -> Result<()> {
    match folder.is_dir() {
        true => Ok(()),
        false => fs::create_dir_all(folder).map_err(Error::from),
    }
}

/// Who runs the program.
#[cfg(unix)]
fn user_id() -> u32 {
    rustix::process::geteuid().as_raw()
}
