//! The files of a project that a deck shows: only those that pass the gate, each read at most once.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::Bytes;
use typst::syntax::{FileId, Source, VirtualPath, VirtualRoot};

use crate::photos::{self, DrawingLosses, PhotoFault};
use crate::tree::{FileRefusal, PathKind, Purpose, Tree};

/// The largest file that is read, in bytes: a photograph of a large camera has 30 MB.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The project's files as the layout of one deck sees them.
pub(super) struct Files {
    /// The project's folder; none when it does not exist.
    tree: Option<Tree>,
    read: Mutex<HashMap<FileId, Slot>>,
    refused: Mutex<BTreeMap<String, PhotoFault>>,
    losses: Mutex<BTreeMap<String, DrawingLosses>>,
}

/// One file: its bytes, those that pages may show once they were asked for, and its parsed text once that was.
struct Slot {
    bytes: FileResult<Bytes>,
    shown: Option<FileResult<Bytes>>,
    source: Option<Source>,
}

impl Files {
    /// Will read in a project, or nothing at all.
    pub fn new(tree: Option<&Tree>) -> Self {
        Self {
            tree: tree.cloned(),
            read: Mutex::default(),
            refused: Mutex::default(),
            losses: Mutex::default(),
        }
    }

    /// Forgets everything that was read, so that changed files are seen.
    pub fn clear_cache(&mut self) {
        self.lock_refused().clear();
        self.lock_losses().clear();
        self.lock_slots().clear();
    }

    /// The bytes of a file; those of a picture without anything but what is visible.
    pub fn visible_bytes(&self, id: FileId) -> FileResult<Bytes> {
        let mut slots = self.lock_slots();
        let slot = self.load_slot(&mut slots, id);
        let shown = || slot.bytes.clone().and_then(|bytes| self.strip_hidden_data(id, bytes));
        slot.shown.get_or_insert_with(shown).clone()
    }

    /// The pictures that were asked for and cannot be shown, by path, with the reason; they are handed over once.
    pub fn refusal_error(&self) -> BTreeMap<String, PhotoFault> {
        std::mem::take(&mut *self.lock_refused())
    }

    /// What is lost of the drawings that were asked for, by path.
    pub fn losses(&self) -> BTreeMap<String, DrawingLosses> {
        std::mem::take(&mut *self.lock_losses())
    }

    /// A file as pages may show it. Whatever asks for a picture, under whatever name, gets it without hidden data.
    fn strip_hidden_data(&self, id: FileId, bytes: Bytes) -> FileResult<Bytes> {
        match photos::strip_hidden_data(&bytes) {
            Ok(None) => Ok(bytes),
            Ok(Some(bare)) => {
                let path = id.vpath().get_without_slash();
                let losses = photos::losses_on_slide(&bytes);
                self.lock_losses().extend(losses.map(|losses| (path.to_owned(), losses)));
                Ok(Bytes::new(bare))
            }
            Err(fault) => {
                let path = id.vpath().get_without_slash();
                self.lock_refused().insert(path.to_owned(), fault);
                Err(FileError::Other(Some(refused_picture_text(path).into())))
            }
        }
    }

    fn lock_losses(&self) -> MutexGuard<'_, BTreeMap<String, DrawingLosses>> {
        self.losses.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_refused(&self) -> MutexGuard<'_, BTreeMap<String, PhotoFault>> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file as Typst source.
    pub fn source(&self, id: FileId) -> FileResult<Source> {
        let mut slots = self.lock_slots();
        let slot = self.load_slot(&mut slots, id);
        if let Some(source) = &slot.source {
            return Ok(source.clone());
        }
        let bytes = slot.bytes.clone()?;
        let text = std::str::from_utf8(&bytes)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(slot.source.insert(Source::new(id, text.into())).clone())
    }

    /// The files read so far, by path from the project's root.
    pub fn read_files(&self) -> BTreeMap<String, Vec<u8>> {
        let slots = self.lock_slots();
        let file = |(id, slot): (&FileId, &Slot)| {
            let path = id.vpath().get_without_slash().to_owned();
            // A file that was only read as a text has nothing hidden.
            let bytes = slot.shown.as_ref().unwrap_or(&slot.bytes);
            Some((path, bytes.as_ref().ok()?.to_vec()))
        };
        slots.iter().filter_map(file).collect()
    }

    /// The sources parsed so far.
    pub fn parsed_sources(&self) -> Vec<Source> {
        let slots = self.lock_slots();
        slots.values().filter_map(|s| s.source.clone()).collect()
    }

    /// The slot of a file, read now if it was not.
    fn load_slot<'a>(&self, slots: &'a mut HashMap<FileId, Slot>, id: FileId) -> &'a mut Slot {
        slots.entry(id).or_insert_with(|| Slot {
            bytes: self.load_file(id),
            shown: None,
            source: None,
        })
    }

    /// Locks all slots. They stay usable after a panic elsewhere, as a slot is only ever written whole.
    fn lock_slots(&self) -> MutexGuard<'_, HashMap<FileId, Slot>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a file of the project. Typst packages are refused: a deck needs no network.
    fn load_file(&self, id: FileId) -> FileResult<Bytes> {
        match id.root() {
            VirtualRoot::Project => read_in(self.tree.as_ref(), id.vpath()).map(Bytes::new),
            VirtualRoot::Package(package) => Err(FileError::Package(PackageError::Other(Some(
                format!("`{package}` is not read: decks use no packages").into(),
            )))),
        }
    }
}

/// Reads a plain file of a project that a page may show.
fn read_in(tree: Option<&Tree>, path: &VirtualPath) -> FileResult<Vec<u8>> {
    let shown = path.get_without_slash();
    let missing = || FileError::NotFound(PathBuf::from(shown));
    let tree = tree.ok_or_else(missing)?;
    tree.read_asset(shown, LARGEST).map_err(|why| match why {
        FileRefusal::Missing => missing(),
        FileRefusal::Outside => refused(shown, "leads outside the project"),
        FileRefusal::Private => refused(shown, "is private: no page shows it"),
        FileRefusal::Stopped(_) => refused(shown, "ended an earlier attempt"),
        FileRefusal::Hidden => refused(shown, "is hidden: no page shows it"),
        // Typst has words of its own for a folder; it has none for devices and pipes.
        FileRefusal::NoFile if tree.kind_in_folder(shown, Purpose::Deck) == PathKind::Folder => {
            FileError::IsDirectory
        }
        FileRefusal::NoFile => refused(shown, "is not a plain file"),
        FileRefusal::TooLarge => refused(shown, "is larger than 64 MB"),
        FileRefusal::Unreadable(_) => FileError::AccessDenied,
    })
}

/// What Typst is told about a picture that cannot be shown; its complaint is later recognised by these words.
pub(super) fn refused_picture_text(path: &str) -> String {
    format!("`{path}` cannot be shown")
}

/// The error for a file that exists and is not read.
fn refused(path: &str, why: &str) -> FileError {
    FileError::Other(Some(format!("`{path}` {why}").into()))
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, File};
    use std::os::unix::fs::symlink;
    use std::path::Path;

    use tempfile::TempDir;

    use super::super::tests::{folder, typesetter};
    use super::super::{MAIN, Trouble};
    use super::*;

    /// A project with a file, beside a secret.
    fn project() -> (TempDir, PathBuf) {
        let dir = TempDir::new().expect("a folder");
        let root = dir.path().join("project");
        fs::create_dir_all(root.join("data")).expect("a folder");
        fs::write(root.join("data/a.txt"), "inside").expect("a file");
        fs::write(dir.path().join("secret.txt"), "secret").expect("a file");
        (dir, root)
    }

    /// What is shown when a manuscript reads a path, or the trouble.
    fn read(root: &Path, path: &str) -> Result<String, Trouble> {
        let main = format!("Text.\n#read(\"{path}\")");
        let mut done = typesetter().typeset(&folder(&main, ""), Tree::open(root).ok().as_ref());
        match done.pages {
            Some(pages) => Ok(pages.page_text(1)),
            None => Err(done.troubles.remove(0)),
        }
    }

    #[test]
    fn a_file_of_the_project_is_read() {
        let (_dir, root) = project();
        assert_eq!(read(&root, "data/a.txt").expect("text"), "Text. inside");
        assert_eq!(read(&root, "/data/a.txt").expect("text"), "Text. inside");
    }

    #[test]
    fn a_path_that_climbs_out_is_refused() {
        let (_dir, root) = project();
        let trouble = read(&root, "../secret.txt").expect_err("a trouble");
        assert!(trouble.message.contains("escape"), "{}", trouble.message);
        assert!(read(&root, "data/../../secret.txt").is_err());
        let absolute = root.parent().expect("a parent").join("secret.txt");
        assert!(read(&root, &absolute.to_string_lossy()).is_err());
    }

    #[test]
    fn a_link_that_leads_out_is_refused_and_one_that_stays_is_followed() {
        let (dir, root) = project();
        symlink(dir.path().join("secret.txt"), root.join("out.txt")).expect("a link");
        symlink(dir.path(), root.join("up")).expect("a link");
        symlink("data/a.txt", root.join("in.txt")).expect("a link");
        let trouble = read(&root, "out.txt").expect_err("a trouble");
        assert_eq!(trouble.message, "failed to load file (`out.txt` leads outside the project)");
        assert!(read(&root, "up/secret.txt").is_err());
        assert_eq!(read(&root, "in.txt").expect("text"), "Text. inside");
    }

    #[test]
    fn raw_messages_are_refused_under_any_name() {
        let (_dir, root) = project();
        fs::create_dir_all(root.join("data/private")).expect("a folder");
        fs::write(root.join("data/private/raw.txt"), "raw").expect("a file");
        symlink("private/raw.txt", root.join("data/open.txt")).expect("a link");
        for path in ["data/private/raw.txt", "data/open.txt"] {
            let trouble = read(&root, path).expect_err("a trouble");
            assert!(trouble.message.contains("is private"), "{}", trouble.message);
        }
    }

    #[test]
    fn folders_devices_and_huge_files_are_refused() {
        let (_dir, root) = project();
        let huge = File::create(root.join("huge.bin")).expect("a file");
        huge.set_len(LARGEST + 1).expect("a size");
        let socket = root.join("socket");
        std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        let said = |path| read(&root, path).expect_err("a trouble").message;
        assert!(said("data").contains("is a directory"));
        assert!(said("huge.bin").contains("is larger than 64 MB"));
        assert!(said("socket").contains("is not a plain file"));
    }

    #[test]
    fn a_missing_image_is_a_trouble_at_its_name_in_the_manuscript() {
        let (_dir, root) = project();
        let main = "Text.\n#image(\"photos/port.jpg\", alt: \"x\")";
        let done = typesetter().typeset(&folder(main, ""), Tree::open(&root).ok().as_ref());
        let trouble = &done.troubles[0];
        assert_eq!(trouble.message, "file not found (searched at photos/port.jpg)");
        let place = trouble.place_in(MAIN).expect("a place");
        assert_eq!(&main[place.range.clone()], "\"photos/port.jpg\"");
    }

    #[test]
    fn a_package_is_refused() {
        let main = "#import \"@preview/cetz:0.3.0\": canvas";
        let done = typesetter().typeset(&folder(main, ""), None);
        assert_eq!(
            done.troubles[0].message,
            "failed to load package (`@preview/cetz:0.3.0` is not read: decks use no packages)"
        );
    }

    #[test]
    fn a_changed_file_is_seen_by_the_next_typesetting() {
        let (_dir, root) = project();
        let main = "#read(\"data/a.txt\")#read(\"data/a.txt\")";
        let mut workshop =
            typesetter().open_workshop(&folder(main, ""), Tree::open(&root).ok().as_ref());
        assert_eq!(workshop.typeset().pages.expect("pages").page_text(1), "insideinside");
        fs::write(root.join("data/a.txt"), "new").expect("a file");
        assert_eq!(workshop.typeset().pages.expect("pages").page_text(1), "newnew");
    }
}
