//! How letters are written as bytes, and in which code of one byte a sign a text is most likely that does not say its own.

use std::sync::LazyLock;

use yore::code_pages::CP850;

/// How the letters of a file are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// One to four bytes a sign.
    Utf8,
    /// Two bytes a sign, or four: what Excel calls a text in Unicode.
    Utf16,
    /// One byte a sign, as programs on Windows in Western Europe wrote.
    Windows1252,
    /// One byte a sign, the code of Western Europe with the euro, ISO-8859-15.
    Latin9,
    /// One byte a sign, as programs on a Macintosh wrote.
    Macintosh,
    /// One byte a sign, as programs of DOS wrote, and Excel under "CSV (MS-DOS)".
    Dos,
}

impl Encoding {
    /// Its name, as it is declared.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Windows1252 => "windows-1252",
            Self::Latin9 => "iso-8859-15",
            Self::Macintosh => "macintosh",
            Self::Dos => "cp850",
        }
    }

    /// Bytes of a code of one byte a sign as text, `\u{fffd}` where they mean nothing.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 | Self::Utf16 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Windows1252 => decode_windows_1252(bytes),
            Self::Latin9 | Self::Macintosh | Self::Dos => decode_one_byte(self, bytes),
        }
    }
}

/// The codes that a file may be in, the likeliest first: of two that fit alike, the first one is meant.
const CODES: [Encoding; 4] =
    [Encoding::Windows1252, Encoding::Latin9, Encoding::Macintosh, Encoding::Dos];

/// The signs of the bytes from 0x80 on, in each of the codes.
static SIGNS: LazyLock<[Vec<char>; 4]> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0xff).collect();
    CODES.map(|code| match code {
        Encoding::Latin9 => {
            printable_signs(&encoding_rs::ISO_8859_15.decode_without_bom_handling(&bytes).0)
        }
        Encoding::Macintosh => {
            printable_signs(&encoding_rs::MACINTOSH.decode_without_bom_handling(&bytes).0)
        }
        Encoding::Dos => printable_signs(&CP850.decode(&bytes)),
        Encoding::Utf8 | Encoding::Utf16 | Encoding::Windows1252 => {
            printable_signs(&decode_windows_1252(&bytes))
        }
    })
});

/// The signs of a text, `\u{fffd}` for those that no text has: controls, and signs that one maker alone knows.
fn printable_signs(text: &str) -> Vec<char> {
    let is_none = |sign: &char| sign.is_control() || ('\u{e000}'..='\u{f8ff}').contains(sign);
    text.chars().map(|sign| if is_none(&sign) { '\u{fffd}' } else { sign }).collect()
}

fn sign_of(signs: &[char], byte: u8) -> char {
    match byte.checked_sub(0x80) {
        Some(at) => signs.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
        None => char::from(byte),
    }
}

/// Bytes as text in one of the codes.
pub(super) fn decode_one_byte(code: Encoding, bytes: &[u8]) -> String {
    let place = CODES.iter().position(|known| *known == code).unwrap_or_default();
    bytes.iter().map(|byte| sign_of(&SIGNS[place], *byte)).collect()
}

/// What Windows puts where Latin-1 has control characters, from 0x80; `\u{fffd}` where it puts nothing.
const WINDOWS: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ";

/// Bytes as a Windows program of Western Europe meant them, `\u{fffd}` where they mean nothing.
pub fn decode_windows_1252(bytes: &[u8]) -> String {
    let sign = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
        _ => char::from(*byte),
    };
    bytes.iter().map(sign).collect()
}

/// How well the signs of a text fit their neighbours, in each of the codes: `ŽtŽ` is no word, `été` is one.
#[derive(Debug, Default)]
pub struct EncodingGuess {
    scores: [i64; CODES.len()],
}

impl EncodingGuess {
    /// Adds a stretch of the text.
    pub fn add(&mut self, bytes: &[u8]) {
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
            for (score, signs) in self.scores.iter_mut().zip(SIGNS.iter()) {
                let sign = |at: usize| bytes.get(at).map(|byte| sign_of(signs, *byte));
                let before = at.checked_sub(1).and_then(sign);
                // A neighbour is read in the same code, as it may be a letter with an accent too.
                *score += sign(at).map_or(0, |own| fit_of_sign(before, own, sign(at + 1)));
            }
        }
    }

    /// The code in which the text reads best.
    pub fn likeliest(&self) -> Encoding {
        // Of equal scores `max_by_key` keeps the last, so the codes are turned round.
        let best = (0..CODES.len()).rev().max_by_key(|place| self.scores[*place]);
        CODES[best.unwrap_or_default()]
    }
}

/// The letters with accents of French; those of its neighbours count less, as they are rarer here.
const FRENCH: &str = "àâçéèêëîïôùûüœÀÂÇÉÈÊËÎÏÔÙÛÜŒ";

/// How well a sign fits between its neighbours: a letter of French weighs 3, what cannot stand there is below 0.
fn fit_of_sign(before: Option<char>, sign: char, after: Option<char>) -> i64 {
    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphabetic);
    let is_lower = |sign: Option<char>| sign.is_some_and(char::is_lowercase);
    let is_within = is_letter(before) && is_letter(after);
    let unless = |is_wrong: bool, weight: i64| if is_wrong { -1 } else { weight };
    match sign {
        '\u{fffd}' => -5,
        'ª' | 'º' | 'µ' | 'ƒ' | 'ˆ' | 'ˇ' | 'ı' | 'ﬁ' | 'ﬂ' | 'π' | 'Ω' => -1,
        _ if sign.is_alphabetic() => {
            let weight = if FRENCH.contains(sign) { 3 } else { 1 };
            let is_after_digit = before.is_some_and(|sign| sign.is_ascii_digit());
            match sign.is_uppercase() {
                // `À` is a word; the other capitals begin one.
                true if sign != 'À' && !is_letter(before) && !is_letter(after) => 0,
                true => unless(is_lower(before) || is_after_digit, weight),
                // No word of French begins with one of these.
                false if "ëïùûü".contains(sign) && !is_letter(before) => 0,
                false => {
                    let is_capital = after.is_some_and(char::is_uppercase);
                    unless(is_capital || is_after_digit, weight)
                }
            }
        }
        '’' => {
            if is_within {
                3
            } else {
                1
            }
        }
        '«' | '“' | '‘' => unless(is_letter(before), 2),
        '»' | '”' | '…' | '€' => unless(is_letter(after), 2),
        '°' => unless(
            !before.is_some_and(|sign| sign.is_ascii_digit() || matches!(sign, 'n' | 'N')),
            2,
        ),
        '\u{a0}' => unless(is_within, 2),
        '–' | '—' | '•' | '·' | '²' | '³' | '½' | '¼' | '¾' | '×' | '£' | '§' | '©' => {
            unless(is_within, 1)
        }
        _ => -1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as bytes of a code; none when the code has not all of its signs.
    fn encoded(text: &str, code: Encoding) -> Option<Vec<u8>> {
        let place = CODES.iter().position(|known| *known == code)?;
        let byte = |sign: char| match u8::try_from(sign).ok().filter(u8::is_ascii) {
            Some(byte) => Some(byte),
            None => {
                let at = SIGNS[place].iter().position(|known| *known == sign)?;
                u8::try_from(at + 0x80).ok()
            }
        };
        text.chars().map(byte).collect()
    }

    /// Texts of a few words as offices have them.
    const TEXTS: [&str; 24] = [
        "été",
        "Mois;Entrées\n2026-07;5\n",
        "Guichet;Recette\nGare;12 €\n",
        "cœur de ville",
        "L’été à la plage",
        "Île-aux-Moines",
        "« Où dormir ? »",
        "SAINT-MALO;ÉTÉ",
        "Sète, Besançon, Nîmes",
        "À pied",
        "déjà vu",
        "français;naïve;Noël",
        "1\u{a0}234,5",
        "Grüße aus Köln",
        "Será mañana en España, después del café",
        "n° 12",
        "Île-aux-Moines;Étretat;Évian",
        "hôtel;gîte;château;forêt",
        "Où manger à Orléans ?",
        "Nuitées – étrangers",
        "Ça va…",
        "Très bel accueil, à refaire. L’hôtesse a été adorable, même un dimanche d’août où tout était fermé.",
        "Août 2026;Œuvres d’art;Noël",
        "100 € à Sète, n° 3, 12 °C",
    ];

    #[test]
    fn a_text_is_read_in_the_code_that_it_was_written_in() {
        for text in TEXTS {
            for code in CODES {
                let Some(bytes) = encoded(text, code) else { continue };
                let mut guess = EncodingGuess::default();
                guess.add(&bytes);
                assert_eq!(guess.likeliest().decode(&bytes), text, "{code:?}");
            }
        }
    }

    #[test]
    fn what_no_code_tells_apart_is_taken_as_windows_wrote_it() {
        let mut guess = EncodingGuess::default();
        assert_eq!(guess.likeliest(), Encoding::Windows1252);
        guess.add(b"caf\xe9");
        assert_eq!(guess.likeliest(), Encoding::Windows1252);
    }
}
