//! `build --emit typst`: a folder that the plain Typst compiler turns into the same pages.

use std::fs;
use std::path::{Path, PathBuf};

use recit::pipeline::Built;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, Scalar};
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use crate::font::font;
use crate::small::{files, project, recit};
use crate::support::Workplace;

/// Typst as it comes, in a folder: it knows nothing of this program.
struct Plain {
    root: PathBuf,
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
}

impl Plain {
    fn new(root: &Path) -> Self {
        let is_font = |path: &&String| path.starts_with("fonts/") && !path.ends_with(".txt");
        let fonts: Vec<Font> = files(root)
            .iter()
            .filter(is_font)
            .flat_map(|path| Font::iter(Bytes::new(fs::read(root.join(path)).expect("a font"))))
            .collect();
        let main = VirtualPath::new("main.typ").expect("a path");
        Self {
            root: root.to_path_buf(),
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: RootedPath::new(VirtualRoot::Project, main).intern(),
        }
    }

    fn pages(&self) -> PagedDocument {
        let done = typst::compile::<PagedDocument>(self);
        assert!(done.warnings.is_empty(), "{:?}", done.warnings);
        done.output.unwrap_or_else(|errors| panic!("{errors:?}"))
    }
}

impl World for Plain {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let text = self.file(id)?;
        let text = std::str::from_utf8(&text).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = self.root.join(id.vpath().get_without_slash());
        let bytes = fs::read(&path).map_err(|error| FileError::from_io(error, &path))?;
        Ok(Bytes::new(bytes))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The texts of a frame, without spaces.
fn text(frame: &Frame) -> String {
    let of = |item: &FrameItem| match item {
        FrameItem::Group(group) => text(&group.frame),
        FrameItem::Text(run) => run.text.split_whitespace().collect(),
        _ => String::new(),
    };
    frame.items().map(|(_, item)| of(item)).collect()
}

/// The pages that Typst alone makes of a folder are those of a deck, in words and in pictures.
#[track_caller]
fn assert_same(folder: &Path, built: &Built) {
    const SCALE: f64 = 0.4;
    let options = RenderOptions { pixel_per_pt: Scalar::new(SCALE), render_bleed: false };
    let ours = built.pages().expect("pages");
    let plain = Plain::new(folder).pages();
    assert_eq!(plain.pages().len(), ours.count());
    for (number, page) in plain.pages().iter().enumerate().map(|(at, page)| (at + 1, page)) {
        let shown: String = ours.page_text(number).split_whitespace().collect();
        assert_eq!(text(&page.frame), shown, "page {number}");
        let picture = typst_render::render(page, &options).encode_png().expect("a picture");
        assert!(picture == ours.render_png(number, SCALE).expect("a picture"), "page {number}");
    }
}

#[test]
fn the_folder_of_a_sample_makes_the_same_pages_with_typst_alone() {
    for sample in ["presquile", "harbour"] {
        let place = Workplace::sample(sample);
        recit(place.path(), &["build", "--emit", "typst", "-o", "typst"]);
        let (opened, built) = place.build();
        for (deck, built) in opened.project.decks.iter().zip(built) {
            let folder = match opened.project.decks.len() {
                1 => place.path().join("typst"),
                _ => place.path().join("typst").join(&deck.path),
            };
            assert_same(&folder, &built.expect("a deck"));
        }
    }
}

#[test]
fn a_folder_holds_the_project_s_own_theme_fonts_and_files_too() {
    let place = project(&["one"]);
    let theme = "#let story-slide(title: none, ..args) = page[= Own #read(\"/brand/motto.txt\")]\n";
    place.write("templates/theme/slides/story.typ", theme);
    place.write("templates/fonts/signs/signs.ttf", font("Old Signs", 'ก'));
    place.write("brand/motto.txt", "by the ก sea");
    let run = recit(place.path(), &["build", "--emit", "typst", "-o", "typst"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let folder = place.path().join("typst");
    let written = files(&folder);
    for name in
        ["main.typ", "brand/motto.txt", "fonts/signs/signs.ttf", "theme/fonts.typ", "theme/lib.typ"]
    {
        assert!(written.iter().any(|path| path == name), "{name}: {written:?}");
    }
    // Two fonts have the program's name; nothing else of the project goes out under it.
    let mut others = written.iter().filter(|path| !path.starts_with("fonts/recit-"));
    assert!(others.all(|path| !path.contains("recit")), "{written:?}");
    let (_, mut built) = place.build();
    assert_same(&folder, &built.remove(0).expect("a deck"));
}

#[test]
fn a_folder_holds_the_slides_of_the_project_s_own_and_what_they_read() {
    let place = Workplace::sample("presquile");
    place.write("2026-T3/diapositives/mots.typ", "#let mots = [Lu à côté.]\n");
    let slide = "2026-T3/diapositives/sentier.typ";
    place.edit(slide, "#import \"/theme", "#import \"mots.typ\": mots\n#import \"/theme");
    let args = ["build", "--emit", "typst", "2026-T3", "-o", "typst"];
    recit(place.path(), &args);
    let folder = place.path().join("typst");
    assert!(files(&folder).iter().any(|path| path == slide));
    let (_, mut built) = place.build();
    assert_same(&folder, &built.remove(1).expect("a deck"));
}

#[test]
fn each_deck_has_a_folder_of_its_own() {
    let place = project(&["one", "two"]);
    recit(place.path(), &["build", "--emit", "typst", "-o", "typst"]);
    let mains = |place: &Workplace, folder: &str| {
        let mut found = files(&place.path().join(folder));
        found.retain(|path| path.ends_with("main.typ"));
        found
    };
    assert_eq!(mains(&place, "typst"), ["one/main.typ", "two/main.typ"]);
    recit(place.path(), &["build", "--emit", "typst"]);
    assert_eq!(mains(&place, "out"), ["one/main.typ", "two/main.typ"]);
    recit(place.path(), &["build", "--emit", "typst", "one", "-o", "x.pdf"]);
    assert_eq!(mains(&place, "x.pdf"), ["main.typ"]);
}

#[test]
fn the_manuscript_is_a_list_of_calls_that_a_person_can_read() {
    let place = project(&["one"]);
    recit(place.path(), &["build", "--emit", "typst", "-o", "typst"]);
    let main = fs::read_to_string(place.path().join("typst/main.typ")).expect("a manuscript");
    let calls: Vec<&str> = main.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        calls[..4],
        ["#import \"theme/lib.typ\": *", "#show: deck.with(", "#cover-slide(", "#story-slide("]
    );
    assert!(main.contains("\"We drew a map with three of them.\""));
}

#[test]
fn a_deck_that_cannot_be_laid_out_still_gives_its_folder_and_says_why() {
    let place = project(&["one"]);
    place.write("templates/theme/slides/story.typ", "#let story-slide(..args) = panic(\"no\")");
    let run = recit(place.path(), &["build", "--emit", "typst", "-o", "typst"]);
    assert_eq!(run.status, Some(1));
    assert!(run.err.contains("templates/theme/slides/story.typ:1:"), "{}", run.err);
    assert!(place.path().join("typst/main.typ").is_file());
}
