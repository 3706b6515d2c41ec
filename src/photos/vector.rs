//! Drawings: only their shapes are kept. Scripts, links, notes, titles and what lies outside the file go.

use std::sync::{Arc, LazyLock};

use usvg::fontdb::Database;
use usvg::roxmltree::{Document, ParsingOptions};
use usvg::{ImageHrefResolver, ImageKind, Options, Tree, WriteOptions};

use super::fault::{Kind, SLIVER, kind};
use super::{Fault, Form, Picture, Place, raster};
use crate::assets::FONTS;

/// The longest text of a drawing, in bytes.
const LONGEST: usize = 8 * 1024 * 1024;
/// The most elements: a detailed map has twenty thousand.
const ELEMENTS: u32 = 200_000;
/// How deep elements may nest: what reads them calls itself for each level.
const DEPTH: usize = 100;

/// The theme's own fonts, so that a drawing looks the same on every machine.
static LETTERS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut letters = Database::new();
    FONTS
        .iter()
        .for_each(|(_, font)| letters.load_font_data(font.to_vec()));
    letters.set_serif_family("Source Serif 4");
    for set in [
        Database::set_sans_serif_family,
        Database::set_monospace_family,
    ] {
        set(&mut letters, "Atkinson Hyperlegible Next");
    }
    Arc::new(letters)
});

/// The picture, for any place.
pub fn clean(text: &str) -> Result<Picture, Fault> {
    if text.len() > LONGEST || depth(text) > DEPTH {
        return Err(Fault::Broken);
    }
    let parsing = ParsingOptions {
        allow_dtd: true,
        nodes_limit: ELEMENTS,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, parsing).map_err(|_| Fault::Broken)?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(Fault::NoImage);
    }
    let tree = Tree::from_xmltree(&document, &options()).map_err(|_| Fault::Broken)?;
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

/// How deep elements nest, at most; counted before anything is read that calls itself.
fn depth(text: &str) -> usize {
    let (mut deep, mut deepest) = (0usize, 0);
    for tag in text.split('<').skip(1) {
        match tag.as_bytes().first() {
            Some(b'/') => deep = deep.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) if tag.split('>').next().is_some_and(|tag| tag.ends_with('/')) => {}
            Some(_) => deep += 1,
        }
        deepest = deepest.max(deep);
    }
    deepest
}
