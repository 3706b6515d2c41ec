//! Why a place could not be written, told of the part of its path that is at fault.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::finding::Message;

/// The error for a place that the system did not let us write.
///
/// The system speaks of what was asked of it, such as a file in a hidden folder; people look at the path they gave.
pub fn refused_place(place: &Path, reason: io::Error) -> Error {
    if let Some(link) = ways_to(place).find(|way| is_dead_link(way)) {
        return named(&link, "system-dead-link").caused_by(reason);
    }
    // What lies behind a file cannot be reached, whatever the system says of it.
    let stops_here = |way: &PathBuf| way.is_file() && way.as_path() != place;
    if let Some(file) = ways_to(place).find(stops_here) {
        return named(&file, "system-not-a-folder").caused_by(reason);
    }
    let known = ways_to(place).filter(|way| way.exists()).last();
    match (reason.kind(), known) {
        // Where the folder is there, it was the new file that the system did not know how to make: so it is in `/proc`.
        (ErrorKind::NotFound, Some(folder)) if folder.is_dir() => {
            named(&folder, "system-takes-no-file").caused_by(reason)
        }
        // Rights are those of the folder in which something would be made.
        (ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem, Some(folder)) => {
            Error::for_file("cannot-write", &folder, reason)
        }
        _ => Error::for_file("cannot-write", place, reason),
    }
}

/// The folders that lead to a place, from the outermost, then the place; for a place in the current folder, that folder
/// first.
fn ways_to(place: &Path) -> impl Iterator<Item = PathBuf> {
    let mut ways: Vec<PathBuf> = place.ancestors().map(Path::to_path_buf).collect();
    for way in &mut ways {
        if way.as_os_str().is_empty() {
            *way = PathBuf::from(".");
        }
    }
    ways.into_iter().rev()
}

/// Whether a path is a link that leads nowhere, or round in a circle.
fn is_dead_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|known| known.is_symlink())
        && fs::metadata(path).is_err_and(|reason| reason.kind() != ErrorKind::PermissionDenied)
}

/// The error for a place, with a reason that we found ourselves.
fn named(path: &Path, reason: &'static str) -> Error {
    let message = Message::new("cannot-write").with("path", path.display().to_string());
    Error::new(message.with_kind("reason", reason))
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;
    use crate::locale::Language;
    use crate::locale::catalogue::Catalogue;

    /// What is said of a path below a folder, without that folder.
    fn said(folder: &Path, path: &str, kind: ErrorKind) -> String {
        let error = refused_place(&folder.join(path), kind.into());
        let said = error.message.format_with(Catalogue::for_language(Language::En));
        said.replace(&format!("{}/", folder.display()), "").replace(&*folder.to_string_lossy(), ".")
    }

    #[test]
    fn a_folder_that_is_there_and_takes_no_file_is_not_said_to_be_missing() {
        let place = tempdir().expect("a folder");
        fs::create_dir(place.path().join("odd")).expect("a folder");
        for path in ["odd", "odd/report.pdf", "odd/deeper/report.pdf"] {
            let told = said(place.path(), path, ErrorKind::NotFound);
            assert_eq!(told, "`odd` cannot be written: the system lets no file be made there");
        }
    }

    #[test]
    fn rights_are_said_of_the_folder_in_which_something_would_be_made() {
        let place = tempdir().expect("a folder");
        fs::create_dir(place.path().join("shared")).expect("a folder");
        let told = |kind| said(place.path(), "shared/spring/report.pdf", kind);
        assert_eq!(
            told(ErrorKind::PermissionDenied),
            "`shared` cannot be written: permission denied"
        );
        assert_eq!(
            told(ErrorKind::ReadOnlyFilesystem),
            "`shared` cannot be written: the disk is read-only"
        );
    }

    #[test]
    fn a_file_on_the_way_is_named_and_not_what_lies_behind_it() {
        let place = tempdir().expect("a folder");
        fs::write(place.path().join("minutes.txt"), "…").expect("a file");
        assert_eq!(
            said(place.path(), "minutes.txt/spring/report.pdf", ErrorKind::NotADirectory),
            "`minutes.txt` cannot be written: there is a file where a folder is needed"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_or_round_in_a_circle_is_named() {
        let place = tempdir().expect("a folder");
        let link = |to: &str, name: &str| {
            std::os::unix::fs::symlink(to, place.path().join(name)).expect("a link");
        };
        link("nowhere", "dead");
        link("circle", "circle");
        for name in ["dead", "circle"] {
            let told = said(place.path(), &format!("{name}/report.pdf"), ErrorKind::AlreadyExists);
            assert_eq!(
                told,
                format!("`{name}` cannot be written: it is a link that leads nowhere")
            );
        }
    }

    #[test]
    fn what_is_said_of_a_name_and_of_a_busy_file_is_the_reader_s() {
        let place = tempdir().expect("a folder");
        let told = |kind| said(place.path(), "report.pdf", kind);
        assert_eq!(
            told(ErrorKind::InvalidInput),
            "`report.pdf` cannot be written: the system takes no such name"
        );
        assert_eq!(
            told(ErrorKind::ResourceBusy),
            "`report.pdf` cannot be written: another program has it open"
        );
    }
}
