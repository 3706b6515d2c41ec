//! Drawings: only their shapes are kept. Scripts, links, notes, titles and what lies outside the file go.

mod filters;
mod names;
mod scan;
mod scrub;
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
use super::fault::{Excess, Kind, MEGAPIXELS, SLIVER, kind};
use super::quiet::quietly;
use super::{Fault, Form, Picture, Place, raster};
use crate::assets::FONTS;
use scrub::Drawing;

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
pub fn clean(text: &str) -> Result<Picture, Fault> {
    scan::check(text)?;
    let document = parsed(text)?;
    // Weighed as it will be drawn; pictures in it are cleaned below.
    let mut pixels = 0;
    let scrubbed = Drawing::of(&document, &mut |address| picture(address, 1, &mut pixels))?;
    weigh::check(&scrubbed)?;
    let tree = Tree::from_xmltree(&document, &options()).map_err(|_| Fault::Broken)?;
    filters::check(&tree)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    // A drawing has no pixels: only its shape can be absurd.
    if width.max(height) > width.min(height) * SLIVER as f32 {
        return Err(Fault::Sliver(width as u32, height as u32));
    }
    Ok(Picture {
        form: Form::Svg,
        given: None,
        ratio: f64::from(width) / f64::from(height),
        bytes: tree.to_string(&WriteOptions::default()).into_bytes(),
    })
}

/// The drawing with nothing but what is seen, as a text that draws the same: its words stay words.
pub fn bare(text: &str) -> Result<Vec<u8>, Fault> {
    let drawn = quietly(|| bare_at(text, 1));
    drawn.unwrap_or(Err(Fault::Broken)).map(String::into_bytes)
}

fn bare_at(text: &str, level: usize) -> Result<String, Fault> {
    if level > LEVELS {
        return Err(Fault::Drawing(Excess::Depth));
    }
    scan::check(text)?;
    let document = parsed(text)?;
    let mut pixels = 0;
    let mut drawing = Drawing::of(&document, &mut |address| picture(address, level, &mut pixels))?;
    weigh::check(&drawing)?;
    let marked = drawing.mark();
    let text = drawing.text();
    // Linked pictures are asked for, cleaned, when the page is laid out.
    let tree = Tree::from_str(&text, &options()).map_err(|_| Fault::Broken)?;
    filters::check(&tree)?;
    let mut beside = HashSet::new();
    words_beside(tree.root(), &tree, &mut beside);
    drawing.unmark(&marked, &beside);
    Ok(drawing.text())
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
        && match scan::check(text) {
            // What is too much to be parsed is told, if it begins as a drawing.
            Err(_) => true,
            Ok(()) => matches!(parsed(text), Ok(_) | Err(Fault::Drawing(_))),
        }
}

/// The address of a picture in a drawing, once the picture has nothing but what is seen; none to leave it out.
fn picture(address: &str, level: usize, pixels: &mut u64) -> Result<Option<String>, Fault> {
    if !address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
        let is_file = !address.contains("://") && !address.starts_with('/');
        return Ok(is_file.then(|| address.to_string()));
    }
    let Some((data, _)) = DataUrl::process(address).ok().and_then(|url| url.decode_to_vec().ok())
    else {
        return Ok(None);
    };
    let bare = match bare_raster(&data) {
        Err(fault @ Fault::TooManyPixels(..)) => return Err(fault),
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
            Err(Fault::Drawing(Excess::Pixels))
        } else {
            Ok(Some(written(kind, &bare)))
        };
    }
    match kind(&data) {
        Ok(Kind::Drawing(text)) => {
            let bare = bare_at(text, level + 1)?;
            Ok(Some(written("svg+xml", bare.as_bytes())))
        }
        _ => Ok(None),
    }
}

fn written(kind: &str, bytes: &[u8]) -> String {
    format!("data:image/{kind};base64,{}", BASE64.encode(bytes))
}

/// The document of a text that is a drawing.
fn parsed(text: &str) -> Result<Document<'_>, Fault> {
    let parsing =
        ParsingOptions { allow_dtd: true, nodes_limit: ELEMENTS, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, parsing).map_err(|reason| match reason {
        XmlError::NodesLimitReached => Fault::Drawing(Excess::Shapes),
        _ => Fault::Broken,
    })?;
    match document.root_element().tag_name().name() {
        "svg" => Ok(document),
        _ => Err(Fault::NoImage),
    }
}

fn options() -> Options<'static> {
    Options {
        font_family: "Atkinson Hyperlegible Next".to_string(),
        fontdb: Arc::clone(&LETTERS),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| embedded(&data)),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// A picture inside a drawing, cleaned as one on a page is; none for what is no picture.
fn embedded(data: &[u8]) -> Option<ImageKind> {
    let Ok(Kind::Raster(format)) = kind(data) else {
        return None;
    };
    let picture = raster::clean(data, format, Place::Page).ok()?;
    let bytes = Arc::new(picture.bytes);
    Some(match picture.form {
        Form::Jpeg => ImageKind::JPEG(bytes),
        _ => ImageKind::PNG(bytes),
    })
}

#[cfg(test)]
mod tests;
