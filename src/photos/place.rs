//! Where photos stand, and how many pixels that takes. The one place that knows sizes; the tokens of the theme have the same.

use crate::project::Theme;

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhotoPlace {
    /// In the side column of a story, cut to fit.
    Beside,
    /// In the only column of a story in large type, cut to fit.
    Below,
    /// On a page of its own, whole.
    Page,
    /// In a row of two or three, whole.
    Row,
    /// On the cover, cut to fit.
    Cover,
    /// At the foot of the cover, whole: the logo of a partner.
    Partner,
    /// At the top of the cover, whole: the logo.
    Logo,
}

/// What a page may show of a photo, in points (72 to the inch).
struct Frame {
    width: f64,
    /// The least height, when other things need room; beside a story the picture is then cut.
    least: f64,
    most: f64,
}

/// Pixels to the inch that pictures are scaled to: sharp on a printed page, and on a screen twice the usual.
const FINE: f64 = 220.0;
/// Pixels to the inch under which a photo looks coarse: a common projector shows 1920 over the 33.867 cm of a page.
const COARSE: f64 = 144.0;
/// Points to the inch.
const POINTS: f64 = 72.0;

impl PhotoPlace {
    /// That of a story's photo in the type of a theme.
    pub fn in_story(theme: Theme) -> Self {
        match theme {
            Theme::Default => Self::Beside,
            Theme::Large => Self::Below,
        }
    }

    /// Every place, in the order of their numbers in the cache.
    pub const ALL: [Self; 7] =
        [Self::Beside, Self::Page, Self::Below, Self::Logo, Self::Row, Self::Cover, Self::Partner];

    /// Names it in the paths of pictures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Beside => "beside",
            Self::Below => "below",
            Self::Page => "page",
            Self::Row => "row",
            Self::Cover => "cover",
            Self::Partner => "partner",
            Self::Logo => "logo",
        }
    }

    /// The folder from which a picture is named there: a deck's, but none for what belongs to the project.
    pub(super) fn base_folder(self, deck: &str) -> &str {
        match self {
            Self::Logo => "",
            _ => deck,
        }
    }

    /// Whether pictures are cut to the shape of the place.
    fn is_cropped(self) -> bool {
        matches!(self, Self::Beside | Self::Below | Self::Cover)
    }

    /// `photo-width`, `photo-least` and `photo-most` of the theme's tokens, of those of large type too; `photo-wide-width`
    /// and `photo-page-most`; half of the content's width and `photo-row-most`; `logo-width` and `logo-height`.
    fn frame(self) -> Frame {
        match self {
            Self::Beside => Frame { width: 268.8, least: 112.0, most: 280.0 },
            Self::Below => Frame { width: 480.0, least: 200.0, most: 360.0 },
            Self::Page => Frame { width: 686.7, least: 0.0, most: 440.0 },
            Self::Row => Frame { width: 413.3, least: 0.0, most: 320.0 },
            Self::Cover => Frame { width: 397.9, least: 313.2, most: 313.2 },
            Self::Partner => Frame { width: 150.0, least: 0.0, most: 50.0 },
            Self::Logo => Frame { width: 150.0, least: 0.0, most: 56.0 },
        }
    }

    /// The part of a picture that the place may show, as width and height in its own pixels.
    pub fn cropped_size(self, width: u32, height: u32) -> (u32, u32) {
        if !self.is_cropped() {
            return (width, height);
        }
        let frame = self.frame();
        let (w, h) = (f64::from(width), f64::from(height));
        // The shape is kept where the place allows it, else brought to the nearest that it does. One of the two lengths
        // then stays whole, and the other is cut.
        let ratio = (w / h).clamp(frame.width / frame.most, frame.width / frame.least);
        let part = |length: f64, whole: u32| (length.round() as u32).clamp(1, whole);
        (part(h * ratio, width), part(w / ratio, height))
    }

    /// Width and height at which a picture, once cut, is stored. Never more than it has.
    pub fn stored_size(self, width: u32, height: u32) -> (u32, u32) {
        let share = (self.width_on_page(width, height) * FINE / POINTS / f64::from(width)).min(1.0);
        let of = |length: u32| ((f64::from(length) * share).round() as u32).max(1);
        (of(width), of(height))
    }

    /// The least width and height that would look sharp, for a picture that has less.
    pub fn least_sharp_size(self, width: u32, height: u32) -> Option<(u32, u32)> {
        let (cut_width, cut_height) = self.cropped_size(width, height);
        let needs = self.width_on_page(cut_width, cut_height) * COARSE / POINTS;
        let times = needs / f64::from(cut_width);
        let of = |length: u32| (f64::from(length) * times).ceil() as u32;
        (times > 1.0).then(|| (of(width), of(height)))
    }

    /// How wide a picture stands on the page, in points.
    fn width_on_page(self, width: u32, height: u32) -> f64 {
        let frame = self.frame();
        if self.is_cropped() {
            return frame.width;
        }
        let ratio = f64::from(width) / f64::from(height);
        frame.width.min(frame.most * ratio)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A length of the tokens of a theme, in points.
    fn token(theme: &str, name: &str) -> f64 {
        let tokens =
            crate::assets::TEMPLATES.iter().find(|(path, _)| *path == format!("theme/{theme}.typ"));
        let line = tokens
            .expect("the tokens")
            .1
            .lines()
            .find_map(|line| line.strip_prefix(&format!("#let {name} = ")));
        line.and_then(|value| value.strip_suffix("pt"))
            .and_then(|value| value.parse().ok())
            .expect("a length")
    }

    #[test]
    fn the_places_are_those_of_the_theme() {
        for (place, theme) in [(PhotoPlace::Beside, "default"), (PhotoPlace::Below, "large")] {
            let frame = place.frame();
            assert_eq!(frame.width, token(theme, "photo-width"));
            assert_eq!(frame.least, token(theme, "photo-least"));
            assert_eq!(frame.most, token(theme, "photo-most"));
        }
        assert_eq!(PhotoPlace::Page.frame().width, token("default", "photo-wide-width"));
        assert_eq!(PhotoPlace::Page.frame().most, token("default", "photo-page-most"));
        assert_eq!(PhotoPlace::Row.frame().most, token("default", "photo-row-most"));
        assert_eq!(PhotoPlace::Cover.frame().width, token("default", "cover-photo-width"));
        assert_eq!(PhotoPlace::Partner.frame().width, token("default", "partner-width"));
        assert_eq!(PhotoPlace::Partner.frame().most, token("default", "partner-height"));
        assert_eq!(PhotoPlace::Logo.frame().width, token("default", "logo-width"));
        assert_eq!(PhotoPlace::Logo.frame().most, token("default", "logo-height"));
    }

    #[test]
    fn a_photo_beside_a_story_is_cut_to_what_may_be_seen_and_one_on_a_page_is_not() {
        assert_eq!(PhotoPlace::Beside.cropped_size(3000, 2000), (3000, 2000));
        assert_eq!(PhotoPlace::Beside.cropped_size(3000, 4000), (3000, 3125));
        assert_eq!(PhotoPlace::Beside.cropped_size(6000, 1000), (2400, 1000));
        assert_eq!(PhotoPlace::Page.cropped_size(6000, 1000), (6000, 1000));
    }

    #[test]
    fn a_photo_is_scaled_to_220_pixels_an_inch_and_never_up() {
        assert_eq!(PhotoPlace::Beside.stored_size(3000, 2000), (821, 548));
        assert_eq!(PhotoPlace::Page.stored_size(4000, 3000), (1793, 1344));
        assert_eq!(PhotoPlace::Page.stored_size(8000, 2000), (2098, 525));
        assert_eq!(PhotoPlace::Page.stored_size(400, 300), (400, 300));
    }

    #[test]
    fn a_photo_under_144_pixels_an_inch_lacks_some() {
        assert_eq!(PhotoPlace::Beside.least_sharp_size(600, 400), None);
        assert_eq!(PhotoPlace::Beside.least_sharp_size(300, 200), Some((538, 359)));
        assert_eq!(PhotoPlace::Page.least_sharp_size(640, 480), Some((1174, 880)));
    }
}
