//! Photos and logos as pages show them: turned upright, cut and scaled to their place, with nothing in the file but pixels.
//!
//! What a camera, a telephone or a drawing program writes beside the pixels (where, when, on which device, by whom)
//! never reaches a page: every picture is drawn anew from its pixels or shapes. Those that the project's own slides and theme
//! show keep their format, bare of all the rest.

mod bare;
mod cache;
mod fault;
mod keep;
mod place;
mod quiet;
mod raster;
mod vector;

pub use bare::{bare_jpeg, bare_profile};
pub use cache::Cache;
pub use fault::PhotoFault;
pub use place::PhotoPlace;
pub use vector::DrawingLosses;

use std::collections::{BTreeMap, HashMap};

use crate::finding::rules::SMALL_PHOTO;
use crate::finding::{Finding, Message, Report};
use crate::schema::{Text, slug};
use crate::source::Span;
use crate::tree::{FileRefusal, Purpose, Tree, candidate_paths};

/// A picture that holds nothing but what it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// How its bytes are written.
    pub form: Form,
    /// Width and height of what was given, upright, in pixels; none for a drawing, which is sharp at any size.
    pub given: Option<(u32, u32)>,
    /// Its width for a height of one.
    pub ratio: f64,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// What of it is not seen as it was drawn; nothing of a photograph.
    pub losses: DrawingLosses,
}

/// How the bytes of a picture are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JPEG, for photographs.
    Jpeg,
    /// PNG, for graphics with few colours, and what can be seen through.
    Png,
    /// SVG, for drawings.
    Svg,
}

impl Form {
    /// Every form, in the order of their numbers in the cache.
    const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Svg];

    /// The ending of its files.
    fn file_extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

/// The picture of any bytes for a place; never panics, whatever the bytes.
pub fn clean_picture(bytes: &[u8], place: PhotoPlace) -> Result<Picture, PhotoFault> {
    let cleaned = quiet::catch_panic(|| match fault::detect_kind(bytes)? {
        fault::PictureFormat::Raster(format) => raster::clean_picture(bytes, format, place),
        fault::PictureFormat::Drawing(text) => vector::clean_picture(text),
    });
    // A decoder that stumbles over a file says that the file is broken.
    cleaned.unwrap_or(Err(PhotoFault::Broken))
}

/// What is lost of a drawing that a slide of the project's own shows; none of what is no drawing.
pub fn losses_on_slide(bytes: &[u8]) -> Option<DrawingLosses> {
    let Ok(fault::PictureFormat::Drawing(text)) = fault::detect_kind(bytes) else {
        return None;
    };
    let losses = quiet::catch_panic(|| DrawingLosses::of_own_slide(text).ok());
    losses.flatten().filter(|losses| !losses.is_empty())
}

/// The file of one picture of a deck, as it is named, and where the picture stands.
pub type WantedPhoto<'a> = (&'a Text, PhotoPlace);

/// A photo that can be shown, or why it cannot.
pub type Prepared = Result<(String, Picture), PhotoFault>;

/// Finds a photo from a deck's folder, else from the project's root, and makes its picture.
pub fn prepare_picture(
    tree: &Tree,
    folder: &str,
    wanted: WantedPhoto,
    cache: Option<&Cache>,
) -> Prepared {
    let (file, place) = wanted;
    let (path, bytes) = read_picture_file(tree, place.base_folder(folder), &file.value)?;
    let picture = match cache {
        Some(cache) => cache.fetch_picture(&bytes, place),
        None => clean_picture(&bytes, place),
    };
    Ok((path, picture?))
}

/// The path of the file that a picture is made of, when something stands there.
pub fn picture_path(tree: &Tree, folder: &str, (file, place): WantedPhoto) -> Option<String> {
    let mut places = candidate_paths(place.base_folder(folder), &file.value)?.into_iter();
    places.find(|path| !matches!(tree.kind_of_path(path, Purpose::Deck), Err(FileRefusal::Missing)))
}

/// The path and the bytes of a file named from a deck's folder, if there is one, else from the project's root.
fn read_picture_file(
    tree: &Tree,
    folder: &str,
    named: &str,
) -> Result<(String, Vec<u8>), PhotoFault> {
    let places = candidate_paths(folder, named).ok_or(PhotoFault::Barred(FileRefusal::Outside))?;
    for path in &places {
        match tree.read_photo(path) {
            Ok(bytes) => return Ok((path.clone(), bytes)),
            Err(FileRefusal::Missing) => {}
            Err(refused) => return Err(PhotoFault::from(refused)),
        }
    }
    Err(PhotoFault::Missing(tree.nearest_file(folder, &places, Purpose::Deck)))
}

/// The pictures that one deck shows.
#[derive(Debug, Default)]
pub struct Gallery {
    shown: HashMap<(Span, PhotoPlace), EmbeddedPhoto>,
    /// The pictures by the path that the manuscript gives them, such as `images/quay.jpg`.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Where the manuscript finds a picture, and its shape.
#[derive(Debug, Clone, PartialEq)]
pub struct EmbeddedPhoto {
    /// Its path, such as `images/quay.jpg`.
    pub path: String,
    /// Its width for a height of one.
    pub ratio: f64,
}

impl EmbeddedPhoto {
    /// Its path from the folder of the manuscript.
    pub fn rooted_path(&self) -> String {
        format!("/{}", self.path)
    }

    /// Its ratio to a thousandth, which is less than what is seen.
    pub fn rounded_ratio(&self) -> f64 {
        (self.ratio * 1000.0).round() / 1000.0
    }
}

impl Gallery {
    /// The pictures that could be drawn; what could not be is reported, and so is what has too few pixels.
    pub fn of_prepared(prepared: Vec<(WantedPhoto, Prepared)>, report: &mut Report) -> Self {
        let mut gallery = Self::default();
        for ((file, place), done) in prepared {
            match done {
                Ok((path, picture)) => {
                    report_small(file, place, &picture, report);
                    if !picture.losses.is_empty() {
                        report.push(picture.losses.to_finding(file.span, ""));
                    }
                    gallery.add_picture(file, place, &path, picture);
                }
                Err(fault) => report.push(fault.into_finding(file, place)),
            }
        }
        gallery
    }

    fn add_picture(&mut self, file: &Text, place: PhotoPlace, path: &str, picture: Picture) {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let name = format!("images/{}-{}", slug(stem), place.name());
        let ending = picture.form.file_extension();
        let mut path = format!("{name}.{ending}");
        let mut again = 2;
        while self.files.get(&path).is_some_and(|known| *known != picture.bytes) {
            path = format!("{name}-{again}.{ending}");
            again += 1;
        }
        let shown = EmbeddedPhoto { path: path.clone(), ratio: picture.ratio };
        self.files.insert(path, picture.bytes);
        self.shown.insert((file.span, place), shown);
    }

    /// The picture of a file in a place; none when it cannot be shown.
    pub fn picture_at(&self, file: &Text, place: PhotoPlace) -> Option<&EmbeddedPhoto> {
        self.shown.get(&(file.span, place))
    }
}

/// Tells a photo that would look coarse in its place.
fn report_small(file: &Text, place: PhotoPlace, picture: &Picture, report: &mut Report) {
    let Some((width, height)) = picture.given else {
        return;
    };
    let Some((least_width, least_height)) = place.least_sharp_size(width, height) else {
        return;
    };
    let message = Message::new("photo-too-small")
        .with("width", width)
        .with("height", height)
        .with("least_width", least_width)
        .with("least_height", least_height);
    let finding = Finding::new(&SMALL_PHOTO, file.span, message);
    report.push(finding.with_hint(Message::new("hint-photo-too-small")));
}

/// What a file of the project gives when something asks for its bytes: a picture bare of all but what is seen, anything
/// else as it is (`None`). A picture that cannot be shown, or only at the price of the machine, is refused.
pub fn strip_hidden_data(bytes: &[u8]) -> Result<Option<Vec<u8>>, PhotoFault> {
    if let Some(raster) = bare::bare_raster(bytes)? {
        return Ok(Some(raster));
    }
    if bare::is_profile(bytes) {
        return bare_profile(bytes).map(Some).ok_or(PhotoFault::Broken);
    }
    match fault::detect_kind(bytes) {
        Ok(fault::PictureFormat::Drawing(text)) if vector::is_drawing(text) => {
            vector::strip_hidden_data(text).map(Some)
        }
        // Typst unpacks such a file to draw it, without a bound.
        Err(PhotoFault::Format("SVGZ")) => Err(PhotoFault::Format("SVGZ")),
        _ => Ok(None),
    }
}
