//! The fonts that a deck may use: those given here, never those of the system.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;
use unicode_normalization::{UnicodeNormalization, char::decompose_canonical};

/// Fonts in order of preference, with what Typst needs to choose among them.
pub(super) struct Fonts {
    /// What Typst knows about each font before it opens it.
    pub book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    coverage: OnceLock<Vec<Coverage>>,
}

impl Fonts {
    /// Reads font files (TTF, OTF or collections); files that are no fonts are left out.
    pub fn new(files: Vec<Cow<'static, [u8]>>) -> Self {
        let fonts: Vec<Font> =
            files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, coverage: OnceLock::new() }
    }

    /// The font at an index of the book.
    pub fn get(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// The characters of a text that no family can draw, each once, in the order of the text.
    pub fn uncovered_characters(&self, text: &str) -> Vec<char> {
        let families = self.coverage.get_or_init(|| Coverage::from_fonts(&self.fonts));
        let is_shown = |c| is_unseen(c) || families.iter().any(|family| family.can_display(c));
        let mut seen = HashSet::new();
        // Composed first, as shaping does it: a letter with a separate accent is drawn by the glyph of the accented
        // letter. `seen` is asked last, so that only reported characters are kept in it.
        text.nfc().filter(|c| (is_refused(*c) || !is_shown(*c)) && seen.insert(*c)).collect()
    }
}

/// The families in a font file; none when it is no font.
pub fn read_families(file: &[u8]) -> Vec<String> {
    Font::iter(Bytes::new(file.to_vec()))
        .map(|font| font.info().family.as_str().to_string())
        .collect()
}

/// The characters that a family has in all its styles, one bit each. All styles
/// count because any text may be set in bold.
struct Coverage(Vec<u64>);

impl Coverage {
    /// The coverage of each family among some fonts.
    fn from_fonts(fonts: &[Font]) -> Vec<Self> {
        let mut families: BTreeMap<&str, Self> = BTreeMap::new();
        for font in fonts {
            let style = Self::of_one(font);
            families
                .entry(font.info().family.as_str())
                .and_modify(|family| family.intersect_with(&style))
                .or_insert(style);
        }
        families.into_values().collect()
    }

    /// The characters of one font. Some fonts list ranges with holes, so each glyph is looked up.
    fn of_one(font: &Font) -> Self {
        // One bit for each of the 0x110000 code points takes 136 KB a style. Asking is then one look into memory, and
        // the styles of a family are intersected word by word.
        let mut one = Self(vec![0; (char::MAX as usize + 1) / 64]);
        let info = font.info();
        let instance = font.clone().instantiate(info.variant, Abs::pt(10.0), &Default::default());
        for c in info.coverage.iter().filter_map(char::from_u32) {
            if instance.ttf().glyph_index(c).is_some_and(|id| id.0 != 0) {
                one.0[c as usize / 64] |= 1 << (c as usize % 64);
            }
        }
        one
    }

    /// Keeps only the characters that another style has too.
    fn intersect_with(&mut self, style: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&style.0) {
            *mine &= theirs;
        }
    }

    /// Whether it has exactly this character.
    fn has_character(&self, c: char) -> bool {
        self.0[c as usize / 64] & (1 << (c as usize % 64)) != 0
    }

    /// Whether the family can draw a character by itself, by a stand-in or by its parts, as shaping does.
    fn can_display(&self, c: char) -> bool {
        self.has_character(c) || self.has_stand_in(c) || self.has_parts(c)
    }

    /// Whether shaping uses another glyph in its place: a hyphen for the no-break hyphen.
    fn has_stand_in(&self, c: char) -> bool {
        c == '\u{2011}' && self.has_character('\u{2010}')
    }

    /// Whether it has the letter and the marks that a character is composed of.
    fn has_parts(&self, c: char) -> bool {
        let (mut all, mut count) = (true, 0);
        // A character that cannot be decomposed is passed as its own single part. `count` excludes it, as
        // `has_character` was asked before.
        decompose_canonical(c, |part| {
            all &= self.has_character(part);
            count += 1;
        });
        all && count > 1
    }
}

/// Whether a character needs no glyph: spaces, joiners, variation selectors. Other
/// control characters would be drawn as boxes.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() || is_default_ignorable(c)
}

/// Whether PDF/A forbids a character even if a font has it (ISO 19005-2, 6.2.11.7).
fn is_refused(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    is_private || matches!(c, '\0' | '\u{feff}' | '\u{fffe}')
}

#[cfg(test)]
mod tests {
    use super::super::MAIN;
    use super::super::tests::{pages, typesetter};

    /// What a theme says of its document and fonts: all there are, and no fallback.
    fn setup() -> String {
        let families = typesetter().0.fonts.book.families();
        let names: String = families.map(|(name, _)| format!("{name:?}, ")).collect();
        let date = "datetime(year: 2026, month: 10, day: 8)";
        format!(
            "#set document(title: \"t\", date: {date})\n#set text(font: ({names}), fallback: false)\n"
        )
    }

    #[test]
    fn characters_without_a_glyph_are_listed_once_and_in_order() {
        let text = "Été à Ploërmel 𓀀 n’est pas 𐎠 fini 𓀀.";
        assert_eq!(typesetter().uncovered_characters(text), ['𓀀', '𐎠']);
    }

    #[test]
    fn spaces_joiners_and_variation_selectors_need_no_glyph() {
        let text = "12\u{202f}%\u{a0}: « oui\u{ad} » ❤\u{fe0f} 👩\u{200d}👧\n\tfin\u{200b}";
        assert!(typesetter().uncovered_characters(text).is_empty());
    }

    #[test]
    fn a_letter_with_a_separate_accent_is_covered_like_the_accented_letter() {
        assert!(typesetter().uncovered_characters("e\u{301} c\u{327} N\u{303}").is_empty());
        assert!(typesetter().uncovered_characters("porte\u{2011}fenêtre").is_empty());
    }

    #[test]
    fn a_long_text_is_checked_quickly() {
        let text = "Les nuitées d’hôtel ont augmenté. ".repeat(30_000);
        typesetter().uncovered_characters("");
        let start = std::time::Instant::now();
        assert!(typesetter().uncovered_characters(&text).is_empty());
        assert!(start.elapsed().as_millis() < 500);
    }

    #[test]
    fn a_missing_glyph_never_reaches_the_pdf() {
        let main = format!("{}= Title\nText 𓀀 text", setup());
        let troubles = pages(&main).export_pdf().expect_err("a trouble");
        assert!(troubles[0].message.contains("could not be displayed"));
        let place = troubles[0].place_in(MAIN).expect("a place");
        assert!(main[place.range.clone()].contains('𓀀'));
    }

    #[test]
    fn what_is_said_to_be_covered_is_accepted_in_a_pdf_and_the_rest_refused() {
        let shown = "é\u{301}\t\n\u{b}\u{85}\u{2028}\u{ad}\u{200b}\u{200d}\u{202e}\u{2060}\u{fe0f}\u{202f}\u{a0}\u{2007}\u{2009}\u{2011}😀🇫";
        let refused = "\0\u{7}\u{1f}\u{7f}\u{9f}\u{feff}\u{fffd}\u{fffe}\u{e000}\u{f8ff}\u{f0000}𓀀";
        let setup = setup();
        for c in shown.chars().chain(refused.chars()) {
            let main = format!("{setup}= Title\n#\"ab\\u{{{:x}}}cd\"", c as u32);
            let covered = typesetter().uncovered_characters(&format!("ab{c}cd")).is_empty();
            assert_eq!(covered, shown.contains(c), "{c:?}");
            assert_eq!(covered, pages(&main).export_pdf().is_ok(), "{c:?}");
        }
    }
}
