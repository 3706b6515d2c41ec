//! Every colour that the theme uses, derived from the four of the brand so that any brand stays legible; and what is
//! told of a brand that would not have been.
//!
//! The theme takes these colours as they are: what is told and what is drawn cannot differ.

use serde::Serialize;

use super::Brand;
use crate::colour::Colour;
use crate::finding::rules::LOW_CONTRAST;
use crate::finding::{Finding, Message, Report};
use crate::locale::Language;
use crate::schema::{Name, name};
use crate::source::Spanned;

/// The contrast of all text with the paper: level AAA of WCAG 2.1 (1.4.6), because a projector in a lit room takes away
/// half of what a screen has.
const TEXT: f64 = 7.0;
/// The contrast of marks that help to understand: level AA of WCAG 2.1 (1.4.11).
const MARK: f64 = 3.0;
/// The contrast of the present season of a chart with the paper: a text's, with the tenth of it that a vivid red loses for
/// who does not see green, so that it stays apart from the season compared for every eye.
const SERIES: f64 = 8.0;
/// The contrast of the season compared with the paper: a mark's, with as much as bytes may round away.
const COMPARED: f64 = 3.1;
/// How much paper there is in the quiet ink, in fine rules and in the circles on the cover.
const QUIET: f64 = 0.28;
const RULE: f64 = 0.72;
const RIPPLE: f64 = 0.26;

/// Clay, deep sea, warm paper and dark ink, where the brand says nothing.
const CLAY: Colour = Colour { parts: [0x93, 0x38, 0x14] };
const SEA: Colour = Colour { parts: [0x1d, 0x5b, 0x6e] };
const PAPER: Colour = Colour { parts: [0xfb, 0xf8, 0xf2] };
const INK: Colour = Colour { parts: [0x1b, 0x2a, 0x33] };

/// The colours of a deck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Palette {
    /// The ground of every slide, from which all other colours have to stand out.
    pub paper: Colour,
    /// Words that have no other colour.
    pub ink: Colour,
    /// Marks of people and stories.
    pub accent: Colour,
    /// Marks of figures and signals.
    pub second: Colour,
    /// Words in the accent colour.
    pub accent_text: Colour,
    /// Words in the second colour, and the ground of words in the paper's.
    pub second_text: Colour,
    /// The present season of a chart.
    pub series: Colour,
    /// The season that a chart compares it with: a grey that stands out from the paper as little as a mark may.
    pub compared: Colour,
    /// Text that steps back: sources, credits.
    pub quiet: Colour,
    /// Fine rules, which only decorate.
    pub rule: Colour,
    /// The circles on the cover, which only decorate.
    pub ripple: Colour,
    /// Behind the logo: the paper, but white where the paper is dark, for logos are made for white.
    pub logo: Colour,
}

/// One use that the theme makes of a brand's colour on its paper.
struct Pair {
    /// What is drawn so, a kind of the catalogue.
    what: &'static str,
    /// The key of the colour.
    key: Name,
    /// The colour as it is written; none when the theme's own stands in for it.
    written: Option<Spanned<Colour>>,
    /// The colour wanted.
    wanted: Colour,
    /// The contrast it must have with the paper.
    least: f64,
}

impl Pair {
    /// The colour that is drawn.
    fn drawn_colour(&self, paper: Colour) -> Colour {
        self.wanted.nearest_legible(paper, self.least)
    }
}

/// The pairs of a brand: ink, words and marks in the accent colour, words and marks in the second one.
fn colour_pairs(brand: &Brand) -> [Pair; 5] {
    let pair = |what, key, written: &Option<Spanned<Colour>>, default, least| Pair {
        what,
        key,
        written: *written,
        wanted: written.map_or(default, |colour| colour.value),
        least,
    };
    let (accent, second) = (name("accent", "accent"), name("second", "seconde"));
    [
        pair("pair-ink", name("ink", "encre"), &brand.ink, INK, TEXT),
        pair("pair-accent-text", accent, &brand.accent, CLAY, TEXT),
        pair("pair-accent", accent, &brand.accent, CLAY, MARK),
        pair("pair-second-text", second, &brand.second, SEA, TEXT),
        pair("pair-second", second, &brand.second, SEA, MARK),
    ]
}

fn wanted_paper(brand: &Brand) -> Colour {
    brand.paper.map_or(PAPER, |paper| paper.value)
}

impl Palette {
    /// The palette of a brand. Every text has a contrast of 7 with the paper, every mark one of 3.
    pub fn of_brand(brand: &Brand) -> Self {
        let paper = wanted_paper(brand).nearest_ground(TEXT);
        let [ink, accent_text, accent, second_text, second] =
            colour_pairs(brand).map(|pair| pair.drawn_colour(paper));
        let is_light = paper.contrast(Colour::BLACK) > paper.contrast(Colour::WHITE);
        Self {
            paper,
            ink,
            accent,
            second,
            accent_text,
            second_text,
            series: second_text.nearest_legible(paper, SERIES),
            compared: nearest_grey(paper, is_light),
            quiet: ink.mixed_with(paper, QUIET).nearest_legible(paper, TEXT),
            rule: ink.mixed_with(paper, RULE),
            ripple: second_text.mixed_with(paper, RIPPLE),
            logo: if is_light { paper } else { Colour::WHITE },
        }
    }
}

/// The grey nearest to a paper that still stands out from it, on the side of its text.
fn nearest_grey(paper: Colour, is_light: bool) -> Colour {
    let mut greys = (0..=u8::MAX).map(|part| Colour { parts: [part; 3] });
    let stands_out = |grey: &Colour| {
        let is_beyond = (grey.relative_luminance() < paper.relative_luminance()) == is_light;
        is_beyond && grey.contrast(paper) >= COMPARED
    };
    let found = if is_light { greys.rfind(stands_out) } else { greys.find(stands_out) };
    found.unwrap_or(if is_light { Colour::BLACK } else { Colour::WHITE })
}

/// Tells each pair whose colour does not have its contrast, at that colour, else at the paper that it lies on.
pub fn check_contrasts(brand: &Brand, language: Language, report: &mut Report) {
    let paper = wanted_paper(brand).nearest_ground(TEXT);
    if let Some(written) = brand.paper.filter(|written| written.value != paper) {
        let most = [Colour::BLACK, Colour::WHITE].map(|text| text.contrast(written.value));
        let message = Message::new("low-contrast-paper").with("least", TEXT as u8);
        let message = message.with("has", round_down(most[0].max(most[1])));
        let hint = Message::new("hint-low-contrast").with("colour", paper.to_string());
        report.push(Finding::new(&LOW_CONTRAST, written.span, message).with_hint(hint));
    }
    for pair in colour_pairs(brand) {
        let drawn = pair.drawn_colour(paper);
        // Who is asked to write a colour needs the one for words, which does for marks too.
        let unwritten = brand.paper.filter(|_| pair.least == TEXT);
        let is_told = drawn != pair.wanted;
        let Some(place) = pair.written.or(unwritten).filter(|_| is_told) else {
            continue;
        };
        let message = Message::new("low-contrast")
            .with_kind("what", pair.what)
            .with("has", round_down(pair.wanted.contrast(paper)))
            .with("least", pair.least as u8);
        let colour = drawn.to_string();
        let hint = match pair.written {
            Some(_) => Message::new("hint-low-contrast").with("colour", colour),
            None => Message::new("hint-unwritten-colour")
                .with("key", pair.key.in_language(language))
                .with("colour", colour),
        };
        report.push(Finding::new(&LOW_CONTRAST, place.span, message).with_hint(hint));
    }
}

/// A contrast to one decimal, never rounded up to one it does not have.
fn round_down(contrast: f64) -> f64 {
    (contrast * 10.0).floor() / 10.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::{Sources, Span};

    /// A brand written in a file, each colour perhaps left out.
    fn brand([accent, second, paper, ink]: [Option<[u8; 3]>; 4]) -> Brand {
        let span = Span::new(Sources::default().add("recit.yaml", String::new()), 0..0);
        let colour = |parts: Option<[u8; 3]>| Some(Spanned::new(Colour { parts: parts? }, span));
        Brand {
            accent: colour(accent),
            second: colour(second),
            paper: colour(paper),
            ink: colour(ink),
            ..Brand::default()
        }
    }

    fn told(brand: &Brand) -> Report {
        let mut report = Report::default();
        check_contrasts(brand, Language::En, &mut report);
        report
    }

    /// What is written, then what is drawn instead.
    fn drawn(brand: &Brand) -> Brand {
        let palette = Palette::of_brand(brand);
        let [paper, ink] = [palette.paper, palette.ink].map(|colour| Some(colour.parts));
        let [accent, second] =
            [palette.accent_text, palette.second_text].map(|colour| Some(colour.parts));
        self::brand([accent, second, paper, ink])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_pair_of_any_brand_has_its_contrast(written in any::<[Option<[u8; 3]>; 4]>()) {
            let palette = Palette::of_brand(&brand(written));
            let on_paper = |colour: Colour| colour.contrast(palette.paper);
            for text in [palette.ink, palette.quiet, palette.accent_text, palette.second_text, palette.series] {
                prop_assert!(on_paper(text) >= TEXT, "{palette:?}");
            }
            for mark in [palette.accent, palette.second, palette.compared] {
                prop_assert!(on_paper(mark) >= MARK, "{palette:?}");
            }
            prop_assert!(palette.series.contrast(palette.compared) >= 2.0, "{palette:?}");
            prop_assert!(palette.logo.relative_luminance() > 0.29, "{palette:?}");
        }

        #[test]
        fn what_is_drawn_instead_is_not_told_again(written in any::<[Option<[u8; 3]>; 4]>()) {
            let drawn = drawn(&brand(written));
            prop_assert!(told(&drawn).is_empty());
        }

        #[test]
        fn what_is_drawn_as_it_is_written_is_not_told(written in any::<[Option<[u8; 3]>; 4]>()) {
            let brand = brand(written);
            let palette = Palette::of_brand(&brand);
            let kept = |written: Option<Spanned<Colour>>, drawn: Colour| written.is_none_or(|it| it.value == drawn);
            let is_kept = kept(brand.paper, palette.paper) && kept(brand.ink, palette.ink)
                && kept(brand.accent, palette.accent) && kept(brand.accent, palette.accent_text)
                && kept(brand.second, palette.second) && kept(brand.second, palette.second_text);
            if !is_kept {
                prop_assert!(!told(&brand).is_empty());
            } else if brand.paper.is_none() {
                prop_assert!(told(&brand).is_empty());
            }
        }
    }

    #[test]
    fn the_colours_of_the_theme_need_no_change() {
        let palette = Palette::of_brand(&Brand::default());
        assert_eq!(palette.accent_text, CLAY);
        assert_eq!(palette.second_text, SEA);
        assert_eq!([palette.paper, palette.ink], [PAPER, INK]);
        assert!(told(&brand([CLAY, SEA, PAPER, INK].map(|it| Some(it.parts)))).is_empty());
    }

    #[test]
    fn a_contrast_is_never_rounded_up_to_the_one_it_lacks() {
        assert_eq!(round_down(6.999), 6.9);
        assert_eq!(round_down(2.95), 2.9);
    }
}
