//! A typeset deck: what is on its pages, and its PDF and PNG.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use typst::foundations::{Content, Label, Selector, Smart};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::{PicoStr, Scalar};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use super::text::plain_text;
use super::trouble::{Places, Trouble, guarded};

/// The pages of a deck.
pub struct Pages {
    document: PagedDocument,
    places: Arc<Places>,
}

/// How well one slide holds its texts, as the theme measured it; lengths in points.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Fit {
    /// The slide's id.
    pub slide: String,
    /// Size of the body text that was used.
    pub size: f64,
    /// Height the texts take.
    pub need: f64,
    /// Height there is.
    pub have: f64,
    /// Whether the texts go on over a second page, even at the smallest size.
    pub over: bool,
    /// The texts, those of the fullest column first.
    pub parts: Vec<Part>,
}

/// The height of one text of a slide.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Part {
    /// The number the manuscript gave the text.
    pub at: usize,
    /// Its height at the smallest size, in points.
    pub height: f64,
}

impl Pages {
    /// Keeps a document and the texts its spans point into.
    pub(super) fn new(document: PagedDocument, places: Arc<Places>) -> Self {
        Self { document, places }
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// What the theme measured, slide by slide.
    pub fn fits(&self) -> Result<Vec<Fit>, Trouble> {
        let read = |found: Content| metadata("fit", &found);
        self.labelled("fit").into_iter().map(read).collect()
    }

    /// The id of each slide and its first page, from 1.
    pub fn slides(&self) -> Result<Vec<(String, usize)>, Trouble> {
        let read = |found: Content| {
            let page = found
                .location()
                .and_then(|at| self.document.introspector().page(at))
                .ok_or_else(|| Trouble::internal("a `<slide>` mark lies on no page"))?;
            Ok((metadata("slide", &found)?, page.get()))
        };
        self.labelled("slide").into_iter().map(read).collect()
    }

    /// The text of a page, from 1, in the order it was placed; empty past the last page.
    pub fn text(&self, page: usize) -> String {
        self.page(page)
            .map_or_else(String::new, |page| plain_text(&page.frame))
    }

    /// The deck as PDF/UA-1 and PDF/A-2a. The same deck gives the same bytes.
    pub fn pdf(&self) -> Result<Vec<u8>, Vec<Trouble>> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| vec![Trouble::internal(error.message().as_str())])?;
        let options = PdfOptions {
            // Typst derives it from title and author, which is stable.
            ident: Smart::Auto,
            timestamp: None,
            standards,
            ..PdfOptions::default()
        };
        guarded(|| {
            typst_pdf::pdf(&self.document, &options).map_err(|said| self.places.troubles(said))
        })
        .unwrap_or_else(|trouble| Err(vec![trouble]))
    }

    /// A page, from 1, as PNG; `scale` is in pixels per point (2.0 makes 144 ppi).
    pub fn png(&self, page: usize, scale: f64) -> Result<Vec<u8>, Trouble> {
        let count = self.count();
        let page = self
            .page(page)
            .ok_or_else(|| Trouble::internal(format!("page {page} of {count} does not exist")))?;
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(scale),
            render_bleed: false,
        };
        guarded(|| typst_render::render(page, &options).encode_png())?
            .map_err(|error| Trouble::internal(format!("a page cannot be drawn: {error}")))
    }

    /// A page, from 1.
    fn page(&self, number: usize) -> Option<&Page> {
        self.document.pages().get(number.checked_sub(1)?)
    }

    /// All elements with a label, in order.
    fn labelled(&self, name: &str) -> Vec<Content> {
        Label::new(PicoStr::intern(name))
            .map(|label| {
                self.document
                    .introspector()
                    .query(&Selector::Label(label))
                    .into_iter()
                    .collect()
            })
            .unwrap_or_default()
    }
}

/// Reads what the theme put behind a label; anything else is the theme's fault.
fn metadata<T: DeserializeOwned>(label: &str, found: &Content) -> Result<T, Trouble> {
    let malformed = |why: String| {
        Trouble::internal(format!(
            "a `<{label}>` record of the theme cannot be read: {why}"
        ))
    };
    let element = found
        .to_packed::<MetadataElem>()
        .ok_or_else(|| malformed("it is not metadata".into()))?;
    serde_json::to_value(&element.value)
        .and_then(serde_json::from_value)
        .map_err(|error| malformed(error.to_string()))
}
