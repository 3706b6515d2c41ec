//! Pictures kept from one build to the next, in the user's own folder: a photo is decoded once.

use std::env;
use std::fs;
use std::hash::Hasher;
use std::io::Write;
use std::path::{Path, PathBuf};

use siphasher::sip128::{Hasher128, SipHasher13};
use tempfile::NamedTempFile;

use super::{Fault, Form, Picture, Place, clean};

/// Changes whenever the same photo would give another picture.
const VERSION: &str = "1";
/// What every file of the cache begins with.
const MARK: &[u8] = b"recit picture\n";

/// A folder of pictures. Nothing in it is needed: what cannot be read is made again, what cannot be written is not.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// A cache in a folder, which need not exist.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// The user's cache: `$XDG_CACHE_HOME/recit/images`, else `~/.cache/recit/images`; none without a home.
    pub fn of_user() -> Option<Self> {
        let absolute = |name| {
            env::var_os(name)
                .map(PathBuf::from)
                .filter(|path| path.is_absolute())
        };
        let caches =
            absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
        Some(Self::new(&caches.join("recit/images")))
    }

    /// The picture of some bytes for a place, kept or made now. Faults are not kept.
    pub fn picture(&self, bytes: &[u8], place: Place) -> Result<Picture, Fault> {
        let name = format!("{:032x}-{}-{VERSION}", hash(bytes), place.name());
        let path = self.folder.join(name);
        if let Some(picture) = fs::read(&path).ok().and_then(|file| unpacked(&file)) {
            return Ok(picture);
        }
        let picture = clean(bytes, place)?;
        // A full disk or a folder of somebody else's costs time, nothing more.
        let _ = self.keep(&path, &packed(&picture));
        Ok(picture)
    }

    fn keep(&self, path: &Path, file: &[u8]) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut draft = NamedTempFile::new_in(&self.folder)?;
        draft.write_all(file)?;
        draft.persist(path)?;
        Ok(())
    }
}

/// Tells any two photos apart; fast, because a build hashes every photo.
fn hash(bytes: &[u8]) -> u128 {
    let mut hasher = SipHasher13::new();
    hasher.write(bytes);
    hasher.finish128().as_u128()
}

/// Mark, sum of the rest, form, width, height, ratio, bytes.
fn packed(picture: &Picture) -> Vec<u8> {
    let (width, height) = picture.given.unwrap_or_default();
    let mut rest = vec![picture.form as u8];
    rest.extend(width.to_le_bytes());
    rest.extend(height.to_le_bytes());
    rest.extend(picture.ratio.to_le_bytes());
    rest.extend(&picture.bytes);
    [MARK, &hash(&rest).to_le_bytes(), &rest].concat()
}

/// A picture as it was packed; none when a byte of it is wrong.
fn unpacked(file: &[u8]) -> Option<Picture> {
    let (sum, rest) = file.strip_prefix(MARK)?.split_first_chunk()?;
    if u128::from_le_bytes(*sum) != hash(rest) {
        return None;
    }
    let (form, rest) = rest.split_first()?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, rest) = rest.split_first_chunk()?;
    let (ratio, bytes) = rest.split_first_chunk()?;
    let form = *Form::ALL.get(usize::from(*form))?;
    let given = (u32::from_le_bytes(*width), u32::from_le_bytes(*height));
    Some(Picture {
        form,
        given: (form != Form::Svg).then_some(given),
        ratio: f64::from_le_bytes(*ratio),
        bytes: bytes.to_vec(),
    })
}
