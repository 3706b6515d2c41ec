//! `init`: a small complete project that builds at once.

use std::io::ErrorKind;
use std::path::Path;

use chrono::Days;

use crate::assets::{STARTER_EN, STARTER_FR};
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::locale::Language;
use crate::period::Period;
use crate::writes::{Replaces, Writes, checksum, read_content};

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
pub fn create_project(folder: &Path, language: Language, period: Period) -> Result<String> {
    let (starter, period_name) = match language {
        Language::Fr => (STARTER_FR, period.to_string()),
        Language::En => (STARTER_EN, period.to_string().replace("-T", "-Q").replace("-S", "-H")),
    };
    let deck = period_name.replace('/', "_");
    let meeting = period
        .last_day()
        .checked_add_days(Days::new(DAYS))
        .unwrap_or(period.last_day())
        .to_string();
    let mut writes = Writes::in_folder(folder);
    for (path, text) in starter {
        let replaced = |text: &str, by: &str| {
            let replace = |text: String, sample: &&str| text.replace(sample, by);
            PERIODS.iter().fold(text.to_string(), replace)
        };
        let path = folder.join(replaced(path, &deck));
        let text = replaced(text, &period_name).replace(MEETING, &meeting);
        if path.symlink_metadata().is_ok() {
            let message = Message::new("file-exists").with("path", path.display().to_string());
            return Err(Error::new(message).with_hint(Message::new("hint-file-exists")));
        }
        writes.put(path, text, Replaces::Nothing);
    }
    add_to_gitignore(&mut writes, folder, &IGNORED)?;
    writes.commit()?;
    Ok(deck)
}

/// Adds what git is not to keep, after what is there already. False when all of it is there.
fn add_to_gitignore(writes: &mut Writes, folder: &Path, lines: &[&str]) -> Result<bool> {
    let path = folder.join(".gitignore");
    let read = |_| read_content(&path).ok_or_else(|| ErrorKind::IsADirectory.into());
    let known = match path.symlink_metadata().and_then(read) {
        Ok(bytes) => bytes,
        // A file where the folder should be is told when the rest is written.
        Err(reason) if matches!(reason.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Vec::new()
        }
        Err(reason) => return Err(Error::for_file("cannot-read", &path, reason)),
    };
    let text = String::from_utf8_lossy(&known);
    let is_missing = |line: &&str| !text.lines().any(|known| known.trim() == *line);
    let missing: Vec<&str> = lines.iter().copied().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let gap: &[u8] = match known.last() {
        None | Some(b'\n') => b"",
        Some(_) => b"\n",
    };
    let more = missing.join("\n") + "\n";
    let over = Replaces::Known(checksum(&known));
    writes.put(path, [&known, gap, more.as_bytes()].concat(), over);
    Ok(true)
}

/// Keeps git from what is private in a project, once the rest is written. False when it is kept from it already.
pub fn ignore_private(writes: &mut Writes, root: &Path) -> Result<bool> {
    add_to_gitignore(writes, root, &[PRIVATE_LINE])
}
