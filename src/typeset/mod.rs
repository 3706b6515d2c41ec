//! Typst in this process: a folder of Typst texts becomes pages, or troubles with their places.
//!
//! This is the only code that lays out with Typst. Nothing here depends on the day or the machine: there is no clock,
//! no system font, no package, and no file outside the project.

mod files;
mod fonts;
mod impose;
pub mod missing;
mod pages;
mod record;
mod text;
pub mod trace;
mod trouble;
mod workshop;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use typst::syntax::{FileId, Source};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use crate::photos::{DrawingLosses, PhotoFault};
use crate::tree::Tree;
use fonts::Fonts;

pub use fonts::read_families as font_families;
pub use pages::{Fit, Pages, TextHeight};
pub use trouble::{Trouble, TroublePlace, TroubleSeverity};
pub use workshop::DeckWorld;

/// The path of the manuscript in its folder, as in [`TroublePlace::path`].
pub const MAIN: &str = "main.typ";

/// Typst texts and files as they would lie in one folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// The text of the manuscript, `main.typ`.
    pub main: String,
    /// The other texts by path with `/`, such as `theme/lib.typ`.
    pub texts: BTreeMap<String, String>,
    /// Pictures and other files by path, such as `images/quay.jpg`.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The result of typesetting a folder.
pub struct Typeset {
    /// The pages; none when there was an error.
    pub pages: Option<Pages>,
    /// All errors and warnings.
    pub troubles: Vec<Trouble>,
    /// The files of the project that were read, by path; pictures without hidden data.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The pictures of the project that cannot be shown, by path, with the reason.
    pub refused: BTreeMap<String, PhotoFault>,
    /// What is lost of the project's drawings, by path.
    pub losses: BTreeMap<String, DrawingLosses>,
}

impl Typeset {
    /// The refused picture that a trouble comes from, with the reason; none for any other trouble.
    pub fn refused_picture(&self, trouble: &Trouble) -> Option<(&str, &PhotoFault)> {
        let mut refused = self.refused.iter();
        let is_told = |path: &String| trouble.message.contains(&files::refused_picture_text(path));
        let found = refused.find(|(path, _)| is_told(path));
        found.map(|(path, fault)| (path.as_str(), fault))
    }
}

/// Fonts and Typst's library, made once, shared by all threads and cheap to clone.
#[derive(Clone)]
pub struct Typesetter(Arc<SharedEngine>);

/// What the layout of all decks shares.
struct SharedEngine {
    library: LazyHash<Library>,
    fonts: Fonts,
    parsed: Mutex<HashMap<FileId, Source>>,
}

impl Typesetter {
    /// Reads font files, the preferred ones first.
    pub fn new(fonts: Vec<Cow<'static, [u8]>>) -> Self {
        Self(Arc::new(SharedEngine {
            library: LazyHash::new(Library::default()),
            fonts: Fonts::new(fonts),
            parsed: Mutex::default(),
        }))
    }

    /// Typesets a folder once; other files that it names are read in a project.
    pub fn typeset(&self, folder: &Folder, tree: Option<&Tree>) -> Typeset {
        self.open_workshop(folder, tree).typeset()
    }

    /// Opens a deck that will be typeset again after each edit.
    pub fn open_workshop(&self, folder: &Folder, tree: Option<&Tree>) -> DeckWorld {
        DeckWorld::new(Arc::clone(&self.0), folder, tree)
    }

    /// The characters of a text that cannot be drawn, each once, in the order of the text: those that no family has in
    /// all its styles, and those that PDF/A forbids. Spaces and joiners need no glyph.
    pub fn uncovered_characters(&self, text: &str) -> Vec<char> {
        self.0.fonts.uncovered_characters(text)
    }

    /// Whether most letters of a text cannot be shown.
    pub fn lacks_most_letters(&self, text: &str) -> bool {
        // A single odd letter in a long quote is told, and hides nothing of the rest.
        let missing = self.uncovered_characters(text);
        let letters = || text.chars().filter(|sign| sign.is_alphabetic());
        let lacking = letters().filter(|sign| missing.contains(sign)).count();
        lacking * 2 > letters().count()
    }
}

impl SharedEngine {
    /// A text, parsed. Those of the theme are the same in every deck, so the last parsed one is kept by its path.
    fn parse_cached(&self, id: FileId, text: &str) -> Source {
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

/// Drops memoised layout that was not used since the last `age` calls of this function. Called between decks: without
/// it, memory grows with every page.
pub fn evict_unused_layout(age: usize) {
    typst::comemo::evict(age);
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use rayon::prelude::*;

    use super::*;

    /// A typesetter with the fonts that the program carries.
    pub(super) fn typesetter() -> &'static Typesetter {
        static ONE: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new(font_files()));
        &ONE
    }

    /// The files below `templates/fonts`, sorted.
    fn font_files() -> Vec<Cow<'static, [u8]>> {
        let pattern = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/fonts/*/*.ttf");
        let paths = glob::glob(pattern).expect("a pattern");
        let read = |path| std::fs::read(path).expect("a font file").into();
        paths.map(|path| read(path.expect("a path"))).collect()
    }

    /// A folder with a manuscript and one text of the theme.
    pub(super) fn folder(main: &str, theme: &str) -> Folder {
        Folder {
            main: main.into(),
            texts: [("theme/lib.typ".into(), theme.into())].into(),
            files: BTreeMap::new(),
        }
    }

    /// Typesets a manuscript alone, in a project without files.
    pub(super) fn typeset(main: &str) -> Typeset {
        typesetter().typeset(&folder(main, ""), None)
    }

    /// The pages of a manuscript that has no trouble.
    pub(super) fn pages(main: &str) -> Pages {
        let done = typeset(main);
        assert_eq!(done.troubles, []);
        done.pages.expect("pages")
    }

    #[test]
    fn a_call_typed_inside_a_string_is_printed() {
        let odd = "#panic() $x$ *a* -- ~ \\\" // <b>";
        let page = pages(&format!("#let say(x) = [#x]\n#say(\"{odd}\")"));
        assert_eq!(page.page_text(1), "#panic() $x$ *a* -- ~ \" // <b>");
    }

    #[test]
    fn decks_typeset_at_once_keep_their_own_files() {
        let shown: Vec<_> = (0..64)
            .into_par_iter()
            .map(|deck| {
                let main = format!("#import \"theme/lib.typ\": name\n{deck} #name");
                let theme = format!("#let name = \"theme-{deck}\"");
                let done = typesetter().typeset(&folder(&main, &theme), None);
                done.pages.expect("pages").page_text(1)
            })
            .collect();
        let wanted: Vec<_> = (0..64).map(|n| format!("{n} theme-{n}")).collect();
        assert_eq!(shown, wanted);
    }

    #[test]
    fn there_is_no_today() {
        let done = typeset("#datetime.today().display()");
        assert!(done.troubles[0].message.contains("unable to get the current date"));
    }

    #[test]
    fn a_panic_of_typst_is_a_trouble() {
        let trouble = trouble::catch_panic(|| panic!("no {}", 1)).expect_err("a trouble");
        assert_eq!(trouble.severity, TroubleSeverity::Internal);
        assert!(trouble.message.ends_with("unexpectedly: no 1"));
    }

    #[test]
    fn a_clean_manuscript_after_a_broken_one_is_typeset_in_the_same_workshop() {
        let mut workshop = typesetter().open_workshop(&folder("one", ""), None);
        assert_eq!(workshop.typeset().pages.expect("pages").page_text(1), "one");
        workshop.replace_manuscript("#(");
        assert!(workshop.typeset().pages.is_none());
        workshop.replace_manuscript("two");
        assert_eq!(workshop.typeset().pages.expect("pages").page_text(1), "two");
    }
}
