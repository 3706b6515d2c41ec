//! The words of a PDF.

use super::unread::UnreadReason;
use crate::proof;

/// What a PDF says.
pub struct PdfText {
    /// The words of its pages and of what stands beside them.
    pub text: String,
    /// Why these may not be all, if so.
    pub why: Option<UnreadReason>,
}

/// Reads a PDF, or says why it cannot be read.
pub fn read_pdf(bytes: &[u8]) -> Result<PdfText, UnreadReason> {
    let Ok(reading) = proof::read_pdf(bytes) else {
        return Err(if has_bytes(bytes, b"/Encrypt") {
            UnreadReason::Locked
        } else {
            UnreadReason::Damaged
        });
    };
    let drawn = reading.pages.iter().map(|page| page.text.as_str());
    let beside = reading.pages.iter().map(|page| page.beside.as_str());
    let pictures = reading.pictures.iter().flat_map(|picture| &picture.revealed);
    let further = reading.said.iter().map(|further| further.text.as_str());
    let further = further.chain(pictures.map(|carried| carried.text.as_str()));
    let texts: Vec<&str> = drawn.chain(beside).chain(further).collect();
    let has_letters = reading.pages.iter().any(|page| page.text.contains(char::is_alphabetic));
    let is_more = |unread: &proof::Unread| unread.why == proof::Why::TooMuch;
    let why = match reading.attachments {
        _ if reading.unread.iter().any(is_more) => Some(UnreadReason::TooLarge),
        _ if !reading.pictures.is_empty() || !has_letters => Some(UnreadReason::Scan),
        0 if reading.unread.is_empty() => None,
        0 => Some(UnreadReason::Damaged),
        _ => Some(UnreadReason::Packed),
    };
    Ok(PdfText { text: texts.join("\n"), why })
}

fn has_bytes(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}
