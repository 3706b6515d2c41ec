//! A folder to read from: every file that a project names is read here, through one gate.

mod gate;
mod index;
mod names;
mod raw;

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use gate::{Purpose, is_hidden_name, is_private_name};
pub use raw::{RawItem, RawItemForm};

use crate::error::{Error, Result};
use crate::finding::rules::{RUNAWAY_FILE, UNREADABLE_FILE};
use crate::finding::{Finding, Message, Report, Rule};
use crate::source::{SourceId, Sources, Span};
use crate::text::nearest;
use crate::watch::Cause;

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

/// Why a file of the project is not read.
#[derive(Debug)]
pub enum FileRefusal {
    /// Nothing stands there, or a link leads to nothing.
    Missing,
    /// Its path, or a link on it, leads out of the project.
    Outside,
    /// It lies in a folder of raw messages, under whatever name.
    Private,
    /// It is hidden, or lies in a hidden folder: that of git, or of another program.
    Hidden,
    /// It ended an earlier attempt at the same work.
    Stopped(Cause),
    /// A folder, a device.
    NoFile,
    /// More bytes than any such file.
    TooLarge,
    /// The system refused.
    Unreadable(Error),
}

impl FileRefusal {
    /// The rule that speaks of it, where another one speaks of the other reasons: what ended an attempt stops the PDF of its
    /// deck, so that the last one stays.
    pub fn rule_or(&self, usual: &'static Rule) -> &'static Rule {
        match self {
            Self::Stopped(_) => &RUNAWAY_FILE,
            _ => usual,
        }
    }

    /// What to say of a path that leads where nothing may be used from, and what to do; none of the other reasons.
    pub fn message_and_hint(&self, path: &str) -> Option<(Message, Message)> {
        let (message, hint) = match self {
            Self::Outside => ("path-outside", "hint-file-outside"),
            Self::Private => ("path-private", "hint-path-private"),
            Self::Hidden => ("path-hidden", "hint-path-hidden"),
            Self::Stopped(cause) => return Some((cause.message(path), cause.hint())),
            _ => return None,
        };
        Some((Message::new(message).with("path", path), Message::new(hint)))
    }
}

/// A project's folder on disk.
#[derive(Debug, Clone)]
pub struct Tree {
    root: PathBuf,
    secrets: Arc<OnceLock<gate::Secrets>>,
}

/// One thing in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// What it is once links are followed.
    pub kind: ItemKind,
}

/// What a thing in a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A file.
    File,
    /// A folder that may be entered.
    Folder,
    /// A pipe, a device, a link that leads to nothing, what the system does not let us look at.
    Other,
    /// A link that leads out of the project: whether to a file or to a folder is not looked at.
    Outside,
    /// A folder of raw messages or a hidden one, or a link into one.
    Barred,
}

impl ItemKind {
    /// What to say of a folder or a link at a path where nothing is read, as it leads where nothing may be used from, and what
    /// to do.
    pub fn led_away(self, path: &str) -> (Message, Message) {
        let (message, hint) = match self {
            Self::Barred => ("folder-private", "hint-path-private"),
            _ => ("folder-outside", "hint-folder-outside"),
        };
        (Message::new(message).with("name", path), Message::new(hint))
    }
}

impl Item {
    /// Whether it is a folder that may be entered.
    pub fn is_folder(&self) -> bool {
        self.kind == ItemKind::Folder
    }

    /// Whether it is a folder, or a link that is not followed.
    pub fn is_folder_or_led_away(&self) -> bool {
        matches!(self.kind, ItemKind::Folder | ItemKind::Outside | ItemKind::Barred)
    }
}

impl Tree {
    /// The tree below a folder that exists.
    pub fn open(root: &Path) -> Result<Self> {
        let root =
            root.canonicalize().map_err(|reason| Error::for_file("cannot-read", root, &reason))?;
        Ok(Self { root, secrets: Arc::default() })
    }

    /// How the folder is reached from the root of the git repository around it, as `path/to/`; empty when it is that root,
    /// or when there is no repository.
    pub fn path_in_repository(&self) -> String {
        let Some(repository) = self.git_repository() else {
            return String::new();
        };
        let path = self.root.strip_prefix(repository).unwrap_or(Path::new(""));
        path.iter().map(|part| format!("{}/", part.to_string_lossy())).collect()
    }

    /// The nearest folder around this one that is a working folder of git.
    fn git_repository(&self) -> Option<&Path> {
        let mut above = self.root.ancestors();
        above.find(|folder| folder.join(".git").exists())
    }

    /// The files below any folder `private/` that git keeps, in the order of its index.
    pub fn tracked_raw(&self) -> Vec<String> {
        let Some(repository) = self.git_repository() else {
            return Vec::new();
        };
        let inside = self.path_in_repository();
        let read = |path: &Path| Self::read_bytes(path, LARGEST_INDEX).ok().flatten();
        let names = index::file_paths(repository, &read).into_iter();
        names
            .filter_map(|name| name.strip_prefix(&inside).map(str::to_string))
            .filter(|name| is_raw(name))
            .collect()
    }

    /// Whether a file stands at a path that a deck may use.
    pub fn has_file(&self, path: &str) -> bool {
        self.has_file_for(path, Purpose::Deck)
    }

    /// Whether a file stands at a path that may be used for this.
    pub fn has_file_for(&self, path: &str, purpose: Purpose) -> bool {
        self.check_path(path, purpose).is_ok_and(|passed| passed.facts.is_file())
    }

    /// What a folder holds, by name; nothing when there is no such folder, or none that may be entered for this. Hidden
    /// things are left out.
    pub fn items(&self, folder: &str, purpose: Purpose) -> Result<Vec<Item>> {
        let place = match self.check_path(folder, purpose) {
            Ok(passed) if passed.facts.is_dir() => passed.place,
            Err(FileRefusal::Unreadable(error)) => return Err(error),
            _ => return Ok(Vec::new()),
        };
        let failed = |reason| Error::for_file("cannot-read", &place, &reason);
        let mut items = Vec::new();
        for entry in fs::read_dir(&place).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if is_hidden_name(&entry.file_name()) {
                continue;
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            // Most systems tell the kind with the name; a link has that of what it leads to.
            let kind = match entry.file_type() {
                Ok(kind) if kind.is_file() => ItemKind::File,
                Ok(kind) if kind.is_dir() && !is_private_name(OsStr::new(&name)) => {
                    ItemKind::Folder
                }
                _ => self.kind_in_folder(&join_path(folder, &name), purpose),
            };
            items.push(Item { name, kind });
        }
        items.sort();
        Ok(items)
    }

    /// What stands at a path once links are followed: a file, a folder or something else; or why it may not be used for this.
    pub fn kind_of_path(
        &self,
        path: &str,
        purpose: Purpose,
    ) -> std::result::Result<ItemKind, FileRefusal> {
        let facts = self.check_path(path, purpose)?.facts;
        Ok(match (facts.is_file(), facts.is_dir()) {
            (true, _) => ItemKind::File,
            (_, true) => ItemKind::Folder,
            _ => ItemKind::Other,
        })
    }

    /// What stands at a path, or why it may not be used, as a folder tells it of what it holds.
    pub fn kind_in_folder(&self, path: &str, purpose: Purpose) -> ItemKind {
        match self.kind_of_path(path, purpose) {
            Ok(kind) => kind,
            Err(FileRefusal::Outside) => ItemKind::Outside,
            Err(FileRefusal::Private | FileRefusal::Hidden) => ItemKind::Barred,
            _ => ItemKind::Other,
        }
    }

    /// The file whose name is the nearest to those of some paths, in their folders, as it is written from a deck's folder.
    pub fn nearest_file(
        &self,
        folder: &str,
        places: &[String],
        purpose: Purpose,
    ) -> Option<String> {
        let mut found: Vec<(String, String)> = Vec::new();
        for path in places {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let files = self.items(parent, purpose).unwrap_or_default().into_iter();
            let files = files.filter(|item| item.kind == ItemKind::File);
            if let Some(near) = nearest(name, files.map(|item| item.name)) {
                let whole = join_path(parent, &near);
                let shown = whole.strip_prefix(&format!("{folder}/")).unwrap_or(&whole);
                found.push((near, shown.to_string()));
            }
        }
        // The places are one name in several folders.
        let name = places.first()?.rsplit('/').next()?;
        let near = nearest(name, found.iter().map(|(near, _)| near))?;
        found.iter().filter(|(name, _)| name == near).map(|(_, path)| path.clone()).min()
    }

    /// The path from the root, without any link, of what a path leads to; none when that may not be used for this. Two paths
    /// to one thing have the same.
    pub fn resolve(&self, path: &str, purpose: Purpose) -> Option<PathBuf> {
        self.check_path(path, purpose).ok().map(|passed| passed.below)
    }

    /// Whether a link stands at a path itself, wherever it leads.
    pub fn is_link(&self, path: &str) -> bool {
        self.root.join(path).is_symlink()
    }

    /// Reads a text. `None` when a finding says why it cannot be read as one.
    pub fn read(
        &self,
        path: &str,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<SourceId>> {
        self.read_for(path, Purpose::Deck, sources, report)
    }

    /// Reads a text that is wanted for this. `None` when a finding says why it cannot be read as one.
    pub fn read_for(
        &self,
        path: &str,
        purpose: Purpose,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<SourceId>> {
        let read = self.read_file(path, purpose, LARGEST);
        match read.map_err(|refused| self.unreadable_text(path, refused)) {
            Ok(bytes) => match text_of(bytes) {
                Ok(text) => return Ok(Some(sources.add(path, text))),
                Err(fault) => report.push(fault.into_finding(path, sources)),
            },
            Err(fault) => report.push(fault?.into_finding(path, sources)),
        }
        Ok(None)
    }

    /// What to say of a text that is not read; an error when nothing stands there at all.
    fn unreadable_text(&self, path: &str, refused: FileRefusal) -> Result<UnreadableText> {
        let place = self.root.join(path);
        let (key, hint) = match refused {
            FileRefusal::Outside => ("file-outside", "hint-file-outside"),
            FileRefusal::Private => ("file-private", "hint-path-private"),
            FileRefusal::Hidden => ("file-hidden", "hint-path-hidden"),
            FileRefusal::NoFile => ("file-no-file", "hint-file-no-file"),
            FileRefusal::Stopped(cause) => return Ok(UnreadableText::of_cause(cause)),
            FileRefusal::TooLarge => ("file-too-large", "hint-file-too-large"),
            // A link whose end has gone, or that leads back to itself: only this file is missing.
            FileRefusal::Missing if place.is_symlink() => ("dead-link", "hint-dead-link"),
            FileRefusal::Missing => {
                let reason = ErrorKind::NotFound.into();
                return Err(Error::for_file("cannot-read", &place, &reason));
            }
            FileRefusal::Unreadable(error) => return Err(error),
        };
        Ok(UnreadableText::of_whole_file(key, hint))
    }

    /// The bytes of a file that may be used for this, or why they are not read.
    fn read_file(
        &self,
        path: &str,
        purpose: Purpose,
        most: u64,
    ) -> std::result::Result<Vec<u8>, FileRefusal> {
        let place = self.plain_file_path(path, purpose)?;
        let bytes = Self::read_bytes(&place, most);
        bytes.map_err(FileRefusal::Unreadable)?.ok_or(FileRefusal::TooLarge)
    }

    /// Where a plain file of the tree is on disk. Asked before opening: opening a named pipe would wait for ever.
    fn plain_file_path(
        &self,
        path: &str,
        purpose: Purpose,
    ) -> std::result::Result<PathBuf, FileRefusal> {
        let passed = self.check_path(path, purpose)?;
        if passed.facts.is_file() { Ok(passed.place) } else { Err(FileRefusal::NoFile) }
    }

    /// The bytes of a font, or why they are not read.
    pub fn read_font(&self, path: &str) -> std::result::Result<Vec<u8>, FileRefusal> {
        self.read_file(path, Purpose::Deck, LARGEST_FONT)
    }

    /// The bytes of a photo, or why they are not read.
    pub fn read_photo(&self, path: &str) -> std::result::Result<Vec<u8>, FileRefusal> {
        self.read_file(path, Purpose::Deck, LARGEST_PHOTO)
    }

    /// The bytes of a file that a page or a theme names, at most some, or why they are not read.
    pub fn read_asset(&self, path: &str, most: u64) -> std::result::Result<Vec<u8>, FileRefusal> {
        self.read_file(path, Purpose::Deck, most)
    }

    /// A data file opened at its start, to be read bit by bit, or why it is not. Who reads it stops after
    /// [`LARGEST_DATA`] bytes, as it may grow meanwhile.
    pub fn open_data(&self, path: &str) -> std::result::Result<Box<dyn Read + Send>, FileRefusal> {
        let place = self.plain_file_path(path, Purpose::Deck)?;
        let failed =
            |reason| FileRefusal::Unreadable(Error::for_file("cannot-read", &place, &reason));
        let file = File::open(&place).map_err(failed)?;
        if file.metadata().map_err(failed)?.len() > LARGEST_DATA {
            return Err(FileRefusal::TooLarge);
        }
        Ok(Box::new(file))
    }

    /// The bytes of a file, or `None` when it is too large.
    fn read_bytes(place: &Path, most: u64) -> Result<Option<Vec<u8>>> {
        let failed = |reason| Error::for_file("cannot-read", place, &reason);
        // Asked before it is opened: a pipe would wait for a writer that never comes.
        let told = fs::metadata(place).map_err(failed)?;
        if !told.is_file() {
            return Err(Error::for_file("cannot-read", place, &ErrorKind::IsADirectory.into()));
        }
        let file = File::open(place).map_err(failed)?;
        // The length only says how much room to make: the file may grow meanwhile.
        let length = told.len().min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
        file.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }
}

/// Why bytes are not a text, and as much of it as can be shown.
struct UnreadableText {
    text: String,
    range: Range<usize>,
    key: &'static str,
    hint: &'static str,
    /// What it did to an earlier attempt.
    cause: Option<Cause>,
}

impl UnreadableText {
    /// A fault of the whole file, of which nothing can be shown.
    fn of_whole_file(key: &'static str, hint: &'static str) -> Self {
        Self { text: String::new(), range: 0..0, key, hint, cause: None }
    }

    /// A file that ended an earlier attempt at the same work.
    fn of_cause(cause: Cause) -> Self {
        Self { cause: Some(cause), ..Self::of_whole_file("", "") }
    }

    fn into_finding(self, path: &str, sources: &mut Sources) -> Finding {
        let sign = self.text[self.range.clone()].chars().next();
        let code = format!("U+{:04X}", sign.map_or(0, u32::from));
        let message = Message::new(self.key).with("most", LARGEST / 1024 / 1024).with("code", code);
        let id = sources.add(path, self.text);
        let (rule, message, hint) = match self.cause {
            Some(cause) => (&RUNAWAY_FILE, cause.message(path), cause.hint()),
            None => (&UNREADABLE_FILE, message, Message::new(self.hint)),
        };
        Finding::new(rule, Span::new(id, self.range), message).with_hint(hint)
    }
}

/// Where a file may be that is named from a deck's folder, if there is one, else from the project's root; none when its
/// path leaves the project.
pub fn candidate_paths(folder: &str, named: &str) -> Option<Vec<String>> {
    let named = with_slashes(named);
    let parts: Vec<&str> = named.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    // A path must mean the same on every system: `C:` is refused where it is plain letters too.
    let is_outside = named.starts_with('/') || named.contains(':') || parts.contains(&"..");
    let below = parts.join("/");
    let beside = (!folder.is_empty()).then(|| format!("{folder}/{below}"));
    (!is_outside).then(|| beside.into_iter().chain([below]).collect())
}

/// A path as it is written everywhere: Windows shows it with `\`, which between double quotes makes a sign of its own with some
/// letters.
pub fn with_slashes(path: &str) -> Cow<'_, str> {
    const MADE: [(char, &str); 7] = [
        ('\\', "/"),
        ('\n', "/n"),
        ('\t', "/t"),
        ('\r', "/r"),
        ('\u{7}', "/a"),
        ('\u{8}', "/b"),
        ('\u{c}', "/f"),
    ];
    if !path.contains(MADE.map(|(sign, _)| sign)) {
        return Cow::Borrowed(path);
    }
    let plain = |path: String, (sign, typed): &(char, &str)| path.replace(*sign, typed);
    Cow::Owned(MADE.iter().fold(path.to_string(), plain))
}

/// The bytes of an export of messages, wherever it lies on disk; `None` when it is larger than any.
pub fn read_export(place: &Path) -> Result<Option<Vec<u8>>> {
    Tree::read_bytes(place, LARGEST_EXPORT)
}

/// The path of something in a folder; that of the root is empty.
pub fn join_path(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_string(),
        folder => format!("{folder}/{name}"),
    }
}

/// Whether a path, with `/`, lies below a folder of raw messages.
pub fn is_raw(path: &str) -> bool {
    // The last part is the file itself, which may be called `private` without being a folder.
    let mut folders = path.split('/').rev().skip(1);
    folders.any(|part| is_private_name(OsStr::new(part)))
}

/// The text of bytes in UTF-8, without the mark that some programs put first.
fn text_of(mut bytes: Vec<u8>) -> std::result::Result<String, UnreadableText> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    if is_utf_16(&bytes) {
        return Err(UnreadableText::of_whole_file("file-utf-16", "hint-save-utf-8"));
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
        Some((at, sign)) => Err(UnreadableText {
            text,
            range: at..at + sign.len_utf8(),
            key: "control-character",
            hint: "hint-control-character",
            cause: None,
        }),
    }
}

/// Two bytes a character: told by a mark, or by the zeros that half of all bytes of a European text then are.
pub fn is_utf_16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        // Two letters of ASCII at the start are enough: no text in UTF-8 has a zero.
        [first, 0, second, 0, ..] | [0, first, 0, second, ..] => *first != 0 && *second != 0,
        _ => false,
    }
}

fn not_utf_8(bytes: &[u8], at: usize) -> UnreadableText {
    let (before, rest) = bytes.split_at(at);
    let text = String::from_utf8_lossy(before).into_owned() + &decode_windows_1252(rest);
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    UnreadableText {
        text,
        range: at..end,
        key: "file-not-utf-8",
        hint: "hint-save-utf-8",
        cause: None,
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
pub fn decode_leniently(bytes: &[u8]) -> Option<String> {
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
    Some(text.unwrap_or_else(|_| decode_windows_1252(bytes)))
}

/// Bytes as a Windows program of Western Europe meant them, `\u{fffd}` where they mean nothing.
pub fn decode_windows_1252(bytes: &[u8]) -> String {
    let sign = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
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
    fn a_path_of_windows_is_the_same_path() {
        for path in ["photos\\gare.jpg", "photos/gare.jpg"] {
            let places = candidate_paths("2026", path).expect("a path of the project");
            assert_eq!(places, ["2026/photos/gare.jpg", "photos/gare.jpg"], "{path}");
        }
        // What YAML makes of `"photos\nord.jpg"`.
        assert_eq!(with_slashes("photos\nord.jpg"), "photos/nord.jpg");
        for path in ["..\\a.jpg", "c:\\a.jpg", "\\\\server\\a.jpg"] {
            assert_eq!(candidate_paths("2026", path), None, "{path}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_left_out_and_odd_line_breaks_stay() {
        let text = text_of("\u{feff}un\u{2028}deux\u{85}trois\r\n".into()).ok();
        assert_eq!(text.as_deref(), Some("un\u{2028}deux\u{85}trois\r\n"));
    }
}
