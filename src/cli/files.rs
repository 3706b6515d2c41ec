//! The files made of one deck: all are made before the first is written, and the manifest comes last.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::outputs::{Emit, Target, Wanted};
use crate::assets::FONTS;
use crate::deck::{Output, Withheld};
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::lint::Depth;
use crate::pipeline::{Built, Opened, Printed, broken};
use crate::proof::{self, Proof};
use crate::scaffold::{write, write_made};
use crate::typeset::Pages;
use crate::watch;

/// One file that was written.
#[derive(Debug)]
pub struct File {
    /// Where it lies.
    pub path: PathBuf,
    /// What it shows.
    pub output: Output,
    /// What was written of it.
    pub emit: Emit,
    /// How many pages it has or shows.
    pub pages: usize,
    bytes: Vec<u8>,
    /// What was read back of it, for a PDF.
    proof: Option<Proof>,
}

/// What the manifest tells of a file.
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

/// Pixels that a page drawn on its own is wide: what most projectors show.
const WIDTH: f64 = 1920.0;

/// Writes what was asked of one deck; none, and nothing written, when some of it cannot be made.
pub fn write_all(
    opened: &Opened,
    built: &mut Built,
    wanted: &Wanted,
    target: &Target,
) -> Result<Option<Vec<File>>> {
    if wanted.emits == [Emit::Typst] && !watch::is_trial() {
        return write_folder(&target.folder(Output::Slides), built, opened)
            .map(|()| Some(Vec::new()));
    }
    let mut files = Vec::new();
    if !wanted.emits.contains(&Emit::Pdf) {
        // What pictures of pages show is read in the PDF of the same pages.
        for output in &wanted.outputs {
            opened.printed(built, *output)?;
        }
    }
    for emit in &wanted.emits {
        let made = match emit {
            Emit::Pdf => pdfs(opened, built, wanted, target)?,
            Emit::Png => pictures(built, wanted, target)?,
            Emit::Sheet => sheets(built, target)?,
            Emit::Pdfpc => console(built, target)?,
            Emit::Typst => None,
        };
        let Some(made) = made else { return Ok(None) };
        files.extend(made);
    }
    if is_stopped(opened, built) || watch::is_trial() {
        return Ok(None);
    }
    for file in &files {
        write_made(&file.path, &file.bytes)?;
    }
    forget_more(&files)?;
    if wanted.manifest {
        let path = target.manifest();
        write_made(&path, &manifest(built, &files, &path)?)?;
    }
    Ok(Some(files))
}

/// Whether something that the proof found is an error once what the project allows is taken out.
fn is_stopped(opened: &Opened, built: &Built) -> bool {
    let mut report = built.report.clone();
    report.retain(|finding| proof::RULES.contains(&finding.rule));
    let decks = std::slice::from_ref(&built.deck.path);
    super::conclude(opened, decks, Depth::Texts, &mut report);
    let mut found = report.findings().iter();
    found.any(|finding| finding.severity == Severity::Error)
}

/// The pages of a document.
fn pages_of(built: &Built, output: Output) -> Option<&Pages> {
    match output {
        Output::Slides => built.pages.as_ref(),
        _ => built.paper(output)?.pages.as_ref(),
    }
}

fn pdfs(
    opened: &Opened,
    built: &mut Built,
    wanted: &Wanted,
    target: &Target,
) -> Result<Option<Vec<File>>> {
    let mut files = Vec::new();
    for output in &wanted.outputs {
        let Some(Printed { bytes, proof }) = opened.printed(built, *output)? else {
            return Ok(None);
        };
        files.push(File {
            path: target.pdf(*output),
            output: *output,
            emit: Emit::Pdf,
            pages: pages_of(built, *output).map_or(0, Pages::count),
            bytes,
            proof: Some(proof),
        });
    }
    Ok(Some(files))
}

fn pictures(built: &Built, wanted: &Wanted, target: &Target) -> Result<Option<Vec<File>>> {
    let mut files = Vec::new();
    for output in &wanted.outputs {
        let Some(pages) = pages_of(built, *output) else {
            return Ok(None);
        };
        for page in 1..=pages.count() {
            let path = target.folder(*output).join(format!("{page:02}.png"));
            let scale = WIDTH / pages.width(page);
            files.push(picture(pages, *output, Emit::Png, page, scale, path)?);
        }
    }
    Ok(Some(files))
}

fn sheets(built: &Built, target: &Target) -> Result<Option<Vec<File>>> {
    let Some(pages) = pages_of(built, Output::Sheet) else {
        return Ok(None);
    };
    let sheet = |page| {
        picture(
            pages,
            Output::Sheet,
            Emit::Sheet,
            page,
            1.0,
            target.sheet(page),
        )
    };
    (1..=pages.count())
        .map(sheet)
        .collect::<Result<_>>()
        .map(Some)
}

fn picture(
    pages: &Pages,
    output: Output,
    emit: Emit,
    page: usize,
    scale: f64,
    path: PathBuf,
) -> Result<File> {
    let bytes = pages
        .png(page, scale)
        .map_err(|trouble| broken(&trouble.message))?;
    Ok(File {
        path,
        output,
        emit,
        pages: 1,
        bytes,
        proof: None,
    })
}

/// What is said at each page, in the form of pdfpc 4.5 and later: <https://github.com/pdfpc/pdfpc>.
fn console(built: &Built, target: &Target) -> Result<Option<Vec<File>>> {
    let Some(pages) = &built.pages else {
        return Ok(None);
    };
    let starts = pages.slides().map_err(|trouble| broken(&trouble.message))?;
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
    let mut console = json!({ "pdfpcFormat": 2 });
    if let Some(minutes) = built.deck.minutes {
        console["duration"] = Value::from(minutes);
    }
    console["disableMarkdown"] = Value::from(false);
    console["pages"] = (1..=pages.count()).map(page).collect();
    Ok(Some(vec![File {
        path: target.pdfpc(),
        output: Output::Slides,
        emit: Emit::Pdfpc,
        pages: pages.count(),
        bytes: lines(&console)?,
        proof: None,
    }]))
}

/// What was written, with its checksums, and which slide is on which page. Nothing of it depends on day or machine.
fn manifest(built: &Built, files: &[File], path: &Path) -> Result<Vec<u8>> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let listed: Vec<Listed> = files.iter().map(|file| file.listed(folder)).collect();
    let (starts, titles) = match &built.pages {
        Some(pages) => (
            pages.slides().map_err(|trouble| broken(&trouble.message))?,
            pages.headings(),
        ),
        None => (Vec::new(), Vec::new()),
    };
    let title = |page| {
        titles
            .iter()
            .find(|(level, _, at)| *level == 1 && *at == page)
    };
    let slide = |(id, page): &(String, usize)| json!({ "id": id, "title": title(*page).map(|(_, text, _)| text), "page": page });
    let front = &built.deck.front;
    let (year, month, day) = front.date;
    lines(&json!({
        "deck": built.deck.path,
        "title": front.title,
        "language": front.language,
        "date": format!("{year:04}-{month:02}-{day:02}"),
        "audience": built.deck.audience.key(),
        "held_back": built.deck.held_back.iter().map(held).collect::<Vec<_>>(),
        "slides_for_others": built.deck.elsewhere,
        "files": listed,
        "slides": starts.iter().map(slide).collect::<Vec<_>>(),
    }))
}

/// A voice or a photo that was asked for and may not be shown, and why.
fn held(held: &Withheld) -> Value {
    let mut entry = json!({
        "kind": if held.is_voice { "voice" } else { "photo" },
        "name": held.name,
        "reason": held.reason.key(),
    });
    if let Some(day) = held.reason.day() {
        entry["day"] = Value::from(day.to_string());
    }
    entry
}

impl File {
    fn listed(&self, folder: &Path) -> Listed {
        let path = self.path.strip_prefix(folder).unwrap_or(&self.path);
        let digest = Sha256::digest(&self.bytes);
        Listed {
            file: path.to_string_lossy().replace('\\', "/"),
            kind: self.output.key(),
            pages: self.pages,
            bytes: self.bytes.len(),
            sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            proof: self.proof.clone(),
        }
    }
}

fn lines(value: &Value) -> Result<Vec<u8>> {
    let text = serde_json::to_string_pretty(value).map_err(|error| broken(&error.to_string()))?;
    Ok((text + "\n").into_bytes())
}

/// Takes away the pictures of pages that an earlier build had and this one has not.
fn forget_more(files: &[File]) -> Result<()> {
    let pictures: Vec<&Path> = files
        .iter()
        .filter(|file| file.emit == Emit::Png)
        .map(|file| file.path.as_path())
        .collect();
    let mut folders: Vec<&Path> = pictures.iter().filter_map(|path| path.parent()).collect();
    folders.dedup();
    for folder in folders {
        let found =
            fs::read_dir(folder).map_err(|reason| Error::file("cannot-read", folder, &reason))?;
        for path in found.flatten().map(|entry| entry.path()) {
            if is_page(&path) && !pictures.contains(&path.as_path()) {
                fs::remove_file(&path)
                    .map_err(|reason| Error::file("cannot-write", &path, &reason))?;
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

/// The manuscript, the theme, the fonts and the files they show, as plain Typst finds them.
fn write_folder(folder: &Path, built: &Built, opened: &Opened) -> Result<()> {
    write(&folder.join("main.typ"), built.folder.main.as_bytes())?;
    for (path, text) in &built.folder.texts {
        write(&folder.join(path), text.as_bytes())?;
    }
    for (path, bytes) in built.files.iter().chain(&built.folder.files) {
        write(&folder.join(path), bytes)?;
    }
    for (path, font) in FONTS {
        write(&folder.join(path), font)?;
    }
    for (path, font) in &opened.templates.fonts {
        write(&folder.join(path), font)?;
    }
    Ok(())
}
