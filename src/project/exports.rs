//! Exports of messages that lie outside `private/`: git would keep what was said in private, and who said it.

mod content;

use std::collections::BTreeSet;
use std::io::Read;

use super::DeckFolder;
use crate::finding::rules::STRAY_EXPORT;
use crate::finding::{Finding, Message, Report};
use crate::narrative::{Formula, UncomputedFigure};
use crate::source::{Sources, Span};
use crate::tree::{PathKind, Purpose, Tree, candidate_paths, join_path};

/// How deep folders are looked through: those of data lie below a deck or the root.
const DEPTH: usize = 4;
/// How many files are looked at: more are a collection of data, and nobody's export.
const MOST: usize = 500;
/// How many bytes of a file are looked at: titles and some rows.
const READ: u64 = 64 * 1024;
/// Folders in which programs write, not people.
const MADE: [&str; 4] = ["out", "templates", "node_modules", "target"];

/// Tells of each file that seems to hold messages or what leads to people, and that no figure reads. Nothing of what it says
/// is repeated.
pub fn check(tree: &Tree, decks: &[DeckFolder], sources: &mut Sources, report: &mut Report) {
    let known = files_of_figures(decks);
    let mut ahead = vec![(String::new(), 0)];
    let mut looked_at = 0;
    // Folders wait on a stack. Those of raw messages and hidden ones are no folders that a deck may enter.
    while let Some((folder, depth)) = ahead.pop() {
        // A folder that the system closes to us is no reason to stop: who needs it says why.
        let Ok(entries) = tree.folder_entries(&folder, Purpose::Deck) else { continue };
        for entry in entries {
            let path = join_path(&folder, &entry.name);
            match entry.kind {
                PathKind::Folder if depth < DEPTH && !MADE.contains(&entry.name.as_str()) => {
                    ahead.push((path, depth + 1));
                }
                PathKind::File if !known.contains(&path) && looked_at < MOST => {
                    let Some(form) = content::form_of(&entry.name) else { continue };
                    looked_at += 1;
                    if content::holds_messages(form, &entry.name, &first_bytes(tree, &path)) {
                        report_export(&path, sources, report);
                    }
                }
                _ => {}
            }
        }
    }
}

fn first_bytes(tree: &Tree, path: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What cannot be read says nothing here: who needs it tells why.
    let opened = tree.open_data(path).ok();
    let read = opened.map(|file| file.take(READ).read_to_end(&mut bytes));
    if !matches!(read, Some(Ok(_))) {
        bytes.clear();
    }
    bytes
}

fn report_export(path: &str, sources: &mut Sources, report: &mut Report) {
    let id = sources.add(path, String::new());
    let message = Message::new("stray-export").with("file", path);
    let finding = Finding::new(&STRAY_EXPORT, Span::new(id, 0..0), message);
    report.push(finding.with_hint(Message::new("hint-export-in-project")));
}

/// Wherever the files may lie that figures are computed from, or name as their source.
fn files_of_figures(decks: &[DeckFolder]) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for deck in decks {
        for draft in &deck.narratives.drafts {
            let places = files_of(draft).filter_map(|file| candidate_paths(&deck.path, file));
            known.extend(places.flatten());
        }
    }
    known
}

fn files_of(draft: &UncomputedFigure) -> impl Iterator<Item = &str> {
    let formulas = draft.value.iter().chain(&draft.compared);
    let read = formulas.filter_map(|formula: &Formula| formula.data.as_ref());
    let named = draft.figure.source.file.as_ref();
    read.chain(named).map(|file| file.value.as_str())
}
