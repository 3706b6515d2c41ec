//! A folder to read from. The only code that reads the files people wrote.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::finding::rules::UNREADABLE_FILE;
use crate::finding::{Finding, Message, Report};
use crate::source::{SourceId, Sources, Span};

/// The largest narrative file, in bytes: four hundred times the longest one we have seen. More is a mistake.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// The largest font file, in bytes: those of East Asian scripts reach 30 MB.
const LARGEST_FONT: u64 = 64 * 1024 * 1024;

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
                items.push(Item {
                    name,
                    is_folder: entry.path().is_dir(),
                });
            }
        }
        items.sort();
        Ok(items)
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
        let bytes = self.bytes(&place, LARGEST)?;
        let fault = |sources: &mut Sources,
                     report: &mut Report,
                     text: String,
                     range,
                     message: Message,
                     hint| {
            let id = sources.add(path, text);
            let finding = Finding::new(&UNREADABLE_FILE, Span::new(id, range), message)
                .hint(Message::new(hint));
            report.push(finding);
            Ok(None)
        };
        if !self.is_inside(&place) {
            return fault(
                sources,
                report,
                String::new(),
                0..0,
                Message::new("file-outside"),
                "hint-file-outside",
            );
        }
        let Some(bytes) = bytes else {
            let message = Message::new("file-too-large").with("most", LARGEST / 1024 / 1024);
            return fault(
                sources,
                report,
                String::new(),
                0..0,
                message,
                "hint-file-too-large",
            );
        };
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return fault(
                sources,
                report,
                String::new(),
                0..0,
                Message::new("file-utf-16"),
                "hint-save-utf-8",
            );
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.to_string(),
            Err(reason) => {
                let at = reason.valid_up_to();
                let (before, rest) = bytes.split_at(at);
                let text = String::from_utf8_lossy(before).into_owned() + &latin(rest);
                let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
                return fault(
                    sources,
                    report,
                    text,
                    at..end,
                    Message::new("file-not-utf-8"),
                    "hint-save-utf-8",
                );
            }
        };
        if let Some((at, sign)) = text.char_indices().find(|(_, c)| is_refused(*c)) {
            let message = Message::new("control-character")
                .with("code", format!("U+{:04X}", u32::from(sign)));
            return fault(
                sources,
                report,
                text,
                at..at + sign.len_utf8(),
                message,
                "hint-control-character",
            );
        }
        Ok(Some(sources.add(path, text)))
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

    /// The bytes of a file, or `None` when it is too large.
    fn bytes(&self, place: &Path, most: u64) -> Result<Option<Vec<u8>>> {
        let failed = |reason| Error::file("cannot-read", place, &reason);
        let file = File::open(place).map_err(failed)?;
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }
}

/// Control characters that no keyboard types: they come from a damaged file.
fn is_refused(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}')
}

/// Bytes as a Windows program of Western Europe would have meant them, near enough to show the line.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}
