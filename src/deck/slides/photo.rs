//! A photo: beside a story, or on a page of its own.

use serde::Serialize;

use crate::deck::compose::{Composer, Line};
use crate::narrative::{Options, Photo};
use crate::photos::{Gallery, Place};

/// What a page with a photo shows.
#[derive(Debug, Serialize)]
pub struct PhotoSlide {
    kicker: Line,
    title: Line,
    photo: Option<Photograph>,
}

/// A photo that can be shown.
#[derive(Debug, Serialize)]
pub struct Photograph {
    /// Its path from the folder of the manuscript.
    file: String,
    /// What it shows, in words; none for decoration.
    alt: Option<String>,
    credit: Option<Line>,
    /// Its width for a height of one.
    ratio: f64,
}

/// Composes the photo beside a story; none when it cannot be shown.
pub fn beside(composer: &mut Composer, photo: &Photo, gallery: &Gallery) -> Option<Photograph> {
    photograph(composer, photo, gallery, Place::Beside)
}

/// Composes a page with a photo. Its title is what the photo shows, unless it has another.
pub fn photo(
    composer: &mut Composer,
    photo: &Photo,
    options: &Options,
    gallery: &Gallery,
) -> PhotoSlide {
    PhotoSlide {
        kicker: composer.said(&composer.word("kicker-photo")),
        title: composer.title(options.title.as_ref().or(photo.alt.as_ref()), "title-photo"),
        photo: photograph(composer, photo, gallery, Place::Page),
    }
}

fn photograph(
    composer: &mut Composer,
    photo: &Photo,
    gallery: &Gallery,
    place: Place,
) -> Option<Photograph> {
    let shown = gallery.picture(photo, place)?;
    let alt = photo.alt.as_ref().filter(|_| !photo.is_decorative);
    Some(Photograph {
        file: format!("/{}", shown.path),
        alt: alt.map(|alt| composer.words(alt)),
        credit: photo
            .credit
            .as_ref()
            .map(|credit| composer.line(credit, None)),
        // A thousandth is less than what is seen.
        ratio: (shown.ratio * 1000.0).round() / 1000.0,
    })
}
