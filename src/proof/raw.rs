//! The raw messages of a project: every text file in a folder `private/`, whatever its form.

use std::ops::Range;

use super::passage::Passage;
use crate::error::Result;
use crate::narrative::fold;
use crate::tree::{ItemKind, Purpose, Tree, is_private_name, lenient};

/// The most bytes of one file that are looked for: a hundred thousand messages.
const LARGEST: u64 = 32 * 1024 * 1024;
/// The most bytes of all of them together.
const MOST: u64 = 4 * LARGEST;
/// How deep folders are entered.
const DEEPEST: usize = 12;
/// How many folders are entered.
const FOLDERS: usize = 10_000;
/// What programs make and nobody writes; nothing of it is a raw message.
const MADE: [&str; 3] = ["out", "target", "node_modules"];

/// The raw messages of a project.
#[derive(Debug, Default)]
pub struct Raw {
    /// The texts, a file each, by path.
    pub passages: Vec<Passage>,
    /// The files of which only a beginning is looked for, or nothing: there is too much.
    pub unread: Vec<String>,
}

impl Raw {
    /// Reads them all.
    pub fn read(tree: &Tree) -> Result<Self> {
        let mut walk = Walk {
            tree,
            files: Vec::new(),
            folders: 0,
        };
        walk.folder("", false, 0)?;
        let (mut raw, mut left) = (Self::default(), MOST);
        for path in walk.files {
            let (bytes, is_whole) = tree.raw(&path, LARGEST.min(left))?;
            left -= bytes.len() as u64;
            let Some(text) = lenient(&bytes) else {
                continue;
            };
            if !is_whole {
                raw.unread.push(path.clone());
            }
            raw.passages
                .push(Passage::raw(&path, &text, &names(&path, &text)));
        }
        Ok(raw)
    }
}

/// A walk through the folders of a project.
struct Walk<'t> {
    tree: &'t Tree,
    files: Vec<String>,
    folders: usize,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &str, is_private: bool, depth: usize) -> Result<()> {
        self.folders += 1;
        if depth > DEEPEST || self.folders > FOLDERS {
            return Ok(());
        }
        for item in self.tree.items(folder, Purpose::Original)? {
            let path = match folder {
                "" => item.name.clone(),
                folder => format!("{folder}/{}", item.name),
            };
            let is_made = depth == 0 && MADE.contains(&item.name.as_str());
            if is_made {
                continue;
            }
            if item.is_folder() {
                self.folder(
                    &path,
                    is_private || is_private_name(item.name.as_ref()),
                    depth + 1,
                )?;
            } else if is_private && item.kind == ItemKind::File {
                self.files.push(path);
            }
        }
        Ok(())
    }
}

/// What exports of messages call the one who wrote, without accents.
const AUTHORS: [&str; 12] = [
    "author",
    "auteur",
    "autrice",
    "name",
    "nom",
    "prenom-nom",
    "user",
    "utilisateur",
    "sender",
    "expediteur",
    "from",
    "reviewer",
];
/// The most words of a name.
const LONGEST: usize = 4;

/// The names of those who wrote, by their bytes: what stands after such a key, or below it in a table.
fn names(path: &str, text: &str) -> Vec<Range<usize>> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let ending = path.rsplit('.').next().unwrap_or_default();
    let found: Vec<(usize, &str)> = match ending.to_lowercase().as_str() {
        "csv" | "tsv" => in_table(lines),
        _ => lines.filter_map(|(at, line)| after_key(at, line)).collect(),
    };
    let is_name = |name: &str| name.split_whitespace().count() <= LONGEST;
    let named = found.into_iter().filter(|(_, name)| is_name(name));
    named.map(|(at, name)| at..at + name.len()).collect()
}

fn is_author(key: &str) -> bool {
    let key = fold(key.trim_matches(|sign: char| "\"'\u{feff} -{\r\n".contains(sign)));
    AUTHORS.contains(&key.as_str())
}

/// `author: Jeanne Martin`, as YAML and JSON say it.
fn after_key(at: usize, line: &str) -> Option<(usize, &str)> {
    let (key, value) = line.split_once(':')?;
    is_author(key).then_some((at + key.len() + 1, value))
}

/// What stands in the columns of names; rows with more or fewer cells than the first are passed over.
fn in_table<'t>(mut lines: impl Iterator<Item = (usize, &'t str)>) -> Vec<(usize, &'t str)> {
    let Some((_, head)) = lines.next() else {
        return Vec::new();
    };
    let separators = [';', '\t', ','];
    let most = separators
        .into_iter()
        .max_by_key(|sign| head.matches(*sign).count());
    let separator = most.unwrap_or(';');
    let columns = head.split(separator).count();
    let authors: Vec<usize> = head
        .split(separator)
        .enumerate()
        .filter(|(_, key)| is_author(key))
        .map(|(column, _)| column)
        .collect();
    let cells = |(at, line): (usize, &'t str)| {
        let cells = cells(line, separator);
        let wanted = cells.len() == columns;
        let named = authors.iter().filter(move |_| wanted);
        let named = named.filter_map(|column| cells.get(*column));
        named
            .map(|(start, cell)| (at + start, *cell))
            .collect::<Vec<_>>()
    };
    lines.flat_map(cells).collect()
}

/// The cells of a row, each with its first byte; a separator between double quotes parts nothing.
fn cells(line: &str, separator: char) -> Vec<(usize, &str)> {
    let (mut cells, mut start, mut is_quoted) = (Vec::new(), 0, false);
    for (at, sign) in line.char_indices() {
        if sign == '"' {
            is_quoted = !is_quoted;
        } else if sign == separator && !is_quoted {
            cells.push((start, &line[start..at]));
            start = at + sign.len_utf8();
        }
    }
    cells.push((start, &line[start..]));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'t>(path: &str, text: &'t str) -> Vec<&'t str> {
        let names = names(path, text).into_iter();
        names.map(|range| text[range].trim()).collect()
    }

    #[test]
    fn the_names_of_those_who_wrote_are_known_by_their_key_or_column() {
        let yaml = "messages:\n  - author: Jeanne Martin\n    text: le nom de la rue : Calfat\n";
        assert_eq!(named("private/m.yaml", yaml), ["Jeanne Martin"]);
        let json = "[{\n  \"auteur\": \"Jeanne Martin\",\n  \"texte\": \"Bonjour\" }]";
        assert_eq!(named("private/m.json", json), ["\"Jeanne Martin\","]);
        let table = "date;Auteur;texte\n2026;Jeanne Martin;\"un ; deux\"\n2026;un;deux;trois\n";
        assert_eq!(named("private/m.csv", table), ["Jeanne Martin"]);
    }

    #[test]
    fn a_project_s_private_folders_are_read_wherever_they_are_and_nothing_else() {
        let root = tempfile::tempdir().expect("a folder");
        let write = |path: &str, bytes: &[u8]| {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        };
        write("private/deep/m.txt", b"un");
        write("2026-T3/private/m.csv", b"d\xe9j\xe0");
        write("2026-T3/private/photo.jpg", b"\xff\xd8\0\0");
        write("2026-T3/voix.yaml", b"deux");
        write("out/private/m.txt", b"trois");
        let tree = Tree::open(root.path()).expect("a tree");
        let raw = Raw::read(&tree).expect("readable");
        let paths: Vec<&str> = raw
            .passages
            .iter()
            .map(|passage| passage.path.as_str())
            .collect();
        assert_eq!(paths, ["2026-T3/private/m.csv", "private/deep/m.txt"]);
        assert!(raw.unread.is_empty());
    }
}
