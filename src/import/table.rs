//! An export of messages as rows under titles, whatever program wrote it.

use csv::{ReaderBuilder, StringRecord};

use crate::data::{Encoding, likely_separator};
use crate::narrative::fold;
use crate::tree::windows;

/// Rows of an export under their titles.
#[derive(Debug)]
pub struct Table {
    titles: Vec<String>,
    rows: Vec<StringRecord>,
}

/// The text of an export; UTF-8 is tried first when nothing is said. The second is how it was read.
pub fn decoded(bytes: &[u8], said: Option<Encoding>) -> (String, Encoding) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if said != Some(Encoding::Windows1252) => (text.to_string(), Encoding::Utf8),
        _ => (windows(bytes), Encoding::Windows1252),
    }
}

impl Table {
    /// The rows of a text; the separator is the sign that parts its titles most often when nothing is said. None when
    /// a row cannot be told from the next.
    pub fn read(text: &str, separator: Option<u8>) -> Option<Self> {
        let separator = separator.unwrap_or_else(|| likely_separator(text.as_bytes()));
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
    pub fn column(&self, title: &str) -> Option<usize> {
        let folded = fold(title);
        self.titles.iter().position(|known| fold(known) == folded)
    }

    /// What its rows hold in a column, in order; nothing where a row is shorter.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(Row)
    }
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a>(&'a StringRecord);

impl<'a> Row<'a> {
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
        let table = Table::read(text, None).expect("rows");
        let column = table.column(title);
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
    }

    #[test]
    fn letters_are_read_as_utf_8_then_as_windows_keeps_them() {
        assert_eq!(decoded("\u{feff}été".as_bytes(), None), ("été".to_string(), Encoding::Utf8));
        assert_eq!(decoded(b"\xe9t\xe9 \x80", None), ("été €".to_string(), Encoding::Windows1252));
        assert_eq!(decoded(b"oui", Some(Encoding::Windows1252)).1, Encoding::Windows1252);
    }
}
