//! What the names of files and folders stand for.

use crate::finding::Message;
use crate::locale::Language;
use crate::narrative::FileKind;
use crate::schema::{Name, is_named};
use crate::text::{fold_name, letters_apart};

/// What a name in a deck's folder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRole {
    /// The deck's own file.
    Deck,
    /// A narrative file, or a folder of them.
    Narrative(FileKind),
    /// Photos, data, raw messages, notes to oneself: not ours to read here.
    Other,
    /// A narrative file under a name that nothing reads.
    Unread,
}

impl FileRole {
    /// What a name stands for.
    pub fn of_name(name: &str, is_folder: bool) -> Self {
        let (stem, is_yaml) = split_yaml_ending(name);
        let folded = fold_name(stem);
        if !is_folder && is_yaml && matches!(folded.as_str(), "deck" | "dossier") {
            return Self::Deck;
        }
        let kind =
            FileKind::ALL.iter().find(|(_, name)| is_named(*name, &folded)).map(|(kind, _)| *kind);
        match (kind, is_folder, is_yaml) {
            (Some(FileKind::Story), false, true) => Self::Unread,
            (Some(kind), true, _) | (Some(kind), false, true) => Self::Narrative(kind),
            (None, false, true) => Self::Unread,
            (None, true, _) if is_near_kind(name) => Self::Unread,
            (None, false, false) if is_disguised(name) => Self::Unread,
            _ => Self::Other,
        }
    }

    /// Whether only a deck's folder holds such a thing.
    pub fn is_of_deck(self) -> bool {
        matches!(self, Self::Deck | Self::Narrative(_))
    }
}

/// Whether a file is most likely a deck's own under a name that misses by a letter.
pub fn is_near_deck(name: &str) -> bool {
    split_yaml_ending(name).1 && matches!(nearest_kind(name), Some((None, _)))
}

/// Whether a name is most likely that of a narrative file or folder.
fn is_near_kind(name: &str) -> bool {
    matches!(nearest_kind(name), Some((Some(_), _)))
}

/// A name without its ending, and whether it is that of a YAML file.
pub fn split_yaml_ending(name: &str) -> (&str, bool) {
    match name.rsplit_once('.') {
        Some((stem, ending)) if matches!(ending.to_ascii_lowercase().as_str(), "yaml" | "yml") => {
            (stem, true)
        }
        _ => (name, false),
    }
}

/// `voix.yaml.txt` or `voix.txt`: what Notepad makes of `voix.yaml`.
fn is_disguised(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    if !ending.eq_ignore_ascii_case("txt") {
        return false;
    }
    let folded = fold_name(self::split_yaml_ending(stem).0);
    self::split_yaml_ending(stem).1
        || matches!(folded.as_str(), "deck" | "dossier")
        || FileKind::ALL.iter().any(|(_, name)| is_named(*name, &folded))
}

/// What an unread name should most likely be, in the project's language.
pub fn file_name_hint(name: &str, is_folder: bool, language: Language) -> Message {
    let Some((kind, known)) = nearest_kind(name) else {
        return Message::new("hint-file-names");
    };
    let known = fold_name(known.in_language(language));
    match kind {
        _ if is_folder => Message::new("hint-nearest").with("value", format!("{known}/")),
        Some(FileKind::Story) => {
            Message::new("hint-file-in-folder").with("value", format!("{known}/"))
        }
        _ => Message::new("hint-nearest").with("value", format!("{known}.yaml")),
    }
}

/// The known name nearest to another; no kind for the deck's own file.
fn nearest_kind(name: &str) -> Option<(Option<FileKind>, Name)> {
    let plain = name.split('.').next().unwrap_or(name);
    let folded = fold_name(plain);
    let kinds = FileKind::ALL.iter().map(|(kind, name)| (Some(*kind), *name));
    let misses_by = |known: &str| {
        let known = fold_name(known);
        let distance = letters_apart(&folded, &known);
        (distance <= (known.len() / 4).min(2)).then_some(distance)
    };
    kinds
        .chain([(None, crate::schema::name("deck", "dossier"))])
        .filter_map(|(kind, name)| {
            let distance = name.words().filter_map(misses_by).min()?;
            Some((distance, kind, name))
        })
        .min_by_key(|(distance, ..)| *distance)
        .map(|(_, kind, name)| (kind, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_both_languages_with_or_without_accents() {
        for name in ["voices.yaml", "voix.yml", "Voix.YAML", "témoignages.yaml", "temoignages.yml"]
        {
            assert_eq!(
                FileRole::of_name(name, false),
                FileRole::Narrative(FileKind::Voices),
                "{name}"
            );
        }
        for name in ["stories", "recits", "récits", "Re\u{301}cits"] {
            assert_eq!(
                FileRole::of_name(name, true),
                FileRole::Narrative(FileKind::Story),
                "{name}"
            );
        }
        assert_eq!(FileRole::of_name("dossier.yaml", false), FileRole::Deck);
        assert_eq!(FileRole::of_name("deck.yml", false), FileRole::Deck);
        assert_eq!(FileRole::of_name("Dossier.YML", false), FileRole::Deck);
    }

    #[test]
    fn a_name_that_misses_by_a_letter_is_not_passed_over() {
        for (name, is_folder) in [
            ("voixs.yaml", false),
            ("temoignage.yaml", false),
            ("temoignages.txt", false),
            ("recit.yaml", false),
            ("notes.yaml", false),
            ("voix.txt", false),
            ("voix.yaml.txt", false),
            ("Voix.TXT", false),
            ("dossier.txt", false),
            ("recit", true),
            ("vioces", true),
            ("signals.d", true),
        ] {
            assert_eq!(FileRole::of_name(name, is_folder), FileRole::Unread, "{name}");
        }
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        for (name, is_folder) in [
            ("photos", true),
            ("private", true),
            ("donnees", true),
            ("diapositives", true),
            ("dossiers", true),
            ("LISEZMOI.md", false),
            ("chiffres.csv", false),
            ("notes.txt", false),
            ("voix.pdf", false),
        ] {
            assert_eq!(FileRole::of_name(name, is_folder), FileRole::Other, "{name}");
        }
    }
}
