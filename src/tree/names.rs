//! Names of files as systems keep them: a Mac may part an accent from its letter, where a path has them as one.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::Tree;

impl Tree {
    /// The name under which a step of a path stands in a folder: its own, or the same letters in another form.
    pub(super) fn name_on_disk(&self, folder: &Path, step: OsString) -> OsString {
        let place = self.root.join(folder);
        let Some(wanted) = step.to_str().filter(|name| !name.is_ascii()) else {
            return step;
        };
        if place.join(&step).symlink_metadata().is_ok() {
            return step;
        }
        let names = fs::read_dir(place).into_iter().flatten().flatten();
        let mut alike: Vec<OsString> = names
            .map(|entry| entry.file_name())
            .filter(|name| name.to_str().is_some_and(|name| name.nfc().eq(wanted.nfc())))
            .collect();
        // Which of several is found must not hang on the order of a disk.
        alike.sort();
        alike.into_iter().next().unwrap_or(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Purpose;

    #[test]
    fn a_name_is_found_in_either_form_of_its_accents() {
        for (kept, asked) in
            [("e\u{301}te\u{301}", "\u{e9}t\u{e9}"), ("\u{e9}t\u{e9}", "e\u{301}te\u{301}")]
        {
            let folder = tempfile::tempdir().expect("a folder");
            let below = folder.path().join(kept);
            fs::create_dir(&below).expect("a folder");
            fs::write(below.join(format!("{kept}.svg")), "").expect("a file");
            let tree = Tree::open(folder.path()).expect("a tree");
            let has = |name: &str| tree.has_file_for(&format!("{name}/{name}.svg"), Purpose::Deck);
            assert!(has(asked) && has(kept));
            assert!(!has("ete") && !has("été2"));
        }
    }
}
