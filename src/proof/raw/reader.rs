//! Reads raw files of any form: what they say, and what of them cannot be read.

use std::collections::HashSet;
use std::io::Read;
use std::ops::Range;

use super::flows::MarkupFlows;
use super::form::{FileForm, archive_within, file_within};
use super::legible::extract_strings;
use super::markup::MarkupReader;
use super::tags::Pieces;
use super::unread::{UnreadFile, UnreadReason};
use super::{blocks, encodings, flows, mail, names, pdf, picture, rtf, tags};

/// A text that was found, and the names of those who wrote it.
#[derive(Debug, PartialEq, Eq)]
pub struct Doc {
    /// The file it stands in, and what names it there.
    pub path: String,
    /// The text in one of the ways in which it may be meant.
    pub text: String,
    /// Where the names of those who wrote it stand in the text.
    pub names: Vec<Range<usize>>,
}

/// How deep files may lie in files: an archive in a message in an archive of messages, twice over.
const DEEPEST: usize = 8;
/// How many files one may hold.
const MEMBERS: usize = 10_000;
/// How many ways of writing signs a text is read in: HTML in JSON in quoted-printable has five.
const LAYERS: usize = 12;

/// Reads files, within bounds for each and for all.
#[derive(Debug)]
pub struct RawReader {
    /// The texts found since they were last taken.
    pub docs: Vec<Doc>,
    /// What is not read.
    pub unread: Vec<UnreadFile>,
    /// The paths of what is not read.
    named: HashSet<String>,
    /// The bytes that may still be read, unpacked ones among them.
    pub left: u64,
    /// The bytes of text that may still be kept.
    kept: u64,
    /// The same for what is unpacked of the file at hand.
    unpacked: u64,
    /// The files that the one at hand may still hold.
    pub(super) members: usize,
    /// How many bytes of one file may be read.
    largest: u64,
}

impl RawReader {
    /// A reader that reads so many bytes of one file, and of all.
    pub fn new(largest: u64, most: u64) -> Self {
        Self {
            docs: Vec::new(),
            unread: Vec::new(),
            named: HashSet::new(),
            left: most,
            kept: most,
            unpacked: largest,
            members: MEMBERS,
            largest,
        }
    }

    /// Reads a file of the project.
    pub fn read_file(&mut self, path: &str, bytes: &[u8]) {
        (self.unpacked, self.members) = (self.largest, MEMBERS);
        // Its name may say what it holds.
        self.keep_text(path, path.to_string(), Vec::new());
        self.read_bytes(path, bytes, 0);
    }

    /// Names a file, or a part of one; of several reasons for one the first is kept.
    pub fn note_unread(&mut self, path: &str, why: UnreadReason) {
        let path = path.to_string();
        if self.named.insert(path.clone()) {
            self.unread.push(UnreadFile { why, path });
        }
    }

    /// Reads bytes that lie so deep in other files.
    pub(super) fn read_bytes(&mut self, path: &str, bytes: &[u8], depth: usize) {
        if depth > DEEPEST {
            return self.note_unread(path, UnreadReason::TooMany);
        }
        if bytes.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace()) {
            return;
        }
        match FileForm::from_bytes(bytes) {
            FileForm::Zip => self.read_zip(path, bytes, depth),
            FileForm::Gzip => self.read_gzip(path, bytes, depth),
            FileForm::Tar => self.read_tar(path, bytes, depth),
            FileForm::Pdf => self.read_pdf(path, bytes, depth),
            FileForm::Picture => self.read_picture(path, bytes, depth),
            FileForm::Named(why) => self.read_strings(path, bytes, why),
            FileForm::Rtf | FileForm::Other => self.read_other_form(path, bytes, depth),
        }
    }

    /// Reads what is legible of bytes, and names them.
    pub(super) fn read_strings(&mut self, path: &str, bytes: &[u8], why: UnreadReason) {
        self.keep_text(path, extract_strings(bytes), Vec::new());
        self.note_unread(path, why);
    }

    /// Reads a text, whatever it holds, and the file that may stand behind it.
    fn read_other_form(&mut self, path: &str, bytes: &[u8], depth: usize) {
        let behind = file_within(bytes).filter(|_| !rtf::is_rtf(bytes));
        // Split at the first file that begins within: an archive that unpacks itself, or a letter with a picture appended.
        let (bytes, behind) = bytes.split_at(behind.unwrap_or(bytes.len()));
        self.read_text_bytes(path, bytes, depth);
        if !behind.is_empty() {
            self.read_member(path, behind, depth);
        }
    }

    /// Reads a text.
    fn read_text_bytes(&mut self, path: &str, bytes: &[u8], depth: usize) {
        let readings = encodings::read_bytes(bytes);
        let is_whole = encodings::is_whole(bytes, readings.as_ref());
        let texts = readings.map(|readings| readings.texts);
        // What is written in two bytes a sign is looked at in one.
        let plain = match &texts {
            // A message or an RTF text in UTF-16 is known by its ASCII beginning only once decoded.
            Some(texts) if bytes.contains(&0) => texts[0].as_bytes(),
            _ => bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
        };
        if !is_whole {
            self.note_unread(path, UnreadReason::Unknown);
        }
        if rtf::is_rtf(plain) {
            let read = rtf::read_rtf(plain);
            self.read_text(path, read.text, depth);
            for (at, part) in (1..).zip(read.parts) {
                self.read_member(&format!("{path}/{at}"), &part, depth);
            }
            return;
        }
        if mail::is_box(plain) {
            for (at, message) in (1..).zip(mail::split_messages(plain)) {
                let path = format!("{path}/{at}");
                if self.members == 0 {
                    return self.note_unread(&path, UnreadReason::TooMany);
                }
                self.members -= 1;
                self.read_message(&path, message, depth);
            }
            return;
        }
        if mail::is_message(plain) {
            return self.read_message(path, plain, depth);
        }
        match texts {
            Some(texts) => texts.into_iter().for_each(|text| self.read_text(path, text, depth)),
            None => self.read_strings(path, bytes, UnreadReason::Unknown),
        }
    }

    /// Reads a part of a file.
    pub(super) fn read_member(&mut self, path: &str, bytes: &[u8], depth: usize) {
        if self.members == 0 {
            return self.note_unread(path, UnreadReason::TooMany);
        }
        self.members -= 1;
        self.read_bytes(path, bytes, depth + 1);
    }

    /// Reads a message: what its parts say, and what stands around them.
    fn read_message(&mut self, path: &str, bytes: &[u8], depth: usize) {
        let read = mail::read_message(bytes);
        let texts = encodings::decode_texts(bytes);
        let Some(read) = read else {
            match texts {
                Some(texts) => texts.into_iter().for_each(|text| self.read_text(path, text, depth)),
                None => self.read_strings(path, bytes, UnreadReason::Damaged),
            }
            return;
        };
        // The message as it stands too: what the parser passes over, such as text behind the last part, is still words.
        for text in texts.unwrap_or_default().into_iter().take(1) {
            let around = without_blocks(&text);
            self.keep_variants(path, around);
        }
        self.keep_text(path, read.text.clone(), read.names);
        self.read_text(path, read.text, depth);
        for (at, (name, part)) in (1..).zip(read.parts) {
            // A page is the message itself in another form, so it goes by the path of the message and adds nothing to it.
            let is_page = name.is_none() && encodings::decode_texts(&part).is_some();
            let path = match name {
                _ if is_page => path.to_string(),
                Some(name) => format!("{path}/{name}"),
                None => format!("{path}/{at}"),
            };
            self.read_member(&path, &part, depth);
        }
    }

    /// Reads a text in every way in which its signs may be meant, and what is packed in it.
    pub(super) fn read_text(&mut self, path: &str, text: String, depth: usize) {
        let text =
            if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
        if text.contains("-----BEGIN PGP MESSAGE-----") {
            self.note_unread(path, UnreadReason::Locked);
        }
        let mut seen: Vec<Vec<u8>> = Vec::new();
        // Base64 may stand in any of the readings: as it was typed, or in a JSON string with escapes.
        for text in self.keep_variants(path, text) {
            for part in blocks::decode_blocks(&text) {
                let is_known = FileForm::from_bytes(&part) != FileForm::Other;
                if seen.contains(&part) {
                    continue;
                }
                // What is short and makes no sense was no such thing, but an address or a sum: it is not named.
                if !is_known && part.len() < blocks::NAMED {
                    let readings = encodings::read_bytes(&part);
                    if !encodings::is_whole(&part, readings.as_ref()) {
                        for text in readings.into_iter().flat_map(|readings| readings.texts) {
                            self.keep_variants(path, text);
                        }
                        seen.push(part);
                        continue;
                    }
                }
                let inner =
                    if is_known { format!("{path}/{}", seen.len() + 1) } else { path.to_string() };
                self.read_member(&inner, &part, depth);
                seen.push(part);
            }
        }
    }

    /// Keeps a text in every way in which its signs may be meant; gives those in which something may be packed.
    pub(super) fn keep_variants(&mut self, path: &str, text: String) -> Vec<String> {
        let mut all = vec![text];
        let mut at = 0;
        // The list grows while it is walked: each new reading is put at its end, and read in every way itself. It ends as
        // a way that changes nothing gives nothing, texts that are known are not added, and `LAYERS` bounds the rest.
        while let Some(text) = all.get(at) {
            let mut found = if tags::has_markup(text) { read_markup(text) } else { Vec::new() };
            let ways = [
                blocks::decode_backslashes,
                blocks::quoted_printable,
                blocks::decode_percent_codes,
                blocks::encoded_words,
                blocks::join_folded_lines,
                blocks::repair_misread,
                blocks::utf_7,
                flows::from_json,
            ];
            found.extend(ways.into_iter().filter_map(|way| way(text)));
            for text in found {
                if all.len() >= LAYERS {
                    self.note_unread(path, UnreadReason::TooMany);
                    break;
                }
                if !text.trim().is_empty() && !all.contains(&text) {
                    all.push(text);
                }
            }
            at += 1;
        }
        for text in &all {
            let names = names::find_author_names(path, text);
            self.keep_text(path, text.clone(), names);
        }
        all
    }

    /// Keeps a text, as far as there is room.
    fn keep_text(&mut self, path: &str, mut text: String, names: Vec<Range<usize>>) {
        let room = usize::try_from(self.kept).unwrap_or(usize::MAX);
        if text.len() > room {
            let mut end = room;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
            self.note_unread(path, UnreadReason::TooLarge);
        }
        // Each reading counts, not each file: twelve readings of a large text are twelve texts in memory.
        self.kept -= text.len() as u64;
        if !text.trim().is_empty() {
            let path = path.to_string();
            self.docs.push(Doc { path, text, names });
        }
    }

    /// Unpacks as much as there is room for; and why it is not all.
    pub(super) fn unpack_bounded(&mut self, packed: impl Read) -> (Vec<u8>, Option<UnreadReason>) {
        let room = self.left.min(self.unpacked);
        let mut bytes = Vec::new();
        // One byte more than there is room for tells whether it is all. What was unpacked before an error stays.
        let read = packed.take(room + 1).read_to_end(&mut bytes);
        let why = match read {
            Err(_) => Some(UnreadReason::Damaged),
            Ok(_) if bytes.len() as u64 > room => Some(UnreadReason::TooLarge),
            Ok(_) => None,
        };
        bytes.truncate(usize::try_from(room).unwrap_or(usize::MAX));
        self.left -= bytes.len() as u64;
        self.unpacked -= bytes.len() as u64;
        (bytes, why)
    }

    fn read_pdf(&mut self, path: &str, bytes: &[u8], depth: usize) {
        match pdf::read_pdf(bytes) {
            Ok(read) => {
                self.read_text(path, read.text, depth);
                if let Some(why) = read.why {
                    self.note_unread(path, why);
                }
            }
            Err(why) => self.read_strings(path, bytes, why),
        }
    }

    fn read_picture(&mut self, path: &str, bytes: &[u8], depth: usize) {
        self.read_text(path, picture::read_words(bytes), depth);
        // What stands behind a picture, or in a part of it.
        if let Some(at) = archive_within(bytes) {
            self.read_member(path, &bytes[at..], depth);
        }
        if picture::can_contain_words(bytes) {
            self.note_unread(path, UnreadReason::Picture);
        }
    }
}

/// The words of a text with tags, and those that follow one another by kind. Both take the pieces as they come: a list of
/// them would be longer than the text.
fn read_markup(text: &str) -> Vec<String> {
    let (mut words, mut flows) = (MarkupReader::for_text(text), MarkupFlows::default());
    for piece in Pieces::from_text(text) {
        words.add_piece(piece);
        flows.add_piece(piece);
    }
    words.into_texts().into_iter().chain(flows.into_text()).collect()
}

/// The fewest signs of a line of Base64 in a message.
const BLOCK: usize = 56;

/// A message without the lines of the files that it holds, which are read apart.
fn without_blocks(text: &str) -> String {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "+/=".contains(sign);
    let is_block = |line: &str| line.len() >= BLOCK && line.trim_end().chars().all(is_sign);
    text.split_inclusive('\n').filter(|line| !is_block(line)).collect()
}
