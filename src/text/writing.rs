//! Which letters a text is written in, where they are not those of Europe: what they are called, and a free font that has
//! them. And which texts are read from the right.

use std::ops::RangeInclusive;

/// The letters of some languages that share them.
#[derive(Debug, PartialEq, Eq)]
pub struct WritingSystem {
    /// What names it in the catalogue.
    pub key: &'static str,
    /// The file of a free font that has its letters, as its makers name it.
    pub font: &'static str,
    letters: &'static [RangeInclusive<char>],
}

macro_rules! systems {
    ($($key:literal $font:literal $($letters:expr),+;)+) => {
        &[$(WritingSystem { key: $key, font: $font, letters: &[$($letters),+] }),+]
    };
}

/// Those of today, but for the letters that the program's own fonts have. Blocks are those of Unicode 16.
static SYSTEMS: &[WritingSystem] = systems! {
    "writing-arabic" "NotoSansArabic-Regular.ttf"
        '\u{600}'..='\u{6ff}', '\u{750}'..='\u{77f}', '\u{870}'..='\u{8ff}', '\u{fb50}'..='\u{fdff}',
        '\u{fe70}'..='\u{fefc}';
    "writing-hebrew" "NotoSansHebrew-Regular.ttf" '\u{590}'..='\u{5ff}', '\u{fb1d}'..='\u{fb4f}';
    "writing-japanese" "NotoSansJP-Regular.ttf"
        '\u{3040}'..='\u{30ff}', '\u{31f0}'..='\u{31ff}', '\u{ff66}'..='\u{ff9f}';
    "writing-korean" "NotoSansKR-Regular.ttf"
        '\u{1100}'..='\u{11ff}', '\u{3130}'..='\u{318f}', '\u{a960}'..='\u{a97f}', '\u{ac00}'..='\u{d7ff}';
    "writing-chinese" "NotoSansSC-Regular.ttf"
        '\u{2e80}'..='\u{303f}', '\u{3100}'..='\u{312f}', '\u{3400}'..='\u{4dbf}', '\u{4e00}'..='\u{9fff}',
        '\u{f900}'..='\u{faff}', '\u{ff00}'..='\u{ff65}', '\u{20000}'..='\u{3134f}';
    "writing-thai" "NotoSansThai-Regular.ttf" '\u{e00}'..='\u{e7f}';
    "writing-lao" "NotoSansLao-Regular.ttf" '\u{e80}'..='\u{eff}';
    "writing-khmer" "NotoSansKhmer-Regular.ttf" '\u{1780}'..='\u{17ff}', '\u{19e0}'..='\u{19ff}';
    "writing-burmese" "NotoSansMyanmar-Regular.ttf" '\u{1000}'..='\u{109f}', '\u{aa60}'..='\u{aa7f}';
    "writing-tibetan" "NotoSerifTibetan-Regular.ttf" '\u{f00}'..='\u{fff}';
    "writing-devanagari" "NotoSansDevanagari-Regular.ttf"
        '\u{900}'..='\u{97f}', '\u{a8e0}'..='\u{a8ff}', '\u{1cd0}'..='\u{1cff}';
    "writing-bengali" "NotoSansBengali-Regular.ttf" '\u{980}'..='\u{9ff}';
    "writing-gurmukhi" "NotoSansGurmukhi-Regular.ttf" '\u{a00}'..='\u{a7f}';
    "writing-gujarati" "NotoSansGujarati-Regular.ttf" '\u{a80}'..='\u{aff}';
    "writing-odia" "NotoSansOriya-Regular.ttf" '\u{b00}'..='\u{b7f}';
    "writing-tamil" "NotoSansTamil-Regular.ttf" '\u{b80}'..='\u{bff}';
    "writing-telugu" "NotoSansTelugu-Regular.ttf" '\u{c00}'..='\u{c7f}';
    "writing-kannada" "NotoSansKannada-Regular.ttf" '\u{c80}'..='\u{cff}';
    "writing-malayalam" "NotoSansMalayalam-Regular.ttf" '\u{d00}'..='\u{d7f}';
    "writing-sinhala" "NotoSansSinhala-Regular.ttf" '\u{d80}'..='\u{dff}';
    "writing-georgian" "NotoSansGeorgian-Regular.ttf"
        '\u{10a0}'..='\u{10ff}', '\u{1c90}'..='\u{1cbf}', '\u{2d00}'..='\u{2d2f}';
    "writing-armenian" "NotoSansArmenian-Regular.ttf" '\u{530}'..='\u{58f}', '\u{fb13}'..='\u{fb17}';
    "writing-ethiopic" "NotoSansEthiopic-Regular.ttf"
        '\u{1200}'..='\u{139f}', '\u{2d80}'..='\u{2ddf}', '\u{ab00}'..='\u{ab2f}';
    "writing-tifinagh" "NotoSansTifinagh-Regular.ttf" '\u{2d30}'..='\u{2d7f}';
    "writing-syriac" "NotoSansSyriac-Regular.ttf" '\u{700}'..='\u{74f}', '\u{860}'..='\u{86f}';
    "writing-thaana" "NotoSansThaana-Regular.ttf" '\u{780}'..='\u{7bf}';
    "writing-nko" "NotoSansNKo-Regular.ttf" '\u{7c0}'..='\u{7ff}';
    "writing-cherokee" "NotoSansCherokee-Regular.ttf" '\u{13a0}'..='\u{13ff}', '\u{ab70}'..='\u{abbf}';
    "writing-mongolian" "NotoSansMongolian-Regular.ttf" '\u{1800}'..='\u{18af}';
    "writing-greek" "NotoSans-Regular.ttf" '\u{370}'..='\u{3ff}', '\u{1f00}'..='\u{1fff}';
    "writing-cyrillic" "NotoSans-Regular.ttf"
        '\u{400}'..='\u{52f}', '\u{1c80}'..='\u{1c8f}', '\u{2de0}'..='\u{2dff}', '\u{a640}'..='\u{a69f}';
};

impl WritingSystem {
    /// Those of some signs of a text, each once. Chinese signs are Japanese or Korean where the rest of the text is.
    pub fn of_signs(signs: &[char], text: &str) -> Vec<&'static Self> {
        // The three share their signs. Chinese has no others, while Japanese and Korean mix them with letters of their own.
        let is_neighbour =
            |other: &&Self| matches!(other.key, "writing-japanese" | "writing-korean");
        let neighbour = text.chars().filter_map(Self::of_sign).find(is_neighbour);
        let mut found: Vec<&'static Self> = Vec::new();
        for system in signs.iter().filter_map(|sign| Self::of_sign(*sign)) {
            let is_chinese = system.key == "writing-chinese";
            let system = if is_chinese { neighbour.unwrap_or(system) } else { system };
            if !found.contains(&system) {
                found.push(system);
            }
        }
        found
    }

    fn of_sign(sign: char) -> Option<&'static Self> {
        SYSTEMS.iter().find(|system| system.letters.iter().any(|letters| letters.contains(&sign)))
    }
}

/// Whether a sign is a letter of Hebrew, Arabic or one like them, which are read from the right.
pub fn is_from_the_right(sign: char) -> bool {
    matches!(sign, '\u{5be}'..='\u{85e}' | '\u{860}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !sign.is_numeric()
}

/// Whether a text is read from the right: more of its letters are than are not.
pub fn is_text_from_the_right(text: &str) -> bool {
    // Signs and numbers stand in texts of both kinds, and a French text may quote a word of Arabic.
    let letters = || text.chars().filter(|sign| sign.is_alphabetic());
    let from_right = letters().filter(|sign| is_from_the_right(*sign)).count();
    from_right > 0 && from_right * 2 > letters().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the letters of a text are called.
    fn keys_of(text: &str) -> Vec<&'static str> {
        let signs: Vec<char> = text.chars().collect();
        WritingSystem::of_signs(&signs, text).iter().map(|system| system.key).collect()
    }

    #[test]
    fn a_text_is_called_by_its_letters() {
        for (text, key) in [
            ("شكرا", "writing-arabic"),
            ("תודה", "writing-hebrew"),
            ("駅からの地図", "writing-japanese"),
            ("谢谢你的地图。", "writing-chinese"),
            ("지도 感謝", "writing-korean"),
            ("ขอบคุณ", "writing-thai"),
            ("नक्शे", "writing-devanagari"),
            ("გმადლობთ", "writing-georgian"),
        ] {
            assert_eq!(keys_of(text), [key], "{text}");
        }
        assert_eq!(keys_of("★ 😀 Été"), [""; 0]);
        assert_eq!(keys_of("ก ௵ ก"), ["writing-thai", "writing-tamil"]);
    }

    #[test]
    fn a_text_is_read_from_the_right_when_most_of_its_letters_are() {
        assert!(is_text_from_the_right("شكرا جزيلا، Wi-Fi!"));
        assert!(is_text_from_the_right("תודה 2026"));
        assert!(!is_text_from_the_right("Le mot « شكرا » se lit de droite à gauche."));
        assert!(!is_text_from_the_right("2026 !"));
    }
}
