//! The decks before one, and the decisions they leave due.

use crate::narrative::{Decision, DeckFile};
use crate::project::{DeckFolder, Project};

/// The decisions asked in earlier decks, from the first to the last, that are neither done nor dropped nor refused.
pub fn due_decisions<'a>(earlier: &[&'a DeckFolder]) -> Vec<&'a Decision> {
    // From the first deck to the last: a decision comes in when it is asked, and goes when a later deck settles it.
    let mut due: Vec<&Decision> = Vec::new();
    for decision in earlier.iter().flat_map(|deck| &deck.narratives.decisions) {
        let id = &decision.id.value;
        if decision.is_settled() {
            due.retain(|asked| asked.id.value != *id);
        } else if !decision.is_followed_up() && !due.iter().any(|asked| asked.id.value == *id) {
            due.push(decision);
        }
    }
    due
}

/// The decks before one, from the first to the last.
pub fn earlier_decks<'a>(
    project: &'a Project,
    folder: &'a DeckFolder,
    file: &'a DeckFile,
) -> Vec<&'a DeckFolder> {
    let mut decks: Vec<&DeckFolder> = Vec::new();
    let mut next = previous_deck(project, folder, file);
    while let Some(deck) = next {
        let is_known = |known: &&DeckFolder| known.path == deck.path;
        // Decks may name each other in a circle, which would never end.
        if deck.path == folder.path || decks.iter().any(is_known) {
            break;
        }
        decks.push(deck);
        next = deck.file.as_ref().and_then(|file| previous_deck(project, deck, file));
    }
    decks.reverse();
    decks
}

/// The deck before another one: the one it names, or the last that ends before it starts.
pub fn previous_deck<'a>(
    project: &'a Project,
    folder: &DeckFolder,
    file: &DeckFile,
) -> Option<&'a DeckFolder> {
    if let Some(previous) = &file.previous {
        return deck_at_path(project, &folder.path, &previous.value);
    }
    let start = file.period.value.first_day();
    let end = |deck: &DeckFolder| Some(deck.file.as_ref()?.period.value.last_day());
    project
        .decks
        .iter()
        .filter(|deck| end(deck).is_some_and(|end| end < start))
        .max_by_key(|deck| end(deck))
}

/// Another deck by its path from the folder of one.
pub fn deck_at_path<'a>(project: &'a Project, folder: &str, path: &str) -> Option<&'a DeckFolder> {
    let wanted = path_from_root(folder, path)?;
    let mut decks = project.decks.iter();
    decks.find(|deck| deck.path == wanted && deck.path != folder)
}

/// A path relative to a deck's folder, from the root; none when it leaves the project.
pub fn path_from_root(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in relative.trim_end_matches('/').split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A folder as it is named from another one.
pub fn relative_path(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from[shared..].iter().map(|_| "..");
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_from_another_one_and_found_again() {
        for (from, to, named) in [
            ("2026-T3", "2026-T2", "../2026-T2"),
            ("a/2026-T3", "a/2026-T2", "../2026-T2"),
            ("a/2026-T3", "2026-T2", "../../2026-T2"),
            ("2026-T3", "2026-T3/annexe", "annexe"),
        ] {
            assert_eq!(relative_path(from, to), named);
            assert_eq!(path_from_root(from, named).as_deref(), Some(to));
        }
    }

    #[test]
    fn a_path_that_leaves_the_project_names_nothing() {
        assert_eq!(path_from_root("2026-T3", "../.."), None);
        assert_eq!(path_from_root("2026-T3", "../../2026-T3"), None);
        assert_eq!(path_from_root("2026-T3", "./../2026-T2//").as_deref(), Some("2026-T2"));
    }
}
