//! Colours: reading and writing them, how far apart two look, and the nearest one that can be read.
//!
//! Contrast is that of WCAG 2, on the sRGB of every screen. Nearness is measured in OKLab (Björn Ottosson, "A
//! perceptual color space for image processing", 2020), where equal distances look about equally large.

use std::fmt::{self, Display};

use serde::{Serialize, Serializer};

/// A colour of sRGB, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, green and blue.
    pub parts: [u8; 3],
}

/// A colour in OKLab: lightness from 0 to 1, then green to red and blue to yellow, each negative to positive.
type Lab = [f64; 3];

/// What WCAG adds to both luminances before it divides them: the light that any screen reflects.
const FLARE: f64 = 0.05;
/// How many chromas are tried between grey and the most vivid colour of a hue, once coarsely, then around the best one.
const CHROMAS: usize = 48;
/// More chroma than any colour of sRGB has.
const MOST_CHROMA: f64 = 0.33;
/// How many halvings find a lightness: the error left is 2⁻³⁰.
const HALVINGS: usize = 30;
/// The step by which a colour is moved until it still has its contrast after rounding: a quarter of a byte.
const STEP: f64 = 1.0 / 1024.0;

impl Colour {
    /// The lightest colour.
    pub const WHITE: Self = Self { parts: [255; 3] };
    /// The darkest colour.
    pub const BLACK: Self = Self { parts: [0; 3] };

    /// The colour that `#rrggbb` or `#rgb` stands for; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digit = |c: char| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let digits: Vec<u8> = digits.chars().map(digit).collect::<Option<_>>()?;
        let parts = match digits[..] {
            // A digit that stands alone stands for itself twice: `f` for `ff`, which is 15 × 17.
            [r, g, b] => [r * 17, g * 17, b * 17],
            [r, s, g, h, b, c] => [r * 16 + s, g * 16 + h, b * 16 + c],
            _ => return None,
        };
        Some(Self { parts })
    }

    /// Relative luminance as WCAG 2 defines it, from 0 to 1.
    pub fn relative_luminance(self) -> f64 {
        luminance(self.parts.map(srgb_to_linear))
    }

    /// Contrast with another colour as WCAG 2 defines it, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.relative_luminance(), other.relative_luminance());
        (one.max(other) + FLARE) / (one.min(other) + FLARE)
    }

    /// This colour with a share of another, from 0 to 1, mixed into it.
    pub fn mixed_with(self, other: Self, share: f64) -> Self {
        let mix = |at: usize| {
            let (one, other) = (f64::from(self.parts[at]), f64::from(other.parts[at]));
            (one + (other - one) * share).round() as u8
        };
        Self { parts: [mix(0), mix(1), mix(2)] }
    }

    /// How far another colour looks from this one, in OKLab: 0.02 is barely seen, black and white are 1 apart.
    pub fn distance(self, other: Self) -> f64 {
        let (one, other) = (self.to_lab(), other.to_lab());
        // OKLab is made so that the plain distance of two points is how different they look.
        let squares = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    }

    /// The nearest colour of the same hue whose contrast with `ground` is at least `least`: the colour itself when it
    /// has that, black or white when none of the hue does.
    pub fn nearest_legible(self, ground: Self, least: f64) -> Self {
        if self.contrast(ground) >= least {
            return self;
        }
        let has = |colour: Self| colour.contrast(ground) >= least;
        // Contrast is (lighter + FLARE) / (darker + FLARE). Solved for the other colour, this gives the luminance that
        // just has it, on the dark side and on the light side.
        let light = ground.relative_luminance() + FLARE;
        let darker = self.nearest_darker(light / least - FLARE, has);
        let lighter = self.nearest_lighter(light * least - FLARE, has);
        self.nearer_of(darker, lighter).unwrap_or_else(|| {
            // Neither end of lightness is far enough from the ground: the farther one is the best there is.
            let further = |one: &Self, other: &Self| {
                let (one, other) = (one.contrast(ground), other.contrast(ground));
                one.total_cmp(&other)
            };
            let ends = [Self::BLACK, Self::WHITE].into_iter();
            ends.max_by(further).unwrap_or(Self::BLACK)
        })
    }

    /// The nearest colour of the same hue that some text can be read on, with a contrast of at least `least`: one that
    /// is dark enough for white text or light enough for black.
    pub fn nearest_ground(self, least: f64) -> Self {
        let has = |ground: Self| {
            let most = ground.contrast(Self::BLACK).max(ground.contrast(Self::WHITE));
            most >= least
        };
        if has(self) {
            return self;
        }
        // Black text needs a ground of luminance at least FLARE × least − FLARE, white text
        // one of at most (1 + FLARE) / least − FLARE.
        let darker = self.nearest_darker((1.0 + FLARE) / least - FLARE, has);
        let lighter = self.nearest_lighter(FLARE * least - FLARE, has);
        self.nearer_of(darker, lighter).unwrap_or(Self::WHITE)
    }

    /// Of two colours the one that looks nearer to this one, if any.
    fn nearer_of(self, one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let found = one.into_iter().chain(other);
        found.min_by(|a, b| self.distance(*a).total_cmp(&self.distance(*b)))
    }

    /// The nearest colour of the same hue with at most this luminance; none when that is below black.
    fn nearest_darker(self, luminance: f64, has: impl Fn(Self) -> bool) -> Option<Self> {
        (luminance >= 0.0).then(|| self.of_luminance(luminance, 0.0, has))?
    }

    /// The nearest colour of the same hue with at least this luminance; none when that is beyond white.
    fn nearest_lighter(self, luminance: f64, has: impl Fn(Self) -> bool) -> Option<Self> {
        (luminance <= 1.0).then(|| self.of_luminance(luminance, 1.0, has))?
    }

    /// The nearest colour of the same hue with luminance `wanted`, moved in small steps towards `end`, the lightness of
    /// black or white, until `has` holds for it as bytes.
    fn of_luminance(self, wanted: f64, end: f64, has: impl Fn(Self) -> bool) -> Option<Self> {
        // With hue and luminance fixed, each chroma has one lightness, so what is left is a curve. Points of it are
        // tried from grey to the most vivid, then as many again between the neighbours of the best one.
        let [light, a, b] = self.to_lab();
        let (chroma, hue) = (a.hypot(b), b.atan2(a));
        // The hue stays, so two colours are as far apart as the differences in lightness and chroma say.
        let away = |(l, c): &(f64, f64)| (l - light).hypot(c - chroma);
        let best = |low: f64, high: f64| {
            let tried = (0..=CHROMAS).map(|at| low + (high - low) * at as f64 / CHROMAS as f64);
            tried
                .filter_map(|chroma| Some((find_lightness(wanted, chroma, hue)?, chroma)))
                .min_by(|one, other| away(one).total_cmp(&away(other)))
        };
        let width = MOST_CHROMA / CHROMAS as f64;
        let (_, rough) = best(0.0, MOST_CHROMA)?;
        let (light, chroma) = best((rough - width).max(0.0), rough + width)?;
        // Rounding to bytes may take away a little of the contrast. So the colour goes in small steps straight to black
        // or white, and the first one whose bytes have what is asked is taken.
        let steps = ((light - end).hypot(chroma) / STEP).ceil().max(1.0) as usize;
        let mut on_the_way = (0..=steps).map(|at| {
            let left = 1.0 - at as f64 / steps as f64;
            let (light, chroma) = (end + (light - end) * left, chroma * left);
            Self::from_lab([light, chroma * hue.cos(), chroma * hue.sin()])
        });
        on_the_way.find(|colour| has(*colour))
    }

    fn to_lab(self) -> Lab {
        let [r, g, b] = self.parts.map(srgb_to_linear);
        // The matrix gives the answers of three sorts of cones in the eye; the cube root makes equal steps look equal.
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    /// The bytes nearest to a colour; parts outside sRGB are clipped.
    fn from_lab(lab: Lab) -> Self {
        let part = |light: f64| (linear_to_srgb(light.clamp(0.0, 1.0)) * 255.0).round() as u8;
        Self { parts: lab_to_linear(lab).map(part) }
    }
}

impl Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let [r, g, b] = self.parts;
        write!(formatter, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The lightness at which a chroma and a hue have luminance `wanted`; none when that colour is outside sRGB.
fn find_lightness(wanted: f64, chroma: f64, hue: f64) -> Option<f64> {
    let lab = |light| [light, chroma * hue.cos(), chroma * hue.sin()];
    // For one hue and chroma, luminance grows with lightness, so halving finds it.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if luminance(lab_to_linear(lab(middle))) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    // Up to half a byte beyond the edge still rounds onto it.
    let is_shown = |part: f64| (-0.002..=1.002).contains(&part);
    lab_to_linear(lab(high)).into_iter().all(is_shown).then_some(high)
}

/// Red, green and blue in linear light; below 0 or above 1 for colours outside sRGB.
fn lab_to_linear([light, a, b]: Lab) -> [f64; 3] {
    // The way back of `to_lab`: the matrices are the inverse ones, the cube undoes the cube root.
    let l = (light + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (light - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (light - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
}

fn luminance([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The linear light of one byte of sRGB, by the curve of IEC 61966-2-1.
fn srgb_to_linear(part: u8) -> f64 {
    let value = f64::from(part) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The way back: linear light as sRGB encodes it, from 0 to 1.
fn linear_to_srgb(light: f64) -> f64 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    fn any_colour() -> impl Strategy<Value = Colour> {
        any::<[u8; 3]>().prop_map(|parts| Colour { parts })
    }

    #[test]
    fn colours_are_read_in_both_lengths_and_written_in_one() {
        assert_eq!(colour("#9C4221").to_string(), "#9c4221");
        assert_eq!(colour("#fA0").to_string(), "#ffaa00");
        for wrong in ["", "#", "9c4221", "#9c422", "#9c42211", "#9c422g", "#é0a0b"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrasts_are_those_of_the_standard() {
        // From the W3C's own examples: black on white, #767676 the lightest grey that passes on white.
        assert_eq!(Colour::BLACK.contrast(Colour::WHITE), 21.0);
        assert!(colour("#767676").contrast(Colour::WHITE) >= 4.5);
        assert!(colour("#777777").contrast(Colour::WHITE) < 4.5);
    }

    #[test]
    fn oklab_has_the_values_of_its_author() {
        let near = |colour: Colour, wanted: Lab| {
            let found = colour.to_lab();
            let off = found.iter().zip(wanted).map(|(a, b)| (a - b).abs());
            assert!(off.fold(0.0, f64::max) < 0.001, "{colour}: {found:?}");
        };
        near(Colour::WHITE, [1.0, 0.0, 0.0]);
        near(colour("#ff0000"), [0.628, 0.225, 0.126]);
        near(colour("#00ff00"), [0.866, -0.234, 0.180]);
        near(colour("#0000ff"), [0.452, -0.032, -0.312]);
    }

    /// Every colour of the hue that a fine grid of lightness and chroma meets.
    fn of_hue(of: Colour) -> impl Iterator<Item = Colour> {
        let [_, a, b] = of.to_lab();
        let hue = b.atan2(a);
        let steps =
            |most: f64, count: usize| (0..=count).map(move |at| most * at as f64 / count as f64);
        let all =
            steps(1.0, 400).flat_map(move |light| steps(MOST_CHROMA, 132).map(move |c| (light, c)));
        all.filter_map(move |(l, c)| {
            let lab = [l, c * hue.cos(), c * hue.sin()];
            let is_shown = lab_to_linear(lab).into_iter().all(|part| (0.0..=1.0).contains(&part));
            is_shown.then(|| Colour::from_lab(lab))
        })
    }

    /// How much nearer a colour of the grid may be: two bytes of grey, and near black, where `#010101` is 0.067 away
    /// from `#000000`, half of that byte.
    fn rounding(found: Colour) -> f64 {
        if found.to_lab()[0] < 0.1 { 0.034 } else { 0.008 }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_legible_colour_passes_and_is_the_nearest_of_its_hue(
            written in any_colour(), ground in any_colour(), least in prop::sample::select(vec![3.0, 4.5, 7.0]),
        ) {
            let found = written.nearest_legible(ground, least);
            let has = |colour: &Colour| colour.contrast(ground) >= least;
            let nearest = of_hue(written).filter(has).map(|it| it.distance(written)).min_by(f64::total_cmp);
            match nearest {
                Some(nearest) => {
                    prop_assert!(has(&found), "{written} on {ground}: {found}");
                    let away = found.distance(written);
                    prop_assert!(away <= nearest + rounding(found), "{written} on {ground}: {found}, {away} {nearest}");
                }
                None => prop_assert!(found == Colour::BLACK || found == Colour::WHITE || has(&found)),
            }
        }

        #[test]
        fn on_a_ground_black_or_white_can_be_read(written in any_colour()) {
            let ground = written.nearest_ground(7.0);
            let most = ground.contrast(Colour::BLACK).max(ground.contrast(Colour::WHITE));
            prop_assert!(most >= 7.0);
            prop_assert!(ground == written || written.relative_luminance() > 0.09 && written.relative_luminance() < 0.31);
        }
    }

    #[test]
    fn the_way_to_a_legible_colour_ends_at_black_and_passes_by_what_is_almost_black() {
        let found = [
            ("#00001e", "#c77ead", 7.0, "#000005"),
            ("#000016", "#567b78", 4.5, "#000000"),
            ("#540098", "#9f9900", 7.0, "#010007"),
        ];
        for (written, ground, least, expected) in found {
            assert_eq!(colour(written).nearest_legible(colour(ground), least), colour(expected));
        }
    }

    #[test]
    fn a_colour_that_passes_stays_as_it_is_written() {
        let sea = colour("#1d5b6e");
        assert_eq!(sea.nearest_legible(colour("#fbf8f2"), 7.0), sea);
    }

    #[test]
    fn a_pale_colour_keeps_its_hue() {
        let [_, a, b] = colour("#a8d5e2").to_lab();
        let [_, c, d] = colour("#a8d5e2").nearest_legible(Colour::WHITE, 7.0).to_lab();
        assert!((b.atan2(a) - d.atan2(c)).abs() < 0.05);
    }
}
