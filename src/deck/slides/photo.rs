//! A photo: beside a story, or on a page of its own.

use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line};
use crate::deck::held_back::GatedItem;
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
use crate::narrative::{Options, Photo};
use crate::photos::{Gallery, PhotoPlace};
use crate::schema::slug;
use crate::source::Span;

/// A photo to come, on a page of its own.
#[derive(Debug)]
pub struct PlannedPhoto<'a> {
    /// The photo as somebody wrote it; it may be shown to the deck's audience.
    pub photo: &'a Photo,
}

impl<'a> ShownKind<'a> for PlannedPhoto<'a> {
    type Written = Box<Photo>;
    type Slide = PhotoSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        if planner.may_show(GatedItem::Photo(written), written.span) {
            planner.add_slide(Shows::Photo(Self { photo: written }), options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        Some(slug(&self.photo.file.value))
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // A photo has no id: nothing else can ask for it.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // Its entry of the running order holds all of it, and that is where the slide was asked for.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        let status = material.draft_label(composer);
        compose_photo_page(composer, self.photo, &planned.options, status, material.gallery)
    }
}

/// The slide that shows one photo.
#[derive(Debug, Serialize)]
pub struct PhotoSlide {
    kicker: Line,
    title: Line,
    /// What every page of a draft says, for a photo that covers its place.
    status: Option<String>,
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
    /// What tells it from those beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Line>,
    /// What is said about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<Line>,
    /// Its width for a height of one.
    ratio: f64,
}

/// Composes a page with a photo. Its title is what the photo shows, unless it has another.
fn compose_photo_page(
    composer: &mut Composer,
    photo: &Photo,
    options: &Options,
    status: Option<String>,
    gallery: &Gallery,
) -> PhotoSlide {
    PhotoSlide {
        kicker: composer.program_line(&composer.word("kicker-photo")),
        title: composer
            .title_or_default(options.title.as_ref().or(photo.alt.as_ref()), "title-photo"),
        status,
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
        label: photo.label.as_ref().map(|label| composer.capitalised_line(label, None)),
        caption: photo.caption.as_ref().map(|caption| composer.capitalised_line(caption, None)),
        ratio: shown.rounded_ratio(),
    })
}
