//! The rows of a file one after the other, whatever its layout.

use std::io::{BufRead, BufReader};
use std::path::Path;

use super::bdm;
use super::columns::Taker;
use super::decode::Utf8Decoder;
use super::opendatasoft;
use super::table::read_table;
use super::{DataFault, Encoding, Layout};
use crate::error::Error;
use crate::tree::{EncodingGuess, Tree};

/// What is known once a file is read to its end.
pub struct ScanSummary {
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many rows it has, its header aside.
    pub rows: u64,
    /// How its letters are written.
    pub encoding: Encoding,
    /// Whether nobody said how, and nothing in the file shows it for sure.
    pub is_guessed: bool,
}

/// Reads a file to its end.
pub fn scan_file(
    tree: &Tree,
    file: &str,
    layout: &Layout,
    taker: &mut impl Taker,
) -> Result<ScanSummary, DataFault> {
    let declared = layout.declared_encoding();
    // Where nobody says the encoding, UTF-8 goes first: a text of one byte a sign is hardly ever UTF-8 by chance. The other
    // way round, nearly every file would be read, and `é` come out as `Ã©`.
    let read = scan_in(tree, file, layout, declared.unwrap_or(Encoding::Utf8), taker);
    match read {
        Err(DataFault::NotUtf8) if declared.is_none() => {
            let guess = guess_encoding(tree, file)?;
            let summary = scan_in(tree, file, layout, guess, taker)?;
            Ok(ScanSummary { is_guessed: true, ..summary })
        }
        read => read,
    }
}

/// The code of one byte a sign in which a file reads best.
fn guess_encoding(tree: &Tree, file: &str) -> Result<Encoding, DataFault> {
    let mut reader = BufReader::with_capacity(CHUNK, tree.open_data(file)?);
    let mut guess = EncodingGuess::default();
    loop {
        let read = reader.fill_buf().map_err(|error| {
            DataFault::Unreadable(Error::for_file("cannot-read", Path::new(file), error))
        })?;
        if read.is_empty() {
            return Ok(guess.likeliest());
        }
        // A letter at the border of two chunks lacks a neighbour there, which changes no sum.
        guess.add(read);
        let length = read.len();
        reader.consume(length);
    }
}

/// How many bytes are looked at in one go.
const CHUNK: usize = 64 * 1024;

fn scan_in(
    tree: &Tree,
    file: &str,
    layout: &Layout,
    encoding: Encoding,
    taker: &mut impl Taker,
) -> Result<ScanSummary, DataFault> {
    let mut decoder = Utf8Decoder::open(tree, file, encoding)?;
    let rows = match layout {
        Layout::InseeMelodi => read_table(&mut decoder, None, taker)?,
        Layout::Csv(mapping) => read_table(&mut decoder, mapping.separator, taker)?,
        Layout::InseeBdm => bdm::read_rows(&mut decoder, taker)?,
        Layout::Opendatasoft(_) => opendatasoft::read_rows(&mut decoder, taker)?,
    };
    if rows == 0 {
        return Err(DataFault::Empty);
    }
    let (sha256, encoding) = (decoder.sha256(), decoder.encoding());
    Ok(ScanSummary { sha256, rows, encoding, is_guessed: false })
}
