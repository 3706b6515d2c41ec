//! The files below every folder of raw messages, wherever it lies: in a deck, in what a program made, in a hidden folder.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::unread::{UnreadFile, UnreadReason};
use crate::tree::{
    FileRefusal, PathEnd, PathKind, Purpose, RawItemForm, Tree, is_private_name, join_path,
};
use crate::watch::Cause;

/// How many folders one may lie in, all told: an archive of ten years keeps six.
const DEEPEST: usize = 100;
/// How many folders are entered: those of a large program with what it is made from.
const FOLDERS: usize = 50_000;
/// How many files are read: ten years of an office that keeps each message in one.
const FILES: usize = 100_000;
/// The folder in which git keeps everything that ever was, packed.
const GIT: &str = ".git";

/// What a project holds of raw messages.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files, by path.
    pub files: Vec<String>,
    /// What is not entered or no file.
    pub unread: Vec<UnreadFile>,
    /// The folders that ended an earlier attempt.
    pub stopped: Vec<(String, Cause)>,
}

/// A folder to look through.
struct Ahead {
    path: String,
    /// Whether it lies in a folder of raw messages, or is one.
    is_private: bool,
    depth: usize,
}

struct FolderWalk<'t> {
    tree: &'t Tree,
    ahead: Vec<Ahead>,
    /// The folders entered, without links, as private ones or not: links may lead to one again and again.
    entered: HashSet<(PathBuf, bool)>,
    walked: Walked,
}

/// Looks through the folders of a project. Outside folders of raw messages no link is followed but those that are named so.
pub fn walk_folders(tree: &Tree) -> Walked {
    let mut walk = FolderWalk {
        tree,
        ahead: vec![Ahead { path: String::new(), is_private: false, depth: 0 }],
        entered: HashSet::new(),
        walked: Walked::default(),
    };
    // A walk in depth with a stack of its own. It ends: each real folder is entered at most twice, once as private and
    // once not.
    while let Some(folder) = walk.ahead.pop() {
        if walk.entered.len() >= FOLDERS || walk.walked.files.len() > FILES {
            walk.note_unread(&folder.path, UnreadReason::TooMany);
            break;
        }
        if folder.depth > DEEPEST {
            walk.note_unread(&folder.path, UnreadReason::TooMany);
            continue;
        }
        walk.enter_folder(&folder);
    }
    let mut walked = walk.walked;
    walked.files.sort();
    if walked.files.len() > FILES {
        let path = walked.files[FILES].clone();
        let why = UnreadReason::TooMany;
        walked.unread.push(UnreadFile { why, path });
        walked.files.truncate(FILES);
    }
    walked
}

impl FolderWalk<'_> {
    fn note_unread(&mut self, path: &str, why: UnreadReason) {
        let path = path.to_string();
        self.walked.unread.push(UnreadFile { why, path });
    }

    fn note_refusal(&mut self, path: &str, refused: &FileRefusal) {
        match UnreadReason::from_refusal(refused) {
            Ok(why) => self.note_unread(path, why),
            Err(cause) => self.walked.stopped.push((path.to_string(), cause)),
        }
    }

    fn enter_folder(&mut self, folder: &Ahead) {
        let (real, items) = match self.tree.raw_items(&folder.path) {
            Ok(found) => found,
            Err(refused) => {
                if folder.is_private {
                    self.note_refusal(&folder.path, &refused);
                }
                return;
            }
        };
        // A folder may first be met as an ordinary one, and by a link named `private` only then: its files are read at the
        // second time.
        if !self.entered.insert((real.clone(), folder.is_private)) {
            return;
        }
        for item in items {
            let path = join_path(&folder.path, &item.name);
            let is_private = folder.is_private || is_private_name(OsStr::new(&item.name));
            let below = Ahead { path: path.clone(), is_private, depth: folder.depth + 1 };
            match item.form {
                // A repository within raw messages holds packed words of theirs: it is named. The one of the project is left
                // alone.
                RawItemForm::Folder if item.name == GIT && is_private => {
                    self.note_unread(&path, UnreadReason::Repository);
                }
                RawItemForm::Folder if item.name == GIT => {}
                RawItemForm::Folder => self.ahead.push(below),
                RawItemForm::File if folder.is_private => self.walked.files.push(path),
                RawItemForm::Other if folder.is_private => {
                    self.note_unread(&path, UnreadReason::NoFile);
                }
                RawItemForm::Link if is_private => self.follow_link(below, &real),
                _ => {}
            }
        }
    }

    /// Follows a link in a folder, or one that is named as a folder of raw messages.
    fn follow_link(&mut self, link: Ahead, folder: &Path) {
        match self.tree.end_of_path(&link.path, Purpose::Raw) {
            Ok(PathEnd { kind: PathKind::File, .. }) => self.walked.files.push(link.path),
            // A link to a folder it lies in would be the same files under ever longer paths.
            Ok(PathEnd { kind: PathKind::Folder, below }) if folder.starts_with(&below) => {
                self.note_unread(&link.path, UnreadReason::Around);
            }
            Ok(PathEnd { kind: PathKind::Folder, .. }) => self.ahead.push(link),
            Ok(_) => self.note_unread(&link.path, UnreadReason::NoFile),
            Err(refused) => self.note_refusal(&link.path, &refused),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn project(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        for path in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "words").expect("a file");
        }
        root
    }

    fn walked(root: &tempfile::TempDir) -> Walked {
        walk_folders(&Tree::open(root.path()).expect("a tree"))
    }

    #[test]
    fn private_folders_are_found_wherever_they_are_and_hidden_things_in_them() {
        let mut all = [
            ".attic/private/n.txt",
            "2026-T3/private/m.csv",
            "Privé/.caché/x/.m",
            "node_modules/a/private/m.txt",
            "out/private/m.txt",
            "private/.a.txt",
            "private/deep/m.txt",
            "target/PRIVATE/m.txt",
        ];
        let root = project(&all);
        for other in ["2026-T3/voix.yaml", ".env", "out/2026.pdf", ".git/private/m"] {
            let path = root.path().join(other);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "others").expect("a file");
        }
        let walked = walked(&root);
        all.sort_unstable();
        assert_eq!(walked.files, all);
        assert_eq!(walked.unread, []);
    }

    #[test]
    fn a_hundred_folders_deep_is_named_and_a_repository_too() {
        let deep = ["a"; DEEPEST + 2].join("/");
        let root = project(&[&format!("private/{deep}/m.txt"), "private/old/.git/HEAD"]);
        let walked = walked(&root);
        assert_eq!(walked.files, Vec::<String>::new());
        let whys: Vec<UnreadReason> = walked.unread.iter().map(|unread| unread.why).collect();
        assert_eq!(whys, [UnreadReason::Repository, UnreadReason::TooMany]);
        assert_eq!(walked.unread[0].path, "private/old/.git");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_read_within_the_project_and_named_where_they_lead_out_of_it_or_around() {
        use std::os::unix::fs::symlink;
        let outside = project(&["m.txt", "folder/m.txt"]);
        let root = project(&["store/m.txt", "2026/private/m.txt"]);
        let link = |to: &Path, at: &str| symlink(to, root.path().join(at)).expect("a link");
        link(Path::new("store"), "private");
        link(&outside.path().join("m.txt"), "2026/private/out.txt");
        link(&outside.path().join("folder"), "2026/private/out");
        link(&outside.path().join("none"), "2026/private/nothing-there");
        link(Path::new("gone"), "2026/private/gone");
        link(Path::new(".."), "2026/private/around");
        link(Path::new("../../store/m.txt"), "2026/private/in.txt");
        link(outside.path(), "2026/elsewhere");
        link(outside.path(), "store/privés");
        let pipe = root.path().join("2026/private/pipe");
        let made = std::process::Command::new("mkfifo").arg(pipe).status();
        assert!(made.expect("a pipe").success());
        let walked = walked(&root);
        assert_eq!(walked.files, ["2026/private/in.txt", "2026/private/m.txt", "private/m.txt"]);
        let mut unread: Vec<(&str, UnreadReason)> =
            walked.unread.iter().map(|unread| (unread.path.as_str(), unread.why)).collect();
        unread.sort_unstable();
        assert_eq!(
            unread,
            [
                ("2026/private/around", UnreadReason::Around),
                ("2026/private/gone", UnreadReason::NoFile),
                ("2026/private/nothing-there", UnreadReason::Outside),
                ("2026/private/out", UnreadReason::Outside),
                ("2026/private/out.txt", UnreadReason::Outside),
                ("2026/private/pipe", UnreadReason::NoFile),
                ("private/privés", UnreadReason::Outside),
                ("store/privés", UnreadReason::Outside),
            ]
        );
    }
}
