//! Raw messages that git keeps.

use std::collections::BTreeMap;

use crate::finding::rules::TRACKED_RAW_FILE;
use crate::finding::{Finding, Message, Report};
use crate::source::{Sources, Span};
use crate::tree::{Tree, is_private_name};

/// Tells of each folder `private/` with files that git keeps, once; nothing of the files is read.
pub fn check(tree: &Tree, sources: &mut Sources, report: &mut Report) {
    let mut folders: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in tree.tracked_raw() {
        let parts: Vec<&str> = file.split_inclusive('/').collect();
        let is_private = |part: &&str| is_private_name(part.trim_end_matches('/').as_ref());
        let depth = parts.iter().position(is_private).unwrap_or_default();
        folders.entry(parts[..=depth].concat()).or_default().push(file);
    }
    for (folder, files) in folders {
        let id = sources.add(&files[0], String::new());
        let message = Message::new("tracked-raw-file")
            .with("file", files[0].as_str())
            .with("folder", folder.as_str())
            .with("more", files.len() - 1);
        // As it is spelled: for git `Privé/` is another folder than `private/`.
        let line = folder.split_inclusive('/').next_back().unwrap_or_default().to_string();
        let hint = Message::new("hint-tracked-raw-file").with("folder", folder).with("line", line);
        let finding = Finding::new(&TRACKED_RAW_FILE, Span::new(id, 0..0), message);
        report.push(finding.with_hint(hint).with_hint(Message::new("hint-history")));
    }
}
