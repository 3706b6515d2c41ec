//! A photo: beside a story, or on a page of its own.

use serde::Serialize;

use crate::deck::compose::{Composer, Line};
use crate::narrative::{Options, Photo};
use crate::photos::{Gallery, PhotoPlace};

/// The slide that shows one photo.
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
    /// What it shows, for those who cannot see it; none for decoration.
    alt: Option<String>,
    credit: Option<Line>,
    /// Its width for a height of one.
    ratio: f64,
}

/// Composes a page with a photo. Its title is what the photo shows, unless it has another.
pub fn compose_photo_page(
    composer: &mut Composer,
    photo: &Photo,
    options: &Options,
    gallery: &Gallery,
) -> PhotoSlide {
    PhotoSlide {
        kicker: composer.program_line(&composer.word("kicker-photo")),
        title: composer
            .title_or_default(options.title.as_ref().or(photo.alt.as_ref()), "title-photo"),
        photo: compose_photograph(composer, photo, gallery, PhotoPlace::Page),
    }
}

/// Composes a photo in its place; none when it cannot be shown.
pub fn compose_photograph(
    composer: &mut Composer,
    photo: &Photo,
    gallery: &Gallery,
    place: PhotoPlace,
) -> Option<Photograph> {
    let shown = gallery.picture_at(&photo.file, place)?;
    let alt = photo.alt.as_ref().filter(|_| !photo.is_decorative);
    Some(Photograph {
        file: shown.rooted_path(),
        alt: alt.map(|alt| composer.plain_words(alt)),
        credit: photo.credit.as_ref().map(|credit| composer.line(credit, None)),
        ratio: shown.rounded_ratio(),
    })
}
