//! The starter project of `init`, small and complete, which builds at once.

use std::io::ErrorKind;
use std::path::Path;

use chrono::Days;

use crate::assets::{STARTER_EN, STARTER_FR};
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::locale::Language;
use crate::period::Period;
use crate::writes::{Replaces, Writes, checksum, read_content};

/// The period, in both languages, and the date of the meeting in the starters; `init` replaces them.
const PERIODS: [&str; 2] = ["2026-T3", "2026-Q3"];
const MEETING: &str = "2026-10-08";
/// The days between the end of a period and the meeting about it, as in the starters.
const DAYS: u64 = 8;

/// What git must not keep: what is built, and raw messages.
const IGNORED: [&str; 2] = ["/out/", PRIVATE_LINE];
/// The pattern that keeps raw messages out of git, in any folder.
const PRIVATE_LINE: &str = "private/";

/// Writes a starter project into a folder, which may exist but must have none of
/// its files. Returns the path of the deck.
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
    // The period is replaced in paths as well as in texts; in paths, `_` stands for the `/` of two dates.
    for (path, text) in starter {
        let replaced = |text: &str, by: &str| {
            let replace = |text: String, sample: &&str| text.replace(sample, by);
            PERIODS.iter().fold(text.to_string(), replace)
        };
        let path = folder.join(replaced(path, &deck));
        // The meeting first: a period that is asked for may itself hold the day of the starter's meeting.
        let text = replaced(&text.replace(MEETING, &meeting), &period_name);
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

/// Adds lines to `.gitignore` after what it has already; false when it has all of them.
fn add_to_gitignore(writes: &mut Writes, folder: &Path, lines: &[&str]) -> Result<bool> {
    let path = folder.join(".gitignore");
    let read = |_| read_content(&path).ok_or_else(|| ErrorKind::IsADirectory.into());
    let known = match path.symlink_metadata().and_then(read) {
        Ok(bytes) => bytes,
        // A file in the place of the folder is reported when the rest is written.
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

/// Adds the line that keeps raw messages out of git, to be written with the rest; false when it is there already.
pub fn ignore_private(writes: &mut Writes, root: &Path) -> Result<bool> {
    add_to_gitignore(writes, root, &[PRIVATE_LINE])
}
