//! What `build` is asked to make of each deck, and where it goes.

use std::path::{Path, PathBuf};

use super::no_such_mix;
use crate::deck::{BuildOptions, Output};
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::locale::Language;
use crate::locale::catalogue::Catalogue;
use crate::narrative::{Audience, DeckFile};
use crate::pipeline::Opened;
use crate::writes::through_link;

/// The values of `--for`: the documents that can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum For {
    /// What is projected.
    #[value(aliases = ["diapositives", "diapos", "diaporama"])]
    Slides,
    /// Two slides a sheet with lines to write on.
    #[value(aliases = ["polycopié", "polycopie"])]
    Handout,
    /// Each slide with what the speaker says.
    #[value(alias = "conducteur")]
    Script,
    /// One page with what is asked and what to remember.
    Note,
    /// All of these, and a manifest.
    #[value(aliases = ["tout", "tous"])]
    All,
}

/// The values of `--emit`: the forms in which a document can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Emit {
    /// One PDF a document.
    Pdf,
    /// A folder of pictures, one a page.
    Png,
    /// All pages of the slides on one picture, or on several when they are many.
    #[value(alias = "planche")]
    Sheet,
    /// What the speaker says, for a console that shows it.
    Pdfpc,
    /// A folder that the plain Typst compiler turns into the same slides.
    Typst,
}

/// The folder at the project's root into which decks are built.
const OUT: &str = "out";

/// What `--for` and `--emit` ask for, put in order and checked.
#[derive(Debug)]
pub struct WantedOutputs {
    /// The documents, in order, each once.
    pub outputs: Vec<Output>,
    /// What is written of them, in order, each once.
    pub emits: Vec<Emit>,
    /// Whether a manifest lists what was written.
    pub manifest: bool,
}

impl WantedOutputs {
    /// Combines both options; an error when they cannot go together.
    pub fn new(documents: &[For], emits: &[Emit]) -> Result<Self> {
        let is_asked = |document| documents.contains(&document) || documents.contains(&For::All);
        // Built from these lists and not from what was typed, so that the order never changes and nothing comes twice.
        let known = [
            (For::Slides, Output::Slides),
            (For::Handout, Output::Handout),
            (For::Script, Output::Script),
            (For::Note, Output::Note),
        ];
        let asked = known.into_iter().filter(|(document, _)| is_asked(*document));
        let outputs: Vec<Output> = asked.map(|(_, output)| output).collect();
        let every = [Emit::Pdf, Emit::Png, Emit::Sheet, Emit::Pdfpc, Emit::Typst];
        let wanted = Self {
            manifest: documents.contains(&For::All),
            emits: every.into_iter().filter(|emit| emits.contains(emit)).collect(),
            outputs,
        };
        wanted.check_combination()
    }

    fn check_combination(self) -> Result<Self> {
        if self.emits.contains(&Emit::Typst)
            && (self.emits.len() > 1 || self.outputs != [Output::Slides])
        {
            return Err(no_such_mix("typst-alone", "hint-typst-alone"));
        }
        let of_slides = [(Emit::Sheet, "sheet"), (Emit::Pdfpc, "pdfpc")];
        for (emit, value) in of_slides {
            if self.emits.contains(&emit) && !self.outputs.contains(&Output::Slides) {
                let message = Message::new("slides-only").with("value", value);
                return Err(Error::new(message).with_hint(Message::new("hint-slides-only")));
            }
        }
        Ok(self)
    }

    /// The documents to lay out besides the slides, among them the contact sheet.
    pub fn papers(&self) -> Vec<Output> {
        let papers = self.outputs.iter().copied().filter(|output| *output != Output::Slides);
        let sheet = self.emits.contains(&Emit::Sheet).then_some(Output::Sheet);
        papers.chain(sheet).collect()
    }

    /// Whether all that is asked of one deck is one PDF.
    fn is_one_pdf(&self) -> bool {
        self.emits == [Emit::Pdf] && self.outputs.len() == 1 && !self.manifest
    }

    fn is_typst(&self) -> bool {
        self.emits == [Emit::Typst]
    }
}

/// Where the files of one deck are written.
#[derive(Debug, Clone)]
pub struct Target {
    /// The path of the deck from the root.
    pub deck: String,
    /// The folder that all its files lie in.
    pub place: PathBuf,
    /// What the names of all its files begin with: `2026-T3`.
    stem: String,
    /// The one PDF or folder to write, when `--output` names it itself.
    whole: Option<PathBuf>,
    /// The deck's language, in which its files are named.
    language: Language,
}

impl Target {
    /// The PDF of a document: `out/2026-T3.pdf`, `out/2026-T3-note.pdf`.
    pub fn pdf_path(&self, output: Output) -> PathBuf {
        self.path_of_output(output, ".pdf")
    }

    /// A folder: the pages of a document as pictures, or a deck as Typst.
    pub fn folder_path(&self, output: Output) -> PathBuf {
        self.path_of_output(output, "")
    }

    /// The picture of a contact sheet, numbered from 1: `out/2026-T3-….png`, then `-2.png`.
    pub fn sheet_path(&self, number: usize) -> PathBuf {
        let ending = match number {
            1 => ".png".to_string(),
            _ => format!("-{number}.png"),
        };
        self.path_of_output(Output::Sheet, &ending)
    }

    /// The speaker's notes for pdfpc.
    pub fn pdfpc_path(&self) -> PathBuf {
        self.path_of_output(Output::Slides, ".pdfpc")
    }

    /// The path of the manifest, `out/2026-T3.json`.
    pub fn manifest_path(&self) -> PathBuf {
        self.path_of_output(Output::Slides, ".json")
    }

    fn path_of_output(&self, output: Output, ending: &str) -> PathBuf {
        if let Some(whole) = &self.whole {
            return whole.clone();
        }
        let mut name = self.stem.clone();
        if output != Output::Slides {
            let word =
                Catalogue::for_language(self.language).word(&format!("files.{}", output.key()));
            name += &format!("-{word}");
        }
        self.place.join(name + ending)
    }

    /// Every file and folder that will be written; of contact sheets only the first, as their number is not known yet.
    fn all_paths(&self, wanted: &WantedOutputs) -> Vec<PathBuf> {
        let of = |emit: &Emit| -> Vec<PathBuf> {
            let outputs = wanted.outputs.iter();
            match emit {
                Emit::Pdf => outputs.map(|output| self.pdf_path(*output)).collect(),
                Emit::Png | Emit::Typst => {
                    outputs.map(|output| self.folder_path(*output)).collect()
                }
                Emit::Sheet => vec![self.sheet_path(1)],
                Emit::Pdfpc => vec![self.pdfpc_path()],
            }
        };
        let manifest = wanted.manifest.then(|| self.manifest_path());
        wanted.emits.iter().flat_map(of).chain(manifest).collect()
    }

    /// Whether something that this run would write is there already.
    pub fn has_existing_output(&self, wanted: &WantedOutputs) -> bool {
        self.all_paths(wanted).iter().any(|path| path.exists())
    }
}

/// Where each deck is written. No two share a path. A deck in another theme or for another audience than usual gets a
/// name of its own, so that it does not replace the usual one.
pub fn plan_targets(
    wanted: &WantedOutputs,
    place: Option<&Path>,
    options: &BuildOptions,
    opened: &Opened,
    decks: &[String],
) -> Result<Vec<Target>> {
    if let Some(file) = place.filter(|place| is_other_file(place)) {
        let message = Message::new("not-a-pdf").with("path", file.display().to_string());
        return Err(Error::new(message).with_hint(Message::new("hint-not-a-pdf")));
    }
    let usual = opened.project.settings.theme;
    let other = options.theme.filter(|theme| *theme != usual);
    let is_file = !wanted.is_typst() && place.is_some_and(is_pdf);
    if is_file && decks.len() > 1 {
        let message = Message::new("one-file-many-decks").with("decks", decks.len());
        return Err(Error::new(message).with_hint(Message::new("hint-one-file-many-decks")));
    }
    if is_file && !wanted.is_one_pdf() {
        return Err(no_such_mix("one-file-many-outputs", "hint-one-file-many-outputs"));
    }
    // A named place is the target itself for one PDF, or for one deck as Typst;
    // otherwise it is the folder of the targets.
    let is_whole = is_file || wanted.is_typst() && decks.len() == 1;
    let out = opened.root.join(OUT);
    if place.is_none() && out.is_symlink() {
        return Err(through_link(&out));
    }
    let mark = other.map_or(String::new(), |theme| format!("-{}", theme.name()));
    let whole = place.filter(|_| is_whole);
    let place = match whole.filter(|_| is_file) {
        Some(file) => file.parent().unwrap_or(Path::new("")),
        None => place.unwrap_or(&out),
    };
    let target = |deck: &String| {
        let language = language_of(opened, deck);
        Target {
            deck: deck.clone(),
            place: place.to_path_buf(),
            stem: deck.replace('/', "-") + &mark_of(opened, options, deck, language) + &mark,
            whole: whole.map(Path::to_path_buf),
            language,
        }
    };
    let targets: Vec<Target> = decks.iter().map(target).collect();
    check_distinct_paths(wanted, &targets)?;
    Ok(targets)
}

/// The ending of file names that tells for which audience they are: `-public`;
/// empty for the audience of the deck's meeting.
fn mark_of(opened: &Opened, options: &BuildOptions, deck: &str, language: Language) -> String {
    let usual = file_of(opened, deck).map(|file| file.meeting.default_audience());
    let other = options.audience.filter(|audience| Some(*audience) != usual);
    let word = |audience: Audience| {
        Catalogue::for_language(language).word(&format!("files.{}", audience.key()))
    };
    other.map_or(String::new(), |audience| format!("-{}", word(audience)))
}

fn check_distinct_paths(wanted: &WantedOutputs, targets: &[Target]) -> Result<()> {
    let mut taken: Vec<(PathBuf, &str)> = Vec::new();
    for target in targets {
        for path in target.all_paths(wanted) {
            if let Some((_, first)) = taken.iter().find(|(known, _)| *known == path) {
                let message = Message::new("one-file-two-decks")
                    .with("first", *first)
                    .with("second", target.deck.as_str())
                    .with("path", path.display().to_string());
                return Err(Error::new(message).with_hint(Message::new("hint-rename-deck")));
            }
            taken.push((path, &target.deck));
        }
    }
    Ok(())
}

/// The language of a deck; the project's when its own file cannot be read.
fn language_of(opened: &Opened, deck: &str) -> Language {
    let own = file_of(opened, deck).and_then(|file| file.language);
    own.unwrap_or(opened.project.language())
}

/// The deck file of a deck, if it can be read.
fn file_of<'a>(opened: &'a Opened, deck: &str) -> Option<&'a DeckFile> {
    let mut decks = opened.project.decks.iter();
    decks.find(|folder| folder.path == deck)?.file.as_ref()
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) && !path.is_dir()
}

/// The endings of files that people expect of a slide program, or have beside their narratives.
const OTHER_FILES: [&str; 27] = [
    "pptx", "ppt", "pps", "ppsx", "key", "odp", "docx", "doc", "odt", "rtf", "xlsx", "ods", "csv",
    "html", "htm", "md", "txt", "typ", "svg", "png", "jpg", "jpeg", "webp", "json", "yaml", "yml",
    "zip",
];

/// Whether a place is named like a file that is no PDF, and is no folder that is there already.
fn is_other_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    OTHER_FILES.contains(&ending.to_ascii_lowercase().as_str()) && !path.is_dir()
}
