//! `init`: a small complete project that builds at once. And files written whole or not at all.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::Days;
use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::finding::Message;
use crate::locale::Language;
use crate::period::Period;

/// The sample projects, by path: the very files of `samples/`.
type Starter = &'static [(&'static str, &'static str)];

const FRENCH: Starter = &[
    (
        "2026-T3/chiffres.yaml",
        include_str!("../samples/starter/2026-T3/chiffres.yaml"),
    ),
    (
        "2026-T3/decisions.yaml",
        include_str!("../samples/starter/2026-T3/decisions.yaml"),
    ),
    (
        "2026-T3/depenses.yaml",
        include_str!("../samples/starter/2026-T3/depenses.yaml"),
    ),
    (
        "2026-T3/dossier.yaml",
        include_str!("../samples/starter/2026-T3/dossier.yaml"),
    ),
    (
        "2026-T3/doutes.yaml",
        include_str!("../samples/starter/2026-T3/doutes.yaml"),
    ),
    (
        "2026-T3/recits/un-exemple.yaml",
        include_str!("../samples/starter/2026-T3/recits/un-exemple.yaml"),
    ),
    (
        "2026-T3/signaux.yaml",
        include_str!("../samples/starter/2026-T3/signaux.yaml"),
    ),
    (
        "2026-T3/voix.yaml",
        include_str!("../samples/starter/2026-T3/voix.yaml"),
    ),
    ("recit.yaml", include_str!("../samples/starter/recit.yaml")),
];
const ENGLISH: Starter = &[
    (
        "2026-Q3/decisions.yaml",
        include_str!("../samples/starter-en/2026-Q3/decisions.yaml"),
    ),
    (
        "2026-Q3/deck.yaml",
        include_str!("../samples/starter-en/2026-Q3/deck.yaml"),
    ),
    (
        "2026-Q3/doubts.yaml",
        include_str!("../samples/starter-en/2026-Q3/doubts.yaml"),
    ),
    (
        "2026-Q3/figures.yaml",
        include_str!("../samples/starter-en/2026-Q3/figures.yaml"),
    ),
    (
        "2026-Q3/signals.yaml",
        include_str!("../samples/starter-en/2026-Q3/signals.yaml"),
    ),
    (
        "2026-Q3/spending.yaml",
        include_str!("../samples/starter-en/2026-Q3/spending.yaml"),
    ),
    (
        "2026-Q3/stories/an-example.yaml",
        include_str!("../samples/starter-en/2026-Q3/stories/an-example.yaml"),
    ),
    (
        "2026-Q3/voices.yaml",
        include_str!("../samples/starter-en/2026-Q3/voices.yaml"),
    ),
    (
        "recit.yaml",
        include_str!("../samples/starter-en/recit.yaml"),
    ),
];

/// The period and the meeting's date written in the samples, which `init` replaces.
const PERIODS: [&str; 2] = ["2026-T3", "2026-Q3"];
const MEETING: &str = "2026-10-08";
/// Days between a period's end and the meeting about it, as in the samples.
const DAYS: u64 = 8;

/// What git is not to keep: what is built, and raw messages.
const IGNORED: [&str; 2] = ["/out/", PRIVATE_LINE];
/// What keeps git from raw messages, in any folder.
const PRIVATE_LINE: &str = "private/";

/// Writes a starter project into a folder, which may exist but must hold none of its files. Gives the deck's folder.
pub fn init(folder: &Path, language: Language, period: Period) -> Result<String> {
    let (starter, period_name) = match language {
        Language::Fr => (FRENCH, period.to_string()),
        Language::En => (
            ENGLISH,
            period.to_string().replace("-T", "-Q").replace("-S", "-H"),
        ),
    };
    let deck = period_name.replace('/', "_");
    let meeting = period
        .last()
        .checked_add_days(Days::new(DAYS))
        .unwrap_or(period.last())
        .to_string();
    let files: Vec<(PathBuf, String)> = starter
        .iter()
        .map(|(path, text)| {
            let path = PERIODS.iter().fold((*path).to_string(), |path, sample| {
                path.replace(sample, &deck)
            });
            let text = PERIODS.iter().fold((*text).to_string(), |text, sample| {
                text.replace(sample, &period_name)
            });
            (folder.join(path), text.replace(MEETING, &meeting))
        })
        .collect();
    if let Some((path, _)) = files
        .iter()
        .find(|(path, _)| path.symlink_metadata().is_ok())
    {
        let message = Message::new("file-exists").with("path", path.display().to_string());
        return Err(Error::new(message).hint(Message::new("hint-file-exists")));
    }
    for (path, text) in &files {
        write(path, text.as_bytes())?;
    }
    ignore(&folder.join(".gitignore"), &IGNORED)?;
    Ok(deck)
}

/// Adds what git is not to keep, after what is there already. False when all of it is there.
fn ignore(path: &Path, lines: &[&str]) -> Result<bool> {
    let written = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(reason) if reason.kind() == ErrorKind::NotFound => String::new(),
        Err(reason) => return Err(Error::file("cannot-read", path, &reason)),
    };
    let is_missing = |line: &&str| !written.lines().any(|known| known.trim() == *line);
    let missing: Vec<&str> = lines.iter().copied().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let gap = if written.is_empty() || written.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    write(
        path,
        format!("{written}{gap}{}\n", missing.join("\n")).as_bytes(),
    )?;
    Ok(true)
}

/// Keeps git from what is private in a project. False when it is kept from it already.
pub fn ignore_private(root: &Path) -> Result<bool> {
    ignore(&root.join(".gitignore"), &[PRIVATE_LINE])
}

/// What the names of temporary files begin and end with: hidden, and nobody else's.
const TEMPORARY: (&str, &str) = (".recit-", ".tmp");
/// After this long a temporary file was left behind by a run that was killed: writing takes a second at most.
const STALE: Duration = Duration::from_secs(600);

/// Writes a file whole or not at all: to a temporary file beside it, which then takes its name.
/// A link is followed, and the permissions of a file that exists are kept.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    replace(path, bytes, Readers::All).map_err(|reason| Error::file("cannot-write", path, &reason))
}

/// Writes a file that was made, as [`write()`] does, over nothing or over one that was made before: what stands there must be
/// empty or start as it does. A link may lead to what somebody wrote, or to a device.
pub fn write_made(path: &Path, bytes: &[u8]) -> Result<()> {
    let target = followed(path);
    let mut start = [0; KIND];
    let is_ours = match fs::metadata(&target) {
        Err(_) => true,
        Ok(known) if known.is_file() => {
            let read = File::open(&target).and_then(|mut file| file.read(&mut start));
            read.is_ok_and(|length| start[..length] == bytes[..length.min(bytes.len())])
        }
        // A folder is told as such when it is written over.
        Ok(known) => known.is_dir(),
    };
    if !is_ours {
        let message = Message::new("other-file").with("path", target.display().to_string());
        return Err(Error::new(message).hint(Message::new("hint-other-file")));
    }
    write(path, bytes)
}

/// How many bytes tell the kind of a file: `%PDF`, `\x89PNG`.
const KIND: usize = 4;

/// Writes a file that only its owner may read, whole or not at all.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    replace(path, bytes, Readers::Owner)
        .map_err(|reason| Error::file("cannot-write", path, &reason))
}

/// Who may read a file that is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// Whoever may read any new file, or could read the one before.
    All,
    /// Its owner.
    Owner,
}

fn replace(path: &Path, bytes: &[u8], readers: Readers) -> std::io::Result<()> {
    let target = followed(path);
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    if target.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut file = temporary(folder, readers)?;
    sweep(folder, file.as_file());
    file.write_all(bytes)?;
    if let (Readers::All, Ok(known)) = (readers, fs::metadata(&target)) {
        file.as_file().set_permissions(known.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|refused| refused.error)?;
    Ok(())
}

/// Where a path leads: a link to a file that is not there yet leads there too.
fn followed(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    match (fs::read_link(path), path.parent()) {
        (Ok(link), Some(folder)) => folder.join(link),
        _ => path.to_path_buf(),
    }
}

/// An empty file in a folder; it goes when it is dropped.
fn temporary(folder: &Path, readers: Readers) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = match readers {
            Readers::All => 0o666,
            Readers::Owner => 0o600,
        };
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    builder.tempfile_in(folder)
}

/// Removes what killed runs left in a folder. Their age is measured by the folder's own clock, on a new file.
fn sweep(folder: &Path, new: &File) {
    let Ok(now) = new.metadata().and_then(|facts| facts.modified()) else {
        return;
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1);
        let is_stale = |at: SystemTime| now.duration_since(at).is_ok_and(|age| age > STALE);
        let modified = entry.metadata().and_then(|facts| facts.modified());
        if is_ours && modified.is_ok_and(is_stale) {
            drop(fs::remove_file(entry.path()));
        }
    }
}
