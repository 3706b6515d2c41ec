//! The one gate to the files of a project: where a path leads, and whether what stands there may be used.
//!
//! Links are followed here, step by step, and never by the system: a step that leaves the project ends the walk before
//! anything outside is looked at, so that no message can give away what exists there.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::path_kind::PathKind;
use super::{FileRefusal, Tree};
use crate::error::Error;
use crate::text::fold_word;
use crate::watch::{self, Cause};

/// How many links a path may pass through, as Linux counts them.
const MOST_LINKS: usize = 40;

/// What a file or a folder is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be read as a narrative, shown on a page, or computed from.
    Deck,
    /// To be compared with what a deck says: the originals of voices.
    Original,
    /// To be sought in finished PDFs: the raw messages. Of what is hidden, folders may be looked through for folders of raw
    /// messages, and files are read below these alone.
    Raw,
}

/// What stands at a path of the project, once it passed the gate.
#[derive(Debug)]
pub(super) struct Passed {
    /// The path from the root, without any link.
    pub below: PathBuf,
    /// Where that is on disk.
    pub place: PathBuf,
    /// What the system says of it.
    pub facts: Metadata,
}

/// Where a path leads once links are followed.
#[derive(Debug)]
pub struct PathEnd {
    /// What stands there: a file, a folder or something else.
    pub kind: PathKind,
    /// The path from the root, without any link. Two paths to one thing have the same.
    pub below: PathBuf,
}

/// What a path leads to.
struct Led {
    /// The path from the root without any link.
    below: PathBuf,
    /// What the system says of it.
    facts: Metadata,
    /// Whether a folder of raw messages was entered on the way.
    is_private: bool,
    /// Whether a hidden file or folder was.
    is_hidden: bool,
}

impl Tree {
    /// What stands at the end of a path, and where that is; or why it may not be used for this.
    pub fn end_of_path(&self, path: &str, purpose: Purpose) -> Result<PathEnd, FileRefusal> {
        // The walk along links has ended at what is none, so that these facts are those of the thing itself.
        let Passed { below, facts, .. } = self.check_path(path, purpose)?;
        let kind = match (facts.is_file(), facts.is_dir()) {
            (true, _) => PathKind::File,
            (_, true) => PathKind::Folder,
            _ => PathKind::Other,
        };
        Ok(PathEnd { kind, below })
    }

    /// What stands at the end of a path, or why it may not be used for this.
    pub fn kind_of_path(&self, path: &str, purpose: Purpose) -> Result<PathKind, FileRefusal> {
        self.end_of_path(path, purpose).map(|end| end.kind)
    }

    /// What stands at the end of a path, or why it may not be used, as a folder shows it of what it holds.
    pub fn kind_in_folder(&self, path: &str, purpose: Purpose) -> PathKind {
        let kind = self.kind_of_path(path, purpose);
        kind.unwrap_or_else(|refused| PathKind::of_refusal(&refused))
    }

    /// The path from the root, without any link, of what a path leads to; none when that may not be used for this.
    pub fn resolve(&self, path: &str, purpose: Purpose) -> Option<PathBuf> {
        self.end_of_path(path, purpose).ok().map(|end| end.below)
    }

    /// Where a path of the tree leads, if that lies in the project and may be used for this.
    pub(super) fn check_path(&self, path: &str, purpose: Purpose) -> Result<Passed, FileRefusal> {
        let led = self.follow_path(Path::new(path))?;
        // Hidden folders are looked through for the proof, since folders of raw messages may lie in them.
        let is_raw = purpose == Purpose::Raw && (led.is_private || led.facts.is_dir());
        if led.is_hidden && !is_raw {
            return Err(FileRefusal::Hidden);
        }
        if purpose == Purpose::Deck && (led.is_private || self.secrets().is_secret(&led)) {
            return Err(FileRefusal::Private);
        }
        if let Some(cause) = stop_cause(&led.below) {
            return Err(FileRefusal::Stopped(cause));
        }
        Ok(Passed { place: self.root.join(&led.below), below: led.below, facts: led.facts })
    }

    /// Follows a path from the root, link by link.
    fn follow_path(&self, path: &Path) -> Result<Led, FileRefusal> {
        // A stack of steps, the next one last. A link puts the steps of its target on top, so it is walked like any other
        // part of the path, and what it passes through is judged too.
        let mut ahead = Vec::new();
        push_steps(path, &mut ahead)?;
        let mut below = PathBuf::new();
        let (mut links, mut is_private, mut is_hidden) = (0, false, false);
        let mut facts = fs::symlink_metadata(&self.root).map_err(|_| FileRefusal::Missing)?;
        while let Some(step) = ahead.pop() {
            if step == ".." {
                // `..` above the root. It is refused before anything there is asked for.
                if !below.pop() {
                    return Err(FileRefusal::Outside);
                }
                facts = self.read_metadata(&below)?;
                continue;
            }
            let step = self.name_on_disk(&below, step);
            below.push(&step);
            facts = self.read_metadata(&below)?;
            is_hidden |= is_hidden_name(&step);
            // The names met on the way are judged, not only those of the end: a link named `private` that leads to an open
            // folder makes that path private too.
            is_private |= is_private_name(&step) && !facts.is_file();
            if facts.is_symlink() {
                links += 1;
                if links > MOST_LINKS {
                    return Err(FileRefusal::Missing);
                }
                let target =
                    fs::read_link(self.root.join(&below)).map_err(|_| FileRefusal::Missing)?;
                below.pop();
                facts = self.read_metadata(&below)?;
                // An absolute target is fine where it leads into the project. Any other begins at a root, which `push_steps`
                // refuses.
                match target.strip_prefix(&self.root) {
                    Ok(inside) => {
                        below.clear();
                        push_steps(inside, &mut ahead)?;
                    }
                    Err(_) => push_steps(&target, &mut ahead)?,
                }
            } else if !ahead.is_empty() && !facts.is_dir() {
                return Err(FileRefusal::Missing);
            }
        }
        Ok(Led { below, facts, is_private, is_hidden })
    }

    /// What the system says of a place below the root, of a link itself when it is one.
    fn read_metadata(&self, below: &Path) -> Result<Metadata, FileRefusal> {
        let place = self.root.join(below);
        fs::symlink_metadata(&place).map_err(|reason| match reason.kind() {
            ErrorKind::PermissionDenied => {
                FileRefusal::Unreadable(Error::for_file("cannot-read", below, reason))
            }
            _ => FileRefusal::Missing,
        })
    }

    /// What else is private, looked for once.
    fn secrets(&self) -> &Secrets {
        self.secrets.get_or_init(|| Secrets::find_in(self))
    }
}

/// Why a file is left out of this attempt, if it is.
fn stop_cause(below: &Path) -> Option<Cause> {
    let stopped = watch::stopped_paths().filter(|stopped| !stopped.is_empty())?;
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    stopped.get(&parts.join("/")).copied()
}

/// Puts the steps of a path before those still ahead, which are taken from the end; refused when it begins at a root.
fn push_steps(path: &Path, ahead: &mut Vec<OsString>) -> Result<(), FileRefusal> {
    for part in path.components().rev() {
        match part {
            Component::Normal(name) => ahead.push(name.to_os_string()),
            Component::ParentDir => ahead.push("..".into()),
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return Err(FileRefusal::Outside),
        }
    }
    Ok(())
}

/// Whether a name is that of a folder of raw messages, however it is spelled: `private`, `Private`, `privé`, also where
/// accents are separate characters, and as systems that fold capitals or drop a last point or space would take it.
pub fn is_private_name(name: &OsStr) -> bool {
    let plain = fold_word(&name.to_string_lossy());
    matches!(plain.trim_matches([' ', '.']), "private" | "prive" | "privee" | "prives" | "privees")
}

/// Whether a name is that of a hidden file or folder, which systems keep for programs: `.git` may hold a key.
pub fn is_hidden_name(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") && name != "." && name != ".."
}

/// What is private under a name that does not say so.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    /// The folders of the project that links named `private` lead to, from the root.
    folders: Vec<PathBuf>,
    /// The device and number of each private file that stands in several folders at once.
    shared: Vec<(u64, u64)>,
}

/// How many folders are looked through for what is private.
const MOST_FOLDERS: usize = 10_000;

impl Secrets {
    /// Whether something is private, though no name on its way says so.
    fn is_secret(&self, led: &Led) -> bool {
        let is_below = |folder: &PathBuf| led.below.starts_with(folder);
        self.folders.iter().any(is_below)
            || shared_file_number(&led.facts)
                .is_some_and(|number| self.shared.binary_search(&number).is_ok())
    }

    /// Looks through the folders of a project, whose links are not followed.
    fn find_in(tree: &Tree) -> Self {
        let mut secrets = Self::default();
        let mut ahead = vec![(PathBuf::new(), false)];
        let mut met = 0;
        while let Some((folder, is_private)) = ahead.pop() {
            met += 1;
            if met > MOST_FOLDERS {
                break;
            }
            let entries = fs::read_dir(tree.root.join(&folder));
            for entry in entries.into_iter().flatten().flatten() {
                let name = entry.file_name();
                let path = folder.join(&name);
                let is_named = is_private_name(&name);
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() && name != ".git" => {
                        ahead.push((path, is_private || is_named));
                    }
                    Ok(kind) if kind.is_symlink() && is_named => {
                        // The same folder under its other name is just as private: `private` may be a link to `messages-2026`.
                        secrets.folders.extend(tree.folder_behind(&path));
                    }
                    Ok(kind) if kind.is_file() && is_private => {
                        secrets
                            .shared
                            // A hard link is the same file under a name outside: it is known by its number alone.
                            .extend(entry.metadata().ok().as_ref().and_then(shared_file_number));
                    }
                    _ => {}
                }
            }
        }
        secrets.shared.sort_unstable();
        secrets
    }
}

impl Tree {
    /// The folder that a link leads to, from the root; none for the project itself and what lies outside it.
    fn folder_behind(&self, link: &Path) -> Option<PathBuf> {
        let led = self.follow_path(link).ok()?;
        let is_part = led.facts.is_dir() && !led.below.as_os_str().is_empty();
        is_part.then_some(led.below)
    }
}

/// The device and number of a file that stands in several folders at once; none for all others.
#[cfg(unix)]
fn shared_file_number(facts: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    (facts.is_file() && facts.nlink() > 1).then(|| (facts.dev(), facts.ino()))
}

/// Systems whose files have no such number that can be asked for without opening them.
#[cfg(not(unix))]
fn shared_file_number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(test)]
mod name_tests {
    use super::*;

    #[test]
    fn a_folder_of_raw_messages_is_known_under_any_spelling() {
        for name in [
            "private",
            "Private",
            "PRIVATE",
            "privé",
            "prive\u{301}",
            "PRIVÉ",
            "privée",
            "privés",
            "private.",
            "private ",
            "ｐｒｉｖａｔｅ",
        ] {
            assert!(is_private_name(OsStr::new(name)), "{name}");
        }
        for name in ["privates", "private-notes", "prix", "privateer", "a.private", ""] {
            assert!(!is_private_name(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn hidden_names_begin_with_a_point() {
        assert!(is_hidden_name(OsStr::new(".git")));
        assert!(!is_hidden_name(OsStr::new("a.b")));
        assert!(!is_hidden_name(OsStr::new("..")));
    }
}
