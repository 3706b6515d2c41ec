//! The text of a file, or as much of it as shows why it is none.

use std::io::ErrorKind;
use std::ops::Range;

use super::encoding::is_utf_16;
use super::gate::Purpose;
use super::letter_codes::decode_windows_1252;
use super::{FileRefusal, LARGEST, Tree};
use crate::error::{Error, Result};
use crate::finding::rules::{RUNAWAY_FILE, UNREADABLE_FILE};
use crate::finding::{Finding, Message, Report};
use crate::source::{SourceId, Sources, Span};
use crate::watch::Cause;

impl Tree {
    /// Reads a text. `None` when a finding says why it cannot be read as one.
    pub fn read(
        &self,
        path: &str,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<SourceId>> {
        self.read_for(path, Purpose::Deck, sources, report)
    }

    /// Reads a text that is wanted for this. `None` when a finding says why it cannot be read as one.
    pub fn read_for(
        &self,
        path: &str,
        purpose: Purpose,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<SourceId>> {
        let read = self.read_file(path, purpose, LARGEST);
        match read.map_err(|refused| self.unreadable_text(path, refused)) {
            Ok(bytes) => match text_of(bytes) {
                Ok(text) => return Ok(Some(sources.add(path, text))),
                Err(fault) => report.push(fault.into_finding(path, sources)),
            },
            Err(fault) => report.push(fault?.into_finding(path, sources)),
        }
        Ok(None)
    }

    /// What to say of a text that is not read; an error when nothing stands there at all.
    fn unreadable_text(&self, path: &str, refused: FileRefusal) -> Result<UnreadableText> {
        let place = self.root.join(path);
        let (key, hint) = match refused {
            FileRefusal::Outside => ("file-outside", "hint-file-outside"),
            FileRefusal::Private => ("file-private", "hint-path-private"),
            FileRefusal::Hidden => ("file-hidden", "hint-path-hidden"),
            FileRefusal::NoFile => ("file-no-file", "hint-file-no-file"),
            FileRefusal::Stopped(cause) => return Ok(UnreadableText::of_cause(cause)),
            FileRefusal::TooLarge => ("file-too-large", "hint-file-too-large"),
            // A link whose end has gone, or that leads back to itself: only this file is missing.
            FileRefusal::Missing if place.is_symlink() => ("dead-link", "hint-dead-link"),
            FileRefusal::Missing => {
                let reason = ErrorKind::NotFound.into();
                return Err(Error::for_file("cannot-read", &place, reason));
            }
            FileRefusal::Unreadable(error) if error.is_denied() => {
                ("file-closed", "hint-file-closed")
            }
            FileRefusal::Unreadable(error) => return Err(error),
        };
        Ok(UnreadableText::of_whole_file(key, hint))
    }
}

/// Why bytes are not a text, and as much of it as can be shown.
struct UnreadableText {
    text: String,
    range: Range<usize>,
    key: &'static str,
    hint: &'static str,
    /// What it did to an earlier attempt.
    cause: Option<Cause>,
}

impl UnreadableText {
    /// A fault of the whole file, of which nothing can be shown.
    fn of_whole_file(key: &'static str, hint: &'static str) -> Self {
        Self { text: String::new(), range: 0..0, key, hint, cause: None }
    }

    /// A file that ended an earlier attempt at the same work.
    fn of_cause(cause: Cause) -> Self {
        Self { cause: Some(cause), ..Self::of_whole_file("", "") }
    }

    fn into_finding(self, path: &str, sources: &mut Sources) -> Finding {
        let sign = self.text[self.range.clone()].chars().next();
        let code = format!("U+{:04X}", sign.map_or(0, u32::from));
        let message = Message::new(self.key).with("most", LARGEST / 1024 / 1024).with("code", code);
        let id = sources.add(path, self.text);
        let (rule, message, hint) = match self.cause {
            Some(cause) => (&RUNAWAY_FILE, cause.message(path), cause.hint()),
            None => (&UNREADABLE_FILE, message, Message::new(self.hint)),
        };
        Finding::new(rule, Span::new(id, self.range), message).with_hint(hint)
    }
}

/// The text of bytes in UTF-8, without the mark that some programs put first.
fn text_of(mut bytes: Vec<u8>) -> std::result::Result<String, UnreadableText> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    if is_utf_16(&bytes) {
        return Err(UnreadableText::of_whole_file("file-utf-16", "hint-save-utf-8"));
    }
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    let text = String::from_utf8(bytes).map_err(|reason| {
        let good = reason.utf8_error().valid_up_to();
        not_utf_8(reason.as_bytes(), good)
    })?;
    match text.char_indices().find(|(_, c)| is_refused(*c)) {
        None => Ok(text),
        Some((at, sign)) => Err(UnreadableText {
            text,
            range: at..at + sign.len_utf8(),
            key: "control-character",
            hint: "hint-control-character",
            cause: None,
        }),
    }
}

fn not_utf_8(bytes: &[u8], at: usize) -> UnreadableText {
    let (before, rest) = bytes.split_at(at);
    let text = String::from_utf8_lossy(before).into_owned() + &decode_windows_1252(rest);
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    UnreadableText {
        text,
        range: at..end,
        key: "file-not-utf-8",
        hint: "hint-save-utf-8",
        cause: None,
    }
}

/// Control characters that no keyboard types: they come from a damaged file.
fn is_refused(c: char) -> bool {
    let is_control = c < ' ' || ('\u{7f}'..='\u{9f}').contains(&c);
    is_control && !matches!(c, '\n' | '\r' | '\t' | '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(bytes: &[u8]) -> &'static str {
        text_of(bytes.to_vec()).map_or_else(|fault| fault.key, |_| "")
    }

    #[test]
    fn two_bytes_a_character_are_known_with_and_without_their_mark() {
        assert_eq!(fault(b"\xff\xfet\0"), "file-utf-16");
        assert_eq!(fault(b"t\0i\0t\0r\0e\0"), "file-utf-16");
        assert_eq!(fault(b"\0t\0i\0t\0r\0e"), "file-utf-16");
        assert_eq!(fault(b"t\0itre"), "control-character");
        assert_eq!(fault(b""), "");
    }

    #[test]
    fn what_is_not_utf_8_is_shown_as_windows_meant_it() {
        let Err(shown) = text_of(b"L\x92\xe9t\xe9 co\xfbte 5\xa0\x80".to_vec()) else {
            panic!("not UTF-8");
        };
        assert_eq!(shown.text, "L’été coûte 5\u{a0}€");
        assert_eq!(&shown.text[shown.range], "’");
    }

    #[test]
    fn a_byte_order_mark_is_left_out_and_odd_line_breaks_stay() {
        let text = text_of("\u{feff}un\u{2028}deux\u{85}trois\r\n".into()).ok();
        assert_eq!(text.as_deref(), Some("un\u{2028}deux\u{85}trois\r\n"));
    }
}
