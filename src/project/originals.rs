//! The originals of voices: read from `private/`, kept apart from the texts that findings may show.

use std::collections::HashMap;
use std::sync::Arc;

use super::DeckFolder;
use crate::finding::Report;
use crate::locale::Language;
use crate::narrative::{Stored, raw_messages};
use crate::source::Sources;
use crate::tree::{FileRefusal, PathKind, Purpose, Tree, candidate_paths, is_raw, with_slashes};

/// The files that voices name as those of their originals.
#[derive(Debug, Default)]
pub struct Originals {
    /// What became of each file, by the deck's folder and the path as written there.
    files: HashMap<(String, String), Arc<Store>>,
}

/// A file of originals.
#[derive(Debug)]
pub enum Store {
    /// The text of each message, by its id.
    Read(HashMap<String, String>),
    /// Nothing stands there: on another machine it may. The nearest name beside it, if any is near.
    Absent(Option<String>),
    /// It lies outside `private/`, or outside the project.
    Outside,
    /// It cannot be read as messages; the line where it goes wrong, when there is one.
    Broken(Option<usize>),
}

impl Originals {
    /// Reads every file that a voice of some decks names.
    pub fn read_store(tree: &Tree, decks: &[DeckFolder], language: Language) -> Self {
        let mut files = HashMap::new();
        let mut met = HashMap::new();
        for deck in decks {
            let voices = deck.narratives.voices.iter();
            for stored in voices.filter_map(|voice| voice.original.as_ref()) {
                let path = stored.file.value.as_str();
                files
                    .entry((deck.path.clone(), path.to_string()))
                    .or_insert_with(|| store(tree, &deck.path, path, language, &mut met));
            }
        }
        Self { files }
    }

    /// The file of a voice's original; voices are those of the decks that were read.
    pub fn read_named_store(&self, deck: &DeckFolder, stored: &Stored) -> Option<&Store> {
        let named = (deck.path.clone(), stored.file.value.clone());
        self.files.get(&named).map(Arc::as_ref)
    }
}

/// The file that a deck names; each file is read once, whatever decks name it.
fn store(
    tree: &Tree,
    folder: &str,
    path: &str,
    language: Language,
    met: &mut HashMap<String, Arc<Store>>,
) -> Arc<Store> {
    let Some(places) = candidate_paths(folder, path).filter(|_| is_raw(&with_slashes(path))) else {
        return Arc::new(Store::Outside);
    };
    let is_there = |place: &&String| {
        !matches!(tree.kind_of_path(place, Purpose::Original), Err(FileRefusal::Missing))
    };
    let Some(place) = places.iter().find(is_there) else {
        return Arc::new(Store::Absent(tree.nearest_file(folder, &places, Purpose::Original)));
    };
    let known = met.entry(place.clone());
    let known = known.or_insert_with(|| Arc::new(read(tree, place, language)));
    Arc::clone(known)
}

fn read(tree: &Tree, place: &str, language: Language) -> Store {
    match tree.kind_of_path(place, Purpose::Original) {
        Err(FileRefusal::Outside | FileRefusal::Hidden) => return Store::Outside,
        Ok(PathKind::File) => {}
        _ => return Store::Broken(None),
    }
    // Texts and findings of their own: nothing of them is ever shown.
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let Ok(Some(id)) = tree.read_for(place, Purpose::Original, &mut sources, &mut report) else {
        return Store::Broken(None);
    };
    match raw_messages(id, language, &sources, &mut report) {
        Some(messages) => Store::Read(
            messages.into_iter().rev().map(|message| (message.id, message.text)).collect(),
        ),
        None => {
            let first = report.findings().iter().find(|finding| finding.rule.blocks);
            let line = first.map(|finding| sources.get(id).place_of_byte(finding.span.start).line);
            Store::Broken(line)
        }
    }
}
