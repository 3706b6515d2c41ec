//! The styles of a drawing as usvg reads them to their end: at a line height it leaves out the rest of a style, and of sizes in
//! `rem` it takes the number alone.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::pattern::compile_pattern;

/// A style of an element, or a style sheet.
static STYLE: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(r#"(?is)\bstyle\s*=\s*(?:"[^"]*"|'[^']*')|<style\b[^>]*>.*?</style\s*>"#)
});
/// The line height behind the size of a `font`: it has no effect in a drawing.
static LINE_HEIGHT: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)(\bfont\s*:[^;{}<>/]*?\d(?:[a-z]{1,3}|%)?)\s*/\s*(?:normal|[\d.]+(?:[a-z]{1,3}|%)?)",
    )
});
/// The size of a `font` that begins with its point.
static BARE_POINT: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"(?i)(\bfont\s*:(?:[^;{}<>/.]*\s)?)(\.\d)"));
/// A size in the unit of web pages, and what follows it.
static REM: LazyLock<Regex> = LazyLock::new(|| compile_pattern(r"(?i)(\d*\.?\d+)rem\b"));
/// How many pixels a `rem` has in every browser, unless somebody changes it.
const PIXELS: f64 = 16.0;

/// The text of a drawing whose styles can be read to their end.
pub(super) fn with_readable_styles(text: &str) -> Cow<'_, str> {
    STYLE.replace_all(text, |style: &Captures| {
        let style = LINE_HEIGHT.replace_all(&style[0], "${1} ");
        let style = BARE_POINT.replace_all(&style, "${1}0${2}");
        REM.replace_all(&style, |size: &Captures| {
            let size = size[1].parse::<f64>().unwrap_or_default();
            format!("{}px", size * PIXELS)
        })
        .into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_height_goes_and_sizes_of_web_pages_are_pixels() {
        for (written, read) in [
            (
                "<text style=\"font:13px/1.3 Papyrus;fill:#fff\">",
                "<text style=\"font:13px  Papyrus;fill:#fff\">",
            ),
            (
                "<text style='font: bold 12pt / 120% \"A\"'>",
                "<text style='font: bold 12pt  \"A\"'>",
            ),
            ("<style>.a{font:1.5rem/normal A}</style>", "<style>.a{font:24px  A}</style>"),
            (
                "<g style=\"font: italic .5em A; font-size:.75rem\">",
                "<g style=\"font: italic 0.5em A; font-size:12px\">",
            ),
        ] {
            assert_eq!(with_readable_styles(written), read);
        }
    }

    #[test]
    fn words_and_other_properties_stay_as_they_are() {
        for text in [
            "<text>font: 13px/1.3 Papyrus, 2rem</text>",
            "<g style=\"font-family:A;fill:url(#a)\" d=\"M.5 1rem\"/>",
            "<path style=\"stroke-dasharray:1 / 2\"/>",
        ] {
            assert_eq!(with_readable_styles(text), text);
        }
    }
}
