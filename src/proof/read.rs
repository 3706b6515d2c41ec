//! Everything a PDF says, from its bytes alone: the text of its pages, and every text beside them.

use std::collections::{HashMap, HashSet};

use super::file::{self, Inner, PdfFile, UnreadablePdf};
use super::glyphs::{MOST_TEXT, PageReader};
use super::picture;
use super::reading::{PdfPicture, PdfPlace, PdfReading, Unread, Why};
use super::scan::PdfScan;
use super::visitor::ObjectVisitor;
use crate::tree::decode_leniently;

/// Reads a PDF. Any bytes are read or refused, in a time that grows with their number alone: bytes that come out of filters,
/// and text that is drawn again and again, are counted, and what is too much is named.
pub fn read_pdf(bytes: &[u8]) -> Result<PdfReading, UnreadablePdf> {
    let mut left = Left { bytes: file::MOST, text: MOST_TEXT };
    read_within(bytes, &mut left, true)
}

/// What may still be made of one file and all that is attached to it.
struct Left {
    /// Bytes that filters make.
    bytes: usize,
    /// Bytes of text that is drawn.
    text: usize,
}

/// Reads a PDF, and what is attached to it when it is the outer one.
fn read_within(bytes: &[u8], left: &mut Left, is_outer: bool) -> Result<PdfReading, UnreadablePdf> {
    let scan = PdfScan::from_bytes(bytes);
    let inner = Inner::from_scan(&scan, left.bytes);
    let file = PdfFile::from_scan(scan, &inner)?;
    let pages = file.pages();
    if pages.is_empty() {
        return Err(UnreadablePdf);
    }
    let mut reader = PageReader::new(&file, left.text);
    let (mut drawn, mut numbers, mut known) = (Vec::new(), HashMap::new(), HashSet::new());
    for (number, page) in (1..).zip(&pages) {
        drawn.push(reader.read_page(page, Some(number)));
        // A page that stands in the tree twice is drawn twice, and keeps the number of its first place.
        if let Some(place) = page.place {
            numbers.entry(file.objects[place].number).or_insert(number);
            known.insert(place);
        }
    }
    if file.is_damaged {
        reader.tally.note_unread_of_file(Why::Damaged);
    }
    let reading = PdfReading { pages: drawn, ..PdfReading::default() };
    let mut visitor = ObjectVisitor::new(&file, numbers, reader, reading);
    visitor.visit_all(&known);
    let ObjectVisitor { reader, mut reading, attached, .. } = visitor;
    left.text = reader.tally.text_left;
    left.bytes = file.bytes_left();
    reading.unread.extend(&reader.tally.unread);
    for bytes in attached {
        read_attachment(&bytes, &mut reading, left, is_outer);
    }
    Ok(reading)
}

/// What an attached file says: a PDF is read like this one, pictures for what they carry, the rest as text.
fn read_attachment(bytes: &[u8], reading: &mut PdfReading, left: &mut Left, is_outer: bool) {
    reading.attachments += 1;
    if bytes.starts_with(b"%PDF") {
        return read_attached_pdf(bytes, reading, left, is_outer);
    }
    let revealed = picture::read_metadata(bytes);
    if !revealed.is_empty() {
        let page = None;
        reading.pictures.push(PdfPicture { page, revealed });
    }
    let text =
        decode_leniently(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned());
    reading.add_text(PdfPlace::Attachment, None, text);
}

fn read_attached_pdf(bytes: &[u8], reading: &mut PdfReading, left: &mut Left, is_outer: bool) {
    let page = None;
    // A PDF in a PDF in a PDF is named as damaged, not read: each level calls this function anew, and must not be without
    // end.
    let inner = if is_outer { read_within(bytes, left, false) } else { Err(UnreadablePdf) };
    let Ok(inner) = inner else {
        reading.unread.insert(Unread { page, why: Why::Damaged });
        return;
    };
    let drawn = inner.pages.into_iter();
    // `both` too: a run of words may go over a text and what stands beside it.
    let texts = drawn.flat_map(|page| [page.text, page.beside, page.both]);
    let beside = inner.said.into_iter().map(|beside| beside.text);
    texts.chain(beside).for_each(|text| reading.add_text(PdfPlace::Attachment, page, text));
    reading.pictures.extend(inner.pictures);
    let why = inner.unread.into_iter().map(|unread| unread.why);
    reading.unread.extend(why.map(|why| Unread { page, why }));
}

#[cfg(test)]
mod tests;
