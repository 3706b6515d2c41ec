//! An export of messages as rows under titles, whatever program wrote it.

use csv::{ReaderBuilder, StringRecord};

use crate::data::{Encoding, likely_separator};
use crate::text::fold_name;
use crate::tree::{decode_windows_1252, is_utf_16};

/// Rows of an export under their titles.
#[derive(Debug)]
pub struct ExportTable {
    titles: Vec<String>,
    rows: Vec<StringRecord>,
}

/// The text of an export; UTF-8 is tried first when nothing is said, and what Excel calls a text in Unicode. The second is
/// how it was read. A text in UTF-8 with a few broken signs stays one: U+FFFD stands for each of them.
pub fn decode_export(bytes: &[u8], said: Option<Encoding>) -> (String, Encoding) {
    // A mark at the start tells the encoding for sure; what Excel calls Unicode text, UTF-16, has one.
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return (encoding.decode(bytes).0.into_owned(), Encoding::Utf8);
    }
    // Without the mark, the zero beside each plain letter tells it, and on which side.
    if is_utf_16(bytes) {
        let is_low_first = bytes.get(1) == Some(&0);
        let encoding = if is_low_first { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
        return (encoding.decode(bytes).0.into_owned(), Encoding::Utf8);
    }
    if said == Some(Encoding::Windows1252) {
        return (decode_windows_1252(bytes), Encoding::Windows1252);
    }
    let text = String::from_utf8_lossy(bytes);
    // Letters with accents that came out whole, against signs that did not: a text of Windows-1252 has hardly any of the first
    // when it is read as UTF-8.
    let broken = text.matches(char::REPLACEMENT_CHARACTER).count();
    let whole = text.chars().filter(|sign| !sign.is_ascii()).count() - broken;
    if broken == 0 || broken < whole {
        (text.into_owned(), Encoding::Utf8)
    } else {
        (decode_windows_1252(bytes), Encoding::Windows1252)
    }
}

/// The separator that Excel writes on a line of its own, before the titles, and what follows that line.
fn said_first(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let sign = first.trim_end().strip_prefix("sep=")?;
    Some((*sign.as_bytes().first().filter(|_| sign.len() == 1)?, rest))
}

impl ExportTable {
    /// The rows of a text; the separator is the sign that parts its titles most often when nothing is said. None when
    /// a row cannot be told from the next.
    pub fn read(text: &str, separator: Option<u8>) -> Option<Self> {
        let (said, text) = said_first(text).map_or((None, text), |(sign, rest)| (Some(sign), rest));
        let separator = separator.or(said);
        let separator = separator.unwrap_or_else(|| likely_separator(text.as_bytes()));
        // Some programs leave out the empty cells at the end of a row, so rows may be shorter than the titles.
        let mut reader =
            ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
        let titles = reader.headers().ok()?;
        let titles = titles.iter().map(|title| title.trim().to_string()).collect();
        let rows = reader.into_records().collect::<Result<_, _>>().ok()?;
        Some(Self { titles, rows })
    }

    /// The titles of its columns.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// The position of a column by its title; case and accents do not matter.
    pub fn column_index(&self, title: &str) -> Option<usize> {
        let folded = fold_name(title);
        self.titles.iter().position(|known| fold_name(known) == folded)
    }

    /// Whether two columns have a title.
    pub fn has_twice(&self, title: &str) -> bool {
        let folded = fold_name(title);
        self.titles.iter().filter(|known| fold_name(known) == folded).count() > 1
    }

    /// Its rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = ExportRow<'_>> {
        self.rows.iter().map(ExportRow)
    }
}

/// One message of an export; it may have fewer cells than there are titles.
#[derive(Debug, Clone, Copy)]
pub struct ExportRow<'a>(&'a StringRecord);

impl<'a> ExportRow<'a> {
    /// What stands in a column, without the spaces around it; none when nothing does.
    pub fn cell(self, column: Option<usize>) -> Option<&'a str> {
        let cell = self.0.get(column?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, title: &str) -> Vec<String> {
        let table = ExportTable::read(text, None).expect("rows");
        let column = table.column_index(title);
        let cells = table.rows().map(|row| row.cell(column).unwrap_or("-").to_string());
        cells.collect()
    }

    #[test]
    fn separators_quotes_and_lines_in_a_cell_are_understood() {
        assert_eq!(
            cells("Id;Message\n1;\"un; deux\n«trois»\"\n2\n", "message"),
            ["un; deux\n«trois»", "-"]
        );
        assert_eq!(cells("Id\tTexte reçu\r\n1\tun, deux\r\n", "texte recu"), ["un, deux"]);
        assert_eq!(cells("\"a;b;c\",Message\nx,\"dit \"\"oui\"\"\"\n", "Message"), ["dit \"oui\""]);
        assert_eq!(cells("Message\nun\n", "Message"), ["un"]);
        assert_eq!(cells("sep=;\r\nId;Message\r\n1;un, deux\r\n", "Message"), ["un, deux"]);
    }

    #[test]
    fn letters_are_read_as_utf_8_then_as_windows_keeps_them() {
        assert_eq!(
            decode_export("\u{feff}été".as_bytes(), None),
            ("été".to_string(), Encoding::Utf8)
        );
        assert_eq!(
            decode_export(b"\xe9t\xe9 \x80", None),
            ("été €".to_string(), Encoding::Windows1252)
        );
        assert_eq!(decode_export(b"oui", Some(Encoding::Windows1252)).1, Encoding::Windows1252);
        let wide: Vec<u8> = "\u{feff}été".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode_export(&wide, None), ("été".to_string(), Encoding::Utf8));
        let unmarked: Vec<u8> =
            "Id;Avis\n1;été".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode_export(&unmarked, None), ("Id;Avis\n1;été".to_string(), Encoding::Utf8));
        let cut = ["un été, un café".as_bytes(), b"\xf0\x9f", " à la gare".as_bytes()].concat();
        assert_eq!(
            decode_export(&cut, None),
            ("un été, un café\u{fffd} à la gare".to_string(), Encoding::Utf8)
        );
    }
}
