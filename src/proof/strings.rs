//! How a PDF writes words outside of what it draws: its strings, addresses with percent codes, metadata in XML.

use std::sync::LazyLock;

use regex::Regex;

/// The words of a string: two bytes a character or UTF-8 when a mark says so, else one byte a character.
pub(super) fn decode_text_string(bytes: &[u8]) -> String {
    match bytes {
        // The two marks are those of ISO 32000-2, 7.9.2.2. Without one the code is PDFDocEncoding. It is read as Latin-1,
        // which differs in few signs, most of them from 0x80 to 0xa0.
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2);
            let units = units.map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            let signs = char::decode_utf16(units);
            signs.map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| pdf_doc_character(*byte)).collect(),
    }
}

/// The character of a byte of a text string without a mark, by PDFDocEncoding (ISO 32000-2, annex D.3), which is Latin-1 but
/// for these.
fn pdf_doc_character(byte: u8) -> char {
    const FROM_18: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const FROM_80: [char; 31] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
    ];
    match byte {
        0x18..=0x1f => FROM_18[usize::from(byte - 0x18)],
        0x80..=0x9e => FROM_80[usize::from(byte - 0x80)],
        0xa0 => '€',
        _ => char::from(byte),
    }
}

/// How often percent codes are written with percent codes: programs that pass an address on do it once more each.
const CODED: usize = 8;

/// An address with its signs themselves, not their percent codes, however often they are coded.
pub(super) fn decode_address(address: &str) -> String {
    let mut now = address.to_string();
    for _ in 0..CODED {
        let next = decoded_once(&now);
        if next == now {
            break;
        }
        now = next;
    }
    now
}

fn decoded_once(address: &str) -> String {
    // Bytes, not signs: `%C3%A9` is one letter of two bytes.
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|code| str::from_utf8(code).ok());
        let sign = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match sign.filter(|_| *first == b'%') {
            Some(sign) => {
                bytes.push(sign);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What names the vocabularies of a document's metadata: the same in every file of any program.
static NAMESPACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"xmlns:?\w*="[^"]*"|rdf:about="""#).expect("a pattern of ours"));

/// The words of a document's metadata in XML (XMP). It is not parsed: the names of its elements stay in the text. They hurt
/// nothing, and a damaged XMP is read as well.
pub(super) fn read_xmp(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    unescape_xml(&NAMESPACE.replace_all(&text, " "))
}

/// The signs that XML writes with a name, in a text of it.
const ENTITIES: [(&str, &str); 7] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    // Last, so that `&amp;lt;` becomes `&lt;` and not `<`.
    ("&amp;", "&"),
];

fn unescape_xml(xml: &str) -> String {
    let replaced = |text: String, (name, sign): &(&str, &str)| text.replace(name, sign);
    ENTITIES.iter().fold(xml.to_string(), replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_without_a_mark_is_read_in_the_code_of_pdf() {
        assert_eq!(decode_text_string(b"C\x9cur d\x90\xe9t\xe9 \x84 5 \xa0"), "Cœur d’été — 5 €");
    }

    #[test]
    fn links_are_read_however_often_they_are_coded() {
        assert_eq!(decode_address("a%2520b%25252525c"), "a b%c");
        assert_eq!(decode_address("100%"), "100%");
    }
}
