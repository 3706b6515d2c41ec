//! The bytes of a file as UTF-8 text, hashed in the same pass.

use std::io::{self, ErrorKind, Read};

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::tree::{LARGEST_DATA, Tree, utf_16_of};

use super::{DataFault, Encoding};

/// How many bytes are read at once: large enough that the system is asked rarely, small enough for the processor's cache.
const CHUNK: u64 = 128 * 1024;

/// Reads a file as UTF-8, whatever its encoding, never more than a chunk at once.
///
/// A fault stops the reading with an [`io::Error`]; [`Utf8Decoder::take_fault`] then tells which.
pub struct Utf8Decoder {
    file: Box<dyn Read + Send>,
    path: String,
    encoding: Encoding,
    /// What makes text of two bytes a sign, in a file that shows that it is written so.
    utf_16: Option<encoding_rs::Decoder>,
    hash: Sha256,
    size: u64,
    /// Bytes read; those of a sign cut in two by the end of a chunk wait for the next one.
    raw: Vec<u8>,
    /// Text not yet handed out starts at `at`.
    text: Vec<u8>,
    at: usize,
    is_done: bool,
    /// Whether the text so far ends in a carriage return, of which the line feed may follow.
    is_returned: bool,
    /// Whether signs of several bytes have been read: what follows them is in UTF-8 too.
    is_wide: bool,
    /// The lines that have ended.
    lines: u64,
    last: u8,
    fault: Option<DataFault>,
}

impl Utf8Decoder {
    /// Opens a file of a tree.
    pub fn open(tree: &Tree, path: &str, encoding: Encoding) -> Result<Self, DataFault> {
        Ok(Self {
            file: tree.open_data(path)?,
            path: path.to_owned(),
            encoding,
            utf_16: None,
            hash: Sha256::new(),
            size: 0,
            raw: Vec::new(),
            text: Vec::new(),
            at: 0,
            is_done: false,
            is_returned: false,
            is_wide: false,
            lines: 0,
            last: b'\n',
            fault: None,
        })
    }

    /// The text at hand, without taking it; empty at the end of the file.
    pub fn peek(&mut self) -> Result<&[u8], DataFault> {
        // A chunk may give no text, when all of it is part of one sign or of one end of a line.
        while self.at == self.text.len() && !self.is_done {
            self.read_chunk()?;
        }
        Ok(&self.text[self.at..])
    }

    /// Passes over a first line that tells the separator, as Excel writes it (`sep=;`), and gives that.
    pub fn take_separator(&mut self) -> Result<Option<u8>, DataFault> {
        let start = self.peek()?;
        let Some(rest) = start.strip_prefix(b"sep=") else {
            return Ok(None);
        };
        // Line ends are all alike by now, so one byte and a line feed make the whole line.
        let (separator, length) = match rest {
            [separator, b'\n', ..] => (*separator, 6),
            _ => return Ok(None),
        };
        self.at += length;
        Ok(Some(separator))
    }

    /// The whole text, if it is no longer than so many bytes.
    pub fn read_whole_text(&mut self, most: u64) -> Result<String, DataFault> {
        let mut text = Vec::new();
        loop {
            let ready = self.peek()?;
            if ready.is_empty() {
                break;
            }
            text.extend_from_slice(ready);
            self.at = self.text.len();
            if self.size > most {
                return Err(DataFault::TooLarge { most });
            }
        }
        String::from_utf8(text).map_err(|_| DataFault::NotText)
    }

    /// Why reading stopped; the system's refusal when nothing else did.
    pub fn take_fault(&mut self, error: io::Error) -> DataFault {
        let path = std::path::Path::new(&self.path);
        self.fault
            .take()
            .unwrap_or_else(|| DataFault::Unreadable(Error::for_file("cannot-read", path, error)))
    }

    /// How the letters are written: as was said, but where the first bytes show it for sure.
    pub fn encoding(&self) -> Encoding {
        if self.utf_16.is_some() { Encoding::Utf16 } else { self.encoding }
    }

    /// The last byte of the text that does not end a line.
    pub fn last_byte(&self) -> u8 {
        self.last
    }

    /// The SHA-256 of the bytes read, in hexadecimal: of the whole file once it is read to its end.
    pub fn sha256(&self) -> String {
        let digest = self.hash.clone().finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads the next chunk.
    fn read_chunk(&mut self) -> Result<(), DataFault> {
        let is_first = self.size == 0;
        // Bytes of a sign that the last chunk cut in two wait at the front, and are hashed already.
        let waiting = self.raw.len();
        let mut chunk = (&mut self.file).take(CHUNK);
        let read = chunk.read_to_end(&mut self.raw);
        let read = read.map_err(|error| self.take_fault(error))?;
        self.hash.update(&self.raw[waiting..]);
        self.size += read as u64;
        // A chunk is read until it is full or the file ends, so that nothing read means the end. The decoding below still runs,
        // and tells a sign that was never completed.
        self.is_done = read == 0;
        if self.size > LARGEST_DATA {
            return Err(DataFault::TooLarge { most: LARGEST_DATA });
        }
        if is_first {
            self.look_at_start()?;
        }
        // A mark that some programs put first is none of the text's letters.
        if is_first && self.raw.starts_with(b"\xef\xbb\xbf") {
            self.raw.drain(..3);
        }
        self.decode_chunk()
    }

    fn look_at_start(&mut self) -> Result<(), DataFault> {
        if self.raw.starts_with(b"PK\x03\x04") {
            return Err(DataFault::Archive);
        }
        self.utf_16 = utf_16_of(&self.raw).map(encoding_rs::Encoding::new_decoder_with_bom_removal);
        Ok(())
    }

    /// Turns the bytes read into text.
    fn decode_chunk(&mut self) -> Result<(), DataFault> {
        self.at = 0;
        self.text.clear();
        match (&mut self.utf_16, self.encoding) {
            (Some(decoder), _) => {
                let most = decoder.max_utf8_buffer_length(self.raw.len());
                let mut text = String::with_capacity(most.unwrap_or_default());
                let (_, _, has_faults) =
                    decoder.decode_to_string(&self.raw, &mut text, self.is_done);
                if has_faults {
                    let row = self.lines + lines_before_fault(&text) + 1;
                    return Err(DataFault::BrokenSign { row });
                }
                self.take_text(&text)?;
            }
            // No text of one byte a sign holds a zero, and none in UTF-8.
            _ if self.raw.contains(&0) => return Err(DataFault::NotText),
            (None, Encoding::Utf8 | Encoding::Utf16) => self.take_utf_8()?,
            // Five bytes of Windows-1252 stand for nothing; a file with one of them is in another encoding.
            (None, encoding) => self.take_text(&encoding.decode(&self.raw))?,
        }
        if let Some(last) = self.text.iter().rfind(|byte| **byte != b'\n') {
            self.last = *last;
        }
        Ok(())
    }

    /// Takes the text that all bytes read stand for.
    fn take_text(&mut self, text: &str) -> Result<(), DataFault> {
        if text.contains(['\u{fffd}', '\0']) {
            return Err(DataFault::NotText);
        }
        self.raw.clear();
        self.lines += lines_of(text.as_bytes());
        unify_lines(text, &mut self.is_returned, &mut self.text);
        Ok(())
    }

    fn take_utf_8(&mut self) -> Result<(), DataFault> {
        let (text, whole) = match std::str::from_utf8(&self.raw) {
            Ok(text) => (text, text.len()),
            // The chunk ends inside a sign: its first bytes wait for the next chunk.
            Err(reason) if reason.error_len().is_none() && !self.is_done => {
                let whole = reason.valid_up_to();
                (std::str::from_utf8(&self.raw[..whole]).unwrap_or(""), whole)
            }
            // Bytes that are no UTF-8. After a whole sign of several bytes the file is in UTF-8 and broken there; before
            // any, it is most likely in Windows-1252.
            Err(reason) => {
                let before = &self.raw[..reason.valid_up_to()];
                let is_wide = self.is_wide || !before.is_ascii();
                let row = self.lines + lines_of(before) + 1;
                return Err(if is_wide {
                    DataFault::BrokenSign { row }
                } else {
                    DataFault::NotUtf8
                });
            }
        };
        self.is_wide |= !text.is_ascii();
        self.lines += lines_of(text.as_bytes());
        unify_lines(text, &mut self.is_returned, &mut self.text);
        self.raw.drain(..whole);
        Ok(())
    }
}

/// How many lines end in some bytes.
fn lines_of(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// How many lines end before the first broken sign of a text.
fn lines_before_fault(text: &str) -> u64 {
    let (before, _) = text.split_once('\u{fffd}').unwrap_or((text, ""));
    lines_of(before.as_bytes())
}

/// Ends every line by a line feed alone, so that lines are counted alike in all files.
fn unify_lines(text: &str, is_returned: &mut bool, unified: &mut Vec<u8>) {
    // A chunk without text must not forget the return that ended the one before.
    if text.is_empty() {
        return;
    }
    // The line feed of a return that ended the last chunk: the line has ended already.
    let follows = *is_returned && text.starts_with('\n');
    let text = if follows { &text[1..] } else { text };
    // What stands between returns is copied in one go.
    let mut from = 0;
    for (at, _) in text.match_indices('\r') {
        unified.extend_from_slice(&text.as_bytes()[from..at]);
        unified.push(b'\n');
        let is_pair = text.as_bytes().get(at + 1) == Some(&b'\n');
        from = at + 1 + usize::from(is_pair);
    }
    unified.extend_from_slice(&text.as_bytes()[from..]);
    *is_returned = text.ends_with('\r');
}

impl Read for Utf8Decoder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Err(fault) = self.peek() {
            self.fault = Some(fault);
            return Err(ErrorKind::InvalidData.into());
        }
        let ready = &self.text[self.at..];
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.at += count;
        Ok(count)
    }
}
