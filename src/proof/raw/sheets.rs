//! The sheets of a spreadsheet as tables: Excel keeps texts in one part of the file and only their numbers in the cells.

use super::markup::read_words;
use super::tags::{MarkupPiece, Pieces, parse_attributes};

/// The part with the texts.
pub const SHARED: &str = "xl/sharedStrings.xml";

/// Whether a part is a sheet.
pub fn is_sheet(name: &str) -> bool {
    name.starts_with("xl/worksheets/") && name.ends_with(".xml")
}

/// The most columns of a table: those beyond are parted by one tab from the last of them.
const COLUMNS: usize = 256;

/// The texts of the part that holds them, in order.
pub fn read_shared_texts(xml: &str) -> Vec<String> {
    let items = xml.split("<si").skip(1);
    let item = |held: &str| {
        let end = held.find("</si>").unwrap_or(held.len());
        words_on_line(&format!("<si{}", &held[..end]))
    };
    items.map(item).collect()
}

/// The words of a piece of XML, on one line.
fn words_on_line(xml: &str) -> String {
    // The address makes the reader take the piece for a part of an office document.
    let texts = read_words(&format!("<x xmlns='schemas.openxmlformats.org/'>{xml}"));
    let first = texts.first().map(String::as_str).unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sheet as lines of cells parted by tabs.
pub fn sheet_as_table(xml: &str, shared: &[String]) -> String {
    let mut table = String::new();
    let mut column = 0;
    let mut cell: Option<(bool, String)> = None;
    for piece in Pieces::from_text(xml) {
        match (piece, &mut cell) {
            (MarkupPiece::Open("row", ..), _) => column = 0,
            (MarkupPiece::Close("row"), _) => table.push('\n'),
            (MarkupPiece::Open("c", held, is_empty), _) => {
                let (mut wanted, mut is_shared) = (column, false);
                for (name, value) in parse_attributes(held) {
                    match name {
                        "r" => wanted = column_of(value).unwrap_or(column),
                        "t" => is_shared = value == "s",
                        _ => {}
                    }
                }
                // Empty cells are not written at all: the place of the next one tells how many tabs are missing.
                while column < wanted.min(COLUMNS) {
                    table.push('\t');
                    column += 1;
                }
                cell = (!is_empty).then(|| (is_shared, String::new()));
            }
            (MarkupPiece::Close("c"), _) => {
                let (is_shared, held) = cell.take().unwrap_or_default();
                // The value of a cell of type `s` is the number of its text in the shared part.
                let number = held.trim().parse::<usize>().ok().filter(|_| is_shared);
                match number.and_then(|number| shared.get(number)) {
                    Some(text) => table.push_str(text),
                    None => table.push_str(&words_on_line(&held)),
                }
            }
            (MarkupPiece::Words(words) | MarkupPiece::Plain(words), Some((_, held))) => {
                held.push_str(words);
            }
            _ => {}
        }
    }
    table
}

/// The column of a place such as `AB12`, from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase);
    let number =
        // Digits from A as 1 to Z as 26, without a zero: `AA` follows `Z`. Three letters are as many as there are columns.
        letters.take(3).fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_a_table_with_its_shared_and_own_texts() {
        let texts = read_shared_texts(
            "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>Auteur</t></si>\
             <si><r><t>Zoé </t></r><r><rPr><b/></rPr><t>Le Gall</t></r></si><si/><si><t>un &amp; deux</t></si></sst>",
        );
        assert_eq!(texts, ["Auteur", "Zoé Le Gall", "", "un & deux"]);
        let sheet = "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='inlineStr'><is><t>Texte</t></is></c></row>\
             <row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2'><v>12.5</v></c><c r='C2' t='s'><v>3</v></c></row></sheetData></worksheet>";
        assert_eq!(
            sheet_as_table(sheet, &texts),
            "Auteur\t\tTexte\nZoé Le Gall\t12.5\tun & deux\n"
        );
        assert_eq!(column_of("AB12"), Some(27));
        sheet_as_table("<c r='ZZZZZ1' t='s'><v>99</v></c></row>", &texts);
    }
}
