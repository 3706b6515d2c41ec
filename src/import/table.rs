//! An export of messages as rows under titles, whatever program wrote it.

use csv::{ReaderBuilder, StringRecord};

use crate::data::{Encoding, likely_separator};
use crate::text::fold_name;
use crate::tree::{EncodingGuess, utf_16_of};

/// Rows of an export under their titles.
#[derive(Debug)]
pub struct ExportTable {
    titles: Vec<String>,
    /// What stands above the titles, the titles, and the rows.
    lines: Vec<StringRecord>,
    /// How many of the lines are no rows.
    above: usize,
}

/// How many lines are looked at for the titles: programs of forms write the name of the form above them, and those of groups
/// of questions.
const MOST_TITLES: usize = 20;

/// The text of an export; UTF-8 is tried first when nothing is said, and what Excel calls a text in Unicode. The second is
/// how it was read. A text in UTF-8 with a few broken signs stays one: U+FFFD stands for each of them.
pub fn decode_export(bytes: &[u8], said: Option<Encoding>) -> (String, Encoding) {
    // A mark at the start tells the encoding for sure.
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return (String::from_utf8_lossy(&bytes[3..]).into_owned(), Encoding::Utf8);
    }
    if let Some(encoding) = utf_16_of(bytes) {
        return (encoding.decode_with_bom_removal(bytes).0.into_owned(), Encoding::Utf16);
    }
    if let Some(said) = said.filter(|said| !matches!(said, Encoding::Utf8 | Encoding::Utf16)) {
        return (said.decode(bytes), said);
    }
    let text = String::from_utf8_lossy(bytes);
    // Letters with accents that came out whole, against signs that did not: a text of one byte a sign has hardly any of the
    // first when it is read as UTF-8.
    let broken = text.matches(char::REPLACEMENT_CHARACTER).count();
    let whole = text.chars().filter(|sign| !sign.is_ascii()).count() - broken;
    if broken == 0 || broken < whole {
        (text.into_owned(), Encoding::Utf8)
    } else {
        let mut guess = EncodingGuess::default();
        guess.add(bytes);
        (guess.likeliest().decode(bytes), guess.likeliest())
    }
}

/// The separator that Excel writes on a line of its own, before the titles, and what follows that line.
fn said_first(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let sign = first.trim_end_matches('\r').strip_prefix("sep=")?;
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
        let reader = ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let lines: Vec<_> = reader.into_records().collect::<Result<_, _>>().ok()?;
        let titles = lines.first().map_or_else(Vec::new, titles_of_line);
        Some(Self { titles, lines, above: 1 })
    }

    /// Rows under titles that no line holds.
    pub(super) fn of_rows(titles: Vec<String>, lines: Vec<StringRecord>) -> Self {
        Self { titles, lines, above: 0 }
    }

    /// Takes the first of the lines at the start that has all these titles for that of the titles; false when none has.
    pub fn find_titles<'t>(&mut self, wanted: impl Iterator<Item = &'t String> + Clone) -> bool {
        let has_all =
            |table: &Self| wanted.clone().all(|title| table.column_index(title).is_some());
        for line in 0..=self.lines.len().min(MOST_TITLES) {
            if has_all(self) {
                return true;
            }
            // Rows of JSON have their titles elsewhere.
            if self.above == 0 || line + 1 >= self.lines.len() {
                return false;
            }
            self.titles = titles_of_line(&self.lines[line + 1]);
            self.above = line + 2;
        }
        false
    }

    /// The titles that its lines most likely have: the first of those that are nearly as full as the fullest.
    pub fn likely_titles(&self) -> Vec<String> {
        if self.above == 0 {
            return self.titles.clone();
        }
        // A row of messages is never fuller than its titles, so that nobody's words are told as titles.
        let filled =
            |line: &&StringRecord| line.iter().filter(|cell| !cell.trim().is_empty()).count();
        let start = self.lines.iter().take(MOST_TITLES);
        let most = start.clone().map(|line| filled(&line)).max().unwrap_or_default();
        let full = start.clone().find(|line| filled(line) * 3 >= most * 2);
        full.map_or_else(Vec::new, titles_of_line)
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

    /// Whether a few rows hold more than there are titles: a separator stands in their words without quotes, and what is read
    /// under each title is something else. Where most rows do, a column has no title.
    pub fn has_few_long_rows(&self) -> bool {
        let long = self.rows().filter(|row| self.is_long(*row)).count();
        long > 0 && long * 2 <= self.rows().count()
    }

    /// Whether something stands in a row behind the last title.
    pub fn is_long(&self, row: ExportRow) -> bool {
        row.0.iter().skip(self.titles.len()).any(|cell| !cell.trim().is_empty())
    }

    /// Its rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = ExportRow<'_>> {
        self.lines.iter().skip(self.above).map(ExportRow)
    }
}

fn titles_of_line(line: &StringRecord) -> Vec<String> {
    line.iter().map(|title| title.trim().to_string()).collect()
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
    fn titles_may_stand_below_other_lines() {
        let text = "Enquête de l'été;;\n;Vos avis;\nID;Message;Note\n1;Très bien;5\n";
        let mut table = ExportTable::read(text, None).expect("rows");
        assert_eq!(table.likely_titles(), ["ID", "Message", "Note"]);
        let wanted = ["message".to_string(), "id".to_string()];
        assert!(table.find_titles(wanted.iter()));
        let column = table.column_index("Message");
        assert_eq!(
            table.rows().map(|row| row.cell(column)).collect::<Vec<_>>(),
            [Some("Très bien")]
        );
        assert!(!table.find_titles(["Avis".to_string()].iter()));
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
        assert_eq!(decode_export(&wide, None), ("été".to_string(), Encoding::Utf16));
        let unmarked: Vec<u8> =
            "Id;Avis\n1;été".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let read = ("Id;Avis\n1;été".to_string(), Encoding::Utf16);
        assert_eq!(decode_export(&unmarked, None), read);
        let cut = ["un été, un café".as_bytes(), b"\xf0\x9f", " à la gare".as_bytes()].concat();
        assert_eq!(
            decode_export(&cut, None),
            ("un été, un café\u{fffd} à la gare".to_string(), Encoding::Utf8)
        );
    }
}
