//! Every kind of slide, with too little, normal and too much text, in both languages: its manuscript and its picture.
//!
//! The projects are in `slides/fr` and `slides/en`, one deck for each length. `slides/manuscripts` holds the
//! Typst calls, `slides/pictures` the pages. `RECIT_BLESS=1 cargo test` writes both anew, and all pictures on one sheet,
//! `slides/sheet.png`: look at it before you commit.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use recit::assets::TEMPLATES;
use recit::deck::BuildOptions;
use recit::pipeline::{self, Built};

use crate::sheet::Sheet;
use crate::support::{build, layout, repository};

/// The languages of the fixtures.
pub const LANGUAGES: [&str; 2] = ["fr", "en"];
const LENGTHS: [&str; 3] = ["long", "normal", "short"];
/// Pixels per point: 40 dpi.
pub const SCALE: f64 = 40.0 / 72.0;

/// A folder of the fixtures.
pub fn folder(name: &str) -> PathBuf {
    repository().join("tests/suite/slides").join(name)
}

/// Whether the references are written anew.
pub fn is_blessed() -> bool {
    std::env::var_os("RECIT_BLESS").is_some()
}

/// The decks of a language, by length.
fn decks(language: &str) -> Vec<(&'static str, Built)> {
    let mut opened = pipeline::open(&folder(language)).unwrap_or_else(|error| panic!("{error}"));
    opened.cache = None;
    let paths = LENGTHS.map(str::to_string);
    let built = build(&mut opened, &paths, &[], BuildOptions::default());
    let built = built.into_iter().map(|built| built.expect("the fixtures can be read"));
    LENGTHS.into_iter().zip(built).collect()
}

#[test]
fn every_kind_has_a_slide_in_every_length_and_language() {
    for language in LANGUAGES {
        for (length, built) in decks(language) {
            let mut kinds: Vec<_> = built.deck.slides.iter().map(|slide| slide.kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            assert_eq!(kinds, self::kinds(), "{language} {length}");
        }
    }
}

/// Every kind that has a template, sorted.
fn kinds() -> Vec<&'static str> {
    let template = |path: &'static str| path.strip_prefix("slides/")?.strip_suffix(".typ.j2");
    let mut kinds: Vec<_> = TEMPLATES.iter().filter_map(|(path, _)| template(path)).collect();
    kinds.sort_unstable();
    kinds
}

#[test]
fn every_kind_has_manuscripts_and_pictures_in_every_length_and_language() {
    let mut missing = Vec::new();
    for kind in kinds() {
        for (language, length) in LANGUAGES.iter().flat_map(|l| LENGTHS.map(|n| (l, n))) {
            let name = format!("{kind}.{language}.{length}");
            let references = [format!("manuscripts/{name}.typ"), format!("pictures/{name}.png")];
            missing.extend(references.into_iter().filter(|path| !folder(path).is_file()));
        }
    }
    assert!(missing.is_empty() || is_blessed(), "{missing:?}");
}

#[test]
fn slides_with_normal_or_little_text_fit() {
    for language in LANGUAGES {
        for (length, built) in decks(language).iter().filter(|(length, _)| *length != "long") {
            let pages = built.pages().expect("the fixtures can be laid out");
            let over: Vec<_> =
                pages.read_fits().expect("records").into_iter().filter(|fit| fit.over).collect();
            assert!(over.is_empty(), "{language} {length}: {over:?}");
            // The annex, which comes last, is for reading and may go on over a page.
            let (last, page) = pages.slide_starts().expect("marks").pop().expect("a slide");
            assert!(last.starts_with("annex"), "{language} {length}: {last}");
            assert_eq!(page, built.deck.slides.len(), "{language} {length}");
        }
    }
}

#[test]
fn each_slide_kind_is_one_call_with_literal_arguments() {
    let mut changed = Vec::new();
    for language in LANGUAGES {
        for (length, built) in decks(language) {
            for (kind, text) in manuscripts(&built) {
                let path = folder("manuscripts").join(format!("{kind}.{language}.{length}.typ"));
                if is_blessed() {
                    fs::create_dir_all(folder("manuscripts")).expect("a folder");
                    fs::write(&path, &text).expect("a file");
                }
                if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
                    changed.push(format!("{kind}.{language}.{length}\n{text}"));
                }
            }
        }
    }
    assert!(changed.is_empty(), "these manuscripts changed:\n{}", changed.join("\n"));
}

/// The name of a slide's references: its kind, and that it has a photo beside it.
fn name(built: &Built, at: usize) -> String {
    let kind = built.deck.slides[at].kind;
    let has_photo = layout(built).manuscript.slide_text(at).contains("photo: (");
    let suffix = if kind == "story" && has_photo { "-photo" } else { "" };
    format!("{kind}{suffix}")
}

/// The manuscript of the first slide of each kind.
fn manuscripts(built: &Built) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for at in 0..built.deck.slides.len() {
        texts
            .entry(name(built, at))
            .or_insert_with(|| layout(built).manuscript.slide_text(at).to_string());
    }
    texts
}

#[test]
fn each_slide_kind_looks_as_its_picture() {
    let mut changed = Vec::new();
    let mut sheet = Sheet::new(LANGUAGES.len() * LENGTHS.len());
    for language in LANGUAGES {
        for (length, built) in decks(language) {
            let pages = built.pages().expect("the fixtures can be laid out");
            let first: BTreeMap<String, usize> =
                pages.slide_starts().expect("marks").into_iter().collect();
            let mut kinds = BTreeMap::new();
            for (at, slide) in built.deck.slides.iter().enumerate() {
                kinds.entry(name(&built, at)).or_insert_with(|| first[&slide.id]);
            }
            for (kind, page) in kinds {
                let name = format!("{kind}.{language}.{length}.png");
                let drawn = pages.render_png(page, SCALE).expect("a picture");
                let path = folder("pictures").join(&name);
                sheet.add(&kind, pixels(&drawn));
                if is_blessed() {
                    fs::create_dir_all(folder("pictures")).expect("a folder");
                    fs::write(&path, &drawn).expect("a file");
                }
                match fs::read(&path) {
                    Ok(kept) if difference(&kept, &drawn) <= TOLERANCE => {}
                    Ok(kept) => changed.push(format!("{name}: {:.4}", difference(&kept, &drawn))),
                    Err(_) => changed.push(format!("{name}: no picture is kept")),
                }
            }
        }
    }
    if is_blessed() {
        fs::write(folder("sheet.png"), sheet.png()).expect("a file");
    }
    assert!(changed.is_empty(), "these pages look different:\n{}", changed.join("\n"));
}

/// The share of pixels that may differ visibly: what moves is a fault, what another machine rounds is not.
pub const TOLERANCE: f64 = 0.0005;
/// From which difference of a channel, out of 255, a pixel differs visibly.
const VISIBLE: u8 = 24;

/// The share of pixels that differ visibly; 1 when the sizes differ.
pub fn difference(one: &[u8], other: &[u8]) -> f64 {
    let (one, other) = (pixels(one), pixels(other));
    if one.0 != other.0 || one.1.len() != other.1.len() {
        return 1.0;
    }
    let pairs = one.1.chunks(4).zip(other.1.chunks(4));
    let differs = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > VISIBLE);
    let all = pairs.len();
    pairs.filter(differs).count() as f64 / all as f64
}

/// Width and height, and four bytes a pixel.
fn pixels(bytes: &[u8]) -> ((u32, u32), Vec<u8>) {
    let mut reader =
        png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG file");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("pixels");
    assert_eq!(info.color_type, png::ColorType::Rgba, "pictures have four channels");
    ((info.width, info.height), pixels)
}

#[test]
fn a_moved_word_makes_a_picture_different() {
    let drawn = |length: &str| {
        let (_, built) = decks("fr").into_iter().find(|(name, _)| *name == length).expect("a deck");
        built.pages().expect("pages").render_png(2, SCALE).expect("a picture")
    };
    assert!(difference(&drawn("short"), &drawn("short")) <= TOLERANCE);
    assert!(difference(&drawn("short"), &drawn("normal")) > 10.0 * TOLERANCE);
}
