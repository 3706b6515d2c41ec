//! How the codes of a font become letters, and what draws its glyphs where drawings do.

use std::collections::{BTreeMap, HashMap};

use super::file::PdfFile;
use super::from_right::in_drawn_order;
use super::lexer::Lexer;
use super::objects::{Dict, Object};
use crate::tree::decode_windows_1252;

/// A font as a text uses it.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// The font's own table; none when it has none.
    table: Option<FontTable>,
    /// Bytes that name one glyph.
    width: usize,
    /// The drawings of its glyphs, by their code: the place of each.
    pub drawings: HashMap<u8, usize>,
    /// The resources of these drawings.
    pub resources: Option<usize>,
}

impl Font {
    /// The font of a dictionary.
    pub fn from_dict(dict: &Dict, file: &PdfFile) -> Self {
        let stream = dict.get("ToUnicode").and_then(|table| file.stream_of(table));
        let table = stream.map(|place| FontTable::from_bytes(&file.decode_drawing(place).bytes));
        // Composite fonts take codes of two bytes with the usual `Identity-H`; all others take one (ISO 32000-1, 9.7.1).
        let is_composite = file.name_of(dict, "Subtype") == Some(b"Type0");
        Self {
            table,
            width: if is_composite { 2 } else { 1 },
            drawings: glyph_drawings(dict, file).unwrap_or_default(),
            resources: None,
        }
    }

    /// The letters of some codes, and whether all of them are known. It ends where it is longer than `most`: one code may
    /// stand for a book.
    pub fn decode_codes(&self, codes: &[u8], most: usize) -> (String, bool) {
        let mut text = String::new();
        let mut is_known = true;
        for code in codes.chunks(self.width.max(1)) {
            if text.len() > most {
                break;
            }
            let number = code.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
            let table = self.table.as_ref();
            match table.and_then(|table| table.decode_letters(number)) {
                Some(letters) => text.extend(letters),
                // Without a table, the letters of simple fonts are most often those of Windows.
                None if self.width == 1 => text.push_str(&decode_windows_1252(code)),
                None => {
                    is_known &= self.table.is_some();
                    text.push(char::REPLACEMENT_CHARACTER);
                }
            }
        }
        (text, is_known)
    }
}

/// The drawings of the glyphs of a font that draws them, by their codes.
fn glyph_drawings(dict: &Dict, file: &PdfFile) -> Option<HashMap<u8, usize>> {
    let drawn = file.dict_of(dict, "CharProcs")?;
    let encoding = file.dict_of(dict, "Encoding")?;
    /// The most that say something of 256 codes.
    const MOST: usize = 1024;
    let mut code = 0_usize;
    let mut found = HashMap::new();
    // The list is `code /name /name …`: a number sets the code of the next name, and each name counts on (ISO 32000-1,
    // 9.6.6.1).
    let differences = file.value_of(encoding, "Differences").as_array()?;
    for item in differences.iter().take(MOST) {
        match file.resolve_reference(item) {
            Object::Name(name) => {
                let drawing = drawn.of_name(name).and_then(|drawing| file.stream_of(drawing));
                let byte = u8::try_from(code).ok();
                found.extend(byte.zip(drawing));
                code += 1;
            }
            other => code = other.as_count().unwrap_or(code),
        }
    }
    Some(found)
}

/// A table from codes to letters: <https://adobe-type-tools.github.io/font-tech-notes/pdfs/5411.ToUnicode.pdf>.
#[derive(Debug, Default)]
struct FontTable {
    /// Codes one by one, with their letters.
    single: HashMap<u32, String>,
    /// Runs of codes: the first, the last, and the letters of the first.
    runs: BTreeMap<u32, (u32, String)>,
}

impl FontTable {
    fn from_bytes(bytes: &[u8]) -> Self {
        let mut table = Self::default();
        let mut lexer = Lexer::new(bytes, 0);
        while let Some(operation) = lexer.next_operation() {
            let operands = &operation.operands;
            match operation.operator {
                // The operands stand before the word that ends the block, so one operation holds them all. The number before
                // `beginbfchar` is an operand of that word, and not among them.
                b"endbfchar" => {
                    for pair in operands.chunks_exact(2) {
                        let code = pair[0].as_string().map(code_number);
                        table.single.extend(code.zip(pair[1].as_string().map(letters)));
                    }
                }
                b"endbfrange" => operands.chunks_exact(3).for_each(|run| table.add_run(run)),
                _ => {}
            }
        }
        table
    }

    fn add_run(&mut self, run: &[Object]) {
        let [first, last, to] = run else {
            return;
        };
        let (Some(first), Some(last)) =
            (first.as_string().map(code_number), last.as_string().map(code_number))
        else {
            return;
        };
        match to {
            Object::Array(each) => {
                let each = each.iter().filter_map(|each| each.as_string().map(letters));
                // The list ends the range: `zip` stops at the shorter, so a range of a billion codes costs nothing.
                self.single.extend((first..=last).zip(each));
            }
            to => {
                let run = to.as_string().map(|to| (last, letters(to)));
                self.runs.extend(run.map(|run| (first, run)));
            }
        }
    }

    fn decode_letters(&self, code: u32) -> Option<impl Iterator<Item = char>> {
        let (letters, further) = match self.single.get(&code) {
            Some(letters) => (letters, 0),
            None => {
                // The run that begins nearest before the code. Runs are kept as they are written, and not spread out: one may
                // claim all codes.
                let (first, (last, letters)) = self.runs.range(..=code).next_back()?;
                (code <= *last).then_some((letters, code - first))?
            }
        };
        // The last letter of a run counts on.
        let mut signs = letters.chars();
        let end = u32::from(signs.next_back()?).checked_add(further);
        let end = char::from_u32(end?)?;
        Some(signs.chain([end]))
    }
}

fn code_number(code: &[u8]) -> u32 {
    let sum = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
    code.iter().fold(0, sum)
}

fn letters(bytes: &[u8]) -> String {
    // One byte alone is the number of a letter too.
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2);
    let units = units.map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let signs = char::decode_utf16(units);
    let signs = signs.map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER));
    in_drawn_order(&signs.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_give_letters_one_by_one_and_in_runs() {
        let table = b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <ffff> endcodespacerange
            2 beginbfchar <0001> <0041> <0002> <00660066> endbfchar
            2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <D83DDE00>] endbfrange";
        let font = Font { table: Some(FontTable::from_bytes(table)), width: 2, ..Font::default() };
        let (text, _) = font.decode_codes(b"\0\x01\0\x02\0\x10\0\x12\0\x20\0\x21\0\x30", 99);
        assert_eq!(text, "Affacx\u{1f600}\u{fffd}");
    }

    #[test]
    fn codes_of_a_composite_font_without_a_table_are_unknown() {
        let font = |width| Font { width, ..Font::default() };
        assert_eq!(font(1).decode_codes(b"A\x92", 9), ("A\u{2019}".to_string(), true));
        assert!(!font(2).decode_codes(b"\0A", 9).1);
    }
}
