//! Several photos on one slide, such as before and after.

use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use super::photo::{Photograph, compose_photograph};
use crate::deck::compose::{Composer, Line};
use crate::deck::held_back::GatedItem;
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
use crate::narrative::{MOST_PHOTOS, Options, Photo};
use crate::photos::PhotoPlace;
use crate::schema::slug;
use crate::source::Span;

/// Some photos to come, side by side.
#[derive(Debug)]
pub struct PlannedPhotos<'a> {
    /// Those that may be shown to the deck's audience, in order.
    pub photos: Vec<&'a Photo>,
}

impl<'a> ShownKind<'a> for PlannedPhotos<'a> {
    type Written = Vec<Photo>;
    type Slide = PhotosSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        // A rule reports those that are too many.
        let photos = written.iter().take(MOST_PHOTOS);
        let photos: Vec<_> =
            photos.filter(|photo| planner.may_show(GatedItem::Photo(photo), photo.span)).collect();
        if !photos.is_empty() {
            planner.add_slide(Shows::Photos(Self { photos }), options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        self.photos.first().map(|photo| slug(&photo.file.value))
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
        let photos = self.photos.iter();
        PhotosSlide {
            title: composer.title_or_default(planned.options.title.as_ref(), "title-photo"),
            photos: photos
                .filter_map(|photo| {
                    compose_photograph(composer, photo, material.gallery, PhotoPlace::Row)
                })
                .collect(),
        }
    }
}

/// The slide that shows some photos side by side.
#[derive(Debug, Serialize)]
pub struct PhotosSlide {
    title: Line,
    photos: Vec<Photograph>,
}
