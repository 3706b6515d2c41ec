//! One deck that is typeset, and typeset again after each edit.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};
use typst_layout::PagedDocument;

use super::files::Files;
use super::trouble::{TypstSources, catch_panic};
use super::{Folder, MAIN, Pages, SharedEngine, Typeset};
use crate::tree::Tree;

/// One deck: its manuscript, its theme, its project. What a small edit does not change stays laid out.
pub struct DeckWorld {
    shelf: Arc<SharedEngine>,
    main: FileId,
    texts: HashMap<FileId, Source>,
    given: HashMap<FileId, Bytes>,
    files: Files,
}

impl DeckWorld {
    /// Prepares a folder. A text whose path leaves the folder is left out, so that no import can reach it.
    pub(super) fn new(shelf: Arc<SharedEngine>, folder: &Folder, tree: Option<&Tree>) -> Self {
        let main = project_file(VirtualPath::new(MAIN).expect("`main.typ` is a path"));
        // The theme's texts come parsed from what all decks share; the manuscript
        // differs in each deck and is parsed here.
        let mut texts: HashMap<FileId, Source> = folder
            .texts
            .iter()
            .filter_map(|(path, text)| Some((project_file(VirtualPath::new(path).ok()?), text)))
            .map(|(id, text)| (id, shelf.parse_cached(id, text)))
            .collect();
        let given = folder.files.iter();
        let given = given
            .filter_map(|(path, bytes)| Some((project_file(VirtualPath::new(path).ok()?), bytes)))
            .map(|(id, bytes)| (id, Bytes::new(bytes.clone())))
            .collect();
        texts.insert(main, Source::new(main, folder.main.clone()));
        Self { shelf, main, texts, given, files: Files::new(tree) }
    }

    /// Replaces the manuscript; the layout of what both texts share is kept.
    pub fn replace_manuscript(&mut self, main: &str) {
        if let Some(source) = self.texts.get_mut(&self.main) {
            source.replace(main);
        }
    }

    /// Typesets the deck. Files of the project are read again, each at most once.
    pub fn typeset(&mut self) -> Typeset {
        self.files.clear_cache();
        catch_panic(|| self.compile()).unwrap_or_else(|trouble| Typeset {
            pages: None,
            troubles: vec![trouble],
            files: BTreeMap::new(),
            refused: BTreeMap::new(),
            losses: BTreeMap::new(),
        })
    }

    /// Runs Typst and resolves the places of its messages.
    fn compile(&self) -> Typeset {
        let done = typst::compile::<PagedDocument>(self);
        // The sources are gathered after compiling, as only then it is known which files of the project were parsed.
        let sources = self.texts.values().cloned().chain(self.files.parsed_sources());
        let places = Arc::new(TypstSources::new(sources));
        let mut troubles = places.resolve_troubles(done.warnings);
        let pages = match done.output {
            Ok(document) => Some(Pages::new(document, places)),
            Err(errors) => {
                troubles.extend(places.resolve_troubles(errors));
                None
            }
        };
        Typeset {
            pages,
            troubles,
            files: self.files.read_files(),
            refused: self.files.refusal_error(),
            losses: self.files.losses(),
        }
    }
}

/// The id of a path; all decks share ids, but not the texts behind them.
fn project_file(path: VirtualPath) -> FileId {
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for DeckWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.texts.get(&id) {
            Some(source) => Ok(source.clone()),
            None => self.files.source(id),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match (self.texts.get(&id), self.given.get(&id)) {
            (Some(source), _) => Ok(Bytes::from_string(source.clone())),
            (None, Some(bytes)) => Ok(bytes.clone()),
            (None, None) => self.files.visible_bytes(id),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index)
    }

    /// There is no date: a deck that is built twice comes out the same.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
