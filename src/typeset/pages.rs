//! A typeset deck: what is on its pages, and its PDF and PNG.

use std::sync::Arc;

use serde::Deserialize;
use typst::foundations::{Content, Label, NativeElement, Selector, Smart, StyleChain};
use typst::introspection::Introspector;
#[cfg(test)]
use typst::layout::Frame;
use typst::model::HeadingElem;
use typst::utils::{PicoStr, Scalar};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use super::impose::impose;
use super::record::read_metadata;
use super::text::plain_text;
use super::trouble::{Trouble, TypstSources, catch_panic};
use crate::writes::MAKER;

/// The pages of a deck.
pub struct Pages {
    document: PagedDocument,
    places: Arc<TypstSources>,
}

/// How well one slide holds its texts, as the theme measured it; lengths in points.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Fit {
    /// The id of the slide, as its mark has it.
    pub slide: String,
    /// Size of the body text that was used.
    pub size: f64,
    /// Height the texts take.
    pub need: f64,
    /// Height there is for them.
    pub have: f64,
    /// Whether the texts go on over a second page, even at the smallest size.
    pub over: bool,
    /// Whether the slide became two, parted where its teller would breathe; the lengths are those it had as one.
    #[serde(default)]
    pub halves: bool,
    /// Whether it is a table that goes on over more pages as a table may, each row whole under the same header.
    #[serde(default, rename = "goes-on")]
    pub goes_on: bool,
    /// How many rows its tables have.
    #[serde(default)]
    pub rows: usize,
    /// When the texts do not hold on one page, the texts of the fullest column and those above and below the columns; else none.
    pub parts: Vec<TextHeight>,
}

/// The height of one text of a slide.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct TextHeight {
    /// The number the manuscript gave the text.
    pub at: usize,
    /// Its height at the smallest size, in points.
    pub height: f64,
    /// How many values a chart has, when the text names the last of them and the height is the chart's.
    #[serde(default)]
    pub points: usize,
}

impl Pages {
    /// Keeps a document and the texts its spans point into.
    pub(super) fn new(document: PagedDocument, places: Arc<TypstSources>) -> Self {
        Self { document, places }
    }

    /// These pages with others in the holes they leave for them.
    pub fn fill_holes(&self, shown: &Pages) -> Result<Pages, Trouble> {
        let document = impose(&self.document, &shown.document)?;
        Ok(Self::new(document, Arc::clone(&self.places)))
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// How many times as wide as high the first page is.
    pub fn aspect_ratio(&self) -> f64 {
        let first = self.document.pages().first();
        first.map_or(1.0, |page| page.frame.width() / page.frame.height())
    }

    /// How wide a page is, from 1, in points.
    pub fn page_width(&self, page: usize) -> f64 {
        self.page(page).map_or(1.0, |page| page.frame.width().to_pt())
    }

    /// What the theme measured, slide by slide.
    pub fn read_fits(&self) -> Result<Vec<Fit>, Trouble> {
        let read = |found: Content| read_metadata("fit", &found);
        self.find_labelled("fit").into_iter().map(read).collect()
    }

    /// The id of each slide and its first page, from 1.
    pub fn slide_starts(&self) -> Result<Vec<(String, usize)>, Trouble> {
        let read = |found: Content| {
            let page = found
                .location()
                .and_then(|at| self.document.introspector().page(at))
                .ok_or_else(|| Trouble::internal("a `<slide>` mark lies on no page"))?;
            Ok((read_metadata("slide", &found)?, page.get()))
        };
        self.find_labelled("slide").into_iter().map(read).collect()
    }

    /// The headings, in order: level, text and page from 1.
    pub fn headings(&self) -> Vec<(usize, String, usize)> {
        let introspector = self.document.introspector();
        let read = |found: Content| {
            let heading = found.to_packed::<HeadingElem>()?;
            let page = introspector.page(found.location()?)?;
            // Elements that the introspector gives carry what styles set of them, so the default chain is enough.
            let level = heading.resolve_level(StyleChain::default()).get();
            Some((level, heading.body.plain_text().to_string(), page.get()))
        };
        let found = introspector.query(&Selector::Elem(HeadingElem::ELEM, None));
        found.into_iter().filter_map(read).collect()
    }

    /// The text of a page, from 1, in the order it was placed; empty past the last page.
    pub fn page_text(&self, page: usize) -> String {
        self.page(page).map_or_else(String::new, |page| plain_text(&page.frame))
    }

    /// The deck as PDF/UA-1 and PDF/A-2a. The same deck gives the same bytes.
    pub fn export_pdf(&self) -> Result<Vec<u8>, Vec<Trouble>> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| vec![Trouble::internal(error.message().as_str())])?;
        let options = PdfOptions {
            // Typst derives it from title and author, which is stable.
            ident: Smart::Auto,
            creator: Smart::Custom(Some(MAKER.to_string())),
            timestamp: None,
            standards,
            ..PdfOptions::default()
        };
        catch_panic(|| {
            typst_pdf::pdf(&self.document, &options)
                .map_err(|errors| self.places.resolve_troubles(errors))
        })
        .unwrap_or_else(|trouble| Err(vec![trouble]))
    }

    /// A page, from 1, as PNG; `scale` is in pixels per point (2.0 makes 144 ppi).
    pub fn render_png(&self, page: usize, scale: f64) -> Result<Vec<u8>, Trouble> {
        let count = self.count();
        let page = self
            .page(page)
            .ok_or_else(|| Trouble::internal(format!("page {page} of {count} does not exist")))?;
        let options = RenderOptions { pixel_per_pt: Scalar::new(scale), render_bleed: false };
        catch_panic(|| typst_render::render(page, &options).encode_png())?
            .map_err(|error| Trouble::internal(format!("a page cannot be drawn: {error}")))
    }

    /// What was placed on each page.
    #[cfg(test)]
    pub(super) fn page_frames(&self) -> impl Iterator<Item = &Frame> {
        self.document.pages().iter().map(|page| &page.frame)
    }

    /// A page, from 1.
    fn page(&self, number: usize) -> Option<&Page> {
        self.document.pages().get(number.checked_sub(1)?)
    }

    /// All elements with a label, in order.
    fn find_labelled(&self, name: &str) -> Vec<Content> {
        Label::new(PicoStr::intern(name))
            .map(|label| {
                self.document.introspector().query(&Selector::Label(label)).into_iter().collect()
            })
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use typst::layout::{Frame, FrameItem};

    use super::super::tests::{folder, pages, typeset, typesetter};
    use super::super::{TroubleSeverity, Typesetter};
    use super::*;
    use crate::deck::BuildOptions;
    use crate::pipeline::Built;
    use crate::project::Theme;

    const DECK: &str = "#set document(title: \"t\", author: \"a\", date: datetime(year: 2026, month: 10, day: 8))
#set page(width: 160pt, height: 90pt, margin: 9pt)
#metadata(\"one\") <slide>
= One
Text with *weight* and 1\u{202f}234.
#metadata((slide: \"one\", size: 20, need: 81.5, have: 100.0, over: false, parts: ((at: 3, height: 12.5), (at: 4, height: 9)))) <fit>
#pagebreak()
#metadata(\"two\") <slide>
= Two
More.
#metadata((slide: \"two\", size: 16, need: 120, have: 100, over: true, parts: ())) <fit>";

    #[test]
    fn slides_and_fits_are_read_in_order() {
        let deck = pages(DECK);
        assert_eq!(deck.count(), 2);
        let slides = deck.slide_starts().expect("slides");
        assert_eq!(slides, [("one".to_owned(), 1), ("two".to_owned(), 2)]);
        let fits = deck.read_fits().expect("fits");
        assert_eq!(fits[0].parts[1], TextHeight { at: 4, height: 9.0, points: 0 });
        assert_eq!((fits[0].need, fits[0].over), (81.5, false));
        assert_eq!((fits[1].slide.as_str(), fits[1].over), ("two", true));
    }

    #[test]
    fn a_malformed_record_is_an_internal_trouble() {
        for record in ["#metadata((slide: 3)) <fit>", "#[text] <fit>", "#metadata(none) <fit>"] {
            let trouble = pages(record).read_fits().expect_err("a trouble");
            assert_eq!(trouble.severity, TroubleSeverity::Internal);
        }
        assert!(pages("#metadata(3) <slide>").slide_starts().is_err());
    }

    #[test]
    fn the_same_deck_gives_the_same_bytes_from_any_folder_and_typesetter() {
        let first = pages(DECK).export_pdf().expect("a pdf");
        let elsewhere = tempfile::TempDir::new().expect("a folder");
        let again = typesetter().typeset(
            &folder(DECK, "#let x = 1"),
            crate::tree::Tree::open(elsewhere.path()).ok().as_ref(),
        );
        assert_eq!(first, again.pages.expect("pages").export_pdf().expect("a pdf"));
        let edited = edited_pdf(typesetter());
        assert!(first == edited, "an edited workshop gives other bytes");
    }

    /// The same deck, reached by an edit.
    fn edited_pdf(typesetter: &Typesetter) -> Vec<u8> {
        let before = folder(&DECK.replace("weight", "height"), "");
        let mut workshop = typesetter.open_workshop(&before, None);
        workshop.typeset();
        workshop.replace_manuscript(DECK);
        workshop.typeset().pages.expect("pages").export_pdf().expect("a pdf")
    }

    #[test]
    fn the_pdf_claims_its_standards() {
        let pdf = pages(DECK).export_pdf().expect("a pdf");
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("<pdfuaid:part>1</pdfuaid:part>"));
        assert!(text.contains("<pdfaid:part>2</pdfaid:part>"));
        assert!(text.contains("<pdfaid:conformance>A</pdfaid:conformance>"));
    }

    #[test]
    fn an_image_without_alternative_text_is_refused_with_its_place() {
        let main = DECK.replace(
            "More.",
            "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"))",
        );
        let troubles = pages(&main).export_pdf().expect_err("troubles");
        let place = troubles[0].place.as_ref().expect("a place");
        assert!(main[place.range.clone()].starts_with("image("));
    }

    #[test]
    fn a_page_is_drawn_and_one_that_is_not_there_is_a_trouble() {
        let deck = pages(DECK);
        let png = deck.render_png(1, 2.0).expect("a picture");
        assert!(png.starts_with(b"\x89PNG"));
        assert_eq!(png[16..24], [0, 0, 1, 64, 0, 0, 0, 180]);
        assert!(deck.render_png(3, 2.0).is_err());
        assert!(deck.render_png(0, 2.0).is_err());
        assert_eq!(deck.page_text(3), "");
        assert_eq!(deck.page_text(2), "Two\nMore.");
    }

    #[test]
    fn a_picture_too_large_for_memory_is_a_trouble() {
        assert!(pages(DECK).render_png(1, 1e9).is_err());
    }

    #[test]
    fn an_error_leaves_no_pages() {
        assert!(typeset("#(1 + \"a\")").pages.is_none());
    }

    /// The text runs of a frame, each with its size in points.
    fn runs(frame: &Frame, found: &mut Vec<(f64, String)>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => runs(&group.frame, found),
                FrameItem::Text(run) => found.push((run.size.to_pt(), run.text.to_string())),
                _ => {}
            }
        }
    }

    /// The sizes under 24 pt that the theme's large type names, in points.
    fn named_sizes() -> Vec<f64> {
        let tokens = crate::assets::TEMPLATES.iter();
        let tokens = tokens.clone().find(|(path, _)| *path == "theme/large.typ");
        let exempt = ["credit-size", "footer-size", "how-sizes", "mark-size", "photo-credit-size"];
        let size = |name: &str| {
            let start = format!("#let {name} = ");
            let line = tokens?.1.lines().find_map(|line| line.strip_prefix(&start));
            let digits = line?.trim_start_matches(|c: char| !c.is_ascii_digit());
            digits.split("pt").next()?.parse().ok()
        };
        exempt.map(|name| size(name).expect("a size")).to_vec()
    }

    #[test]
    fn large_type_has_nothing_under_24_points_but_what_stands_at_the_edges() {
        let named = named_sizes();
        assert!(named.iter().all(|size| *size >= 20.0), "{named:?}");
        let mut all = Vec::new();
        for language in ["fr", "en"] {
            let fixtures = format!("tests/suite/slides/{language}");
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixtures);
            let mut opened = crate::pipeline::open(&root).unwrap_or_else(|error| panic!("{error}"));
            opened.cache = None;
            let decks = ["long", "normal", "short", "charts"].map(str::to_string);
            let options = BuildOptions { theme: Some(Theme::Large), ..BuildOptions::default() };
            let built = opened.plan(options).each_deck(&decks, &[], &|_, built| Ok(built));
            let (built, _) = built.unwrap_or_else(|error| panic!("{error}"));
            for pages in built.iter().flatten().filter_map(Built::pages) {
                let frames = pages.document.pages().iter().map(|page| &page.frame);
                frames.for_each(|frame| runs(frame, &mut all));
            }
        }
        let is_raised =
            |text: &str| text.chars().count() <= 4 && text.chars().all(char::is_alphabetic);
        let small: Vec<_> = all
            .iter()
            .filter(|(size, text)| *size < 23.99 && !named.contains(size) && !is_raised(text))
            .collect();
        assert!(small.is_empty(), "{small:?}");
        assert!(all.len() > 1000);
    }
}
