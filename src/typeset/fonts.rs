//! The fonts a deck may use: those the caller gives, never the system's.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;
use unicode_normalization::{UnicodeNormalization, char::decompose_canonical};

/// Fonts in order of preference, with what Typst needs to choose among them.
pub(super) struct Fonts {
    /// What Typst knows of each font before it opens it.
    pub book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    coverage: OnceLock<Coverage>,
}

impl Fonts {
    /// Reads font files (TTF, OTF or collections); what is no font is left out.
    pub fn new(files: Vec<Cow<'static, [u8]>>) -> Self {
        let fonts: Vec<Font> = files
            .into_iter()
            .flat_map(|file| Font::iter(Bytes::new(file)))
            .collect();
        Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            coverage: OnceLock::new(),
        }
    }

    /// The font of an index of the book.
    pub fn get(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// The characters of a text that no font can show, distinct and in order.
    pub fn uncovered(&self, text: &str) -> Vec<char> {
        let coverage = self.coverage.get_or_init(|| Coverage::of(&self.fonts));
        let mut seen = HashSet::new();
        text.nfc()
            .filter(|c| !coverage.shows(*c) && seen.insert(*c))
            .collect()
    }
}

/// The characters that at least one font has, one bit each.
struct Coverage(Vec<u64>);

impl Coverage {
    /// Joins the character maps of some fonts.
    fn of(fonts: &[Font]) -> Self {
        let mut coverage = Self(vec![0; (char::MAX as usize + 1) / 64]);
        for font in fonts {
            coverage.add(font);
        }
        coverage
    }

    /// Adds a font. Some maps list ranges with holes, so each glyph is looked up.
    fn add(&mut self, font: &Font) {
        let info = font.info();
        let instance = font
            .clone()
            .instantiate(info.variant, Abs::pt(10.0), &Default::default());
        let listed = info.coverage.iter().filter_map(char::from_u32);
        for c in listed.filter(|c| instance.ttf().glyph_index(*c).is_some_and(|id| id.0 != 0)) {
            self.0[c as usize / 64] |= 1 << (c as usize % 64);
        }
    }

    /// Whether a font has this very character.
    fn has(&self, c: char) -> bool {
        self.0[c as usize / 64] & (1 << (c as usize % 64)) != 0
    }

    /// Whether the character can be shown, be it through its parts as shaping does it.
    fn shows(&self, c: char) -> bool {
        self.has(c) || is_unseen(c) || self.has_stand_in(c) || self.has_parts(c)
    }

    /// Whether shaping has another glyph for it: the no-break hyphen is a hyphen.
    fn has_stand_in(&self, c: char) -> bool {
        c == '\u{2011}' && self.has('\u{2010}')
    }

    /// Whether fonts have the letter and the marks that make up a character.
    fn has_parts(&self, c: char) -> bool {
        let (mut all, mut count) = (true, 0);
        decompose_canonical(c, |part| {
            all &= self.has(part);
            count += 1;
        });
        all && count > 1
    }
}

/// Whether a character needs no glyph: spaces, controls, joiners, variation selectors.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_default_ignorable(c)
}
