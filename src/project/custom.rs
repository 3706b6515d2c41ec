//! Slides that a project draws itself: the Typst files that its running orders name.

use std::collections::HashMap;

use crate::error::Result;
use crate::finding::rules::{MISSING_CUSTOM_SLIDE, UNUSABLE_CUSTOM_SLIDE};
use crate::finding::{Finding, Message, Report};
use crate::narrative::{DeckFile, SlideKind};
use crate::schema::Text;
use crate::source::{SourceId, Sources, Span};
use crate::tree::{FileRefusal, PathKind, Purpose, Tree, candidate_paths};

/// A Typst file that a slide shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomFile {
    /// Its path from the project's root.
    pub path: String,
    /// The id under which its Typst code was read.
    pub source: SourceId,
}

/// The files that a running order names, by the place of the name; those that cannot be shown are told.
pub(super) fn custom_files(
    tree: &Tree,
    folder: &str,
    deck: &DeckFile,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<HashMap<Span, CustomFile>> {
    let mut files = HashMap::new();
    for entry in deck.all_entries() {
        let SlideKind::Custom(name) = &entry.kind else {
            continue;
        };
        match find_custom_file(tree, folder, &name.value) {
            Ok(path) => {
                if let Some(source) = tree.read(&path, sources, report)? {
                    files.insert(name.span, CustomFile { path, source });
                }
            }
            Err(fault) => report.push(fault.into_finding(name)),
        }
    }
    Ok(files)
}

/// Why a file cannot be shown.
enum CustomFault {
    /// Its path leads where no slide may be read from.
    Barred(FileRefusal),
    /// Nothing stands at its path; the path of a file that was perhaps meant.
    Missing(Option<String>),
    /// A folder stands there.
    Folder,
    /// A pipe or a device stands there.
    NoFile,
    /// Its name does not end in `.typ`.
    NoTypst,
    /// The manuscript or a file of the theme has this path.
    Taken,
}

/// The path of a file named from a deck's folder, else from the project's root.
fn find_custom_file(
    tree: &Tree,
    folder: &str,
    named: &str,
) -> std::result::Result<String, CustomFault> {
    let places = candidate_paths(folder, named).ok_or(CustomFault::Barred(FileRefusal::Outside))?;
    let there = places.iter().find_map(|path| match tree.kind_of_path(path, Purpose::Deck) {
        Err(FileRefusal::Missing) => None,
        kind => Some((path, kind)),
    });
    let Some((path, kind)) = there else {
        return Err(CustomFault::Missing(tree.nearest_file(folder, &places, Purpose::Deck)));
    };
    let kind = kind.map_err(CustomFault::Barred)?;
    if kind == PathKind::Folder {
        Err(CustomFault::Folder)
    } else if kind != PathKind::File {
        Err(CustomFault::NoFile)
    } else if !path.ends_with(".typ") {
        Err(CustomFault::NoTypst)
    } else if path == "main.typ" || path.starts_with("theme/") {
        Err(CustomFault::Taken)
    } else {
        Ok(path.clone())
    }
}

impl CustomFault {
    fn into_finding(self, name: &Text) -> Finding {
        let path = name.value.as_str();
        let (rule, message, hint) = match self {
            Self::Missing(near) => (
                &MISSING_CUSTOM_SLIDE,
                Message::new("custom-missing").with("path", path),
                near.map_or(Message::new("hint-custom-missing"), |near| {
                    Message::new("hint-nearest").with("value", near)
                }),
            ),
            Self::Barred(FileRefusal::Unreadable(error)) if error.is_denied() => (
                &UNUSABLE_CUSTOM_SLIDE,
                Message::new("custom-closed").with("path", path),
                Message::new("hint-file-closed"),
            ),
            Self::Barred(FileRefusal::Unreadable(error)) => {
                return Finding::new(&UNUSABLE_CUSTOM_SLIDE, name.span, error.message);
            }
            Self::Barred(refused) => match refused.message_and_hint(path) {
                Some((message, hint)) => (refused.rule_or(&UNUSABLE_CUSTOM_SLIDE), message, hint),
                None => return Self::NoFile.into_finding(name),
            },
            Self::Folder => (
                &UNUSABLE_CUSTOM_SLIDE,
                Message::new("custom-folder").with("path", path),
                Message::new("hint-custom-missing"),
            ),
            Self::NoFile => (
                &UNUSABLE_CUSTOM_SLIDE,
                Message::new("custom-no-file").with("path", path),
                Message::new("hint-custom-missing"),
            ),
            Self::NoTypst => (
                &UNUSABLE_CUSTOM_SLIDE,
                Message::new("custom-no-typst").with("path", path),
                Message::new("hint-custom-no-typst"),
            ),
            Self::Taken => (
                &UNUSABLE_CUSTOM_SLIDE,
                Message::new("custom-taken").with("path", path),
                Message::new("hint-custom-taken"),
            ),
        };
        Finding::new(rule, name.span, message).with_hint(hint)
    }
}
