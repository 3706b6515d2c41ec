//! Typst in this process: a folder of Typst texts becomes pages, or troubles with places.
//!
//! The only code that knows Typst. Nothing here depends on the day or the machine:
//! no clock, no system font, no package, no file outside the project.

mod files;
mod fonts;
mod pages;
mod text;
mod trouble;
mod workshop;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use typst::syntax::{FileId, Source};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use fonts::Fonts;

pub use pages::{Fit, Pages, Part};
pub use trouble::{Place, Severity, Trouble};
pub use workshop::Workshop;

/// Path of the manuscript in its folder, as in [`Place::path`].
pub const MAIN: &str = "main.typ";

/// Typst texts as they would lie in one folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// The manuscript, `main.typ`.
    pub main: String,
    /// The other texts by path with `/`, such as `theme/lib.typ`.
    pub texts: BTreeMap<String, String>,
}

/// What came of typesetting a folder.
pub struct Typeset {
    /// The pages; none when there is an error.
    pub pages: Option<Pages>,
    /// All errors and warnings.
    pub troubles: Vec<Trouble>,
}

/// Fonts and Typst's library, made once; cheap to clone, shared by all threads.
#[derive(Clone)]
pub struct Typesetter(Arc<Shelf>);

/// What all decks share.
struct Shelf {
    library: LazyHash<Library>,
    fonts: Fonts,
    parsed: Mutex<HashMap<FileId, Source>>,
}

impl Typesetter {
    /// Reads font files, the preferred ones first.
    pub fn new(fonts: Vec<Cow<'static, [u8]>>) -> Self {
        Self(Arc::new(Shelf {
            library: LazyHash::new(Library::default()),
            fonts: Fonts::new(fonts),
            parsed: Mutex::default(),
        }))
    }

    /// Typesets a folder once; other files it names are read below `root`.
    pub fn typeset(&self, folder: &Folder, root: &Path) -> Typeset {
        self.workshop(folder, root).typeset()
    }

    /// Opens a deck that will be typeset again and again.
    pub fn workshop(&self, folder: &Folder, root: &Path) -> Workshop {
        Workshop::new(Arc::clone(&self.0), folder, root)
    }

    /// The characters of a text that no font has, distinct and in order;
    /// spaces, controls, joiners and variation selectors need none.
    pub fn uncovered(&self, text: &str) -> Vec<char> {
        self.0.fonts.uncovered(text)
    }
}

impl Shelf {
    /// A parsed text; the theme's are the same in every deck, so the last one is kept by path.
    fn parse(&self, id: FileId, text: &str) -> Source {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        match parsed.get(&id) {
            Some(source) if source.text() == text => source.clone(),
            _ => {
                let source = Source::new(id, text.into());
                parsed.insert(id, source.clone());
                source
            }
        }
    }
}

/// Forgets memoised layout that the last `age` calls of this function did not see used.
/// To be called between decks: without it memory grows with every page.
pub fn evict(age: usize) {
    typst::comemo::evict(age);
}
