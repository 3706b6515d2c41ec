//! Drawings: only their shapes are kept. Scripts, links, notes, titles and what lies outside the file go.

mod drawing;
mod filters;
mod losses;
mod names;
mod readable;
mod scan;
mod scrub;
mod styles;
mod weigh;

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use data_url::DataUrl;
use usvg::fontdb::Database;
use usvg::roxmltree::{Document, Error as XmlError, ParsingOptions};
use usvg::{Group, ImageHrefResolver, ImageKind, Node, Options, Tree, WriteOptions};

use super::bare::bare_raster;
use super::fault::{Excess, MEGAPIXELS, PictureFormat, SLIVER, detect_kind};
use super::quiet::catch_panic;
use super::{Form, PhotoFault, PhotoPlace, Picture, raster};
use crate::assets::FONTS;
use readable::with_readable_styles;
use scrub::scrub_document;

pub use losses::DrawingLosses;

/// The most elements: a detailed map has twenty thousand.
const ELEMENTS: u32 = 200_000;
/// How deep elements and references may nest: what reads them calls itself for each level.
const DEPTH: usize = 100;
/// How many drawings may stand in one another.
const LEVELS: usize = 3;

/// The theme's own fonts, so that a drawing looks the same on every machine.
static LETTERS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut letters = Database::new();
    FONTS.iter().for_each(|(_, font)| letters.load_font_data(font.to_vec()));
    letters.set_serif_family("Source Serif 4");
    for set in [Database::set_sans_serif_family, Database::set_monospace_family] {
        set(&mut letters, "Atkinson Hyperlegible Next");
    }
    Arc::new(letters)
});

/// The picture, for any place.
pub fn clean_picture(text: &str) -> Result<Picture, PhotoFault> {
    scan::check_text(text)?;
    let text = with_readable_styles(text);
    let document = parse_drawing(&text)?;
    // Weighed as it will be drawn; pictures in it are cleaned below.
    let mut pixels = 0;
    let scrubbed =
        scrub_document(&document, &mut |address| clean_picture_address(address, 1, &mut pixels))?;
    weigh::check_weight(&scrubbed)?;
    let tree = Tree::from_xmltree(&document, &usvg_options()).map_err(|_| PhotoFault::Broken)?;
    filters::check_cost(&tree)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    // A drawing has no pixels: only its shape can be absurd.
    if width.max(height) > width.min(height) * SLIVER as f32 {
        return Err(PhotoFault::Sliver(width as u32, height as u32));
    }
    Ok(Picture {
        form: Form::Svg,
        given: None,
        ratio: f64::from(width) / f64::from(height),
        bytes: tree.to_string(&WriteOptions::default()).into_bytes(),
        losses: DrawingLosses::of_drawing(&document, &tree),
    })
}

/// The drawing with nothing but what is seen, as a text that draws the same: its words stay words.
pub fn strip_hidden_data(text: &str) -> Result<Vec<u8>, PhotoFault> {
    let drawn = catch_panic(|| bare_at(text, 1));
    drawn.unwrap_or(Err(PhotoFault::Broken)).map(String::into_bytes)
}

fn bare_at(text: &str, level: usize) -> Result<String, PhotoFault> {
    if level > LEVELS {
        return Err(PhotoFault::Drawing(Excess::Depth));
    }
    scan::check_text(text)?;
    let text = with_readable_styles(text);
    let document = parse_drawing(&text)?;
    // Of all pictures in the drawing together, as each alone may be within its bound.
    let mut pixels = 0;
    let mut drawing = scrub_document(&document, &mut |address| {
        clean_picture_address(address, level, &mut pixels)
    })?;
    weigh::check_weight(&drawing)?;
    // Ids are given to words, the drawing is laid out to learn where they stand, and then words that stand outside are
    // taken out. The text is written twice for that.
    let marked = drawing.mark_words();
    let text = drawing.to_svg();
    // Linked pictures are asked for, cleaned, when the page is laid out.
    let tree = Tree::from_str(&text, &usvg_options()).map_err(|_| PhotoFault::Broken)?;
    filters::check_cost(&tree)?;
    let mut beside = HashSet::new();
    words_beside(tree.root(), &tree, &mut beside);
    drawing.unmark_words(&marked, &beside);
    Ok(drawing.to_svg())
}

/// How far outside words must stand to be sure that none of them is seen, as a share of the drawing: fonts differ.
const BESIDE: f32 = 0.1;

/// The ids of the words that stand wholly outside a drawing.
fn words_beside(group: &Group, tree: &Tree, found: &mut HashSet<String>) {
    let (width, height) = (tree.size().width(), tree.size().height());
    for node in group.children() {
        match node {
            Node::Group(group) => words_beside(group, tree, found),
            Node::Text(text) => {
                let around = text.abs_stroke_bounding_box();
                let is_beside = around.right() < -width * BESIDE
                    || around.bottom() < -height * BESIDE
                    || around.left() > width * (1.0 + BESIDE)
                    || around.top() > height * (1.0 + BESIDE);
                if is_beside {
                    found.insert(text.id().to_string());
                }
            }
            _ => {}
        }
    }
}

/// Whether a text is a drawing, and not another kind of text that speaks of one.
pub fn is_drawing(text: &str) -> bool {
    text.starts_with('<')
        && match scan::check_text(text) {
            // What is too much to be parsed is reported, if it begins as a drawing.
            Err(_) => true,
            Ok(()) => matches!(parse_drawing(text), Ok(_) | Err(PhotoFault::Drawing(_))),
        }
}

/// The address of a picture in a drawing, once the picture has nothing but what is seen; none to leave it out.
fn clean_picture_address(
    address: &str,
    level: usize,
    pixels: &mut u64,
) -> Result<Option<String>, PhotoFault> {
    if !address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
        // A path beside the drawing stays, and Typst asks for that file through the gate. Anything on the network goes.
        let is_file = !address.contains("://") && !address.starts_with('/');
        return Ok(is_file.then(|| address.to_string()));
    }
    let Some((data, _)) = DataUrl::process(address).ok().and_then(|url| url.decode_to_vec().ok())
    else {
        return Ok(None);
    };
    let bare = match bare_raster(&data) {
        // Too many pixels refuse the whole drawing, so that somebody hears of it. A picture that is only broken is left out,
        // as browsers do.
        Err(fault @ PhotoFault::TooManyPixels(..)) => return Err(fault),
        Err(_) => return Ok(None),
        Ok(bare) => bare,
    };
    if let Some(bare) = bare {
        let kind = match bare.first() {
            Some(0xff) => "jpeg",
            Some(0x89) => "png",
            Some(b'G') => "gif",
            _ => "webp",
        };
        if let Ok(size) = imagesize::blob_size(&bare) {
            *pixels += size.width as u64 * size.height as u64;
        }
        return if *pixels > MEGAPIXELS * 1_000_000 {
            Err(PhotoFault::Drawing(Excess::Pixels))
        } else {
            Ok(Some(encode_data_url(kind, &bare)))
        };
    }
    match detect_kind(&data) {
        Ok(PictureFormat::Drawing(text)) => {
            let bare = bare_at(text, level + 1)?;
            Ok(Some(encode_data_url("svg+xml", bare.as_bytes())))
        }
        _ => Ok(None),
    }
}

fn encode_data_url(kind: &str, bytes: &[u8]) -> String {
    format!("data:image/{kind};base64,{}", BASE64.encode(bytes))
}

/// The document of a text that is a drawing.
fn parse_drawing(text: &str) -> Result<Document<'_>, PhotoFault> {
    let parsing =
        ParsingOptions { allow_dtd: true, nodes_limit: ELEMENTS, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, parsing).map_err(|reason| match reason {
        XmlError::NodesLimitReached => PhotoFault::Drawing(Excess::Shapes),
        _ => PhotoFault::Broken,
    })?;
    match document.root_element().tag_name().name() {
        "svg" => Ok(document),
        _ => Err(PhotoFault::NoImage),
    }
}

fn usvg_options() -> Options<'static> {
    Options {
        font_family: "Atkinson Hyperlegible Next".to_string(),
        fontdb: Arc::clone(&LETTERS),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| clean_embedded_picture(&data)),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// A picture inside a drawing, cleaned as one on a page is; none for what is no picture.
fn clean_embedded_picture(data: &[u8]) -> Option<ImageKind> {
    let Ok(PictureFormat::Raster(format)) = detect_kind(data) else {
        return None;
    };
    let picture = raster::clean_picture(data, format, PhotoPlace::Page).ok()?;
    let bytes = Arc::new(picture.bytes);
    Some(match picture.form {
        Form::Jpeg => ImageKind::JPEG(bytes),
        _ => ImageKind::PNG(bytes),
    })
}

#[cfg(test)]
mod tests;
