//! The rows of a file one after the other, whatever its layout.

use super::bdm;
use super::columns::Taker;
use super::decode::Utf8Decoder;
use super::opendatasoft;
use super::table::read_table;
use super::{DataFault, Encoding, Layout};
use crate::tree::Tree;

/// What is known once a file is read to its end.
pub struct ScanSummary {
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many rows it has, its header aside.
    pub rows: u64,
    /// How its letters are written.
    pub encoding: Encoding,
}

/// Reads a file to its end.
pub fn scan_file(
    tree: &Tree,
    file: &str,
    layout: &Layout,
    taker: &mut impl Taker,
) -> Result<ScanSummary, DataFault> {
    let declared = layout.declared_encoding();
    // Where nobody says the encoding, UTF-8 goes first: a text of Windows-1252 is hardly ever UTF-8 by chance. The other way
    // round, nearly every file would be read, and `é` come out as `Ã©`.
    let read = scan_in(tree, file, layout, declared.unwrap_or(Encoding::Utf8), taker);
    match read {
        Err(DataFault::NotUtf8) if declared.is_none() => {
            scan_in(tree, file, layout, Encoding::Windows1252, taker)
        }
        read => read,
    }
}

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
    Ok(ScanSummary { sha256: decoder.sha256(), rows, encoding })
}
