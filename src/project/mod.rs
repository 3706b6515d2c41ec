//! A project: its root, its settings, which decks and narrative files exist, and what they hold.

mod brand;
mod brand_file;
mod copies;
mod custom;
mod exports;
mod formats;
pub mod keys;
mod lexicon;
mod mapping;
mod names;
mod originals;
mod palette;
mod policy;
mod reader;
mod settings;
mod tracked;

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub use brand::{Brand, FontFamily};
pub use custom::CustomFile;
pub use mapping::ImportMapping;
pub use originals::{Originals, Store};
pub use palette::Palette;
pub use policy::{FailOn, Level, Policy, Weight};
pub use settings::{Organisation, Settings, Theme};

use self::reader::ProjectReader;
use crate::error::{Error, Result};
use crate::figures;
use crate::finding::{Message, Report};
use crate::lexicon::{Lexicon, OwnWords};
use crate::locale::Language;
use crate::narrative::{Allowance, DeckFile, Narratives};
use crate::source::{Sources, Span};
use crate::text::fold_name;
use crate::tree::Tree;

/// The name of the file at a project's root.
pub const SETTINGS_FILE: &str = "recit.yaml";

/// A git repository of narratives.
#[derive(Debug)]
pub struct Project {
    /// Where it is.
    pub tree: Tree,
    /// What its settings say.
    pub settings: Settings,
    /// The words it adds to the built-in lists or takes out of them.
    pub words: OwnWords,
    /// The lists with its own words, once somebody has asked for them.
    lexicon: OnceLock<Lexicon>,
    /// The messages that its voices were taken from, where this machine has them.
    pub originals: Originals,
    /// Its decks, by folder.
    pub decks: Vec<DeckFolder>,
    /// Whether its settings could be read.
    pub is_readable: bool,
}

/// One deck's folder, read whole.
#[derive(Debug)]
pub struct DeckFolder {
    /// Its path from the root, with `/`.
    pub path: String,
    /// Its own file, when it could be read.
    pub file: Option<DeckFile>,
    /// What its narrative files hold.
    pub narratives: Narratives,
    /// The Typst files that its running order names, by the place of the name.
    pub customs: HashMap<Span, CustomFile>,
    /// Whether every file of it could be read as a narrative.
    pub is_readable: bool,
}

impl DeckFolder {
    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

impl DeckFolder {
    /// Every rule set aside at some place of its files.
    pub fn allowances(&self) -> impl Iterator<Item = &Allowance> {
        let own = self.file.iter().flat_map(|file| &file.written.allowances);
        own.chain(&self.narratives.written.allowances)
    }
}

/// The root of the project that a place belongs to: the nearest folder above it with settings.
pub fn find_root(place: &Path) -> Result<PathBuf> {
    let start =
        place.canonicalize().map_err(|reason| Error::for_file("cannot-read", place, reason))?;
    // The nearest folder in which anything has that name: what is no file was most likely meant as one.
    let named = |folder: &&Path| folder.join(SETTINGS_FILE).symlink_metadata().is_ok();
    if let Some(folder) = start.ancestors().find(named) {
        return match unusable_settings(&folder.join(SETTINGS_FILE)) {
            Some(error) => Err(error),
            None => Ok(folder.to_path_buf()),
        };
    }
    let message = Message::new("no-project").with("path", place.display().to_string());
    let hint = match start.ancestors().find_map(almost_settings) {
        Some(path) => Message::new("hint-rename-settings").with("path", path),
        None => Message::new("hint-no-project"),
    };
    Err(Error::new(message).with_hint(hint))
}

/// Why what is called `recit.yaml` cannot be read as settings: a folder, a pipe, a link to nothing.
fn unusable_settings(path: &Path) -> Option<Error> {
    let key = match path.metadata() {
        Ok(facts) if facts.is_file() => return None,
        Ok(facts) if facts.is_dir() => "settings-folder",
        Ok(_) => "settings-no-file",
        Err(reason) if reason.kind() == ErrorKind::NotFound => "settings-led-nowhere",
        // What the system closes is told when it is read.
        Err(_) => return None,
    };
    let message = Message::new(key).with("path", path.display().to_string());
    Some(Error::new(message).with_hint(Message::new("hint-settings-no-file")))
}

/// `recit.yml`, `Récit.yaml`, `recit.yaml.txt`: settings under a name that is not read.
fn almost_settings(folder: &Path) -> Option<String> {
    let mut paths = folder.read_dir().ok()?.flatten().map(|entry| entry.path());
    let found = paths.find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = fold_name(&name);
        path.is_file() && matches!(name.trim_end_matches(".txt"), "recit.yml" | SETTINGS_FILE)
    })?;
    Some(found.display().to_string())
}

/// The language of a project whose settings can be read, whatever becomes of the rest.
pub fn language_of(root: &Path) -> Option<Language> {
    let tree = Tree::open(root).ok()?;
    let settings = settings::read(&tree, &mut Sources::default(), &mut Report::default());
    settings.ok().map(|settings| settings.language)
}

impl Project {
    /// Reads the whole project below a root: settings, decks, every narrative file.
    pub fn read(root: &Path, sources: &mut Sources, report: &mut Report) -> Result<Self> {
        let tree = Tree::open(root)?;
        let mark = report.len();
        let mut settings = settings::read(&tree, sources, report)?;
        let is_readable = !report.blocks_since(mark);
        let shared = brand_file::read(&tree, sources, report)?;
        settings.brand = settings.brand.or(shared);
        palette::check_contrasts(&settings.brand, settings.language, report);
        let (files, language) = (&settings.policy.lexicon, settings.language);
        let words = lexicon::read(&tree, files, language, sources, report)?;
        let mut decks = ProjectReader::new(&tree, settings.language, sources, report)
            .read_decks(&settings.decks)?;
        tracked::check(&tree, sources, report);
        exports::check(&tree, &decks, sources, report);
        let originals = Originals::read_store(&tree, &decks, settings.language);
        let narratives = decks.iter_mut();
        let mut narratives: Vec<_> =
            narratives.map(|deck| (deck.path.as_str(), &mut deck.narratives)).collect();
        let (formats, language) = (&settings.formats, settings.language);
        figures::compute(&mut narratives, &tree, formats, language, report);
        let files =
            decks.iter_mut().filter_map(|deck| Some((deck.path.as_str(), deck.file.as_mut()?)));
        // Tables stand in the running order and not in narratives: they are filled apart.
        figures::fill_tables(&mut files.collect::<Vec<_>>(), &tree, report);
        Ok(Self { tree, settings, words, lexicon: OnceLock::new(), originals, decks, is_readable })
    }

    /// Every rule set aside at some place of its decks.
    pub fn allowances(&self) -> impl Iterator<Item = &Allowance> {
        self.decks.iter().flat_map(DeckFolder::allowances)
    }

    /// The built-in lists with the project's own words.
    pub fn lexicon(&self) -> &Lexicon {
        if self.words.is_empty() {
            Lexicon::built_in()
        } else {
            let own = || Lexicon::built_in().with_own_words(&self.words);
            self.lexicon.get_or_init(own)
        }
    }

    /// The language of the project's own words.
    pub fn language(&self) -> Language {
        self.settings.language
    }
}
