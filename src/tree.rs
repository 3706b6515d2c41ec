//! A folder to read from. The only code that reads the files people wrote.

mod index;

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::finding::rules::UNREADABLE_FILE;
use crate::finding::{Finding, Message, Report};
use crate::source::{SourceId, Sources, Span};

/// The largest narrative file, in bytes: four hundred times the longest one we have seen. More is a mistake.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// The largest font file, in bytes: those of East Asian scripts reach 30 MB.
const LARGEST_FONT: u64 = 64 * 1024 * 1024;

/// The largest index of git that is read, in bytes: half a million files.
const LARGEST_INDEX: u64 = 64 * 1024 * 1024;

/// The largest export of messages, in bytes: those of networks have fifty columns a message.
pub const LARGEST_EXPORT: u64 = 64 * 1024 * 1024;

/// The largest photo, in bytes: those of big cameras have 30 MB.
pub const LARGEST_PHOTO: u64 = 64 * 1024 * 1024;

/// The largest data file, in bytes: three million rows of an INSEE Melodi file. Larger ones are whole national data sets,
/// of which the source's own page gives a part.
pub const LARGEST_DATA: u64 = 256 * 1024 * 1024;

/// The folder of raw messages, at any depth: git is not to keep it, and no page shows it.
pub const PRIVATE: &str = "private";

/// Why a photo or a data file is not read.
#[derive(Debug)]
pub enum Refused {
    /// Nothing stands there.
    Missing,
    /// A link leads out of the project.
    Outside,
    /// A folder, a device.
    NoFile,
    /// More bytes than any such file.
    TooLarge,
    /// The system refused.
    Unreadable(Error),
}

/// A project's folder on disk.
#[derive(Debug, Clone)]
pub struct Tree {
    root: PathBuf,
}

/// One thing in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

impl Tree {
    /// The tree below a folder that exists.
    pub fn open(root: &Path) -> Result<Self> {
        let root = root
            .canonicalize()
            .map_err(|reason| Error::file("cannot-read", root, &reason))?;
        Ok(Self { root })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How the folder is reached from the root of the git repository around it, as `path/to/`; empty when it is that root,
    /// or when there is no repository.
    pub fn path_in_repository(&self) -> String {
        let Some(repository) = self.repository() else {
            return String::new();
        };
        let path = self.root.strip_prefix(repository).unwrap_or(Path::new(""));
        path.iter()
            .map(|part| format!("{}/", part.to_string_lossy()))
            .collect()
    }

    /// The nearest folder around this one that is a working folder of git.
    fn repository(&self) -> Option<&Path> {
        let mut above = self.root.ancestors();
        above.find(|folder| folder.join(".git").exists())
    }

    /// The files below any folder `private/` that git keeps, in the order of its index.
    pub fn tracked_raw(&self) -> Vec<String> {
        let Some(repository) = self.repository() else {
            return Vec::new();
        };
        let inside = self.path_in_repository();
        let read = |path: &Path| self.bytes(path, LARGEST_INDEX).ok().flatten();
        let names = index::names(repository, &read).into_iter();
        names
            .filter_map(|name| name.strip_prefix(&inside).map(str::to_string))
            .filter(|name| is_raw(name))
            .collect()
    }

    /// Where a path of the tree is on disk.
    pub fn locate(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Whether a file stands at a path.
    pub fn has_file(&self, path: &str) -> bool {
        self.locate(path).is_file()
    }

    /// What a folder holds, by name; nothing when there is no such folder. Hidden things are left out.
    pub fn items(&self, folder: &str) -> Result<Vec<Item>> {
        let place = self.locate(folder);
        let entries = match fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(reason)
                if matches!(
                    reason.kind(),
                    ErrorKind::NotFound | ErrorKind::NotADirectory
                ) =>
            {
                return Ok(Vec::new());
            }
            Err(reason) => return Err(Error::file("cannot-read", &place, &reason)),
        };
        let mut items = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|reason| Error::file("cannot-read", &place, &reason))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                // Most systems tell the kind with the name; a link has that of what it leads to.
                let is_folder = match entry.file_type() {
                    Ok(kind) if !kind.is_symlink() => kind.is_dir(),
                    _ => entry.path().is_dir(),
                };
                items.push(Item { name, is_folder });
            }
        }
        items.sort();
        Ok(items)
    }

    /// The file whose name is the nearest to those of some paths, in their folders, as it is written from a deck's folder.
    pub fn near(&self, folder: &str, places: &[String]) -> Option<String> {
        let mut found: Vec<(usize, String)> = Vec::new();
        for path in places {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let files = self.items(parent).unwrap_or_default();
            for item in files.into_iter().filter(|item| !item.is_folder) {
                let distance =
                    strsim::damerau_levenshtein(&name.to_lowercase(), &item.name.to_lowercase());
                let whole = if parent.is_empty() {
                    item.name
                } else {
                    format!("{parent}/{}", item.name)
                };
                let shown = whole.strip_prefix(&format!("{folder}/")).unwrap_or(&whole);
                if distance <= (name.len() / 3).max(1) {
                    found.push((distance, shown.to_string()));
                }
            }
        }
        found.into_iter().min().map(|(_, path)| path)
    }

    /// Where a path of the tree is once links are followed; none when it leads nowhere.
    pub fn real(&self, path: &str) -> Option<PathBuf> {
        self.locate(path).canonicalize().ok()
    }

    /// Whether a path stays inside the tree once links are followed.
    pub fn is_inside(&self, path: &Path) -> bool {
        path.canonicalize()
            .is_ok_and(|real| real.starts_with(&self.root))
    }

    /// Reads a text. `None` when a finding says why it cannot be read as one.
    pub fn read(
        &self,
        path: &str,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<SourceId>> {
        let place = self.locate(path);
        let text = match place.canonicalize() {
            Ok(real) if !real.starts_with(&self.root) => {
                Err(Unreadable::whole("file-outside", "hint-file-outside"))
            }
            Ok(_) => match self.bytes(&place, LARGEST)? {
                Some(bytes) => text_of(bytes),
                None => Err(Unreadable::whole("file-too-large", "hint-file-too-large")),
            },
            // A link whose end has gone, or that leads back to itself: only this file is missing.
            Err(reason) if place.is_symlink() && reason.kind() != ErrorKind::PermissionDenied => {
                Err(Unreadable::whole("dead-link", "hint-dead-link"))
            }
            Err(reason) => return Err(Error::file("cannot-read", &place, &reason)),
        };
        match text {
            Ok(text) => Ok(Some(sources.add(path, text))),
            Err(fault) => {
                report.push(fault.finding(path, sources));
                Ok(None)
            }
        }
    }

    /// The bytes of a font; `None` when it stands outside the tree or is larger than any font.
    pub fn font(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let place = self.locate(path);
        if self.is_inside(&place) {
            self.bytes(&place, LARGEST_FONT)
        } else {
            Ok(None)
        }
    }

    /// The bytes of a photo, or why they are not read.
    pub fn photo(&self, path: &str) -> std::result::Result<Vec<u8>, Refused> {
        let place = self.inside(path)?;
        let bytes = self.bytes(&place, LARGEST_PHOTO);
        bytes.map_err(Refused::Unreadable)?.ok_or(Refused::TooLarge)
    }

    /// A data file opened at its start, to be read bit by bit, or why it is not. Who reads it stops after
    /// [`LARGEST_DATA`] bytes, as it may grow meanwhile.
    pub fn data(&self, path: &str) -> std::result::Result<File, Refused> {
        let place = self.inside(path)?;
        let failed = |reason| Refused::Unreadable(Error::file("cannot-read", &place, &reason));
        let file = File::open(&place).map_err(failed)?;
        if file.metadata().map_err(failed)?.len() > LARGEST_DATA {
            return Err(Refused::TooLarge);
        }
        Ok(file)
    }

    /// Where a file of the tree is on disk, if it is one and no link leads out of the tree.
    fn inside(&self, path: &str) -> std::result::Result<PathBuf, Refused> {
        let place = self.locate(path);
        let real = place.canonicalize().map_err(|_| Refused::Missing)?;
        if !real.starts_with(&self.root) {
            return Err(Refused::Outside);
        }
        // Asked before opening: opening a named pipe would wait for ever.
        if real.is_file() {
            Ok(place)
        } else {
            Err(Refused::NoFile)
        }
    }

    /// The first bytes of a file of raw messages, at most some, and whether these are all.
    pub fn raw(&self, path: &str, most: u64) -> Result<(Vec<u8>, bool)> {
        let place = self.locate(path);
        let mut bytes = Vec::new();
        let read = File::open(&place).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
        read.map_err(|reason| Error::file("cannot-read", &place, &reason))?;
        let is_whole = bytes.len() as u64 <= most;
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok((bytes, is_whole))
    }

    /// The bytes of an export of messages, wherever it lies; `None` when it is larger than any.
    pub fn export(&self, place: &Path) -> Result<Option<Vec<u8>>> {
        self.bytes(place, LARGEST_EXPORT)
    }

    /// The bytes of a file, or `None` when it is too large.
    fn bytes(&self, place: &Path, most: u64) -> Result<Option<Vec<u8>>> {
        let failed = |reason| Error::file("cannot-read", place, &reason);
        // Asked before it is opened: a pipe would wait for a writer that never comes.
        let told = fs::metadata(place).map_err(failed)?;
        if !told.is_file() {
            return Err(Error::file(
                "cannot-read",
                place,
                &ErrorKind::IsADirectory.into(),
            ));
        }
        let file = File::open(place).map_err(failed)?;
        // The length only says how much room to make: the file may grow meanwhile.
        let length = told.len().min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }
}

/// Why bytes are not a text, and as much of it as can be shown.
struct Unreadable {
    text: String,
    range: Range<usize>,
    key: &'static str,
    hint: &'static str,
}

impl Unreadable {
    /// A fault of the whole file, of which nothing can be shown.
    fn whole(key: &'static str, hint: &'static str) -> Self {
        Self {
            text: String::new(),
            range: 0..0,
            key,
            hint,
        }
    }

    fn finding(self, path: &str, sources: &mut Sources) -> Finding {
        let sign = self.text[self.range.clone()].chars().next();
        let code = format!("U+{:04X}", sign.map_or(0, u32::from));
        let message = Message::new(self.key)
            .with("most", LARGEST / 1024 / 1024)
            .with("code", code);
        let id = sources.add(path, self.text);
        Finding::new(&UNREADABLE_FILE, Span::new(id, self.range), message)
            .hint(Message::new(self.hint))
    }
}

/// Where a file may be that is named from a deck's folder, if there is one, else from the project's root; none when its
/// path leaves the project.
pub fn places(folder: &str, named: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = named
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    let is_outside = named.starts_with('/') || named.contains(['\\', ':']) || parts.contains(&"..");
    let below = parts.join("/");
    let beside = (!folder.is_empty()).then(|| format!("{folder}/{below}"));
    (!is_outside).then(|| beside.into_iter().chain([below]).collect())
}

/// Whether a path, with `/`, lies below a folder of raw messages.
pub fn is_raw(path: &str) -> bool {
    path.split('/').rev().skip(1).any(|part| part == PRIVATE)
}

/// The text of bytes in UTF-8, without the mark that some programs put first.
fn text_of(mut bytes: Vec<u8>) -> std::result::Result<String, Unreadable> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    if is_utf_16(&bytes) {
        return Err(Unreadable::whole("file-utf-16", "hint-save-utf-8"));
    }
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    let text = String::from_utf8(bytes).map_err(|reason| {
        let good = reason.utf8_error().valid_up_to();
        not_utf_8(reason.as_bytes(), good)
    })?;
    match text.char_indices().find(|(_, c)| is_refused(*c)) {
        None => Ok(text),
        Some((at, sign)) => Err(Unreadable {
            text,
            range: at..at + sign.len_utf8(),
            key: "control-character",
            hint: "hint-control-character",
        }),
    }
}

/// Two bytes a character: told by a mark, or by the zeros that half of all bytes of a European text then are.
pub fn is_utf_16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [first, 0, second, 0, ..] | [0, first, 0, second, ..] => *first != 0 && *second != 0,
        _ => false,
    }
}

fn not_utf_8(bytes: &[u8], at: usize) -> Unreadable {
    let (before, rest) = bytes.split_at(at);
    let text = String::from_utf8_lossy(before).into_owned() + &windows(rest);
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    Unreadable {
        text,
        range: at..end,
        key: "file-not-utf-8",
        hint: "hint-save-utf-8",
    }
}

/// Control characters that no keyboard types: they come from a damaged file.
fn is_refused(c: char) -> bool {
    let is_control = c < ' ' || ('\u{7f}'..='\u{9f}').contains(&c);
    is_control && !matches!(c, '\n' | '\r' | '\t' | '\u{85}')
}

/// What Windows puts where Latin-1 has control characters, from 0x80; `\u{fffd}` where it puts nothing.
const WINDOWS: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ";

/// The text of bytes whatever their encoding; none for what is no text, which has zeros where no letter does.
pub fn lenient(bytes: &[u8]) -> Option<String> {
    let units = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return Some(units(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => return Some(units(rest, u16::from_be_bytes)),
        _ if bytes.contains(&0) => return None,
        _ => {}
    }
    let text = str::from_utf8(bytes).map(str::to_string);
    Some(text.unwrap_or_else(|_| windows(bytes)))
}

/// Bytes as a Windows program of Western Europe meant them, `\u{fffd}` where they mean nothing.
pub fn windows(bytes: &[u8]) -> String {
    let sign = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS
            .chars()
            .nth(usize::from(byte - 0x80))
            .unwrap_or('\u{fffd}'),
        _ => char::from(*byte),
    };
    bytes.iter().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(bytes: &[u8]) -> &'static str {
        text_of(bytes.to_vec()).map_or_else(|fault| fault.key, |_| "")
    }

    #[test]
    fn two_bytes_a_character_are_known_with_and_without_their_mark() {
        assert_eq!(fault(b"\xff\xfet\0"), "file-utf-16");
        assert_eq!(fault(b"t\0i\0t\0r\0e\0"), "file-utf-16");
        assert_eq!(fault(b"\0t\0i\0t\0r\0e"), "file-utf-16");
        assert_eq!(fault(b"t\0itre"), "control-character");
        assert_eq!(fault(b""), "");
    }

    #[test]
    fn what_is_not_utf_8_is_shown_as_windows_meant_it() {
        let Err(shown) = text_of(b"L\x92\xe9t\xe9 co\xfbte 5\xa0\x80".to_vec()) else {
            panic!("not UTF-8");
        };
        assert_eq!(shown.text, "L’été coûte 5\u{a0}€");
        assert_eq!(&shown.text[shown.range], "’");
    }

    #[test]
    fn a_byte_order_mark_is_left_out_and_odd_line_breaks_stay() {
        let text = text_of("\u{feff}un\u{2028}deux\u{85}trois\r\n".into()).ok();
        assert_eq!(text.as_deref(), Some("un\u{2028}deux\u{85}trois\r\n"));
    }
}
