//! The files that git keeps, from its index: <https://git-scm.com/docs/index-format>, versions 2 to 4.
//!
//! Only names are wanted of it. Crates that read the index also resolve what it points at, and bring two dozen others.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of git's, by its path.
type IndexReader<'a> = &'a dyn Fn(&Path) -> Option<Vec<u8>>;

/// The bytes before the hash of an entry: two times, the file's place on the disk, its mode, its owner, its size.
const FACTS: usize = 40;
/// Where the mode stands among them.
const MODE: usize = 24;
/// The lengths of hashes: SHA-1, and SHA-256 in repositories that chose it.
const HASHES: [usize; 2] = [20, 32];
/// The bit that says that an entry has two bytes more.
const EXTENDED: u16 = 0x4000;
/// The bits that give the length of a name, all set for longer ones.
const LONGEST: u16 = 0xfff;

/// The paths of all files in the index of the repository at a folder, from that folder; none without a repository, or
/// when its index cannot be read.
pub fn file_paths(repository: &Path, read: IndexReader) -> Vec<String> {
    let Some(folder) = git_folder(repository, read) else {
        return Vec::new();
    };
    let index = folder.join("index");
    let is_file = fs::symlink_metadata(&index).is_ok_and(|facts| facts.is_file());
    let Some(bytes) = is_file.then(|| read(&index)).flatten() else {
        return Vec::new();
    };
    // The index does not say which hash it has, only the settings of the repository do. With the wrong length the
    // entries do not fit together, so each is tried.
    let Some(mut index) = HASHES.iter().find_map(|hash| GitIndex::read(&bytes, *hash)) else {
        return Vec::new();
    };
    // A split index holds what changed since the shared one; what was taken out since counts still.
    let shared = index.shared.map(|name| folder.join(name));
    if let Some(bytes) = shared.and_then(|path| read(&path)) {
        let shared = HASHES.iter().find_map(|hash| GitIndex::read(&bytes, *hash));
        index.names.extend(shared.into_iter().flat_map(|shared| shared.names));
    }
    index.names
}

/// Where git keeps what belongs to a working folder: `.git`, or what a file of that name points at. A link is not followed,
/// and neither is a file whose other end does not point back, as git's own do: what an archive brings leads nowhere.
fn git_folder(repository: &Path, read: IndexReader) -> Option<PathBuf> {
    let git = repository.join(".git");
    let facts = fs::symlink_metadata(&git).ok()?;
    if facts.is_dir() {
        return Some(git);
    }
    if !facts.is_file() {
        return None;
    }
    let text = String::from_utf8(read(&git)?).ok()?;
    let path = repository.join(text.strip_prefix("gitdir:")?.trim());
    let path = path.canonicalize().ok()?;
    (is_below_own(repository, &path) || points_back(&path, &git, read)).then_some(path)
}

/// Whether a folder lies within the working folder, or is one of git's for a repository of which that is a part.
fn is_below_own(repository: &Path, path: &Path) -> bool {
    let mut above = repository.ancestors().skip(1);
    path.starts_with(repository) || above.any(|above| path.starts_with(above.join(".git/modules")))
}

/// Whether a folder is one of git's for a further working folder: its file `gitdir` names the file that names it.
fn points_back(path: &Path, git: &Path, read: IndexReader) -> bool {
    let back = read(&path.join("gitdir")).and_then(|bytes| String::from_utf8(bytes).ok());
    let back = back.and_then(|text| path.join(text.trim()).canonicalize().ok());
    back.is_some() && back == git.canonicalize().ok()
}

/// What is wanted of an index.
struct GitIndex {
    names: Vec<String>,
    /// The name of the file with the other entries, when the index is split.
    shared: Option<String>,
}

impl GitIndex {
    /// The index in some bytes with hashes of some length; none when they are not one.
    fn read(bytes: &[u8], hash: usize) -> Option<Self> {
        let mut rest = IndexRest { bytes, at: 0 };
        let is_index = rest.take_bytes(4)? == b"DIRC";
        let version = rest.read_number()?;
        let count = rest.read_number()?;
        if !is_index || !(2..=4).contains(&version) {
            return None;
        }
        let (mut names, mut name) = (Vec::new(), Vec::new());
        for _ in 0..count {
            rest.read_entry(version, hash, &mut name)?;
            // An entry without a name stands in a split index for one that changed in the shared one, where its name is.
            if !name.is_empty() {
                names.push(String::from_utf8_lossy(&name).into_owned());
            }
        }
        let shared = rest.read_shared_name(hash);
        Some(Self { names, shared })
    }
}

/// The bytes that have not been read yet.
struct IndexRest<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> IndexRest<'a> {
    fn take_bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    fn read_number(&mut self) -> Option<u32> {
        let bytes = self.take_bytes(4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes))
    }

    fn until_nul(&mut self) -> Option<&'a [u8]> {
        let length = self.bytes.get(self.at..)?.iter().position(|byte| *byte == 0)?;
        let taken = self.take_bytes(length)?;
        self.at += 1;
        Some(taken)
    }

    /// The name of the next entry, in place of that of the entry before.
    fn read_entry(&mut self, version: u32, hash: usize, name: &mut Vec<u8>) -> Option<()> {
        let start = self.at;
        let facts = self.take_bytes(FACTS)?;
        let mode = u32::from_be_bytes(facts[MODE..MODE + 4].try_into().ok()?);
        // A folder left out, a file, a link, another repository.
        if !matches!(mode >> 12, 0b0100 | 0b1000 | 0b1010 | 0b1110) {
            return None;
        }
        self.take_bytes(hash)?;
        let flags = u16::from_be_bytes(self.take_bytes(2)?.try_into().ok()?);
        if flags & EXTENDED != 0 {
            self.take_bytes(2)?;
        }
        if version == 4 {
            // Version 4 writes how many bytes to take off the end of the name before, and what follows instead.
            let kept = name.len().checked_sub(self.read_varint()?)?;
            name.truncate(kept);
            name.extend(self.until_nul()?);
        } else {
            *name = self.until_nul()?.to_vec();
            // Entries are filled up with zeros to eight bytes; one has been read.
            let length = self.at - start;
            self.take_bytes(length.next_multiple_of(8) - length)?;
        }
        // What is read with the wrong length of hash has most likely no such length.
        let length = name.len().min(LONGEST.into());
        (usize::from(flags & LONGEST) == length).then_some(())
    }

    /// A number in groups of seven bits, each but the last with one added:
    /// the offset encoding of <https://git-scm.com/docs/pack-format>.
    fn read_varint(&mut self) -> Option<usize> {
        let mut value: usize = 0;
        loop {
            let byte = *self.take_bytes(1)?.first()?;
            value = value.checked_mul(128)?.checked_add(usize::from(byte & 0x7f))?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            value = value.checked_add(1)?;
        }
    }

    /// The name of the shared index that the extension `link` gives.
    fn read_shared_name(&mut self, hash: usize) -> Option<String> {
        loop {
            let signature = self.take_bytes(4)?;
            let length = usize::try_from(self.read_number()?).ok()?;
            let content = self.take_bytes(length)?;
            if signature == b"link" {
                let hash = content.get(..hash)?;
                let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
                return Some(format!("sharedindex.{digits}"));
            }
        }
    }
}
