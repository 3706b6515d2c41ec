//! The cover: the meeting, the date, the title, and what is asked in one sentence.

use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use super::photo::{Photograph, compose_photograph};
use crate::deck::Counts;
use crate::deck::compose::{Composer, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::shown::ShownItems;
use crate::narrative::{Options, Partner, Photo};
use crate::photos::{Gallery, PhotoPlace};
use crate::source::Span;

/// The cover to come.
#[derive(Debug)]
pub struct PlannedCover<'a> {
    /// The photo on it, when it may be shown.
    pub photo: Option<&'a Photo>,
    /// Who stands on it beside the organisation.
    pub partners: &'a [Partner],
}

impl<'a> ShownKind<'a> for PlannedCover<'a> {
    type Written = ();
    type Slide = CoverSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        _written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.plan_cover(options, origin);
    }

    fn own_name(&self) -> Option<String> {
        None
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // It counts what the others ask, and shows none of it.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // It is made of the deck’s own file, whose rules are set aside for the whole deck.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        _planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        let partners = self.partners.iter();
        let partners = partners.map(|partner| compose_partner(composer, partner, material.gallery));
        let partners = partners.collect();
        let photo = self.photo.and_then(|photo| {
            compose_photograph(composer, photo, material.gallery, PhotoPlace::Cover)
        });
        CoverSlide { photo, partners, ..compose_cover(composer, material) }
    }
}

/// The first slide.
#[derive(Debug, Serialize)]
pub struct CoverSlide {
    kicker: Line,
    title: Line,
    subtitle: Option<Line>,
    contents: Line,
    organisation: String,
    period: Line,
    status: Option<String>,
    logo: Option<Logo>,
    photo: Option<Photograph>,
    partners: Vec<ShownPartner>,
}

/// A partner: its name, and its mark when it has one that can be shown.
#[derive(Debug, Serialize)]
struct ShownPartner {
    name: String,
    logo: Option<Logo>,
}

/// A mark: that of the organisation is decoration, because its name stands on the cover too.
#[derive(Debug, Serialize)]
struct Logo {
    /// Its path from the folder of the manuscript.
    file: String,
    /// Its width for a height of one.
    ratio: f64,
}

/// Composes the words of the cover, and the organisation's mark.
fn compose_cover(composer: &mut Composer, material: &DeckMaterial) -> CoverSlide {
    let deck = material.file;
    let body = composer.capitalised_line(&deck.meeting.board, None);
    let date = composer.program_line(&composer.format_date(deck.meeting.date.value));
    let title = composer.line(&deck.title, None);
    let logo = material.logo_picture();
    CoverSlide {
        kicker: composer.join_lines(vec![body, date]),
        title,
        subtitle: deck.subtitle.as_ref().map(|subtitle| composer.line(subtitle, None)),
        contents: composer.program_line(&format_asked(composer, material.counts)),
        organisation: material.organisation_name(composer),
        period: composer.program_line(&composer.format_period(deck.period.value)),
        status: material.draft_label(composer),
        logo: logo.map(|shown| Logo { file: shown.rooted_path(), ratio: shown.rounded_ratio() }),
        photo: None,
        partners: Vec::new(),
    }
}

fn compose_partner(composer: &Composer, partner: &Partner, gallery: &Gallery) -> ShownPartner {
    let shown = partner.logo.as_ref();
    let shown = shown.and_then(|logo| gallery.picture_at(logo, PhotoPlace::Partner));
    ShownPartner {
        name: composer.plain_words(&partner.name),
        logo: shown.map(|shown| Logo { file: shown.rooted_path(), ratio: shown.rounded_ratio() }),
    }
}

/// What is asked of the board, in one sentence: "On the agenda: 2 decisions to take and 1 opinion to give".
fn format_asked(composer: &Composer, counts: Counts) -> String {
    let parts = [
        ("count-decisions", counts.decisions),
        ("count-opinions", counts.opinions),
        ("count-notes", counts.notes),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| composer.format_sentence(key, [("n", Value::from(count))]))
        .collect();
    // Said all the same: whoever opens the deck looks for what is asked.
    if parts.is_empty() {
        return composer.word("cover-asks-nothing");
    }
    let asked = composer.format_list(&parts);
    composer.format_sentence("cover-asks", [("asked", Value::from(asked))])
}
