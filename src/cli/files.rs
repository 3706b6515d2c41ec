//! The files made of one deck: all are made before the first is written, and the manifest is put last.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::outputs::{Emit, Target, WantedOutputs};
use crate::assets::FONTS;
use crate::deck::{Output, Withheld};
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::lint::{Depth, FindingScope};
use crate::pipeline::{Built, LaidOut, Opened, Printed, internal_error, internal_error_of};
use crate::proof::{self, Proof};
use crate::typeset::Pages;
use crate::watch;
use crate::writes::{
    Replaces, Writes, checksum, is_made, mark_png, read_content, seal_json, unseal_json,
};

/// One file of a deck, before and after it is written.
#[derive(Debug)]
pub struct WrittenFile {
    /// Where it goes on disk.
    pub path: PathBuf,
    /// The document that it holds or shows.
    pub output: Output,
    /// Its form: PDF, picture, contact sheet.
    pub emit: Emit,
    /// How many pages it has or shows.
    pub pages: usize,
    bytes: Vec<u8>,
    /// What the proof found in it; `None` for anything but a PDF.
    proof: Option<Proof>,
}

/// The entry of a file in the manifest.
#[derive(Debug, Serialize)]
struct Listed {
    file: String,
    kind: &'static str,
    pages: usize,
    bytes: usize,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<Proof>,
}

/// The width in pixels of a page drawn as a picture: what most projectors show.
const WIDTH: f64 = 1920.0;

/// Writes what was asked of one deck. `None`, and nothing written, when some cannot be made or the proof stops it.
pub fn write_all(
    opened: &Opened,
    built: &mut Built,
    wanted: &WantedOutputs,
    target: &Target,
) -> Result<Option<Vec<WrittenFile>>> {
    let Some(layout) = &built.layout else { return Ok(None) };
    if wanted.emits == [Emit::Typst] && !watch::is_trial() {
        return write_folder(target, layout, opened).map(|()| Some(Vec::new()));
    }
    let mut files = Vec::new();
    if !wanted.emits.contains(&Emit::Pdf) {
        // Without a PDF to write, one is made all the same: the proof reads it to
        // know what the pictures of its pages show.
        for output in &wanted.outputs {
            opened.print_and_prove(built, *output)?;
        }
    }
    for emit in &wanted.emits {
        let made = match emit {
            Emit::Pdf => make_pdf_files(opened, built, wanted, target)?,
            Emit::Png => make_page_pictures(built, wanted, target)?,
            Emit::Sheet => make_contact_sheets(built, target)?,
            Emit::Pdfpc => compose_pdfpc_file(built, target)?,
            Emit::Typst => None,
        };
        let Some(made) = made else { return Ok(None) };
        files.extend(made);
    }
    if is_stopped(opened, built) || watch::is_trial() {
        return Ok(None);
    }
    let mut writes = Writes::in_folder(&target.place);
    let told = wanted.manifest.then(|| {
        let path = target.manifest_path();
        compose_manifest(built, &files, &path).map(|bytes| (path, bytes))
    });
    // Old pictures and new files go in one set, so that no folder ever holds pages of two builds.
    forget_more(&mut writes, &files)?;
    for file in &mut files {
        writes.put(&file.path, std::mem::take(&mut file.bytes), Replaces::Made);
    }
    if let Some((path, bytes)) = told.transpose()? {
        writes.put(path, bytes, Replaces::Made);
    }
    writes.commit()?;
    Ok(Some(files))
}

/// Whether the proof found something that is still an error after the project's policy and `allow` are applied.
fn is_stopped(opened: &Opened, built: &Built) -> bool {
    let mut report = built.report.clone();
    report.retain(|finding| proof::RULES.contains(&finding.rule));
    let decks = std::slice::from_ref(&built.deck.path);
    opened.finish_report(&FindingScope::for_decks(decks, Depth::Texts), &mut report);
    let mut found = report.findings().iter();
    found.any(|finding| finding.severity == Severity::Error)
}

fn make_pdf_files(
    opened: &Opened,
    built: &mut Built,
    wanted: &WantedOutputs,
    target: &Target,
) -> Result<Option<Vec<WrittenFile>>> {
    let mut files = Vec::new();
    for output in &wanted.outputs {
        let Some(Printed { bytes, proof }) = opened.print_and_prove(built, *output)? else {
            return Ok(None);
        };
        files.push(WrittenFile {
            path: target.pdf_path(*output),
            output: *output,
            emit: Emit::Pdf,
            pages: built.pages_of(*output).map_or(0, Pages::count),
            bytes,
            proof: Some(proof),
        });
    }
    Ok(Some(files))
}

fn make_page_pictures(
    built: &Built,
    wanted: &WantedOutputs,
    target: &Target,
) -> Result<Option<Vec<WrittenFile>>> {
    let mut files = Vec::new();
    for output in &wanted.outputs {
        let Some(pages) = built.pages_of(*output) else {
            return Ok(None);
        };
        // Slides and papers have pages of different sizes, so each page has a scale of its own.
        for page in 1..=pages.count() {
            let path = target.folder_path(*output).join(format!("{page:02}.png"));
            let scale = WIDTH / pages.page_width(page);
            files.push(render_picture_file(pages, *output, Emit::Png, page, scale, path)?);
        }
    }
    Ok(Some(files))
}

fn make_contact_sheets(built: &Built, target: &Target) -> Result<Option<Vec<WrittenFile>>> {
    let Some(pages) = built.pages_of(Output::Sheet) else {
        return Ok(None);
    };
    let sheet = |page| {
        render_picture_file(pages, Output::Sheet, Emit::Sheet, page, 1.0, target.sheet_path(page))
    };
    (1..=pages.count()).map(sheet).collect::<Result<_>>().map(Some)
}

fn render_picture_file(
    pages: &Pages,
    output: Output,
    emit: Emit,
    page: usize,
    scale: f64,
    path: PathBuf,
) -> Result<WrittenFile> {
    let bytes =
        pages.render_png(page, scale).map(|png| mark_png(&png)).map_err(internal_error_of)?;
    Ok(WrittenFile { path, output, emit, pages: 1, bytes, proof: None })
}

/// The speaker's notes of each page, in the file format of pdfpc 4.5 and later: <https://github.com/pdfpc/pdfpc>.
fn compose_pdfpc_file(built: &Built, target: &Target) -> Result<Option<Vec<WrittenFile>>> {
    let Some(pages) = built.pages() else {
        return Ok(None);
    };
    // Notes belong to the page on which a slide begins; further pages of that slide have none.
    let starts = pages.slide_starts().map_err(internal_error_of)?;
    let said = |page: usize| {
        let slide = starts.iter().position(|(_, first)| *first == page)?;
        let notes = built.deck.slides.get(slide)?.speech.notes.iter();
        let words: Vec<&str> = notes.map(|(text, _)| text.value.trim()).collect();
        (!words.is_empty()).then(|| words.join("\n\n"))
    };
    let page = |page: usize| {
        let mut entry = json!({ "idx": page - 1, "label": page.to_string(), "overlay": 0 });
        if let Some(words) = said(page) {
            entry["note"] = Value::from(words);
        }
        entry
    };
    let mut console = Map::new();
    console.insert("pdfpcFormat".to_string(), Value::from(2));
    if let Some(minutes) = built.deck.minutes {
        console.insert("duration".to_string(), Value::from(minutes));
    }
    console.insert("disableMarkdown".to_string(), Value::from(false));
    console.insert("pages".to_string(), (1..=pages.count()).map(page).collect());
    Ok(Some(vec![WrittenFile {
        path: target.pdfpc_path(),
        output: Output::Slides,
        emit: Emit::Pdfpc,
        pages: pages.count(),
        bytes: seal_json(console),
        proof: None,
    }]))
}

/// The manifest: the files written with their checksums, and which slide begins on which page. It
/// does not depend on the day or the machine.
fn compose_manifest(built: &Built, files: &[WrittenFile], path: &Path) -> Result<Vec<u8>> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let listed: Vec<Listed> = files.iter().map(|file| file.manifest_entry(folder)).collect();
    // A slide is named by its title, which is the heading of level 1 on its first page.
    let (starts, titles) = match built.pages() {
        Some(pages) => (pages.slide_starts().map_err(internal_error_of)?, pages.headings()),
        None => (Vec::new(), Vec::new()),
    };
    let title = |page| titles.iter().find(|(level, _, at)| *level == 1 && *at == page);
    let slide = |(id, page): &(String, usize)| json!({ "id": id, "title": title(*page).map(|(_, text, _)| text), "page": page });
    let front = &built.deck.front;
    let (year, month, day) = front.date;
    let told = json!({
        "deck": built.deck.path,
        "title": front.title,
        "language": front.language,
        "date": format!("{year:04}-{month:02}-{day:02}"),
        "audience": built.deck.audience.key(),
        "held_back": built.deck.held_back.iter().map(held_back_entry).collect::<Vec<_>>(),
        "slides_for_others": built.deck.elsewhere,
        "files": listed,
        "slides": starts.iter().map(slide).collect::<Vec<_>>(),
    });
    match told {
        Value::Object(told) => Ok(seal_json(told)),
        _ => Err(internal_error("a manifest is an object")),
    }
}

/// The manifest's entry for a voice or a photo held back, and why. Its id is left
/// out: only the team's own screen shows it.
fn held_back_entry(held: &Withheld) -> Value {
    let mut entry = json!({ "kind": if held.is_voice { "voice" } else { "photo" } });
    entry["reason"] = Value::from(held.reason.key());
    if let Some(day) = held.reason.day() {
        entry["day"] = Value::from(day.to_string());
    }
    entry
}

impl WrittenFile {
    fn manifest_entry(&self, folder: &Path) -> Listed {
        let path = self.path.strip_prefix(folder).unwrap_or(&self.path);
        Listed {
            file: path.to_string_lossy().replace('\\', "/"),
            kind: self.output.key(),
            pages: self.pages,
            bytes: self.bytes.len(),
            sha256: checksum(&self.bytes),
            proof: self.proof.clone(),
        }
    }
}

/// Removes the pictures of pages that an earlier build made and this one does not make. Pictures
/// that somebody else made or changed stay.
fn forget_more(writes: &mut Writes, files: &[WrittenFile]) -> Result<()> {
    let pictures: Vec<&Path> = files
        .iter()
        .filter(|file| file.emit == Emit::Png)
        .map(|file| file.path.as_path())
        .collect();
    let mut folders: Vec<&Path> = pictures.iter().filter_map(|path| path.parent()).collect();
    folders.dedup();
    for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
        let found = fs::read_dir(folder)
            .map_err(|reason| Error::for_file("cannot-read", folder, reason))?;
        for path in found.flatten().map(|entry| entry.path()) {
            // Both the name and the mark inside must be ours: people keep other pictures in such folders.
            let is_older = is_page(&path) && !pictures.contains(&path.as_path());
            if is_older && read_content(&path).is_some_and(|bytes| is_made(&bytes)) {
                writes.take_away(&path, Replaces::Made);
            }
        }
    }
    Ok(())
}

/// Whether a file is named as the picture of a page: `07.png`.
fn is_page(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let is_number = stem.len() >= 2 && stem.chars().all(|sign| sign.is_ascii_digit());
    is_number && path.extension().is_some_and(|ending| ending == "png")
}

/// The list of the files that the program wrote into a folder of Typst sources, each with its SHA-256.
const LISTING: &str = "theme/manifest.json";

/// Writes the manuscript, the theme, the fonts and the files they show, laid out so that the plain Typst compiler finds
/// them. When somebody changed one of these files since, nothing is written. A file that is no longer needed stays: the
/// list may have come with somebody's archive, and must not lead to anything being deleted.
fn write_folder(target: &Target, layout: &LaidOut, opened: &Opened) -> Result<()> {
    let folder = target.folder_path(Output::Slides);
    let known = read_content(&folder.join(LISTING));
    let known = known.and_then(|bytes| unseal_json(&bytes)).unwrap_or_default();
    // Later files replace earlier ones of the same path; a map in order of paths makes the same folder each time.
    let mut files: BTreeMap<&str, &[u8]> = BTreeMap::new();
    files.insert("main.typ", layout.folder.main.as_bytes());
    let texts = layout.folder.texts.iter();
    files.extend(texts.map(|(path, text)| (path.as_str(), text.as_bytes())));
    let shown = layout.files.iter().chain(&layout.folder.files);
    files.extend(shown.map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    files.extend(FONTS.iter().map(|(path, font)| (*path, *font)));
    let own = opened.templates.fonts.iter();
    files.extend(own.map(|(path, font)| (path.as_str(), font.as_slice())));
    let mut writes = Writes::in_folder(&target.place);
    let mut listing = Map::new();
    for (path, bytes) in &files {
        let over = match known.get(*path).and_then(Value::as_str) {
            Some(sum) => Replaces::Known(sum.to_string()),
            None => Replaces::Made,
        };
        listing.insert((*path).to_string(), Value::from(checksum(bytes)));
        writes.put(folder.join(path), *bytes, over);
    }
    writes.put(folder.join(LISTING), seal_json(listing), Replaces::Made);
    writes.commit()
}
