//! Archives, and office documents, which are archives too.

use std::io;

use flate2::bufread::GzDecoder;
use flate2::read::{DeflateDecoder, MultiGzDecoder};

use super::legible::extract_strings;
use super::reader::RawReader;
use super::unread::UnreadReason;
use super::zip::{self, Member};
use super::{encodings, sheets, tar};

/// The parts by which an office document or a book is known among archives.
const PACKAGES: [&str; 4] =
    ["[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "META-INF/container.xml"];

/// The most signs of the name of a part that are shown.
const LONGEST: usize = 200;

/// The path of a part.
fn member_path(path: &str, name: &str) -> String {
    let name: String = name.chars().take(LONGEST).collect();
    format!("{path}/{}", name.trim_start_matches('/'))
}

/// Whether a part of an office document holds nobody's words, though its form is not read: a small picture of the first
/// page, how pages were broken, the settings of a printer, a font.
fn is_machinery(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("thumbnails/")
        || name.starts_with("docprops/thumbnail.")
        || name == "layout-cache"
        || name.contains("/printersettings")
        || name.ends_with(".odttf")
}

/// How many files packed by gzip may stand one behind the other.
const PACKED: usize = 100;

/// What is noted in the heads of files packed by gzip that stand one behind the other.
fn read_gzip_headers(mut bytes: &[u8]) -> Vec<u8> {
    let mut noted = Vec::new();
    // `MultiGzDecoder` unpacks what stands one behind the other, and gives no head but the first. Here the bytes are
    // unpacked to nowhere, only to come to the next head.
    for _ in 0..PACKED {
        let mut packed = GzDecoder::new(bytes);
        let is_read = io::copy(&mut packed, &mut io::sink()).is_ok();
        if let Some(head) = packed.header() {
            let notes = [head.filename(), head.comment(), head.extra()];
            for note in notes.into_iter().flatten() {
                noted.extend_from_slice(note);
                noted.push(b'\n');
            }
        }
        bytes = packed.into_inner();
        if !is_read || bytes.is_empty() {
            break;
        }
    }
    noted
}

impl RawReader {
    /// Keeps what the members of an archive are called.
    fn keep_names(&mut self, path: &str, names: &[String]) {
        self.keep_variants(path, names.join("\n"));
    }

    pub(super) fn read_gzip(&mut self, path: &str, bytes: &[u8], depth: usize) {
        self.keep_names(path, &[extract_strings(&read_gzip_headers(bytes))]);
        let (held, why) = self.unpack_bounded(MultiGzDecoder::new(bytes));
        let name = path.rsplit('/').next().unwrap_or_default();
        let name = match name.rsplit_once('.') {
            // The name of what is inside, which rules and people then see: `a.tgz` holds `a.tar`, `a.csv.gz` holds `a.csv`.
            Some((stem, "tgz")) => format!("{stem}.tar"),
            Some((stem, _)) => stem.to_string(),
            None => name.to_string(),
        };
        if let Some(why) = why {
            self.note_unread(path, why);
        }
        self.read_member(&member_path(path, &name), &held, depth);
    }

    pub(super) fn read_tar(&mut self, path: &str, bytes: &[u8], depth: usize) {
        let archive = tar::read_archive(bytes, self.members.saturating_add(1));
        let names = archive.members.iter().map(|(name, _)| name).chain(&archive.notes);
        self.keep_names(path, &names.cloned().collect::<Vec<_>>());
        for (name, held) in archive.members {
            if self.members == 0 {
                return self.note_unread(&member_path(path, &name), UnreadReason::TooMany);
            }
            self.read_member(&member_path(path, &name), held, depth);
        }
        self.read_member(path, archive.behind, depth);
        if archive.is_damaged {
            self.note_unread(path, UnreadReason::Damaged);
        }
    }

    pub(super) fn read_zip(&mut self, path: &str, bytes: &[u8], depth: usize) {
        // One more than may be read, to tell an archive that is at its end from one that goes on.
        let archive = zip::read_archive(bytes, self.members.saturating_add(1));
        let is_package =
            archive.members.iter().any(|member| PACKAGES.contains(&member.name.as_str()));
        let names = archive.members.iter().map(|member| &member.name);
        self.keep_names(path, &names.cloned().collect::<Vec<_>>());
        let mut office = Office::default();
        for member in archive.members {
            if self.members == 0 {
                return self.note_unread(&member_path(path, &member.name), UnreadReason::TooMany);
            }
            self.read_zip_member(path, &member, is_package.then_some(&mut office), depth);
        }
        // Sheets come last: the part with the texts that their cells name by number may stand behind them in the archive.
        for sheet in &office.sheets {
            self.read_text(path, sheets::sheet_as_table(sheet, &office.shared), depth);
        }
        self.read_member(path, archive.comment, depth);
        for held in archive.between {
            self.read_text(path, extract_strings(held), depth);
        }
        if archive.is_damaged {
            self.note_unread(path, UnreadReason::Damaged);
        }
    }

    fn read_zip_member(
        &mut self,
        path: &str,
        member: &Member,
        office: Option<&mut Office>,
        depth: usize,
    ) {
        let place = member_path(path, &member.name);
        if member.is_locked {
            return self.note_unread(&place, UnreadReason::Locked);
        }
        let (held, why) = match member.method {
            0 => self.unpack_bounded(member.bytes),
            8 => self.unpack_bounded(DeflateDecoder::new(member.bytes)),
            _ => return self.note_unread(&place, UnreadReason::Packed),
        };
        if let Some(why) = why {
            self.note_unread(&place, why);
        }
        let Some(office) = office else {
            return self.read_member(&place, &held, depth);
        };
        if is_machinery(&member.name) {
            self.members -= 1;
            return self.read_text(path, extract_strings(&held), depth);
        }
        // The manifest of OpenDocument says which parts are encrypted, and some of a locked file are not. What decodes as
        // text is read.
        if office.is_locked
            && !member.name.starts_with("META-INF/")
            && encodings::decode_texts(&held).is_none()
        {
            return self.note_unread(&place, UnreadReason::Locked);
        }
        // A part of XML counts as a piece of the document itself, so what is noted of it names the document and not the
        // part.
        let text = str::from_utf8(&held)
            .ok()
            .filter(|text| text.trim_start().starts_with(['<', '\u{feff}']));
        if let Some(text) = text {
            office.note_part(&member.name, text);
            return self.read_member(path, &held, depth);
        }
        self.read_member(&place, &held, depth);
    }
}

/// What the parts of an office document say of one another.
#[derive(Default)]
struct Office {
    /// The texts that cells name by number.
    shared: Vec<String>,
    /// The sheets, in the order of the archive.
    sheets: Vec<String>,
    /// Whether its list of parts says that they are locked.
    is_locked: bool,
}

impl Office {
    fn note_part(&mut self, name: &str, text: &str) {
        if name == sheets::SHARED {
            self.shared = sheets::read_shared_texts(text);
        } else if sheets::is_sheet(name) {
            self.sheets.push(text.to_string());
        } else if name == "META-INF/manifest.xml" {
            self.is_locked |= text.contains("encryption-data");
        }
    }
}
