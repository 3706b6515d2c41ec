//! Files that programs leave beside those that people write: copies under a name of their own, and droppings.

use crate::finding::Message;
use crate::text::fold_name;
use crate::tree::FolderEntry;

/// Files that no team makes: locks, caches, what was saved in between.
const DROPPINGS: [&str; 5] = ["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "nppbackup"];
/// How the names of such files end.
const ENDINGS: [&str; 11] =
    [".tmp", ".temp", ".bak", ".old", ".orig", ".swp", ".swo", ".part", ".crdownload", ".lnk", "~"];

/// Whether a file is what a program left there by itself: nobody needs to hear of it.
pub fn is_dropping(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_lock = name.starts_with("~$") || name.starts_with("~lock.") || name.starts_with("~wrl");
    let is_known = DROPPINGS.contains(&name.trim_end_matches('\n'));
    is_lock || is_known || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// What an entry of a folder is a copy of, among those of its kind beside it.
pub fn original_beside<'a>(own: &FolderEntry, all: &'a [FolderEntry]) -> Option<&'a str> {
    let is_folder = own.is_folder_or_led_away();
    let alike = all.iter().filter(|other| other.is_folder_or_led_away() == is_folder);
    copied_from(&own.name, alike.map(|other| other.name.as_str()))
}

/// The file or folder that a name says it is a copy of, among those beside it: `voix (1).yaml`, `voix - Copie.yaml` and
/// `Copie de voix.yaml` are copies of `voix.yaml`.
fn copied_from<'a>(name: &str, beside: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (stem, ending) = split_ending(name);
    let stem = fold_name(stem);
    let (bare, is_said) = without_prefixes(&stem);
    let mut found: Option<&str> = None;
    for other in beside.filter(|other| *other != name) {
        let (first, other_ending) = split_ending(other);
        let first = fold_name(first);
        let rest = bare.strip_prefix(first.as_str());
        let is_copy = rest.is_some_and(|rest| is_copy_mark(rest) || is_said && rest.is_empty());
        let is_alike = is_same_ending(ending, other_ending) && !first.is_empty();
        // Of `voix.yaml` and `voix - Copie.yaml`, `voix - Copie (2).yaml` is most likely a copy of the first.
        if is_copy && is_alike && found.is_none_or(|known| other.len() < known.len()) {
            found = Some(other);
        }
    }
    found
}

/// What is said of a copy, and what to do.
pub fn copy_messages(name: &str, first: &str) -> (Message, Message) {
    let said = |key| Message::new(key).with("name", name).with("first", first);
    (said("copied-file"), said("hint-copied-file"))
}

/// A name without its ending, and the ending.
fn split_ending(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() < 5 => (stem, ending),
        _ => (name, ""),
    }
}

fn is_same_ending(one: &str, other: &str) -> bool {
    let is_yaml = |ending: &str| matches!(ending.to_ascii_lowercase().as_str(), "yaml" | "yml");
    one.eq_ignore_ascii_case(other) || is_yaml(one) && is_yaml(other)
}

/// How the names of copies begin, folded.
const PREFIXES: [&str; 5] = ["copie-de-", "copie-d'", "copy-of-", "copie-", "copy-"];

/// A folded name without `Copie de`, and whether it began so.
fn without_prefixes(name: &str) -> (&str, bool) {
    let mut bare = name;
    // Systems copy copies: `Copie de Copie de voix`.
    while let Some(rest) = PREFIXES.iter().find_map(|prefix| bare.strip_prefix(prefix)) {
        bare = rest;
    }
    (bare, bare.len() < name.len())
}

/// Words that tell a copy between brackets.
const TOLD: [&str; 5] = ["copie", "copy", "conflit", "conflict", "conflicted"];
/// What begins the name of a computer or of a program that kept two versions apart.
const MACHINES: [&str; 7] =
    ["desktop-", "laptop-", "pc-de-", "macbook", "mac-de-", "conflict", "conflit"];

/// Whether what follows the name of a file says that this is a copy of it: `-(1)`, `---copie`, `-conflict-20260901`.
fn is_copy_mark(rest: &str) -> bool {
    // Without a sign between, the rest is part of a longer word.
    let mark = rest.trim_start_matches(['-', '.', ' ', '\u{2013}']);
    let is_apart = mark.len() < rest.len();
    if let Some((inside, after)) = mark.strip_prefix('(').and_then(|mark| mark.split_once(')')) {
        return (is_number(inside) || has_word(inside))
            && (after.is_empty() || is_copy_mark(after));
    }
    if mark.is_empty() || !is_apart {
        return false;
    }
    let mark = mark.strip_prefix("sync-").unwrap_or(mark);
    let is_kept_apart = MACHINES.iter().any(|machine| mark.starts_with(machine));
    is_kept_apart || is_numbered_copy(mark)
}

/// `copie`, `copy-2`, `copie-(3)`: a copy with nothing behind it but its number.
fn is_numbered_copy(mark: &str) -> bool {
    let rest = mark.strip_prefix("copie").or_else(|| mark.strip_prefix("copy"));
    rest.is_some_and(|rest| {
        let rest = rest.trim_matches(['-', '(', ')', ' ']);
        rest.is_empty() || is_number(rest)
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_word(inside: &str) -> bool {
    inside.split('-').any(|word| TOLD.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names() {
        for name in [
            "un-exemple (1).yaml",
            "un-exemple(2).yaml",
            "un-exemple - Copie.yaml",
            "un-exemple - Copie (2).yaml",
            "un-exemple – Copie.yaml",
            "un-exemple copie.yaml",
            "un-exemple copie 2.yml",
            "un-exemple - Copy.yaml",
            "un-exemple copy.yaml",
            "Copie de un-exemple.yaml",
            "Copie de Copie de un-exemple.yaml",
            "Copy of un-exemple.yaml",
            "un-exemple (copie).yaml",
            "un-exemple (3e copie).yaml",
            "un-exemple (conflit de Jeanne 2026-09-01).yaml",
            "un-exemple (Copie en conflit de PC-JEANNE 2026-09-01).yaml",
            "un-exemple (Jeanne's conflicted copy 2026-09-01).yaml",
            "un-exemple_conflict-20260901-101010.yaml",
            "un-exemple.sync-conflict-20260901-101010-ABCDEFG.yaml",
            "un-exemple-DESKTOP-AB12.yaml",
            "Un-Exemple (1).YAML",
        ] {
            let beside = ["un-exemple.yaml", name, "un.yaml"];
            let found = copied_from(name, beside.into_iter());
            assert_eq!(found, Some("un-exemple.yaml"), "{name}");
        }
        let folders = ["récits", "récits - Copie"];
        assert_eq!(copied_from("récits - Copie", folders.into_iter()), Some("récits"));
        let both = ["voix - Copie.yaml", "voix.yaml"];
        assert_eq!(copied_from("voix - Copie (2).yaml", both.into_iter()), Some("voix.yaml"));
    }

    #[test]
    fn other_stories_are_no_copies() {
        for name in [
            "un-exemple-2.yaml",
            "un-exemples.yaml",
            "un-exemple (suite).yaml",
            "un-exemple-copieuse.yaml",
            "un-exemple-copie-cle.yaml",
            "un-exemple (1).txt",
            "copie-des-cles.yaml",
            "deux (1).yaml",
        ] {
            let beside = ["un-exemple.yaml", name, "cles.yaml"];
            assert_eq!(copied_from(name, beside.into_iter()), None, "{name}");
        }
    }

    #[test]
    fn droppings_are_what_programs_leave() {
        for name in [
            "Thumbs.db",
            "desktop.ini",
            "~$notes.docx",
            "~lock.voix.csv#",
            "voix.yaml~",
            "voix.yaml.bak",
            "~WRL0001.tmp",
            "voix.yaml.swp",
        ] {
            assert!(is_dropping(name), "{name}");
        }
        for name in ["voix.yaml", "notes.docx", "temp.yaml", "bak.yaml"] {
            assert!(!is_dropping(name), "{name}");
        }
    }
}
