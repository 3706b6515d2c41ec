//! What the slides of one deck are composed from, besides what each of them shows.

use super::Counts;
use super::compose::Composer;
use super::planned::Planned;
use super::set_aside::SetAside;
use super::shown::ShownItems;
use super::undrawn::UndrawnQuotes;
use crate::locale::Language;
use crate::narrative::{DeckFile, Selection, Status};
use crate::photos::{EmbeddedPhoto, Gallery, PhotoPlace};
use crate::project::{Project, Theme};

/// What holds for all slides of a deck while they are composed.
pub struct DeckMaterial<'a> {
    /// The project, for its settings.
    pub project: &'a Project,
    /// Its slides to come, in order.
    pub slides: &'a [Planned<'a>],
    /// The id of each of them.
    pub ids: &'a [String],
    /// The deck's own file.
    pub file: &'a DeckFile,
    /// The type it is set in.
    pub theme: Theme,
    /// Whether it is taken for final.
    pub status: Status,
    /// The pictures that the deck shows, and where the manuscript finds them.
    pub gallery: &'a Gallery,
    /// The quotes whose letters no font has: their translation is shown alone.
    pub undrawn: &'a UndrawnQuotes,
    /// The rules set aside for what it shows.
    pub set_aside: Vec<SetAside<'a>>,
    /// The language that the deck's file asks for, else the project's.
    pub language: Language,
    /// How all its voices were chosen, if somebody said so.
    pub selection: Option<Selection>,
    /// How its voices were chosen, as each file says.
    pub selections: Vec<Selection>,
    /// What its slides show.
    pub shown: ShownItems<'a>,
    /// How much that is.
    pub counts: Counts,
}

impl DeckMaterial<'_> {
    /// Who presents the deck.
    pub fn organisation_name(&self, composer: &Composer) -> String {
        self.project
            .settings
            .organisation
            .name
            .as_ref()
            .map(|name| composer.plain_words(name))
            .unwrap_or_default()
    }

    /// The picture of the organisation's mark, when it has one.
    pub fn logo_picture(&self) -> Option<&EmbeddedPhoto> {
        let logo = self.project.settings.brand.logo.as_ref()?;
        self.gallery.picture_at(logo, PhotoPlace::Logo)
    }

    /// What every page says of a draft.
    pub fn draft_label(&self, composer: &Composer) -> Option<String> {
        (self.status == Status::Draft).then(|| composer.word("draft"))
    }
}
