//! The raw messages of a project: every file in a folder `private/`, whatever its form. Each is read, or named.

mod archive;
mod blocks;
mod code_tables;
mod encodings;
mod entities;
mod flows;
mod form;
mod legible;
mod mail;
mod markup;
mod names;
mod pdf;
mod picture;
mod reader;
mod rtf;
mod sheets;
mod tags;
mod tar;
mod unread;
mod walk;
mod zip;

pub use unread::{UnreadFile, UnreadReason};

use super::passage::GuardedText;
use crate::parallel::in_parallel;
use crate::tree::{FileRefusal, Tree};
use crate::watch::{self, Cause, Work};
use form::FileForm;
use reader::{Doc, RawReader};

/// The most bytes of one file that are looked for, and as many of what is unpacked of it: a hundred thousand messages.
const LARGEST: u64 = 32 * 1024 * 1024;
/// The most bytes of all of them together.
const MOST: u64 = 4 * LARGEST;
/// The bytes of text that are made ready at once, on all cores.
const BATCH: usize = 8 * 1024 * 1024;

/// The bytes of a plain text that is read without a note of it: reading more takes a tenth of a second.
const SMALL: usize = 1024 * 1024;
/// How many bytes of a file may take a second more to read: a slow machine takes a tenth of that.
const BYTES_A_SECOND: u64 = 1024 * 1024;

/// The raw messages of a project.
#[derive(Debug, Default)]
pub struct Raw {
    /// The texts, by path: one a file, or one for each part and each way to read it.
    pub passages: Vec<GuardedText>,
    /// What is not read, or not whole.
    pub unread: Vec<UnreadFile>,
    /// The files that ended an earlier attempt, and how.
    pub stopped: Vec<(String, Cause)>,
}

impl Raw {
    /// Reads them all.
    pub fn read_all(tree: &Tree) -> Self {
        let walked = walk::walk_folders(tree);
        let mut raw = Self { passages: Vec::new(), unread: walked.unread, stopped: walked.stopped };
        let mut reader = RawReader::new(LARGEST, MOST);
        let mut waiting = 0;
        for path in walked.files {
            let before = reader.docs.len();
            raw.read_file(tree, &path, &mut reader);
            let new = reader.docs.iter().skip(before);
            waiting += new.map(|doc| doc.text.len()).sum::<usize>();
            // In batches: to make passages takes all cores and much memory, and texts that are ready need not wait for the
            // last file.
            if waiting >= BATCH {
                raw.make_passages(&mut reader);
                waiting = 0;
            }
        }
        raw.make_passages(&mut reader);
        raw.unread.append(&mut reader.unread);
        raw.unread.sort();
        raw.unread.dedup();
        raw
    }

    fn read_file(&mut self, tree: &Tree, path: &str, reader: &mut RawReader) {
        if reader.left == 0 {
            return reader.note_unread(path, UnreadReason::TooLarge);
        }
        // Of a file that is too large, its beginning is read: a part is better than nothing, and the file is named.
        let (bytes, is_whole) = match tree.read_raw(path, LARGEST.min(reader.left)) {
            Ok(read) => read,
            Err(refused) => return self.note_refusal(path, &refused, reader),
        };
        reader.left -= bytes.len() as u64;
        if !is_whole {
            reader.note_unread(path, UnreadReason::TooLarge);
        }
        // A note costs two lines through a pipe, and there may be a hundred thousand such files. Only parsers of formats
        // can hang.
        let is_small = bytes.len() <= SMALL && FileForm::from_bytes(&bytes) == FileForm::Other;
        if is_small && !mail::is_message(&bytes) && !mail::is_box(&bytes) {
            return reader.read_file(path, &bytes);
        }
        let work = || Work { deck: None, suspects: vec![path.to_string()] };
        let seconds = watch::SECONDS + bytes.len() as u64 / BYTES_A_SECOND;
        watch::run_step(seconds, work, || reader.read_file(path, &bytes));
    }

    fn note_refusal(&mut self, path: &str, refused: &FileRefusal, reader: &mut RawReader) {
        match UnreadReason::from_refusal(refused) {
            Ok(why) => reader.note_unread(path, why),
            Err(cause) => self.stopped.push((path.to_string(), cause)),
        }
    }

    /// Makes the texts that wait ready to be looked for.
    fn make_passages(&mut self, reader: &mut RawReader) {
        let docs = std::mem::take(&mut reader.docs);
        let passage = |doc: &Doc| GuardedText::from_raw_file(&doc.path, &doc.text, &doc.names);
        self.passages.extend(in_parallel(&docs, passage));
    }
}

#[cfg(test)]
mod tests;
