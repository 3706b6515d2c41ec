//! Pictures kept from one build to the next, in the user's own folder: a photo is decoded once.
//!
//! What stands there is believed only when this user wrote it: each picture is bound to its photo and its place by a sum
//! whose key nobody else can read. Anything else is made again.

use std::env;
use std::hash::Hasher;
use std::io::Write;
use std::path::{Path, PathBuf};

use siphasher::sip128::{Hasher128, SipHasher24};
use tempfile::NamedTempFile;

use super::keep::{Key, own_folder, read_plain};
use super::{Form, PhotoFault, PhotoPlace, Picture, clean_picture};

/// Changes whenever the same photo would give another picture.
const VERSION: &str = "4";
/// What every file of the cache begins with.
const MARK: &[u8] = b"recit picture\n";
/// The largest file of the cache, in bytes: a drawing of 8 MB with its pictures written anew, and room.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A folder of pictures. Nothing in it is needed: what cannot be read is made again, what cannot be written is not.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    key: Key,
}

impl Cache {
    /// A cache in a folder, which need not exist; none where no key can be kept from others.
    pub fn new(folder: &Path) -> Option<Self> {
        own_folder(folder).ok()?;
        Some(Self { folder: folder.to_path_buf(), key: Key::load_or_create(folder).ok()? })
    }

    /// The user's cache: `$XDG_CACHE_HOME/recit/images`, else `~/.cache/recit/images`; none without a home.
    pub fn of_user() -> Option<Self> {
        let absolute =
            |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let caches =
            absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
        own_folder(&caches.join("recit")).ok()?;
        Self::new(&caches.join("recit/images"))
    }

    /// The picture of some bytes for a place, kept or made now. Faults are not kept.
    pub fn fetch_picture(&self, bytes: &[u8], place: PhotoPlace) -> Result<Picture, PhotoFault> {
        // By the bytes of the photo, so a photo that changed has another name and an old one is never wrong, only useless.
        // The hash is keyed: names tell nobody which photos this user has.
        let name = format!("{:032x}-{}-{VERSION}", self.key.hash_parts(&[bytes]), place.name());
        let path = self.folder.join(&name);
        let kept = read_plain(&path, LARGEST).ok();
        if let Some(picture) = kept.and_then(|file| self.decode_picture(&name, &file)) {
            return Ok(picture);
        }
        let picture = clean_picture(bytes, place)?;
        // A full disk or a folder of somebody else's costs time, nothing more.
        let _ = self.write_file(&path, &self.encode_picture(&name, &picture));
        Ok(picture)
    }

    fn write_file(&self, path: &Path, file: &[u8]) -> std::io::Result<()> {
        if file.len() as u64 > LARGEST {
            return Ok(());
        }
        let mut draft = NamedTempFile::new_in(&self.folder)?;
        draft.write_all(file)?;
        draft.persist(path)?;
        Ok(())
    }

    /// Mark, sum of the name and the rest, form, width, height, ratio, length of what is lost, what is lost, bytes.
    fn encode_picture(&self, name: &str, picture: &Picture) -> Vec<u8> {
        let (width, height) = picture.given.unwrap_or_default();
        let mut rest = vec![picture.form as u8];
        rest.extend(width.to_le_bytes());
        rest.extend(height.to_le_bytes());
        rest.extend(picture.ratio.to_le_bytes());
        // What is lost is a few words and cannot fail to be written; without them it would not be told again.
        let losses = serde_json::to_vec(&picture.losses).unwrap_or_default();
        rest.extend((losses.len() as u64).to_le_bytes());
        rest.extend(&losses);
        rest.extend(&picture.bytes);
        // The name is part of the sum, so a file cannot be moved under the name of another photo.
        let sum = self.key.hash_parts(&[name.as_bytes(), &rest]);
        [MARK, &sum.to_le_bytes(), &rest].concat()
    }

    /// A picture as it was packed under a name; none when a byte of it is wrong, or when somebody else packed it.
    fn decode_picture(&self, name: &str, file: &[u8]) -> Option<Picture> {
        let (sum, rest) = file.strip_prefix(MARK)?.split_first_chunk()?;
        if u128::from_le_bytes(*sum) != self.key.hash_parts(&[name.as_bytes(), rest]) {
            return None;
        }
        let (form, rest) = rest.split_first()?;
        let (width, rest) = rest.split_first_chunk()?;
        let (height, rest) = rest.split_first_chunk()?;
        let (ratio, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (losses, bytes) = rest.split_at_checked(length)?;
        let form = *Form::ALL.get(usize::from(*form))?;
        let given = (u32::from_le_bytes(*width), u32::from_le_bytes(*height));
        Some(Picture {
            form,
            given: (form != Form::Svg).then_some(given),
            ratio: f64::from_le_bytes(*ratio),
            bytes: bytes.to_vec(),
            losses: serde_json::from_slice(losses).ok()?,
        })
    }
}

impl Key {
    /// The sum of some parts, of which each is kept apart from the next: only who has the key can make it.
    fn hash_parts(&self, parts: &[&[u8]]) -> u128 {
        let mut hasher = SipHasher24::new_with_key(self.as_bytes());
        for part in parts {
            // Without lengths, `ab` and `c` would have the sum of `a` and `bc`.
            hasher.write(&(part.len() as u64).to_le_bytes());
            hasher.write(part);
        }
        hasher.finish128().as_u128()
    }
}

#[cfg(all(test, unix))]
mod tests;
