//! The tables by which bytes beyond ASCII are letters, and which of them a text that does not say its own may be written in.

use std::ops::RangeInclusive;

use encoding_rs::Encoding;
use yore::{CodePage, code_pages};

/// A code of one byte a sign, or of several.
#[derive(Clone, Copy)]
pub enum CodeTable {
    /// One that pages of the web are written in too.
    Web(&'static Encoding),
    /// One of DOS.
    Dos(&'static (dyn CodePage + Sync)),
    /// One whose signs from 0x80 on are these.
    Signs(&'static str),
}

impl CodeTable {
    fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Dos(page) => {
                let text = page.decode_lossy_fallback(bytes, char::REPLACEMENT_CHARACTER);
                text.into_owned()
            }
            Self::Signs(signs) => {
                let signs: Vec<char> = signs.chars().collect();
                let sign = |byte: &u8| match byte.checked_sub(0x80) {
                    Some(at) => signs.get(usize::from(at)).copied(),
                    None => Some(char::from(*byte)),
                };
                bytes.iter().filter_map(sign).collect()
            }
        }
    }
}

/// Greek on a Macintosh: <https://www.unicode.org/Public/MAPPINGS/VENDORS/APPLE/GREEK.TXT>.
const MACINTOSH_GREEK: &str = "Ä¹²É³ÖÜ΅àâä΄¨çéèêë£™îï•½‰ôö¦€ùûü†ΓΔΘΛΞΠß®©ΣΪ§≠°·Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩ\
    άΝ¬ΟΡ≈Τ«»…\u{a0}ΥΧΆΈœ–―“”‘’÷ΉΊΌΎέήίόΏύαβψδεφγηιξκλμνοπώρστθωςχυζϊϋΐΰ\u{ad}";

/// What programs of Western and Central Europe write: Windows, Macintosh, Windows in Poland and Hungary, DOS.
const USUAL: [CodeTable; 4] = [
    CodeTable::Web(encoding_rs::WINDOWS_1252),
    CodeTable::Web(encoding_rs::MACINTOSH),
    CodeTable::Web(encoding_rs::WINDOWS_1250),
    CodeTable::Dos(&code_pages::CP850),
];
/// What others write, most of whose letters are no ASCII: Cyrillic, Greek, Hebrew, Arabic.
const OTHERS: [CodeTable; 17] = [
    CodeTable::Web(encoding_rs::WINDOWS_1251),
    CodeTable::Web(encoding_rs::KOI8_U),
    CodeTable::Web(encoding_rs::ISO_8859_5),
    CodeTable::Web(encoding_rs::X_MAC_CYRILLIC),
    CodeTable::Web(encoding_rs::WINDOWS_1253),
    CodeTable::Web(encoding_rs::ISO_8859_7),
    CodeTable::Web(encoding_rs::WINDOWS_1255),
    CodeTable::Web(encoding_rs::WINDOWS_1256),
    CodeTable::Web(encoding_rs::ISO_8859_6),
    CodeTable::Dos(&code_pages::CP737),
    CodeTable::Dos(&code_pages::CP869),
    CodeTable::Dos(&code_pages::CP855),
    CodeTable::Dos(&code_pages::CP866),
    CodeTable::Dos(&code_pages::CP862),
    CodeTable::Dos(&code_pages::CP864),
    CodeTable::Signs(MACINTOSH_GREEK),
    CodeTable::Web(encoding_rs::WINDOWS_874),
];
/// Those of the Far East, of two bytes a sign, and the first bytes of their usual signs.
const FAR: [(&Encoding, RangeInclusive<u8>); 5] = [
    (encoding_rs::GBK, 0xa1..=0xd7),
    (encoding_rs::BIG5, 0xa1..=0xc6),
    (encoding_rs::SHIFT_JIS, 0x81..=0x97),
    (encoding_rs::EUC_JP, 0xa1..=0xcf),
    (encoding_rs::EUC_KR, 0xa1..=0xc8),
];
/// Bytes out of a hundred that are no ASCII from which a text may be one of those: French has five.
const FOREIGN: usize = 20;

/// Whether so many bytes are no ASCII that a text may be in a code of another script.
pub fn is_foreign(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    high * 100 >= bytes.len() * FOREIGN
}

/// The texts that bytes may be.
#[derive(Debug)]
pub struct Readings {
    /// The texts, the likeliest first; at least one.
    pub texts: Vec<String>,
    /// How many of the first of them are guesses in codes of one byte a sign.
    pub guessed: usize,
}

impl Readings {
    /// The one text that bytes are, which nobody had to guess.
    pub fn of_text(text: String) -> Self {
        Self { texts: vec![text], guessed: 0 }
    }
}

/// The texts that bytes may be that are no UTF-8. Lines that are UTF-8 stay so: files are put together from others. The last
/// of them leaves open what is no ASCII, for the codes of Europe that are not among them.
pub fn guess_texts(bytes: &[u8]) -> Readings {
    // Codes of other scripts make letters of any bytes, so they are tried only where many bytes are beyond ASCII. A
    // French text would have some twenty more readings otherwise.
    let (others, far) =
        if is_foreign(bytes) { (OTHERS.as_slice(), FAR.as_slice()) } else { (&[][..], &[][..]) };
    let usual = USUAL.iter().map(|page| by_line(bytes, |line| page.decode(line)));
    // The wrong code of Europe puts signs and capitals within words: `CafÈ` where `Café` is meant.
    let usual: Vec<(usize, String)> = usual.map(|text| (count_odd_signs(&text), text)).collect();
    let least = usual.iter().map(|(odd, _)| *odd).min();
    // Of a long text, the code of Europe in which words look most like words; of others, all of them.
    let is_open = !others.is_empty() || bytes.len() < SHORT;
    let usual = usual.into_iter().filter(|(odd, _)| is_open || Some(*odd) == least);
    let others = others.iter().map(|page| by_line(bytes, |line| page.decode(line)));
    let mut texts: Vec<String> = Vec::new();
    for text in usual.map(|(_, text)| text).chain(others) {
        add_new(text, &mut texts);
    }
    let guessed = texts.len();
    for (encoding, _) in far {
        add_new(by_line(bytes, |line| CodeTable::Web(encoding).decode(line)), &mut texts);
    }
    // The reading that knows no letter beyond ASCII: words without accents are found in it whatever the code is.
    let open = by_line(bytes, |line| {
        let sign = |byte: &u8| {
            if byte.is_ascii() { char::from(*byte) } else { char::REPLACEMENT_CHARACTER }
        };
        line.iter().map(sign).collect()
    });
    add_new(open, &mut texts);
    Readings { texts, guessed }
}

fn add_new(text: String, texts: &mut Vec<String>) {
    if !texts.contains(&text) {
        texts.push(text);
    }
}

/// Signs beyond ASCII out of a hundred that are letters, in a text of a known code.
const LETTERS: usize = 85;
/// Small letters before a large one out of a hundred letters, in a text of a code that is not its own.
const TURNED: usize = 5;

/// Whether bytes, many of which are no ASCII, are a text in a code that is known. What [`guess_texts`] made of them is not made
/// again.
pub fn is_known(bytes: &[u8], readings: Option<&Readings>) -> bool {
    let many = |wanted: u8| bytes.iter().filter(|byte| **byte == wanted).count();
    // EBCDIC, which large machines of IBM write, has its space at 0x40, where ASCII has `@`.
    if many(b'@') > many(b' ') + bytes.len() / 20 {
        return false;
    }
    let is_near = match readings {
        Some(readings) => readings.texts[..readings.guessed].iter().any(|text| is_near(text)),
        None => {
            let mut pages = USUAL.iter().chain(&OTHERS);
            pages.any(|page| is_near(&by_line(bytes, |line| page.decode(line))))
        }
    };
    is_near || FAR.iter().any(|(encoding, usual)| is_far(bytes, encoding, usual))
}

/// Whether the signs of a text beyond ASCII are letters, and its capitals begin words: its code is the right one.
fn is_near(text: &str) -> bool {
    let (mut beyond, mut letters, mut turned, mut before) = (0, 0, 0, ' ');
    for sign in text.chars() {
        beyond += usize::from(!sign.is_ascii());
        letters += usize::from(!sign.is_ascii() && sign.is_alphabetic());
        // KOI8 read as Windows-1251 turns small letters into capitals and the reverse: letters all the same, but no words.
        turned += usize::from(before.is_lowercase() && sign.is_uppercase());
        before = sign;
    }
    letters * 100 >= beyond * LETTERS && turned * 100 <= letters * TURNED
}

/// Whether bytes are a text in a code of the Far East, whose usual signs have these first bytes.
fn is_far(bytes: &[u8], encoding: &'static Encoding, usual: &RangeInclusive<u8>) -> bool {
    let (_, has_faults) = encoding.decode_without_bom_handling(bytes);
    let (mut signs, mut near, mut rest) = (0, 0, bytes);
    while let [first, after @ ..] = rest {
        rest = after;
        // A first byte beyond ASCII takes the next one with it. Where most first bytes are those of usual signs, the code
        // is right; in another code they are spread over the whole table.
        if !first.is_ascii() {
            rest = after.get(1..).unwrap_or_default();
            signs += 1;
            near += usize::from(usual.contains(first));
        }
    }
    !has_faults && near * 100 >= signs * LETTERS
}

/// The bytes of a text from which on its code shows by its words.
const SHORT: usize = 64 * 1024;

/// How many signs of a text stand where no word has them: signs that are no letters, and capitals, behind a small letter.
fn count_odd_signs(text: &str) -> usize {
    let mut before = ' ';
    let odd = |sign: char| {
        let is_within = before.is_lowercase();
        before = sign;
        let is_mark = matches!(
            sign,
            '\u{a0}'
                | '’'
                | '…'
                | '»'
                | '«'
                | '–'
                | '—'
                | '“'
                | '”'
                | '€'
                | '°'
                | '²'
                | '³'
        );
        let is_letter = sign.is_alphabetic() && !(is_within && sign.is_uppercase());
        !sign.is_ascii() && !is_letter && !is_mark
    };
    text.chars().map(odd).filter(|is_odd| *is_odd).count()
}

fn by_line(bytes: &[u8], decode: impl Fn(&[u8]) -> String) -> String {
    let mut text = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.push_str(&decode(line)),
        }
    }
    text
}
