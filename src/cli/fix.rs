//! `check --fix` and `check --diff`: safe edits of the files, written or only shown.

use std::fs;

use crate::error::{Error, Result};
use crate::finding::Message;
use crate::finding::visible::is_sendable;
use crate::lint::Context;
use crate::lint::fix::{Fixed, fixed_files};
use crate::pipeline::Opened;
use crate::source::Source;
use crate::writes::{Replaces, Writes, changed_error, checksum};

/// The byte order mark, which some editors write at the start of a UTF-8 file.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The safe edits that the files of some decks could have.
pub fn find_fixes(opened: &Opened, decks: &[String]) -> Vec<Fixed> {
    let context = Context::new(&opened.project, &opened.sources, Vec::new());
    fixed_files(&context, &opened.report, decks)
}

/// Writes the fixed files, all or none, and reports how many places were fixed; all other bytes stay as they are.
pub fn apply_fixes(opened: &Opened, fixed: &[Fixed]) -> Result<Message> {
    let mut writes = Writes::in_folder(&opened.root);
    for file in fixed {
        let source = opened.sources.get(file.source);
        let path = opened.path_on_disk(&source.path);
        let old =
            fs::read(&path).map_err(|reason| Error::for_file("cannot-read", &path, reason))?;
        // Sources have no byte order mark, so it is set apart for comparing and put back for writing.
        let (mark, text) = match old.strip_prefix(MARK) {
            Some(text) => (MARK, text),
            None => (&b""[..], old.as_slice()),
        };
        if text != source.text.as_bytes() {
            return Err(changed_error(&path));
        }
        let over = Replaces::Known(checksum(&old));
        writes.put(&path, [mark, file.text.as_bytes()].concat(), over);
    }
    writes.commit()?;
    let places: usize = fixed.iter().map(|file| file.places).sum();
    let message = Message::new("fixed").with("places", places);
    Ok(message.with("files", fixed.len()))
}

/// The edits as a patch without context lines, which `git apply --unidiff-zero` takes; edits never add
/// or remove lines. Beside it, a message for each file whose edits hold signs that must not be sent to
/// a terminal: it is left out of the patch.
pub fn compose_diff(opened: &Opened, fixed: &[Fixed]) -> (String, Vec<Message>) {
    let (mut patches, mut untold) = (String::new(), Vec::new());
    for file in fixed {
        let source = opened.sources.get(file.source);
        let patch = format_patch(source, &file.text);
        if is_sendable(&patch) && !source.path.contains(['\n', '\r']) {
            patches += &patch;
        } else {
            untold.push(Message::new("diff-not-shown").with("path", source.path.as_str()));
        }
    }
    (patches, untold)
}

fn format_patch(source: &Source, new: &str) -> String {
    let path = &source.path;
    let mut patch = format!("--- a/{path}\n+++ b/{path}\n");
    // Edits keep every line break, so lines pair up and each changed line is a hunk of its own.
    let lines = source.text.split('\n').zip(new.split('\n'));
    for (at, (old, new)) in lines.enumerate().filter(|(_, (old, new))| old != new) {
        let line = at + 1;
        patch += &format!("@@ -{line} +{line} @@\n-{old}\n+{new}\n");
    }
    patch
}
